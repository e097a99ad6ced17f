"""Journeys by keys: handing over and taking over, notes, the roster, the shifts of a day, printing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.accounts.queries import actor
from models.core.clock import SetClock
from models.core.session import Session
from models.shifts import queries
from models.shifts.kinds import Post
from models.shifts.sheet_kinds import Part
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.shifts.conftest import FRIDAY, OpenDesk, Scene
from ui.pages.desk.hand_over import HandOverCard
from ui.pages.shifts.data import Eye, past_line
from ui.pages.shifts.page import ShiftsPage


def ask(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    answers: list[Any] = []
    desk.context.jobs.query(desk.window, fn, answers.append)
    desk.settle()
    return answers[0]


def page(desk: DeskUnderTest) -> ShiftsPage:
    screen = desk.context.navigation.screen
    assert isinstance(screen, ShiftsPage)
    return screen


def text(desk: DeskUnderTest, name: str) -> str:
    return str(desk.find(name).text())  # type: ignore[attr-defined]


def roster(desk: DeskUnderTest, day: date, shift: str, post: Post = Post.DESK) -> list[str]:
    rows = ask(desk, lambda session: queries.roster(session.store, day, 1))
    return [row.name for row in rows if (row.shift, row.post) == (shift, post)]


def test_the_shift_is_handed_over_and_taken_over(open_it: OpenDesk, scene: Scene, clock: SetClock) -> None:
    desk = open_it()
    desk.find("shifts.word").setFocus()
    desk.type("来水后逐户告知")
    desk.press("Ctrl+Return")
    desk.settle()
    row = ask(desk, lambda session: queries.latest(session.store))
    assert (row.shift, row.text, row.given_by, row.taken_at) == ("early", "来水后逐户告知", "王敏", None)
    assert row.counts[Part.PROMISES] == 1
    eye = Eye(desk.context.texts.current, desk.context.desk.zone, clock.now().date())
    assert "答应过的 1" in past_line(eye, row, ()).cells[4]
    assert not page(desk).side.over.give.isVisible()
    desk.press("Ctrl+Return")  # once only
    desk.settle()
    assert len(ask(desk, lambda session: queries.hand_overs(session.store).rows)) == 1
    clock.advance(minutes=50)
    desk.context.desk.sign_in(ask(desk, lambda session: actor(session.store, scene.li)))
    desk.settle()
    desk.go("shifts")
    assert page(desk).side.over.take.isVisible()
    page(desk).list.setFocus()
    desk.press("T")
    desk.settle()
    row = ask(desk, lambda session: queries.latest(session.store))
    assert row.taken_by == "李想"
    assert not page(desk).side.over.take.isVisible()


def test_enter_opens_the_case(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    keys = [page(desk).list.paged.row_at(at) for at in range(3)]
    assert any(row is not None and row.group == "答应过的" for row in keys)
    page(desk).list.select_key((Part.PROMISES, 1))
    page(desk).list.setFocus()
    desk.press("Return")
    desk.settle()
    assert desk.context.navigation.current == "case"


def test_notes_are_written_read_and_ticked_off(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    assert ask(desk, queries.unread) == 1
    desk.find("shifts.note.text").setFocus()
    reference = ask(desk, lambda session: session.store.rows("SELECT reference FROM complaint"))[0][0]
    desk.type(f"{reference} ")
    desk.type("老人耳背，请说慢一点")
    desk.press("Return")
    desk.settle()
    notes = ask(desk, queries.notes)
    assert [(one.text, one.complaint_id) for one in notes][1] == ("老人耳背，请说慢一点", scene.case)
    assert text(desk, "shifts.note.text") == ""
    desk.go("today")  # whoever leaves the page has read what stood there
    assert ask(desk, queries.unread) == 0
    desk.go("shifts")
    desk.find("shifts.note.1").setFocus()
    desk.press("Space")
    desk.settle()
    assert [one.id for one in ask(desk, queries.notes)] == [notes[1].id]
    desk.press("Ctrl+Z")
    desk.settle()
    assert len(ask(desk, queries.notes)) == 2


def test_the_roster_is_typed_and_emptied(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"tab": "roster"})
    table = page(desk).roster.table
    table.go_to(("late/desk", FRIDAY.isoformat()))
    desk.type("w")
    desk.type("ang")
    desk.press("Return")
    desk.settle()
    assert roster(desk, FRIDAY, "late") == ["王敏"]
    table.go_to(("late/desk", FRIDAY.isoformat()))
    desk.press("Return")
    desk.type("王敏、李想")
    desk.press("Return")
    desk.settle()
    assert roster(desk, FRIDAY, "late") == ["王敏", "李想"]
    table.go_to(("late/desk", FRIDAY.isoformat()))
    desk.press("Delete")
    desk.settle()
    assert roster(desk, FRIDAY, "late") == []
    desk.press("Ctrl+Z")
    desk.settle()
    assert sorted(roster(desk, FRIDAY, "late")) == sorted(["王敏", "李想"])


def test_a_name_that_nobody_has_stays_red(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"tab": "roster"}, language="en")
    table = page(desk).roster.table
    table.go_to(("late/on_call", FRIDAY.isoformat()))
    desk.type("z")
    desk.type("hou")
    desk.press("Return")
    desk.settle()
    assert table.typing.bubble.words.text() == "Nobody, or more than one, is called zhou."
    assert roster(desk, FRIDAY, "late", Post.ON_CALL) == []
    desk.press("Esc")


def test_weeks_by_keys_and_a_week_like_the_last(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"tab": "roster"})
    page(desk).roster.table.setFocus()
    desk.press("PgDown")
    desk.settle()
    assert page(desk).roster.week.text() == "2026年11月23日 – 11月29日"
    desk.click("shifts.week.copy")
    desk.settle()
    assert roster(desk, FRIDAY + timedelta(days=7), "night") == ["李想"]
    desk.click("shifts.week.this")
    desk.settle()
    assert page(desk).roster.week.text() == "2026年11月16日 – 11月22日"
    desk.context.texts.set("en")
    desk.settle()
    assert page(desk).roster.week.text() == "16 Nov – 22 Nov 2026"


def test_the_foot_says_the_shift_and_who_is_with_me(open_it: OpenDesk, scene: Scene, clock: SetClock) -> None:
    desk = open_it()
    person = desk.window.frame.side.person
    assert person._line == "早班 · 与李想同班"
    desk.context.texts.set("en")
    desk.settle()
    assert person._line == "Early shift · with 李想"
    clock.advance(hours=2)  # the late shift has begun without her
    page(desk).roster.changed.emit(FRIDAY, "late", Post.ON_CALL, (scene.wang,), ())
    desk.settle()
    assert person._line == "Administrator"


def test_shifts_of_ones_own(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(params={"tab": "shifts"})
    desk.find("shifts.setting.3.end").setFocus()
    desk.press("Ctrl+A")
    desk.type("8")
    desk.press("Ctrl+S")
    desk.settle()
    assert text(desk, "shifts.setting.error") == "早班和夜班时间重叠了。请让一班结束时另一班再开始。"
    desk.find("shifts.setting.1.start").setFocus()
    desk.press("Ctrl+A")
    desk.type("8.00")
    desk.press("Ctrl+S")
    desk.settle()
    early = ask(desk, lambda session: queries.shifts(session.store))[0]
    assert (early.code, early.start) == ("early", 480)
    desk.click("shifts.setting.2.remove")
    desk.press("Ctrl+S")
    desk.settle()
    assert [one.code for one in ask(desk, lambda session: queries.shifts(session.store))] == [
        "early",
        "night",
    ]
    desk.click("shifts.setting.add")
    for value, name in (("中班", "zh"), ("Middle", "en"), ("15:00", "start"), ("23:00", "end")):
        desk.type(value, desk.find(f"shifts.setting.3.{name}"))
    desk.press("Ctrl+S")
    desk.settle()
    assert "Middle" in [one.en for one in ask(desk, lambda session: queries.shifts(session.store))]


def test_the_front_desk_sees_the_roster_and_changes_nothing(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it(staff_id=scene.li, params={"tab": "shifts"})
    assert not page(desk).setting.isVisible()
    desk.go("shifts", tab="roster")
    assert not page(desk).roster.copy.isVisible()
    page(desk).roster.table.go_to(("late/desk", FRIDAY.isoformat()))
    desk.type("w")
    desk.press("Delete")
    desk.settle()
    assert page(desk).roster.table.typing.editor is None
    assert roster(desk, FRIDAY, "late") == []


def test_printing_shows_the_sheet_first(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    desk.press("Ctrl+P")
    desk.settle()
    desk.settle()
    assert desk.context.navigation.current == "report"
    report = desk.context.navigation.screen
    assert report.is_made()  # type: ignore[union-attr]
    assert report.count.text() == "2026-11-20 早班 · 第 1 页，共 1 页"  # type: ignore[union-attr]


def test_the_card_ticks_and_leads_to_the_sheet(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it("today")
    card = HandOverCard(desk.context, desk.window.frame.sheet)
    card.setGeometry(0, 0, 300, 160)
    desk.settle()
    assert card.accessibleName() == "交接留言"
    assert card._note.text() == "1 条未读"
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    desk.settle()
    assert desk.context.navigation.current == "shifts"
    card.lines.lines[0].check.setFocus()
    QTest.keyClick(card.lines.lines[0].check, Qt.Key.Key_Space)
    desk.settle()
    assert ask(desk, queries.notes) == ()
    assert not card.isVisible()
    card.deleteLater()
