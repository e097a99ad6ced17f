"""A further attempt at a follow-up call that was planned can be moved, like anything else a resident was told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.core.clock import SetClock, to_millis
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import FollowOutcome, FollowUpDraft, FollowUpRow
from models.handling.queries import case_file
from tests.cases import FACTS, a_case, walk
from tests.people import without

HOUR = timedelta(hours=1)


def vain(at: datetime | None) -> FollowUpDraft:
    return FollowUpDraft(FollowOutcome.NOT_REACHED, next_at=at)


def planned(desk: Session, other: Session, at: datetime | None) -> int:
    """A case whose resident was not reached, with the next attempt at a time."""
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "hose replaced")
    actions.follow_up(other, case_id, None, vain(at))
    return case_id


def calls(session: Session, case_id: int) -> tuple[FollowUpRow, ...]:
    return case_file(session.store, case_id).follow_ups


def test_a_planned_call_gets_another_time(desk: Session, other: Session, clock: SetClock) -> None:
    first, later = clock.now() + 20 * HOUR, clock.now() + 44 * HOUR
    case_id = planned(desk, other, first)
    before = case_file(desk.store, case_id)
    # Who handled the case does not call, but may be told by the resident.
    outcome = actions.move_call(desk, case_id, before.case.row.row_version, later, " away until Sunday ")
    after = case_file(desk.store, case_id)
    assert [call.next_at for call in after.follow_ups] == [later]
    assert (after.after.lapses_at, after.clocks) == (before.after.lapses_at, before.clocks), (
        "the clock goes on"
    )
    event = after.events[-1]
    assert (event.kind, event.text, event.step) == ("call_moved", "away until Sunday", 8)
    wanted = {"call": after.follow_ups[0].id, "before": to_millis(first), "after": to_millis(later)}
    assert event.facts == wanted
    assert ("case", case_id) in outcome.changes.ids
    with pytest.raises(ChangedMeanwhile):
        actions.move_call(desk, case_id, before.case.row.row_version, first, "again")


def test_only_the_last_one_is_moved(desk: Session, other: Session, clock: SetClock) -> None:
    first = clock.now() + 20 * HOUR
    case_id = planned(desk, other, first)
    clock.advance(hours=20)
    second = clock.now() + 20 * HOUR
    actions.follow_up(other, case_id, None, vain(second))
    actions.move_call(desk, case_id, None, second + HOUR, "later")
    assert [call.next_at for call in calls(desk, case_id)] == [first, second + HOUR]


@pytest.mark.parametrize(
    ("hours", "why", "code"),
    [(5, " ", "step.reason_missing"), (0, "x", "follow_up.past"), (-1, "x", "follow_up.past")],
)
def test_it_moves_only_forwards_and_for_a_reason(
    desk: Session, other: Session, clock: SetClock, hours: int, why: str, code: str
) -> None:
    case_id = planned(desk, other, clock.now() + HOUR)
    with pytest.raises(UserProblem) as caught:
        actions.move_call(desk, case_id, None, clock.now() + hours * HOUR, why)
    assert caught.value.code == code


def test_what_was_not_planned_or_is_over_cannot_be_moved(
    desk: Session, other: Session, clock: SetClock
) -> None:
    later = clock.now() + 100 * HOUR
    none, answered, again = (planned(desk, other, at) for at in (None, later, later))
    actions.follow_up(other, answered, None, FollowUpDraft(FollowOutcome.SATISFIED, True))
    actions.return_to(desk, again, None, 6, "not good")  # that call was about another resolution
    thrice = planned(desk, other, later)
    for _ in range(2):
        clock.advance(hours=12)
        actions.follow_up(other, thrice, None, vain(later))
    for case_id in (none, answered, again, thrice):
        with pytest.raises(UserProblem, match=r"follow_up\.not_planned"):
            actions.move_call(desk, case_id, None, later, "later")
    with pytest.raises(NotAllowed):
        actions.move_call(without(desk, Permission.FOLLOW_UP), none, None, later, "later")


def test_a_planned_second_look_is_moved_although_the_case_is_closed(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "hose replaced")
    actions.follow_up(other, case_id, None, FollowUpDraft(FollowOutcome.SATISFIED, True))
    actions.finish_step(desk, case_id, None, FACTS[8])
    clock.advance(days=28)
    first = clock.now() + 20 * HOUR
    actions.second_look(other, case_id, None, vain(first))
    with pytest.raises(UserProblem, match=r"follow_up\.not_planned"):
        actions.move_call(desk, case_id, None, first + HOUR, "later")
    actions.move_call(desk, case_id, None, first + HOUR, "later", True)
    assert [call.next_at for call in calls(desk, case_id)] == [None, first + HOUR]
