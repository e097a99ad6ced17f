"""The second stage: asked within its time, answered once, by somebody who never handled the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.complaints.actions import assign
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import AppealAnswer, AppealRow, Upheld
from models.handling.queries import case_file
from tests.cases import FACTS, a_case, ready, walk
from tests.people import without

NO = AppealAnswer(Upheld.NO, "the work was done as agreed")


@pytest.fixture
def closed(desk: Session, other: Session) -> int:
    """A case closed by its handler; the colleague has called."""
    case_id = a_case(desk)
    walk(desk, other, case_id, 9)
    return case_id


def row(session: Session, case_id: int) -> AppealRow:
    found = case_file(session.store, case_id).after.appeal
    assert found is not None
    return found


def test_an_appeal_from_the_asking_to_the_answer(
    desk: Session, manager: Session, closed: int, clock: SetClock
) -> None:
    asked = clock.now()
    appeal = actions.ask_appeal(desk, closed, None, " it still smells ").value
    assert row(desk, closed).id == appeal
    clock.advance(hours=1)
    actions.acknowledge_appeal(desk, appeal, None)
    actions.assign_appeal(manager, appeal, None, manager.actor.staff_id or 0)
    clock.advance(hours=1)
    actions.extend_appeal(manager, appeal, None, "the lab needs a week")
    clock.advance(hours=1)
    actions.answer_appeal(manager, appeal, None, AppealAnswer(Upheld.PARTLY, "we paint it again"))
    found = row(desk, closed)
    assert (found.words, found.asked_at, found.acknowledged_at) == (
        "it still smells",
        asked,
        asked + timedelta(hours=1),
    )
    assert (found.extended_at, found.extended_reason) == (asked + timedelta(hours=2), "the lab needs a week")
    assert (found.answered_at, found.answered_by, found.handler) == (
        asked + timedelta(hours=3),
        "Manager",
        "Manager",
    )
    assert (found.upheld, found.answer) == ("partly", "we paint it again")
    file = case_file(desk.store, closed)
    assert (file.case.row.status, file.after.stage) == ("closed", 2)
    assert [event.kind for event in file.events[-5:]] == [
        "appeal_asked", "appeal_acknowledged", "appeal_assigned", "appeal_extended", "appeal_answered",
    ]  # fmt: skip


def test_never_anybody_who_handled_the_case(
    desk: Session, other: Session, manager: Session, closed: int
) -> None:
    assign(manager, closed, None, other.actor.staff_id or 0)  # a change of name washes nobody clean
    appeal = actions.ask_appeal(desk, closed, None, "no").value
    for who in (desk, other):
        with pytest.raises(UserProblem, match=r"appeal\.own_work"):
            actions.assign_appeal(manager, appeal, None, who.actor.staff_id or 0)
        with pytest.raises(UserProblem, match=r"appeal\.own_work"):
            actions.answer_appeal(who, appeal, None, NO)
        with pytest.raises(UserProblem, match=r"appeal\.own_work"):
            actions.extend_appeal(who, appeal, None, "more time")
    assert (row(desk, closed).handler_id, row(desk, closed).answered_at) == (None, None)
    actions.answer_appeal(manager, appeal, None, NO)
    assert row(desk, closed).acknowledged_at is not None


def test_whoever_becomes_handler_meanwhile_answers_no_longer(
    desk: Session, other: Session, manager: Session, closed: int
) -> None:
    appeal = actions.ask_appeal(desk, closed, None, "no").value
    actions.assign_appeal(other, appeal, None, other.actor.staff_id or 0)
    assign(manager, closed, None, other.actor.staff_id or 0)
    with pytest.raises(UserProblem, match=r"appeal\.own_work"):
        actions.answer_appeal(other, appeal, None, NO)


def test_the_appeal_of_another_is_theirs(
    desk: Session, other: Session, manager: Session, closed: int
) -> None:
    appeal = actions.ask_appeal(desk, closed, None, "no").value
    actions.assign_appeal(manager, appeal, None, manager.actor.staff_id or 0)
    with pytest.raises(UserProblem, match=r"appeal\.not_yours"):
        actions.answer_appeal(other, appeal, None, NO)
    with pytest.raises(NotAllowed):
        actions.assign_appeal(other, appeal, None, manager.actor.staff_id or 0)
    with pytest.raises(Unknown):
        actions.assign_appeal(manager, appeal, None, 999)


def test_each_thing_is_done_once(desk: Session, other: Session, closed: int) -> None:
    appeal = actions.ask_appeal(desk, closed, None, "no").value
    actions.acknowledge_appeal(desk, appeal, 1)
    with pytest.raises(UserProblem, match=r"appeal\.acknowledged"):
        actions.acknowledge_appeal(desk, appeal, None)
    with pytest.raises(ChangedMeanwhile):
        actions.extend_appeal(other, appeal, 1, "more time")
    with pytest.raises(UserProblem, match=r"step\.reason_missing"):
        actions.extend_appeal(other, appeal, None, " ")
    actions.extend_appeal(other, appeal, None, "more time")
    with pytest.raises(UserProblem, match=r"appeal\.extended"):
        actions.extend_appeal(other, appeal, None, "even more")
    with pytest.raises(UserProblem, match=r"appeal\.empty"):
        actions.answer_appeal(other, appeal, None, AppealAnswer(Upheld.NO, " "))
    actions.answer_appeal(other, appeal, None, NO)
    with pytest.raises(UserProblem, match=r"appeal\.answered"):
        actions.answer_appeal(other, appeal, None, NO)
    with pytest.raises(UserProblem, match=r"appeal\.once"):
        actions.ask_appeal(desk, closed, None, "once more")


def test_there_must_be_an_answer_and_it_must_not_be_long_ago(
    desk: Session, other: Session, clock: SetClock, closed: int
) -> None:
    fresh = a_case(desk)
    with pytest.raises(UserProblem, match=r"appeal\.no_answer_yet"):
        actions.ask_appeal(desk, fresh, None, "no")
    walk(desk, other, fresh, 6)
    ready(desk, other, fresh, 6)
    with pytest.raises(UserProblem, match=r"appeal\.empty"):
        actions.ask_appeal(desk, fresh, None, "")
    with pytest.raises(NotAllowed):
        actions.ask_appeal(without(desk, Permission.RECORD), fresh, None, "no")
    actions.ask_appeal(desk, fresh, None, "the offer is an insult")
    clock.advance(days=90)
    late = clock.now()
    actions.ask_appeal(desk, closed, None, "no")
    assert row(desk, closed).asked_at == late


def test_after_ninety_days_it_is_a_new_case(desk: Session, closed: int, clock: SetClock) -> None:
    clock.advance(days=90, minutes=1)
    with pytest.raises(UserProblem, match=r"appeal\.too_late"):
        actions.ask_appeal(desk, closed, None, "no")


def test_an_open_case_waits_for_the_answer(desk: Session, other: Session, manager: Session) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    ready(desk, other, case_id, 8)
    appeal = actions.ask_appeal(desk, case_id, None, "no").value
    closings: list[Callable[[], object]] = [
        lambda: actions.finish_step(desk, case_id, None, FACTS[8]),
        lambda: actions.skip_step(manager, case_id, None, "never mind"),
    ]
    for close in closings:
        with pytest.raises(UserProblem) as caught:
            close()
        assert caught.value.facts["gaps"] == ("appeal",)
    assert actions.close_many(desk, [case_id]).value == {
        case_id: ("carried_out", "lessons", "close_reason", "appeal")
    }
    actions.answer_appeal(other, appeal, None, NO)
    assert actions.finish_step(desk, case_id, None, FACTS[8]).value == 0


@pytest.mark.parametrize("step", [5, 6])
def test_an_appeal_that_was_right_opens_the_work_again_however_late(
    desk: Session, other: Session, closed: int, clock: SetClock, step: int
) -> None:
    clock.advance(days=80)
    appeal = actions.ask_appeal(desk, closed, None, "no").value
    clock.advance(days=40)
    with pytest.raises(UserProblem, match=r"reopen\.step"):
        actions.answer_appeal(other, appeal, None, AppealAnswer(Upheld.YES, "right", 3))
    assert row(desk, closed).answered_at is None
    actions.answer_appeal(other, appeal, None, AppealAnswer(Upheld.YES, "right", step))
    file = case_file(desk.store, closed)
    assert (file.case.row.status, file.case.row.step, file.after.stage) == ("open", step, 2)
