"""Journeys by keys: look, read, answer, give, open an incident; and pictures of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.accounts.kinds import StaffDraft
from models.core.clock import SetClock, to_millis
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.improvements import actions as improvements
from models.incidents import queries as incidents
from models.insights.kinds import Asked
from models.insights.periods import parse
from models.insights.queries import value
from models.options.queries import load_draft
from models.store.opening import open_store
from models.warnings import queries
from models.warnings.actions import look_now
from models.warnings.kinds import WarningRow, WarningView
from tests.models.desk.test_warned import warn
from tests.models.improvements.made import DRAFT
from tests.models.warnings.made import Made, local
from tests.ui.helpers import DeskUnderTest, add_person, open_desk, prepare_store
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.warnings.page import WarningsPage
from ui.widgets.chips import FilterChip

TODAY = date(2026, 11, 20)
OpenDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "estate"


@pytest.fixture
def staff(folder: Path, clock: SetClock) -> int:
    """The administrator; beside them a coordinator who answers."""
    administrator = prepare_store(folder, clock)
    store = open_store(folder, clock)
    try:
        add_person(Session(store, OWNER, clock), StaffDraft("zhoukai", "周凯", Role.COORDINATOR))
        scene(Session(store, OWNER, clock))
    finally:
        store.disconnect()
    return administrator


def scene(session: Session) -> None:
    """One leak a fortnight in building 3, and seven of them this week; a resident who waits."""
    store = session.store
    estate = store.rows("SELECT id FROM place WHERE kind = 'property'")[0][0]
    made = Made(store, estate)
    building = made.place("building", "3")
    home = made.place("unit", "3-1502", building)
    for week in range(1, 15):
        made.case(
            local(TODAY - timedelta(days=7 * week)), category="noise", building_id=building, place_id=home
        )
        if week % 2:
            made.case(local(TODAY - timedelta(days=7 * week + 1)), category="leak", building_id=building)
    for day in range(7):
        made.case(
            local(TODAY - timedelta(days=day), 9), category="leak", building_id=building, place_id=home,
            title="厨房顶漏水", status="open", closed_at=None, step=2, steps="dcllllll",
        )  # fmt: skip
    resident = made.put("resident", name="陈建国", created_at=local(TODAY, 1))
    made.case(local(TODAY - timedelta(days=6), 9), category="lift", resident_id=resident, mood="angry",
              status="open", closed_at=None, title="电梯异响", place_id=home, building_id=building)  # fmt: skip


@pytest.fixture
def open_it(qtbot: QtBot, folder: Path, clock: SetClock, staff: int) -> Iterator[OpenDesk]:
    """Open windows on the scene, at the page."""
    made: list[DeskUnderTest] = []

    def make(**how: Any) -> DeskUnderTest:
        how.setdefault("staff_id", staff)
        desk = open_desk(folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), **how)
        made.append(desk)
        desk.go("warnings")
        return desk

    yield make
    for desk in reversed(made):
        desk.close()


def ask(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    answers: list[Any] = []
    desk.context.jobs.query(desk.window, fn, answers.append)
    desk.settle()
    return answers[0]


def page(desk: DeskUnderTest) -> WarningsPage:
    screen = desk.context.navigation.screen
    assert isinstance(screen, WarningsPage)
    return screen


def shown(desk: DeskUnderTest) -> WarningRow:
    """The warning that is shown, as the store has it now."""
    card = page(desk).card.shown
    assert card is not None
    found: WarningRow = ask(desk, lambda session: queries.warning(session.store, card.row.id))
    return found


def choose(desk: DeskUnderTest, stream: str) -> WarningRow:
    """Choose a warning by its stream."""
    rows = ask(desk, lambda session: queries.page(session.store).rows)
    row: WarningRow = next(one for one in rows if one.stream == stream)
    page(desk).list.select_key(row.id)
    desk.settle()
    return row


def test_looked_for_and_answered_by_keys(open_it: OpenDesk) -> None:
    desk = open_it()
    assert page(desk).list.paged.rowCount(), "the nights that were missed have been looked at"
    desk.press("L")
    desk.settle()
    assert "新预警" in desk.recorder.texts()[-1] or "没有新的预警" in desk.recorder.texts()[-1]
    row = choose(desk, "category:leak")
    assert row.observed == 7
    words = desk.find("warnings.words").text()  # type: ignore[attr-defined]
    assert "七天内 7 件" in words
    assert "偶然出现的机会" in words
    desk.press("A")
    assert desk.find("warnings.note").hasFocus(), "a note is owed"
    desk.type("已请工程部查 3 号楼立管")
    desk.press("Return")
    desk.settle()
    found = ask(desk, lambda session: queries.warning(session.store, row.id))
    assert found.note == "已请工程部查 3 号楼立管"
    assert found.acknowledged_at is not None
    assert row.id not in [one.id for one in ask(desk, lambda session: queries.page(session.store).rows)]


def test_a_note_that_was_begun_waits_at_its_warning(open_it: OpenDesk) -> None:
    desk = open_it()
    leak = choose(desk, "category:leak")
    desk.press("A")
    desk.type("已请工程部")
    desk.press("Esc")
    note = desk.find("warnings.note")
    assert isinstance(note, QLineEdit)
    assert (note.text(), note.hasFocus()) == ("已请工程部", False), "Esc leaves the field, not the words"
    other = next(
        row for row in ask(desk, lambda session: queries.page(session.store).rows) if row.id != leak.id
    )
    choose(desk, other.stream)
    assert note.text() == ""
    choose(desk, "category:leak")
    assert note.text() == "已请工程部"
    desk.go("today")
    desk.window.hide()
    desk = open_it()
    choose(desk, "category:leak")
    note = desk.find("warnings.note")
    assert isinstance(note, QLineEdit)
    assert note.text() == "已请工程部", "kept in the store, for another window too"
    desk.press("A", "Return")
    desk.settle()
    assert ask(desk, lambda session: queries.warning(session.store, leak.id)).note == "已请工程部"
    assert ask(desk, lambda session: load_draft(session, "warning_notes", "")) in (None, {})


def test_an_incident_opens_from_the_card_with_what_is_known(open_it: OpenDesk) -> None:
    desk = open_it()
    desk.press("L")
    desk.settle()
    row = choose(desk, "category:leak")
    desk.press("I")
    desk.settle()
    assert "漏水" in desk.find("incident.title").text()  # type: ignore[attr-defined]
    desk.find("incident.say").setFocus()
    desk.type("正在查 3 号楼立管。")
    desk.press("Ctrl+Return")
    desk.settle()
    found = ask(desk, lambda session: queries.warning(session.store, row.id))
    live = ask(desk, incidents.live)
    assert [one.id for one in live] == [found.incident_id]
    assert live[0].cases == 7
    assert found.note == live[0].title


def test_an_improvement_begins_from_the_card(open_it: OpenDesk) -> None:
    desk = open_it()
    row = choose(desk, "category:leak")
    desk.press("M")
    desk.settle()
    assert desk.context.navigation.current == "improvements"
    assert desk.context.navigation.params.get("warning") is not None
    assert row.improvement_id is None


def test_after_an_improvement_that_was_dropped_another_may_begin(open_it: OpenDesk) -> None:
    desk = open_it()
    row = choose(desk, "category:leak")
    draft = replace(DRAFT, category="leak", warning_id=row.id)
    plan = ask(desk, lambda session: improvements.propose(session, draft).value)
    page(desk).mark_stale()
    desk.settle()
    button = desk.find("warnings.improvement")
    assert isinstance(button, QPushButton)
    assert button.text() == "查看改进"
    desk.press("M")
    desk.settle()
    assert desk.context.navigation.params.get("id") == plan
    dropped = ask(desk, lambda session: improvements.drop(session, plan, None, "先修立管"))
    desk.context.operations.announce(dropped.changes)
    desk.press("Esc")
    desk.settle()
    assert desk.context.navigation.current == "warnings"
    assert button.text() == "提出改进…"
    assert "已放弃：先修立管" in [value.text() for value in page(desk).card.facts.findChildren(QLabel)]
    assert row.id in [one.id for one in ask(desk, lambda session: queries.page(session.store).rows)]
    desk.find("warnings.list").setFocus()
    desk.press("M")
    desk.settle()
    assert (desk.context.navigation.current, desk.context.navigation.params["warning"]) == (
        "improvements",
        "",
    )
    assert desk.find("improvements.form.dialog").isVisible(), "what it was to begin with has been taken"
    again = ask(desk, lambda session: improvements.propose(session, draft).value)
    found = ask(desk, lambda session: queries.warning(session.store, row.id))
    assert (found.improvement_id, found.has_improvement) == (again, True)


def test_the_warnings_of_a_period_are_those_of_its_figure(open_it: OpenDesk) -> None:
    desk = open_it()
    desk.press("L")
    desk.settle()
    monday = to_millis(local(date(2026, 11, 16), 0))
    ids = ask(desk, lambda session: [warn(session.store, at, at=at) for at in (monday - 1, monday)])
    nights = ask(desk, lambda session: queries.page(session.store, WarningView.ALL).rows)
    week = [row for row in nights if row.at < local(date(2026, 11, 16), 0)]
    assert ids[0] in [row.id for row in week]
    assert ids[1] not in [row.id for row in week]
    leak = choose(desk, "category:leak")
    desk.find("warnings.list").setFocus()
    desk.press("Ctrl+K")
    desk.type("warnings@2026-w46")
    desk.settle()
    desk.press("Return")
    desk.settle()
    listed = page(desk).list.paged
    chip = desk.find("warnings.period")
    assert isinstance(chip, FilterChip)
    assert (desk.context.navigation.current, chip.text()) == ("warnings", "第 46 周，11月9日至2026年11月15日")
    assert listed.rowCount() == len(week)
    assert ask(desk, lambda session: value(session.store, "warnings", Asked(parse("2026-W46")))).n == len(
        week
    )
    assert str(len(week)) in page(desk).head.sentence.text()
    assert page(desk).choosing.view is WarningView.ALL
    desk.find("warnings.list").setFocus()
    desk.press("1")
    desk.settle()
    assert leak.id not in [listed.row_at(at).key for at in range(listed.rowCount())]  # type: ignore[union-attr]
    desk.go("today")
    desk.press("Esc")
    desk.settle()
    assert (page(desk).choosing.view, chip.isVisible()) == (WarningView.OPEN, True), (
        "the way back leads there"
    )
    chip.setFocus()
    desk.press("Delete")
    desk.settle()
    assert not chip.isVisible()
    assert listed.rowCount() == ask(desk, lambda session: queries.open_count(session.store))
    assert desk.context.navigation.params["period"] == ""
    desk.go("warnings", period="2026-10-01..2026-10-02")
    desk.settle()
    assert desk.find("warnings.empty").isVisible()
    desk.go("warnings", period="nonsense")
    desk.settle()
    assert "nonsense" in desk.recorder.texts()[-1]
    assert not chip.isVisible()


def test_somebody_else_is_given_it(open_it: OpenDesk) -> None:
    desk = open_it()
    row = choose(desk, "category:leak")
    assert row.owner == "周凯"
    owner = page(desk).card.deeds.owner
    owner.setFocus()
    edit = owner.lineEdit()
    assert edit is not None
    edit.selectAll()
    desk.type("王敏")
    desk.press("Return")
    desk.settle()
    assert shown(desk).owner == "王敏"


def test_the_front_desk_reads_and_does_not_answer(open_it: OpenDesk, folder: Path, clock: SetClock) -> None:
    store = open_store(folder, clock)
    try:
        reader = add_person(Session(store, OWNER, clock), StaffDraft("li", "李芳", Role.FRONT_DESK))
    finally:
        store.disconnect()
    desk = open_it(staff_id=reader)
    choose(desk, "category:leak")
    deeds = page(desk).card.deeds
    hidden = (page(desk).look, deeds.note, deeds.known, deeds.owner, deeds.incident)
    assert not any(widget.isVisible() for widget in hidden)
    desk.press("A")
    desk.press("L")
    desk.settle()
    assert shown(desk).acknowledged_at is None
    assert "周凯" in [value.text() for value in page(desk).card.facts.findChildren(QLabel)]


def test_whoever_waits_is_on_the_list_with_reasons(open_it: OpenDesk) -> None:
    desk = open_it()
    risks = page(desk).risks
    first = risks.paged.row_at(0)
    assert first is not None
    assert "陈建国" in first.cells[0]
    assert "情绪不佳" in first.cells[1]
    assert "未联系" in first.cells[1]
    risks.setFocus()
    desk.press("Home")
    desk.press("Return")
    desk.settle()
    assert desk.context.navigation.current == "resident"


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 680))],
)
def test_pictures(open_it: OpenDesk, language: str, theme: str, size: tuple[int, int]) -> None:
    desk = open_it(language=language, theme=theme, size=size)
    ask(desk, lambda session: look_now(Session(session.store, OWNER, session.clock)).value)
    desk.go("today")
    desk.go("warnings")
    choose(desk, "category:leak")
    desk.shot(f"warnings-{language}-{theme}")
    desk.press("F1")
    desk.settle()
    dialog = desk.find("warnings.help")
    path = desk.shot("warnings-behind-help").with_name(f"warnings-help-{language}.png")
    assert dialog.grab().save(str(path))
    words = [label for label in dialog.findChildren(QLabel) if label.text()]
    assert [label.text() for label in words if label.height() < label.heightForWidth(label.width())] == []
    desk.press("Esc")
    card = desk.find("warnings.card")
    labels = [label for label in card.findChildren(QLabel) if label.isVisible() and label.text()]
    assert [label.text() for label in labels if label.height() < label.heightForWidth(label.width())] == []
