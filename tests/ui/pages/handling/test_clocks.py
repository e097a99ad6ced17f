"""Clocks with their reasons, waiting, arriving, warnings: by keys, on the case page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from models.core.clock import SetClock
from models.core.permissions import Role
from models.escalation.queries import of_case
from models.handling.actions import pause
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.sweep.actions import sweep
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.conftest import CaseDesk
from tests.ui.pages.handling.driving import file, focus, page_of
from tests.ui.pages.handling.scene import ask, by, colleague, do, recorded, the_picture, walk
from ui.pages.handling.clocks import ClocksDialog
from ui.widgets.lists import RowView


def at(desk: DeskUnderTest, number: int, **changed: object) -> int:
    case_id = recorded(desk, **changed)
    if number > 2:
        ask(desk, lambda session: walk(session, case_id, number))
    desk.go("case", id=case_id)
    return case_id


def cells(view: RowView) -> list[tuple[str, ...]]:
    rows = [view.paged.row_at(index) for index in range(view.paged.rowCount())]
    return [row.cells for row in rows if row is not None]


def test_every_clock_says_why_then(desk: DeskUnderTest) -> None:
    case_id = at(desk, 3, urgency=1, impact="unit", category="cleaning", subcategory=None)
    assert file(desk, case_id).case.row.severity in ("s3", "s4")
    desk.press("Ctrl+T")
    desk.settle()
    dialog = desk.find("case.dialog.clocks")
    assert isinstance(dialog, ClocksDialog)
    assert focus() == "case.clocks.list"
    names = [row[0] for row in cells(dialog.list)]
    assert {"首次响应", "解决"} <= set(names)
    assert dialog.list.accessibleName() == "时限"
    desk.press("Home")
    desk.settle()
    assert dialog.why.text().startswith(names[0])
    while not dialog.why.text().startswith("解决"):
        desk.press("Down")
        desk.settle()
    reasons = [row[2] for row in cells(dialog.pieces)]
    assert "周末或休息日" in reasons  # Friday's promise leaves the weekend out
    assert any(row[3] == "yes" for row in cells(dialog.pieces))
    assert "v1" in dialog.policy.text()
    desk.shot("clocks")
    desk.press("Tab")
    assert focus() == "case.clocks.pieces"
    desk.press("Esc")
    desk.click("case.why")
    desk.settle()
    assert desk.find("case.dialog.clocks").isVisible()
    desk.press("Esc")


def test_waiting_and_going_on_with_one_key(desk: DeskUnderTest, clock: SetClock) -> None:
    case_id = at(desk, 3)
    before = file(desk, case_id).case.row.resolve_due_at
    desk.press("Ctrl+B")
    assert focus().startswith("case.pause.reason")
    desk.press("3")
    desk.type("09:00", desk.find("case.pause.until"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert file(desk, case_id).pauses == ()  # nine o'clock is over
    assert desk.find("case.dialog.pause").isVisible()
    field = desk.find("case.pause.until")
    field.selectAll()  # type: ignore[attr-defined]
    desk.type("17:20", field)
    desk.press("Ctrl+Return")
    desk.settle()
    found = file(desk, case_id)
    assert found.pauses[0].reason == "parts"
    assert before is not None
    assert found.case.row.resolve_due_at == before + timedelta(hours=3)
    page = page_of(desk)
    assert page.frame.header.times["resolve"].text() == "暂停"
    assert page.frame.header.dates["resolve"].text() == "今天 17:20 恢复"
    assert page.frame.strip.words()[0].startswith("等配件 到 今天 17:20 自动恢复")
    desk.shot("paused")
    desk.press("Ctrl+B")
    desk.settle()
    assert file(desk, case_id).case.row.resolve_due_at == before
    assert page.frame.strip.words() == []


def test_the_bound_of_a_pause_is_said(desk: DeskUnderTest) -> None:
    at(desk, 3)
    desk.press("Ctrl+B")
    note = desk.find("case.dialog.pause").note.text()  # type: ignore[attr-defined]
    assert "10 个工作日" in note
    assert "12月4日" in note


def test_who_arrives_meets_the_clock(desk: DeskUnderTest) -> None:
    case_id = at(desk, 3)
    desk.press("Ctrl+O")
    assert desk.find("case.arrived.at").text() == "2026-11-20 14:20"  # type: ignore[attr-defined]
    desk.press("Return")
    desk.settle()
    clock = next(one for one in file(desk, case_id).clocks if one.name == "on_site")
    assert clock.stopped_at == desk.context.clock.now()
    desk.press("Ctrl+O")  # the first arrival counts
    desk.settle()
    assert not [one for one in desk.window.findChildren(ClocksDialog) if one.isVisible()]
    assert focus() != "case.arrived.at"


def test_a_warning_is_taken_from_the_case(case_desk: CaseDesk, clock: SetClock) -> None:
    desk = case_desk(Role.MANAGER)
    case_id = at(desk, 3)
    clock.advance(hours=30)
    ask(desk, sweep)
    desk.press("F5")
    desk.settle()
    button = desk.find("case.standing.escalated.acknowledge")
    assert isinstance(button, QAbstractButton)
    assert "另有" in page_of(desk).frame.strip.words()[0]
    desk.shot("escalated")
    desk.click("case.standing.escalated.acknowledge")
    desk.settle()
    found = ask(desk, lambda session: of_case(session.store, case_id))
    assert found
    assert all(one.acknowledged_at for one in found if one.level != "director")
    assert not any("另有" in words for words in page_of(desk).frame.strip.words())


def test_the_header_shows_the_clocks_of_the_picture(desk: DeskUnderTest, clock: SetClock) -> None:
    case_id = the_picture(desk, clock)
    desk.go("case", id=case_id)
    header = page_of(desk).frame.header
    assert header.times["resolve"].text() == "剩 17 时 52 分"
    assert header.dates["resolve"].text() == "明天 08:12 前"
    due = file(desk, case_id).case.row.next_due_at
    assert due is not None
    clock.instant = due + timedelta(minutes=1)
    desk.press("F5")
    desk.settle()
    assert header.times["next"].text().startswith("超")


@pytest.mark.parametrize(
    ("language", "theme", "size"), [("en", "dark", (1024, 648)), ("en_XA", "light", (1440, 868))]
)
def test_what_is_so_leaves_room(
    case_desk: CaseDesk, clock: SetClock, language: str, theme: str, size: tuple[int, int]
) -> None:
    desk = case_desk(Role.MANAGER, language=language, theme=theme, size=size)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = the_picture(desk, clock)
    by(
        desk,
        other,
        pause,
        case_id,
        None,
        PauseDraft(PauseReason.PARTS, clock.now() + timedelta(days=2), "软管"),
    )
    clock.advance(minutes=1)
    do(desk, lambda session: sweep(session))
    page = desk.go("case", id=case_id)
    desk.shot(f"so-{language}-{theme}-{size[0]}")
    assert page_of(desk).frame.whole.minimumSizeHint().width() <= page.width()
