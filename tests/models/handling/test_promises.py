"""What was promised can be moved, with the resident, to a time that is still to come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.core.clock import SetClock, to_millis
from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import PromiseDraft, PromiseState
from models.handling.queries import case_file
from tests.cases import a_case
from tests.people import without


def test_a_promise_moves_to_a_later_time_and_is_watched_anew(desk: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    first, later = clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=5)
    promise = actions.make_promise(desk, case_id, PromiseDraft("ring before half past three", first)).value
    with desk.store.writing():
        desk.store.execute("UPDATE promise SET missed_at = due_at WHERE id = ?", (promise,))
    clock.advance(hours=2)
    actions.move_promise(desk, promise, 1, later, " the fitter is late ")
    row = case_file(desk.store, case_id).promises[0]
    assert (row.due_at, row.state, row.row_version) == (later, PromiseState.OPEN, 2)
    assert desk.store.rows("SELECT missed_at FROM promise") == [(None,)]
    event = case_file(desk.store, case_id).events[-1]
    assert (event.kind, event.text) == ("promise_moved", "the fitter is late")
    assert event.facts == {"promise": promise, "before": to_millis(first), "after": to_millis(later)}


@pytest.mark.parametrize(
    ("hours", "why", "code"),
    [(5, " ", "step.reason_missing"), (0, "x", "promise.past"), (-1, "x", "promise.past")],
)
def test_a_promise_moves_only_forwards_and_for_a_reason(
    desk: Session, clock: SetClock, hours: int, why: str, code: str
) -> None:
    promise = actions.make_promise(
        desk, a_case(desk), PromiseDraft("call", clock.now() + timedelta(hours=1))
    ).value
    with pytest.raises(UserProblem) as caught:
        actions.move_promise(desk, promise, None, clock.now() + timedelta(hours=hours), why)
    assert caught.value.code == code


def test_what_is_settled_stays_where_it_is(desk: Session, clock: SetClock) -> None:
    promise = actions.make_promise(
        desk, a_case(desk), PromiseDraft("call", clock.now() + timedelta(hours=1))
    ).value
    actions.settle_promise(desk, promise, None, PromiseState.KEPT)
    with pytest.raises(UserProblem, match=r"promise\.settled"):
        actions.move_promise(desk, promise, None, clock.now() + timedelta(hours=3), "later")
    with pytest.raises(NotAllowed):
        actions.move_promise(without(desk, Permission.HANDLE), promise, None, clock.now(), "later")
