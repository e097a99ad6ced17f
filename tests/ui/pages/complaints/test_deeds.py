"""What is done with one case or with many: opened, called, printed, handed over, closed, exported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from models.complaints.tables import Complaint
from models.core.clock import SetClock
from models.core.permissions import Role
from models.handling.queries import case_file
from models.store.opening import open_store
from tests.factories import NOON
from tests.ui.pages.complaints.conftest import Listing, OpenListing
from tests.ui.pages.complaints.estate import Estate


def test_enter_and_double_click_open_the_case(listing: Listing) -> None:
    listing.press("Down", "Return")
    assert listing.shown_with("case") == {"id": listing.estate.cases["lift"]}
    listing.press("Esc")
    at = listing.page.list.model.index_of(listing.estate.cases["tap"])
    place = listing.view.visualRect(listing.page.list.model.index(at, 2)).center()
    QTest.mouseClick(listing.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(listing.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    listing.desk.settle()
    assert listing.shown_with("case") == {"id": listing.estate.cases["tap"]}


def test_the_preview_follows_the_choice(listing: Listing) -> None:
    listing.press("Down")
    shown = listing.page.preview.shown
    assert shown is not None
    assert shown.reference == listing.estate.references["lift"]
    assert shown.tags == (("S2 紧急", "s2"), ("重大", "soon"), ("媒体", "neutral"))
    facts = {fact.label: fact.value for fact in shown.facts}
    assert facts["房屋"] == "3-1602 陈建国，业主"
    assert facts["电话"] == "139 0000 1234"
    assert facts["诉求"] == "尽快修好"
    assert shown.snippets[0].text.startswith("电梯又停在十五楼")
    listing.desk.click("complaints.preview.open")
    assert listing.shown_with("case") == {"id": listing.estate.cases["lift"]}


def test_a_call_is_noted_from_the_list(listing: Listing) -> None:
    listing.choose("leak")
    listing.press("C")
    assert "周桂兰 · 138 6021 7745" in listing.desk.find("contact.who").text()  # type: ignore[attr-defined]
    listing.press("Ctrl+Return")
    assert listing.desk.find("contact").words_label.has_error  # type: ignore[attr-defined]
    listing.desk.type("说好下午四点上门")
    listing.press("Ctrl+Return")
    file = listing.read(lambda session: case_file(session.store, listing.estate.cases["leak"]))
    assert [(c.channel, c.reached, c.summary) for c in file.contacts] == [("phone", True, "说好下午四点上门")]
    assert "沟通已记下。" in listing.desk.recorder.texts()
    shown = listing.page.preview.shown
    assert shown is not None
    assert any("四点上门" in place.text for place in shown.snippets), "the preview knows of it at once"


def test_reports_of_the_chosen_or_of_the_marked(listing: Listing) -> None:
    listing.choose("leak")
    listing.press("R")
    assert listing.shown_with("report") == {"ids": [listing.estate.cases["leak"]]}
    listing.press("Esc")
    listing.choose("noise")
    listing.press("Space", "Down", "Space", "Ctrl+P")
    assert listing.shown_with("report") == {
        "ids": [listing.estate.cases["noise"], listing.estate.cases["lift"]]
    }


def test_marks_show_what_can_be_done_and_escape_takes_them_back(listing: Listing) -> None:
    listing.choose("noise")
    listing.press("Space", "Down", "Space")
    assert listing.desk.find("complaints.marked").text() == "已勾选 2 件"  # type: ignore[attr-defined]
    assert not listing.page.controls.filters.isVisible()
    listing.press("Esc")
    assert listing.page.list.marked() == ()
    assert listing.page.controls.filters.isVisible()
    assert listing.desk.context.navigation.current == "complaints"


def test_marked_cases_are_handed_over_and_taken_back(listing: Listing) -> None:
    listing.choose("lift")
    listing.press("Space", "Down", "Space", "A")
    listing.pick(f"complaints.assign.{listing.estate.colleague}")
    assert [listing.line(name).case.handler for name in ("lift", "leak", "tap")] == ["李想", "李想", "王敏"]
    assert listing.line("lift").initials == "李"
    assert not listing.line("lift").mine
    assert listing.page.list.marked() == ()
    assert listing.tabs()["mine"][0] == "我的 2"
    assert listing.desk.recorder.offers[-1].text == "2 件已转交给李想。"
    listing.press("Ctrl+Z")
    assert [listing.line(name).case.handler for name in ("lift", "leak")] == ["王敏", "王敏"]


def test_what_somebody_has_already_is_not_handed_over_again(listing: Listing) -> None:
    me = listing.desk.context.desk.actor.staff_id
    listing.press("Space", "A")
    listing.pick(f"complaints.assign.{me}")
    assert not listing.desk.recorder.offers
    assert listing.page.list.marked() == ()


def test_who_may_not_assign_can_only_take_over(open_listing: OpenListing) -> None:
    listing = open_listing(role=Role.FRONT_DESK)
    listing.press("A")
    assert [action.text() for action in listing.menu().actions()] == ["王敏（我）"]
    listing.menu().close()


def test_what_owes_steps_is_not_closed_and_says_what(listing: Listing) -> None:
    listing.choose("noise")
    listing.press("Space", "Down", "Space", "X")
    dialog = listing.desk.find("complaints.refused")
    owed = [
        label.text()
        for label in dialog.findChildren(QLabel)
        if label.objectName().startswith("complaints.refused.")
    ]
    assert len(owed) == 2
    assert all("隔离" in words or "接收" in words for words in owed), owed
    assert "2 件还不能结案" in [label.text() for label in dialog.findChildren(QLabel)]
    listing.desk.click("complaints.refused.ok")
    listing.desk.settle()
    assert set(listing.page.list.marked()) == {listing.estate.cases["noise"], listing.estate.cases["lift"]}
    assert len(listing.cases()) == 4


def _one_that_is_done(folder: Path, clock: SetClock, estate: Estate) -> None:
    """Bring one case to its very end by hand, with everything that the last step owes."""
    store = open_store(folder, clock)
    try:
        with store.writing():
            case = estate.cases["noise"]
            done = {"step": 8, "steps": "d" * 7 + "c", "status": "resolved", "resolved_at": NOON}
            store.update(Complaint, case, None, done)
            store.execute("UPDATE step_record SET state = 'd' WHERE complaint_id = ?", (case,))
            facts = '{"carried_out": "隔音做好了", "lessons": "提前告知", "close_reason": "solved"}'
            store.execute(
                "INSERT INTO step_record (complaint_id, step, round, state, started_at, reason, facts, row_version)"
                " VALUES (?, 8, 1, 'c', 0, '', ?, 1)",
                (case, facts),
            )
            store.execute(
                "INSERT INTO follow_up (complaint_id, at, staff_id, attempt, channel, outcome, solved, words)"
                " VALUES (?, 1, ?, 1, 'phone', 'satisfied', 1, '')",
                (case, estate.colleague),
            )
    finally:
        store.disconnect()


def test_what_is_complete_is_closed_while_the_rest_stays(open_listing: OpenListing) -> None:
    listing = open_listing(before=_one_that_is_done)
    listing.press("7")
    listing.choose("noise")
    listing.press("Space", "Up", "Space")
    listing.desk.click("complaints.bulk.close")
    listing.desk.settle()
    dialog = listing.desk.find("complaints.refused")
    assert "1 件还不能结案" in [label.text() for label in dialog.findChildren(QLabel)]
    listing.press("Return")
    assert listing.line("noise").case.status == "closed"
    assert listing.page.list.marked() == (listing.estate.cases["lift"],)
    assert listing.tabs()["closed"][0] == "本周结案 2"


def export_to(listing: Listing, path: Path) -> None:
    dialog = listing.desk.find("complaints.export.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    listing.desk.settle()


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_marked_cases_are_exported(listing: Listing, tmp_path: Path) -> None:
    listing.choose("leak")
    listing.press("Space", "E")
    export_to(listing, tmp_path / "some.csv")
    rows = read(tmp_path / "some.csv")
    assert [row["reference"] for row in rows] == [listing.estate.references["leak"]]
    assert "1 件已写入 some.csv。" in listing.desk.recorder.texts()


def test_the_whole_list_is_exported_as_it_is_filtered(listing: Listing, tmp_path: Path) -> None:
    listing.press("7")
    listing.desk.click("complaints.export")
    export_to(listing, tmp_path / "all.csv")
    assert {row["reference"] for row in read(tmp_path / "all.csv")} == set(listing.estate.references.values())
    listing.press("3")
    listing.desk.click("complaints.export")
    export_to(listing, tmp_path / "late")
    assert (tmp_path / "late.xlsx").stat().st_size > 1000


def test_a_folder_that_cannot_be_written_is_told(listing: Listing, tmp_path: Path) -> None:
    listing.press("E")
    export_to(listing, tmp_path / "nowhere" / "all.csv")
    assert listing.desk.recorder.texts(), "said kindly"
    assert not (tmp_path / "nowhere").exists()


def test_who_may_not_export_sees_no_button(open_listing: OpenListing) -> None:
    listing = open_listing(role=Role.FRONT_DESK)
    assert not listing.page.controls.heading.export.isVisible()
    listing.press("E")
    with pytest.raises(AssertionError):
        listing.desk.find("complaints.export.file")
