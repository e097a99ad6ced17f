"""The register by keys and clicks: from a cause to a verdict, decided on, told, kept from being lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.improvements import actions, queries
from models.improvements.kinds import ImprovementFile
from models.store.opening import open_store
from tests.models.improvements.made import DRAFT, TODAY, a_complaint, at
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.improvements.conftest import OpenDesk
from tests.ui.pages.improvements.scene import Scene
from ui.pages.improvements.page import ImprovementsPage
from ui.pages.improvements.palette import ImprovementPalette
from ui.pages.improvements.start import FOUR_WEEKS, start_change
from ui.theme.current import theme
from ui.widgets.lists import RowView

T = TypeVar("T")


def ask(desk: DeskUnderTest, fn: Callable[[Session], T]) -> T:
    answers: list[T] = []
    desk.context.jobs.query(desk.window, fn, answers.append)
    desk.settle()
    return answers[0]


def file(desk: DeskUnderTest, improvement_id: int) -> ImprovementFile:
    return ask(desk, lambda session: queries.improvement(session, improvement_id))


def page(desk: DeskUnderTest) -> ImprovementsPage:
    screen = desk.context.navigation.screen
    assert isinstance(screen, ImprovementsPage)
    return screen


def text(desk: DeskUnderTest, name: str) -> str:
    return str(desk.find(name).text())  # type: ignore[attr-defined]


def write_elsewhere(folder: Path, clock: SetClock, deed: Callable[[Session], Any]) -> Any:
    """Another program writes into the store before the window is opened."""
    store = open_store(folder, clock)
    try:
        return deed(Session(store, OWNER, clock))
    finally:
        store.disconnect()


def rows(desk: DeskUnderTest) -> list[str]:
    """What the list shows, headings too."""
    model = page(desk).register.model
    found = (model.row_at(at) for at in range(model.rowCount()))
    return [row.group or row.cells[0].split(",")[0] for row in found if row is not None]


def test_the_register_says_what_matters_first(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    assert page(desk).sentence.plain() == (
        "Of 3 judged this quarter, 1 worked, 1 did not, 1 has not enough data. 1 plan is late."
        " 1 waits for a manager's yes."
    )
    assert rows(desk) == [
        "Late", "Cleaning: bins full on Sunday", "Proposed", "Lift: cards fail in the cold", "Running",
        "Leak: riser hoses", "Judged", "Leak: shower tray joints", "Lift: doors open again",
        "Noise: bill not understood",
    ]  # fmt: skip
    spoken = page(desk).register.model.row_at(1)
    assert spoken is not None
    assert "9 days" in spoken.cells[0]
    assert "Liu Jing told 18 Nov" in spoken.cells[0]
    waiting = page(desk).register.model.row_at(3)
    assert waiting is not None
    assert "waits for a yes" in waiting.cells[0]
    desk.press("4")
    desk.settle()
    assert rows(desk)[0] == "Judged"
    desk.press("2")
    desk.settle()
    assert rows(desk) == ["Late", "Cleaning: bins full on Sunday"]


def test_a_verdict_is_told_with_its_numbers(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden})
    assert text(desk, "improvements.title") == "Acid silicone peels from acrylic trays"
    assert text(desk, "improvements.verdict.drop") == "−59.1 %"
    assert text(desk, "improvements.verdict.sentence") == (
        "22 cases in four weeks before, 9 after. If nothing had changed, a drop like this would come up"
        " 1.5 times in 100."
    )
    assert text(desk, "improvements.weighed") == (
        "Weighted by homes lived in: 40 before, 40 after. W42, the week of the change, is left out."
    )
    chart = page(desk).side.chart.chart
    assert chart is not None
    assert [mark.value for mark in chart.marks] == [6, 5, 5, 6, 3, 2, 2, 2]
    assert chart.marks[0].link == "received@2026-W38/category=leak"
    desk.press("Down")
    desk.settle()
    assert text(desk, "improvements.verdict.sentence").endswith("May be chance.")
    desk.press("Down")
    desk.settle()
    assert "Under 8 cases before, nothing can be said." in text(desk, "improvements.verdict.sentence")


def test_enter_leads_to_exactly_the_cases_that_were_counted(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden})
    assert text(desk, "improvements.cases") == "The 34 cases"  # with the three of the week of the change
    desk.press("Return")
    desk.settle()
    assert desk.context.navigation.current == "complaints"
    model = desk.find("complaints.list").paged  # type: ignore[attr-defined]
    cases = [model.row_at(at) for at in range(model.rowCount())]
    assert len([row for row in cases if not row.is_group]) == 34


def test_a_cause_stands_for_those_below_it_wherever_it_is_counted(
    open_it: OpenDesk, scene: Scene, folder: Path, clock: SetClock
) -> None:
    """In the list to begin from, in the row that is begun, in the cases behind it and in each week of its chart."""

    def complain(session: Session) -> int:
        for number, cause in enumerate(("wear", "wear.seals", "wear.seals", "design", "weather")):
            a_complaint(session.store, at(date(2026, 11, 9 + number)), category="parking", cause=cause)
        a_complaint(session.store, at(date(2026, 11, 9)), category="parking", cause="misuse.blocked")
        draft = replace(DRAFT, category=None, cause="wear", period_from=TODAY - FOUR_WEEKS, period_to=TODAY)
        return actions.propose(session, draft).value

    write_elsewhere(folder, clock, complain)
    desk = open_it({"id": scene.asked + 1})
    desk.press("N")
    desk.settle()
    model = desk.find("improvements.from.list").paged  # type: ignore[attr-defined]
    cells = [model.row_at(at).cells for at in range(model.rowCount())]
    counted = {one[0]: one[2] for one in cells}
    assert (counted["Wear and age"], counted["Seals"]) == ("3", "2")
    assert "Misuse" not in counted, "one below that is all of it stands for both"
    desk.press("Esc")
    assert text(desk, "improvements.cases") == "The 3 cases"
    desk.press("Return")
    desk.settle()
    listed = desk.find("complaints.list").paged  # type: ignore[attr-defined]
    assert len([at for at in range(listed.rowCount()) if not listed.row_at(at).is_group]) == 3


def test_from_a_cause_to_a_plan_in_force(
    open_it: OpenDesk, scene: Scene, folder: Path, clock: SetClock
) -> None:
    def complain(session: Session) -> None:
        for number in range(5):
            a_complaint(
                session.store, at(date(2026, 11, 10 + number)), subcategory="leak.from_above", cause="wear"
            )

    write_elsewhere(folder, clock, complain)
    desk = open_it()
    desk.press("N")
    desk.settle()
    offered = desk.find("improvements.from.list")
    model = offered.paged  # type: ignore[attr-defined]
    cells = [model.row_at(at).cells for at in range(model.rowCount())]
    assert [(one[0], one[2]) for one in cells[1:3]] == [("Leak", "11"), ("Cleaning", "5")]
    assert ("Wear and age", "5") in [(one[0], one[2]) for one in cells]
    desk.press("Down", "Down")
    assert offered.current().cells[0] == "Leak › from above"  # type: ignore[attr-defined]
    desk.press("Return")
    desk.settle()
    dialog = desk.find("improvements.form.dialog")
    assert dialog.form.counted == 5  # type: ignore[attr-defined]
    desk.find("improvements.form.whys").setFocus()
    desk.type("hoses age")
    desk.press("Return", "Return")
    desk.type("nobody looks")
    desk.type("change all hoses", desk.find("improvements.form.tasks_now"))
    desk.press("Ctrl+Return")
    desk.settle()
    made = file(desk, scene.asked + 1)
    assert made.row.subcategory == "leak.from_above"
    assert (made.row.period_count, made.whys) == (5, ("hoses age", "nobody looks"))
    assert (made.row.period_from, made.row.period_to) == (date(2026, 10, 24), date(2026, 11, 20))
    # What is shown now is the new row; ticking its task off begins it, P puts it in force.
    desk.click("improvements.task.1")
    desk.settle()
    assert file(desk, made.row.id).row.state == "running"
    desk.find("improvements.list").setFocus()
    desk.press("P")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    force = file(desk, made.row.id)
    assert (force.row.state, force.row.effective_on) == ("in_force", date(2026, 11, 20))
    assert "so far" in text(desk, "improvements.verdict.sentence")
    assert "Verdict on 21 Dec" in page(desk).side.verdict.word.text()


def test_nothing_typed_is_lost(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.running})
    desk.press("E")
    desk.settle()
    desk.find("improvements.form.evidence").setFocus()
    desk.type("meter readings")
    desk.press("Escape")
    desk.settle()
    desk.press("E")
    desk.settle()
    field = desk.find("improvements.form.evidence")
    assert field.value() == "meter readings"  # type: ignore[attr-defined]
    assert desk.find("improvements.form.again").isVisible()
    desk.press("Ctrl+Return")
    desk.settle()
    kept = file(desk, scene.running)
    assert kept.evidence == "meter readings"
    assert [(task.text, task.done) for task in kept.tasks][:2] == [("Floor 1", True), ("Floor 2", False)]
    desk.press("E")
    desk.settle()
    assert not desk.find("improvements.form.dialog").again.isVisible()  # type: ignore[attr-defined]


def test_what_is_missing_is_said_beside_its_field(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    desk.press("N")
    desk.settle()
    desk.press("Ctrl+N")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    assert QApplication.focusWidget() is desk.find("improvements.form.title")
    desk.type("quieter nights")
    target = desk.find("improvements.form.target_percent")
    target.set_value(None)  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    assert QApplication.focusWidget() is desk.find("improvements.form.category")
    assert desk.find("improvements.form.dialog").isVisible()
    desk.find("improvements.form.category").set_value("noise")  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    assert QApplication.focusWidget() is target


def test_what_somebody_else_changed_is_not_written_over(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.running})
    desk.press("E")
    desk.settle()
    desk.type("mine", desk.find("improvements.form.evidence"))
    texts = desk.context.texts.current

    def change(session: Session) -> object:
        draft = start_change(session, texts, scene.running).draft
        return actions.change(session, scene.running, None, replace(draft, plan_short="theirs"))

    ask(desk, change)
    desk.press("Ctrl+Return")
    desk.settle()
    assert desk.find("improvements.form.error").isVisible()
    assert desk.find("improvements.form.plan_short").value() == "theirs"  # type: ignore[attr-defined]
    assert desk.find("improvements.form.evidence").value() == "mine"  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    both = file(desk, scene.running)
    assert (both.row.plan_short, both.evidence) == ("theirs", "mine")


def test_a_manager_says_no_with_a_reason(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.asked})
    assert "decide" in page(desk).side.foot.deeds
    assert "start" not in page(desk).side.foot.deeds
    desk.press("D")
    desk.settle()
    desk.find("improvements.decide.decision").button("no").click()  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    assert desk.find("improvements.decide.error").isVisible()
    desk.type("too dear", desk.find("improvements.decide.text"))
    desk.press("Ctrl+Return")
    desk.settle()
    said = file(desk, scene.asked)
    assert (said.row.decision, said.history[0].text) == ("no", "too dear")


def test_residents_and_department_are_told_and_a_row_is_dropped(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden})
    desk.recorder.answers("told")
    desk.press("T")
    desk.settle()
    assert desk.recorder.asked[0].text == "No case names a resident. Have they been told all the same?"
    assert "25 cases name no resident." in desk.recorder.asked[0].detail
    desk.press("M")
    desk.settle()
    desk.type("showed them the chart")
    desk.press("Ctrl+Return")
    desk.settle()
    told = file(desk, scene.golden)
    assert told.row.told_residents_at is not None
    assert told.row.told_department_at is not None
    desk.go("improvements", id=scene.late)
    desk.press("X")
    desk.settle()
    desk.type("the caterer left")
    desk.press("Ctrl+Return")
    desk.settle()
    assert file(desk, scene.late).row.state == "dropped"
    assert rows(desk)[-2:] == ["Dropped", "Cleaning: bins full on Sunday"]


def test_a_file_is_added_as_evidence(open_it: OpenDesk, scene: Scene, tmp_path: Path) -> None:
    desk = open_it({"id": scene.golden})
    paper = tmp_path / "invoice.pdf"
    paper.write_bytes(b"%PDF-1.4 paid")
    page(desk).side.evidence.take([str(paper)])
    desk.settle()
    assert text(desk, "improvements.file.1") == "invoice.pdf"
    assert file(desk, scene.golden).files[0].media_type == "application/pdf"


def test_a_warning_begins_a_row_once(open_it: OpenDesk, scene: Scene, folder: Path, clock: SetClock) -> None:
    def warn(session: Session) -> None:
        with session.store.writing():
            session.store.execute(
                """INSERT INTO warning (once, rule, stream, level, category, building_id, at, raised_at, since, until,
            observed, expected, limit_count, probability, alpha, due_at)
            VALUES ('x', 'exceedance', 'cell', 'red', 'leak', ?, 0, 0, 0, 0, 9, 1.5, 6, 0.0004, 0.001, 0)""",
                (scene.building,),
            )

    write_elsewhere(folder, clock, warn)
    desk = open_it({"warning": 1})
    dialog = desk.find("improvements.form.dialog")
    assert "From a warning" in desk.find("improvements.form.note").text()  # type: ignore[attr-defined]
    draft = dialog.form.draft()  # type: ignore[attr-defined]
    assert (draft.category, draft.building_id, draft.warning_id) == ("leak", scene.building, 1)
    desk.press("Ctrl+Return")
    desk.settle()
    assert ask(desk, lambda session: session.store.rows("SELECT improvement_id FROM warning")) == [
        (scene.asked + 1,)
    ]
    assert rows(desk)[2] == "Proposed"
    desk.go("team")
    assert desk.context.navigation.back()
    desk.settle()
    forms = [one for one in QApplication.topLevelWidgets() if one.objectName() == "improvements.form.dialog"]
    assert not [one for one in forms if one.isVisible()]  # coming back begins no other row


@pytest.mark.parametrize(("key", "name", "most"), [("N", "from", 420), ("R", "reviews", 440)])
def test_the_lists_of_the_dialogs_are_as_high_as_what_they_hold(
    open_it: OpenDesk, scene: Scene, folder: Path, clock: SetClock, key: str, name: str, most: int
) -> None:
    def fill(session: Session) -> None:
        for number in range(16):
            a_complaint(
                session.store, at(date(2026, 11, 1 + number)), category=f"c{number}", cause=f"x{number}"
            )
            day = date(2027, 1 + number % 12, 5)
            actions.propose(session, replace(DRAFT, title=f"Row {number}", due_on=day))

    desk = open_it()
    for full in (False, True):
        if full:
            write_elsewhere(folder, clock, fill)
        desk.find("improvements.list").setFocus()
        desk.press(key)
        desk.settle()
        view = desk.find(f"improvements.{name}.list")
        assert isinstance(view, RowView)
        last = view.visualRect(view.paged.index(view.paged.rowCount() - 1, 0))
        if full:
            assert view.height() == theme().px(most)
            assert view.verticalScrollBar().maximum() > 0
        else:
            assert 0 <= view.viewport().height() - 1 - last.bottom() <= 3, (
                "no row is cut, and nothing is left empty"
            )
            assert view.verticalScrollBar().maximum() == 0
        desk.press("Esc")
        desk.settle()


def test_the_calendar_of_reviews_leads_to_its_row(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden})
    desk.press("R")
    desk.settle()
    found = desk.find("improvements.reviews.list")
    model = found.paged  # type: ignore[attr-defined]
    cells = [model.row_at(at).group or model.row_at(at).cells[2] for at in range(model.rowCount())]
    assert cells == [
        "Nov 2026",
        "bins full on Sunday",
        "Dec 2026",
        "cards fail in the cold",
        "riser hoses, Building 3",
    ]
    desk.press("Down", "Down", "Return")
    desk.settle()
    assert text(desk, "improvements.title") == "Hoses older than eight years"


def test_help_says_how_it_is_judged(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    desk.press("F1")
    desk.settle()
    shown = desk.find("improvements.help")
    words = " ".join(label.text() for label in shown.findChildren(type(page(desk).side.title)))
    assert "at most 10 of 100 times" in words
    assert "under 8 cases before" in words
    assert "on the 7th day after it a manager, on the 14th a director" in words


@pytest.mark.parametrize("role", [Role.FRONT_DESK])
def test_the_front_desk_keeps_the_register_and_does_not_decide(
    open_it: OpenDesk, scene: Scene, role: Role
) -> None:
    desk = open_it({"id": scene.asked})
    deeds = page(desk).side.foot.deeds
    assert {"edit", "drop", "attach"} <= deeds
    assert not {"decide", "start", "force"} & deeds
    desk.press("D")
    desk.settle()
    assert not [
        one for one in QApplication.topLevelWidgets() if one.objectName() == "improvements.dialog.decide"
    ]


def test_a_narrow_window_shows_one_of_the_two(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden}, size=(1024, 680))
    assert page(desk).register.isVisible()
    assert not page(desk).side.isVisible()
    desk.press("I")
    desk.settle()
    assert page(desk).side.isVisible()
    assert not page(desk).register.isVisible()
    desk.press("Escape")
    desk.settle()
    assert page(desk).register.isVisible()


def test_it_speaks_the_language_of_now(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden})
    desk.context.texts.set("zh_CN")
    desk.settle()
    assert text(desk, "improvements.verdict.sentence") == (
        "之前四周 22 件，之后四周 9 件。如果什么都没变，这样的下降在 100 次里也会出现 1.5 次。"
    )
    assert rows(desk)[0] == "逾期"


def test_the_search_box_finds_a_row_by_its_words(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    texts = desk.context.texts.current
    found = ask(desk, lambda session: ImprovementPalette().find(session, "SILICONE", texts))
    assert [(one.title, one.params) for one in found] == [("Leak: shower tray joints", {"id": scene.golden})]
    assert ask(desk, lambda session: ImprovementPalette().find(session, "100%", texts)) == ()


def test_the_register_is_written_to_a_file(open_it: OpenDesk, scene: Scene, tmp_path: Path) -> None:
    desk = open_it()
    page(desk).saver.save_to(tmp_path / "register.csv")
    desk.settle()
    assert desk.recorder.texts()[-1] == "6 improvements written to register.csv."
    lines = (tmp_path / "register.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert ",8800" in lines[2]  # what is asked, in whole units of money
