"""Finishing, skipping, returning, closing: order and facts are enforced on every path."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.audit.queries import verify
from models.complaints.actions import assign
from models.complaints.kinds import Mood, Severity
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import FollowOutcome, FollowUpDraft, PromiseDraft, PromiseState, RemedyDraft
from models.handling.queries import case_file
from models.handling.rules import is_given
from models.handling.steps import STEPS, Fact, step_of
from tests.cases import FACTS, a_case, offer, ready, walk


def letters(session: Session, case_id: int) -> str:
    return case_file(session.store, case_id).case.row.steps


def test_a_case_from_the_first_ring_to_the_end(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    assert letters(desk, case_id) == "dcllllll"
    for step in range(2, 9):
        clock.advance(minutes=20)
        ready(desk, other, case_id, step)
        assert actions.finish_step(desk, case_id, None, FACTS[step]).value == (step + 1 if step < 8 else 0)
    file = case_file(desk.store, case_id)
    row = file.case.row
    assert (row.steps, row.status, row.step) == ("dddddddd", "closed", 0)
    assert row.closed_at == clock.now()
    assert (file.case.cause, file.case.lessons, file.case.close_reason) == ("wear", "同根立管都查", "solved")
    assert (row.satisfaction, row.next_due_at) == ("satisfied", None)
    assert [s.step for s in file.steps] == list(range(1, 9))
    assert verify(desk.store) is None


def test_a_receipt_with_gaps_is_kept_and_stays_at_the_first_step(desk: Session) -> None:
    case_id = a_case(desk, asks_for="", mood=None)
    assert case_file(desk.store, case_id).gaps == ("asks_for", "mood")
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, case_id, None, {})
    assert caught.value.facts["gaps"] == ("asks_for", "mood")
    assert letters(desk, case_id) == "clllllll"


@pytest.mark.parametrize("step", range(2, 9))
def test_each_owed_fact_is_asked_for_by_itself(desk: Session, other: Session, step: int) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, step)
    ready(desk, other, case_id, step)
    for fact in step_of(step).facts:
        if not fact.needed:
            continue
        facts = {name: value for name, value in FACTS[step].items() if name != fact.name}
        with pytest.raises(UserProblem) as caught:
            actions.finish_step(desk, case_id, None, facts)
        assert (caught.value.code, caught.value.facts["gaps"]) == ("step.gaps", (fact.name,))
    assert letters(desk, case_id)[step - 1] == "c"


@pytest.mark.parametrize("step", range(1, 9))
def test_no_side_door_closes_a_case_with_steps_missing(
    desk: Session, other: Session, manager: Session, step: int
) -> None:
    case_id = a_case(desk, mood=None if step == 1 else Mood.ANGRY)
    walk(desk, other, case_id, max(step, 1)) if step > 1 else None
    before = case_file(desk.store, case_id)
    with pytest.raises(UserProblem) as caught:
        actions.close(manager, case_id)
    gaps = caught.value.facts["gaps"]
    assert isinstance(gaps, tuple)
    assert gaps
    if step < 8:
        assert gaps == tuple(f"step.{one.code}" for one in STEPS[step - 1 : 7])
    refused = actions.close_many(manager, [case_id])
    assert refused.value == {case_id: gaps}
    assert not refused.changes
    assert case_file(desk.store, case_id) == before


def test_closing_many_closes_what_owes_nothing(desk: Session, other: Session, manager: Session) -> None:
    whole, half = a_case(desk), a_case(desk)
    walk(desk, other, whole, 8)
    ready(desk, other, whole, 8)
    actions.save_step(desk, whole, None, FACTS[8])
    assert list(actions.close_many(manager, [whole, half]).value) == [half]
    assert case_file(desk.store, whole).case.row.status == "closed"


def test_the_front_desk_may_not_skip_and_a_manager_owes_a_reason(desk: Session, manager: Session) -> None:
    case_id = a_case(desk)
    with pytest.raises(NotAllowed):
        actions.skip_step(desk, case_id, None, "no time")
    with pytest.raises(UserProblem) as caught:
        actions.skip_step(manager, case_id, None, " ")
    assert caught.value.code == "step.reason_missing"
    actions.skip_step(manager, case_id, None, "业主要求先解决")
    assert letters(desk, case_id) == "dsclllll"
    skipped = case_file(desk.store, case_id).steps[1]
    assert (skipped.state, skipped.reason, skipped.finished_by) == ("s", "业主要求先解决", "Manager")


def test_receiving_is_never_skipped(desk: Session, manager: Session) -> None:
    case_id = a_case(desk, mood=None)
    with pytest.raises(UserProblem) as caught:
        actions.skip_step(manager, case_id, None, "why not")
    assert caught.value.code == "step.not_skippable"


def test_skipping_everything_else_closes_with_every_reason_on_paper(desk: Session, manager: Session) -> None:
    case_id = a_case(desk)
    for _ in range(7):
        actions.skip_step(manager, case_id, None, "anonymous, nobody to talk with")
    file = case_file(desk.store, case_id)
    assert file.case.row.steps == "dsssssss"
    assert file.case.row.status == "closed"
    assert sum(event.kind == "step_skipped" for event in file.events) == 7


def test_a_stale_version_is_refused_and_nothing_is_lost(desk: Session, other: Session) -> None:
    case_id = a_case(desk)
    seen = case_file(desk.store, case_id).case.row.row_version
    actions.save_step(other, case_id, seen, {"affected": "two homes"})
    with pytest.raises(ChangedMeanwhile) as caught:
        actions.finish_step(desk, case_id, seen, FACTS[2])
    assert (caught.value.facts["topic"], caught.value.facts["id"]) == ("case", case_id)  # what pages watch
    assert case_file(desk.store, case_id).steps[-1].facts == {"affected": "two homes"}


def test_unknown_facts_are_refused(desk: Session) -> None:
    case_id = a_case(desk)
    with pytest.raises(UserProblem) as caught:
        actions.save_step(desk, case_id, None, {"mood_after": "calm"})
    assert caught.value.code == "step.unknown_fact"


def test_going_back_opens_a_second_round_and_keeps_the_first(desk: Session, other: Session) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 6)
    actions.return_to(desk, case_id, None, 3, "he is angry again")
    file = case_file(desk.store, case_id)
    assert file.case.row.steps == "ddcddrll"
    rounds = [(s.round, s.state) for s in file.steps if s.step == 3]
    assert rounds == [(1, "d"), (2, "c")]
    assert "mood_after" not in file.steps[-1].facts  # asked anew
    actions.finish_step(desk, case_id, None, FACTS[3])
    assert letters(desk, case_id) == "dddddcll"


def test_open_promises_and_waiting_remedies_hold_a_case_open(
    desk: Session, other: Session, manager: Session, clock: SetClock
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    ready(desk, other, case_id, 8)
    due = clock.now() + timedelta(hours=2)
    promise = actions.make_promise(desk, case_id, PromiseDraft("回电", due)).value
    remedy = actions.grant_remedy(desk, case_id, None, RemedyDraft("refund", 300_00)).value
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, case_id, None, FACTS[8])
    assert caught.value.facts["gaps"] == ("open_promises", "remedies_awaiting")
    actions.settle_promise(desk, promise, None, PromiseState.KEPT)
    actions.decline_remedy(manager, remedy, None, "not agreed")
    assert actions.finish_step(desk, case_id, None, FACTS[8]).value == 0


def test_reopening(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 9)
    with pytest.raises(UserProblem) as caught:
        actions.reopen(desk, case_id, None, 3, "again")
    assert caught.value.code == "reopen.step"
    clock.advance(days=13)
    actions.reopen(desk, case_id, None, 5, "again")
    row = case_file(desk.store, case_id).case.row
    assert (row.steps, row.status, row.reopened, row.closed_at) == ("ddddcrrr", "open", 1, None)
    actions.finish_step(desk, case_id, None, FACTS[5])
    offer(desk, case_id)
    actions.finish_step(desk, case_id, None, {})
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, case_id, None, {})
    assert caught.value.facts["gaps"] == ("answer",)  # the old answer does not count


def test_reopening_comes_too_late_after_fourteen_days(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 9)
    clock.advance(days=14, minutes=1)
    with pytest.raises(UserProblem) as caught:
        actions.reopen(desk, case_id, None, 5, "again")
    assert caught.value.code == "reopen.too_late"


def test_old_calls_do_not_close_a_case_that_was_reopened(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 9)
    clock.advance(days=1)
    actions.reopen(desk, case_id, None, 6, "leaks again")
    for step in (6, 7):
        ready(desk, other, case_id, step)
        actions.finish_step(desk, case_id, None, FACTS[step])
    clock.advance(hours=1)
    actions.carried_out(desk, case_id, None, "换了立管")
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, case_id, None, FACTS[8])
    assert caught.value.facts["gaps"] == ("follow_up_call",)


def test_life_safety_is_lowered_by_a_manager_with_a_reason(desk: Session, manager: Session) -> None:
    case_id = a_case(desk, words="厨房着火了，全是烟！", severity=Severity.S4)
    row = case_file(desk.store, case_id).case.row
    assert row.severity == "s1"
    with pytest.raises(NotAllowed):
        actions.set_severity(desk, case_id, None, Severity.S3, "only toast")
    with pytest.raises(UserProblem):
        actions.set_severity(manager, case_id, None, Severity.S3, "")
    first_due = row.next_due_at
    actions.set_severity(manager, case_id, None, Severity.S3, "烤糊了面包，没有着火")
    after = case_file(desk.store, case_id).case
    assert (after.row.severity, after.life_safety) == ("s3", False)
    assert after.row.next_due_at is not None
    assert first_due is not None
    assert after.row.next_due_at > first_due


def test_the_handler_never_calls_about_his_own_work(desk: Session, other: Session, manager: Session) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "done")
    call = FollowUpDraft(FollowOutcome.SATISFIED, True)
    with pytest.raises(UserProblem) as caught:
        actions.follow_up(desk, case_id, None, call)
    assert caught.value.code == "follow_up.own_work"
    assign(manager, case_id, None, other.actor.staff_id or 0)  # another name on the case washes nobody clean
    for one in (desk, other):
        with pytest.raises(UserProblem) as caught:
            actions.follow_up(one, case_id, None, call)
        assert caught.value.code == "follow_up.own_work"
    actions.follow_up(manager, case_id, None, call)


def test_three_vain_attempts_on_different_half_days(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "done")
    vain = FollowUpDraft(FollowOutcome.NOT_REACHED)
    actions.follow_up(other, case_id, None, vain)
    with pytest.raises(UserProblem) as caught:
        actions.follow_up(other, case_id, None, vain)
    assert caught.value.code == "follow_up.same_half_day"
    for _ in range(2):
        with pytest.raises(UserProblem):
            actions.finish_step(desk, case_id, None, FACTS[8])
        clock.advance(hours=12)
        actions.follow_up(other, case_id, None, vain)
    clock.advance(hours=12)
    with pytest.raises(UserProblem) as caught:
        actions.follow_up(other, case_id, None, vain)
    assert caught.value.code == "follow_up.enough"
    assert actions.finish_step(desk, case_id, None, FACTS[8]).value == 0
    assert case_file(desk.store, case_id).case.row.satisfaction is None


def test_a_dissatisfied_resident_sends_the_case_back(desk: Session, other: Session) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "done")
    actions.follow_up(
        other, case_id, None, FollowUpDraft(FollowOutcome.DISSATISFIED, False, "still drips", back_to=5)
    )
    row = case_file(desk.store, case_id).case.row
    assert (row.steps, row.status, row.satisfaction) == ("ddddcrrr", "open", "dissatisfied")
    assert row.resolved_at is None


@pytest.mark.parametrize(
    ("shape", "wrong"),
    [
        ("text", ["", "  ", 5, None, True, ["a"]]),
        ("flag", [False, None, "yes", 1]),
        ("instant", [0, -1, True, "12:00", None]),
        ("staff", [0, None, "wang", True]),
        ("codes", [[], None, "valve", [""]]),
        ("texts", [[], [" "], None, "why"]),
    ],
)
def test_values_of_the_wrong_shape_are_no_facts(shape: str, wrong: list[object]) -> None:
    for value in wrong:
        assert not is_given(Fact("x", shape), value)  # type: ignore[arg-type]
