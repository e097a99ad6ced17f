"""Telling, asking, undoing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from shiboken6 import isValid

from models.core.errors import ChangedMeanwhile, UserProblem
from models.options.actions import change_options
from models.options.drafts import save_draft
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS
from ui.messages import Choice, Kind
from ui.shell.ask_dialog import AskDialog


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


def test_problems_stay_until_put_away_and_are_not_said_twice(shell: DeskUnderTest) -> None:
    column = shell.window.frame.sheet.banners
    for _ in range(2):
        shell.context.messages.problem(UserProblem("store.unwritable", folder="D:/Redress"))
    shell.context.messages.problem(ChangedMeanwhile("case", 3))
    assert [row.message.kind for row in column.rows] == [Kind.PROBLEM, Kind.WARNING]
    shell.shot("shell-said-zh")
    shell.click("said.put_away")
    assert [row.message.kind for row in column.rows] == [Kind.WARNING]
    assert shell.recorder.told[-1].detail == "您写的都在。请对照两边再选。"


def test_a_refusal_goes_with_the_next_thing_that_is_done_and_what_stops_everybody_stays(
    shell: DeskUnderTest,
) -> None:
    messages, operations = shell.context.messages, shell.context.operations
    column = shell.window.frame.sheet.banners

    def codes() -> list[str]:
        return [row.message.text[:5] for row in column.rows]

    operations.run(
        shell.window, change_options, {"property.phone": "110"}
    )  # begun before anything was refused
    messages.problem(UserProblem("store.unwritable", folder="D:/Redress"))
    messages.tell(Kind.WARNING, "stays")
    messages.tell(Kind.NOTE, "first", passing=True)
    everything = codes()
    shell.settle()
    assert codes() == everything
    operations.run(shell.window, save_draft, "test", "1", {"words": "…"})  # what is typed is kept by itself
    shell.settle()
    assert codes() == everything
    operations.run(shell.window, change_options, {"property.phone": "120"})
    shell.settle()
    assert codes() == everything[:2]
    assert [message.text for message in shell.desk.wiring.voice.kept][:1] == ["first"], (
        "it is still in the bell"
    )


def test_a_refusal_does_not_follow_to_another_page(shell: DeskUnderTest) -> None:
    shell.go("today")
    shell.context.messages.problem(UserProblem("slot.empty", order="3-1602"))
    shell.context.messages.problem(UserProblem("store.unwritable", folder="D:/Redress"))
    assert len(shell.window.frame.sheet.banners.rows) == 2
    shell.go("case")
    assert [row.message.passing for row in shell.window.frame.sheet.banners.rows] == [False]


def test_a_time_in_a_problem_is_that_of_the_clock_on_the_wall(shell: DeskUnderTest) -> None:
    until = datetime(2026, 11, 23, 5, 10, tzinfo=UTC)
    shell.context.messages.problem(
        UserProblem("slot.overlap", technician="何勇", other="1-1404", until=until)
    )
    assert "13:10" in shell.recorder.texts()[-1], "Shanghai is eight hours ahead"


def test_the_way_out_is_taken_and_the_banner_goes(shell: DeskUnderTest) -> None:
    taken: list[str] = []
    shell.context.messages.tell(
        Kind.PROBLEM, "x", choice=Choice("again", "再试"), act=lambda: taken.append("again")
    )
    row = shell.window.frame.sheet.banners.rows[0]
    row.action.emit()
    assert taken == ["again"]
    assert not shell.window.frame.sheet.banners.rows


def test_undo_is_offered_and_taken_with_its_key(shell: DeskUnderTest) -> None:
    taken: list[str] = []
    shell.go("today")
    shell.find("side.today").setFocus()
    shell.context.messages.undo("改到 11月21日 周六 10:00。", lambda: taken.append("undone"))
    shell.shot("shell-undo-zh")
    shell.press("Ctrl+Z", "Ctrl+Z")
    assert taken == ["undone"]


def test_a_question_hands_back_the_choice_and_is_freed(shell: DeskUnderTest) -> None:
    answers: list[str] = []
    choices = (Choice("erase", "删除", grave=True), Choice("keep", "留着"))
    shell.context.messages.ask("删除这份草稿？", choices, answers.append, "删了找不回来。")
    dialog = shell.find("ask")
    dialog.grab().save(str(shell.folder / "ask.png"))
    shell.press("Esc")
    shell.settle()
    assert answers == ["keep"]
    assert not isValid(dialog)
    shell.recorder.answers("erase")
    shell.context.messages.ask("删除这份草稿？", choices, answers.append)
    assert answers == ["keep", "erase"]


def test_enter_never_takes_the_grave_choice(shell: DeskUnderTest) -> None:
    answers: list[str] = []
    choices = (Choice("erase", "删除", grave=True), Choice("keep", "留着"))
    shell.context.messages.ask("删除？", choices, answers.append)
    assert isinstance(shell.find("ask"), AskDialog)
    shell.press("Return")
    assert answers == ["keep"]


def test_nothing_said_to_one_person_is_left_for_the_next(shell: DeskUnderTest) -> None:
    shell.context.messages.tell(Kind.NOTE, "周桂兰等了 46 分钟。")
    shell.context.desk.sign_out()
    assert not shell.window.frame.sheet.banners.rows
    assert not shell.desk.wiring.voice.kept
