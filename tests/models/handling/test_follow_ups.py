"""Follow-up: who is called, by whom, when; corrections; what closes by itself; the second look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.complaints.actions import assign, correct, set_flags
from models.complaints.coverage import Covered, drawn, owes_call
from models.complaints.kinds import Flag, Kind
from models.core.clock import SetClock
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.handling import actions
from models.handling.actions.follow_ups import lapse
from models.handling.calling import CallPlan, handled_by, next_half_day, plan
from models.handling.kinds import (
    Afterwards,
    ContactDraft,
    FollowOutcome,
    FollowUpDraft,
    PromiseDraft,
    PromiseState,
    RemedyDraft,
)
from models.handling.queries import case_file
from models.handling.rules import half_day
from models.sweep.actions import sweep
from tests.cases import FACTS, a_case, ready, walk
from tests.people import without

SATISFIED = FollowUpDraft(FollowOutcome.SATISFIED, True, "fine")
VAIN = FollowUpDraft(FollowOutcome.NOT_REACHED)
UNHAPPY = FollowUpDraft(FollowOutcome.DISSATISFIED, False, "it drips again")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def resolved(desk: Session, other: Session, *, facts: bool = True, **changes: Any) -> int:
    """A case whose work is done and whose last step lacks nothing but the call."""
    case_id = a_case(desk, **changes)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "hose replaced")
    if facts:
        actions.save_step(desk, case_id, None, {"lessons": "look at all hoses"})
    return case_id


def after(session: Session, case_id: int) -> Afterwards:
    return case_file(session.store, case_id).after


def status(session: Session, case_id: int) -> str:
    return case_file(session.store, case_id).case.row.status


def run_lapse(session: Session, case_id: int) -> bool:
    """The rule at the moment at which it is due, as the sweep runs it, whenever that is."""
    at = after(session, case_id).lapses_at
    with session.store.writing():
        return lapse(Work(session, session.clock.now()), case_id, at or session.clock.now())


# Coverage

UNDRAWN = next(one for one in (f"2611-{n:04d}" for n in range(100)) if not drawn(one))
DRAWN = next(one for one in (f"2611-{n:04d}" for n in range(100)) if drawn(one))


@pytest.mark.parametrize(
    ("case", "owed"),
    [
        (Covered(UNDRAWN, "complaint", in_home=False), True),
        (Covered(UNDRAWN, "request", repair=True, in_home=True), True),
        (Covered(UNDRAWN, "request", repair=True, leak=True, in_home=False), True),
        (Covered(UNDRAWN, "request", repair=True, in_home=False), False),
        (Covered(UNDRAWN, "request", repair=False, in_home=True), False),
        (Covered(DRAWN, "request", repair=True, in_home=False), True),
        (Covered(DRAWN, "request"), True),
        (Covered(UNDRAWN, "suggestion"), False),
        (Covered(DRAWN, "suggestion"), False),
        (Covered(UNDRAWN, "compliment"), False),
        (Covered(UNDRAWN, "suggestion", grave=True), True),
    ],
)
def test_who_is_called(case: Covered, owed: bool) -> None:
    assert owes_call(case) is owed


def test_three_in_ten_are_drawn_and_can_be_reckoned_again() -> None:
    references = [f"26{month:02d}-{n:04d}" for month in range(1, 13) for n in range(500)]
    hits = [one for one in references if drawn(one)]
    assert 0.28 < len(hits) / len(references) < 0.32
    for one in references:
        first = hashlib.sha256(one.encode()).hexdigest()[:8]
        assert drawn(one) is (int(first, 16) % 100 < 30)


def test_what_owes_no_call_closes_without_one(desk: Session, other: Session) -> None:
    case_id = resolved(desk, other, kind=Kind.SUGGESTION)
    assert not after(desk, case_id).follow_up_owed
    assert case_file(desk.store, case_id).gaps == ("carried_out", "close_reason")
    assert actions.finish_step(desk, case_id, None, FACTS[8]).value == 0


def test_a_call_that_was_not_owed_is_heard_all_the_same(desk: Session, other: Session) -> None:
    case_id = resolved(desk, other, kind=Kind.SUGGESTION)
    actions.follow_up(other, case_id, None, UNHAPPY)
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, case_id, None, FACTS[8])
    assert caught.value.facts["gaps"] == ("solved",)


def test_what_it_is_after_all_decides_who_is_called(desk: Session, other: Session) -> None:
    case_id = resolved(desk, other, kind=Kind.SUGGESTION)
    correct(desk, case_id, None, kind=Kind.COMPLAINT)
    assert after(desk, case_id).follow_up_owed
    assert "follow_up_call" in case_file(desk.store, case_id).gaps


def test_work_is_carried_out_once(desk: Session, other: Session) -> None:
    with pytest.raises(UserProblem, match=r"carried_out\.already"):
        actions.carried_out(desk, resolved(desk, other), None, "again")


# The plan


@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.sampled_from([one.value for one in FollowOutcome])), max_size=5
    ),
    st.integers(0, 200),
    st.sampled_from(["Asia/Shanghai", "Europe/London", "America/New_York"]),
)
def test_the_next_attempt_is_in_another_half_day_and_not_a_moment_later(
    calls: list[tuple[int, str]], later: int, name: str
) -> None:
    zone, start = ZoneInfo(name), datetime(2026, 10, 24, 3, tzinfo=UTC)  # clocks go back in London that night
    made = [(start + timedelta(hours=hours), outcome) for hours, outcome in sorted(calls)]
    now = max([at for at, _ in made], default=start) + timedelta(minutes=later)
    found = plan(made, owed=True, major=False, handlers=frozenset(), now=now, zone=zone)
    vain = [at for at, outcome in made if outcome == "not_reached"]
    assert found.vain == len(vain)
    assert found.left == max(0, 3 - len(vain))
    over = len(vain) >= 3 or any(outcome != "not_reached" for _, outcome in made)
    assert (found.next_at is None) is found.done is over
    if found.next_at is not None:
        tried = {half_day(at.astimezone(zone)) for at in vain}
        assert found.next_at >= now
        assert half_day(found.next_at.astimezone(zone)) not in tried
        if found.next_at > now:
            assert half_day(now.astimezone(zone)) in tried
            assert half_day((found.next_at - timedelta(seconds=1)).astimezone(zone)) in tried


@given(st.integers(0, 730 * 24 * 60))
def test_half_days_begin_at_midnight_and_at_noon(minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = next_half_day(at, SHANGHAI).astimezone(SHANGHAI)
    assert (found.hour, found.minute) in ((0, 0), (12, 0))
    assert timedelta() < found - at <= timedelta(hours=12)


def test_who_may_call(desk: Session, other: Session, manager: Session) -> None:
    handlers = frozenset({desk.actor.staff_id or 0})
    mine = CallPlan(True, False, 0, None, False, handlers)
    assert mine.refusal(desk.actor) == "follow_up.own_work"
    assert mine.refusal(other.actor) is None
    major = replace(mine, major=True)
    assert major.refusal(other.actor) == "follow_up.not_you"
    assert major.refusal(manager.actor) is None
    assert mine.refusal(without(other, Permission.FOLLOW_UP).actor) == "follow_up.not_you"


def test_nobody_who_handled_it_calls_and_major_cases_are_a_managers(
    desk: Session, other: Session, manager: Session
) -> None:
    case_id = resolved(desk, other)
    assign(manager, case_id, None, other.actor.staff_id or 0)
    assert handled_by(desk.store, case_id) == {desk.actor.staff_id, other.actor.staff_id}
    for who in (desk, other):
        with pytest.raises(UserProblem, match=r"follow_up\.own_work"):
            actions.follow_up(who, case_id, None, SATISFIED)
    actions.follow_up(manager, case_id, None, SATISFIED)
    second = resolved(desk, other)
    set_flags(desk, second, None, frozenset({Flag.MEDIA}))
    with pytest.raises(NotAllowed):
        actions.follow_up(other, second, None, SATISFIED)
    actions.follow_up(manager, second, None, SATISFIED)
    with pytest.raises(NotAllowed):
        actions.follow_up(without(manager, Permission.FOLLOW_UP), second, None, SATISFIED)


# Not content


@pytest.mark.parametrize("back_to", [5, 6])
def test_dissatisfied_goes_back_to_work_in_one_step(desk: Session, other: Session, back_to: int) -> None:
    case_id = resolved(desk, other)
    actions.follow_up(other, case_id, None, replace(UNHAPPY, back_to=back_to))
    file = case_file(desk.store, case_id)
    assert (file.case.row.status, file.case.row.step, file.case.row.reopened) == ("open", back_to, 1)
    assert (file.after.lapses_at, file.after.second_look_at) == (None, None)


def test_dissatisfied_goes_to_the_second_stage_in_one_step(desk: Session, other: Session) -> None:
    case_id = resolved(desk, other)
    actions.follow_up(other, case_id, None, replace(UNHAPPY, to_stage2=True))
    found = after(desk, case_id)
    assert found.appeal is not None
    assert (found.stage, found.appeal.words, found.appeal.asked_by) == (2, "it drips again", "Front_Desk")
    assert found.lapses_at is None
    assert "appeal" in case_file(desk.store, case_id).gaps


@pytest.mark.parametrize(
    "draft",
    [
        replace(UNHAPPY, back_to=5, to_stage2=True),
        replace(VAIN, to_stage2=True),
        replace(VAIN, back_to=5),
    ],
)
def test_two_ways_at_once_are_none(desk: Session, other: Session, draft: FollowUpDraft) -> None:
    case_id = resolved(desk, other)
    with pytest.raises(UserProblem, match=r"follow_up\.one_way"):
        actions.follow_up(other, case_id, None, draft)
    assert case_file(desk.store, case_id).follow_ups == ()


# Corrections


def test_an_answer_is_corrected_and_what_it_said_stays_in_the_timeline(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = resolved(desk, other)
    call = actions.follow_up(other, case_id, None, SATISFIED).value
    clock.advance(hours=12)
    actions.correct_follow_up(other, case_id, None, call, UNHAPPY)
    file = case_file(desk.store, case_id)
    row = file.follow_ups[0]
    assert (row.outcome, row.solved, row.words, row.corrected_at) == (
        "dissatisfied",
        False,
        "it drips again",
        clock.now(),
    )
    assert file.case.row.satisfaction == "dissatisfied"
    said = [(event.kind, event.text, event.facts["outcome"]) for event in file.events[-2:]]
    assert said == [
        ("follow_up_called", "fine", "satisfied"),
        ("follow_up_corrected", "it drips again", "dissatisfied"),
    ]
    assert file.events[-1].facts["before"] == "satisfied"
    clock.advance(minutes=1)
    with pytest.raises(UserProblem, match=r"follow_up\.correct_late"):
        actions.correct_follow_up(other, case_id, None, call, SATISFIED)


def test_corrections_obey_the_rules_of_calls(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = resolved(desk, other)
    actions.follow_up(other, case_id, None, VAIN)
    call = actions.follow_up(other, case_id, None, SATISFIED).value
    refused: Mapping[str, tuple[Session, int, FollowUpDraft]] = {
        "follow_up.own_work": (desk, call, UNHAPPY),
        "follow_up.same_half_day": (other, call, VAIN),
        "follow_up.solved_missing": (other, call, replace(UNHAPPY, solved=None)),
        "unknown.call": (other, 99, UNHAPPY),
    }
    before = case_file(desk.store, case_id)
    for code, (who, which, draft) in refused.items():
        with pytest.raises((UserProblem, Unknown)) as caught:
            actions.correct_follow_up(who, case_id, None, which, draft)
        assert caught.value.code == code
    assert case_file(desk.store, case_id) == before
    clock.advance(hours=11)
    assert after(desk, case_id).lapses_at is None
    with pytest.raises(UserProblem, match=r"follow_up\.same_half_day"):
        actions.correct_follow_up(other, case_id, None, call, VAIN)


def test_an_answer_that_turns_out_to_be_none_is_waited_for_again(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = resolved(desk, other)
    call = actions.follow_up(other, case_id, None, SATISFIED).value
    actions.correct_follow_up(other, case_id, None, call, VAIN)
    file = case_file(desk.store, case_id)
    assert (file.case.row.satisfaction, file.follow_ups[0].solved) == (None, None)
    assert file.after.lapses_at == clock.now() + timedelta(days=14)
    assert "follow_up_call" in file.gaps


def test_a_case_closed_on_an_answer_does_not_stay_closed_without_it(desk: Session, other: Session) -> None:
    case_id = resolved(desk, other)
    call = actions.follow_up(other, case_id, None, SATISFIED).value
    actions.finish_step(desk, case_id, None, FACTS[8])
    with pytest.raises(UserProblem, match=r"follow_up\.reopen_first"):
        actions.correct_follow_up(other, case_id, None, call, UNHAPPY)
    assert status(desk, case_id) == "closed"
    actions.correct_follow_up(other, case_id, None, call, replace(SATISFIED, words="very fine"))
    actions.correct_follow_up(other, case_id, None, call, replace(UNHAPPY, back_to=5))
    assert (status(desk, case_id), case_file(desk.store, case_id).case.row.reopened) == ("open", 1)


# What nobody answers


def test_a_resolution_that_nobody_answers_closes_after_fourteen_days(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = resolved(desk, other)
    due = clock.now() + timedelta(days=14)
    actions.follow_up(other, case_id, None, VAIN)
    assert after(desk, case_id).lapses_at == due
    clock.advance(days=20)
    assert run_lapse(desk, case_id)
    file = case_file(desk.store, case_id)
    assert (file.case.row.status, file.case.row.closed_at, file.case.close_reason) == (
        "closed",
        due,
        "no_answer",
    )
    last = file.steps[-1]
    assert (last.facts["carried_out"], last.facts["lessons"], last.finished_at) == (
        "hose replaced", "look at all hoses", due,
    )  # fmt: skip
    closing = next(event for event in file.events if event.kind == "closed")
    assert (closing.at, closing.facts) == (due, {"reason": "no_answer", "rule": True})
    assert file.after.lapses_at is None
    assert not run_lapse(desk, case_id)


def test_silence_says_nothing_of_those_who_were_not_asked(
    desk: Session, other: Session, clock: SetClock
) -> None:
    never, told, before, quiet = (
        resolved(desk, other),
        resolved(desk, other),
        a_case(desk),
        resolved(desk, other, kind=Kind.SUGGESTION),
    )
    actions.log_contact(desk, told, ContactDraft("told that it is done"))
    actions.log_contact(desk, before, ContactDraft("on our way"))
    walk(desk, other, before, 8)
    clock.advance(minutes=1)
    actions.carried_out(desk, before, None, "done")
    actions.save_step(desk, before, None, {"lessons": "none"})
    actions.log_contact(desk, never, ContactDraft("rang", reached=False))
    clock.advance(days=14)
    assert [run_lapse(desk, one) for one in (never, told, before, quiet)] == [False, True, False, True]
    assert after(desk, never).lapses_at is None
    assert status(desk, never) == "resolved"


def test_the_rule_makes_nothing_up(desk: Session, other: Session, manager: Session, clock: SetClock) -> None:
    promised, given = resolved(desk, other), resolved(desk, other)
    promise = actions.make_promise(
        desk, promised, PromiseDraft("call", clock.now() + timedelta(hours=1))
    ).value
    actions.grant_remedy(desk, given, None, RemedyDraft("refund", 500_00))
    appealed = resolved(desk, other)
    for one in (promised, given, appealed):
        actions.follow_up(other, one, None, VAIN)
    actions.ask_appeal(desk, appealed, None, "not good enough")
    assert after(desk, appealed).lapses_at is None
    clock.advance(days=14)
    assert [run_lapse(desk, one) for one in (promised, given, appealed)] == [False] * 3
    actions.settle_promise(desk, promise, None, PromiseState.KEPT)
    assert not run_lapse(desk, promised)  # its turn is over
    actions.follow_up(other, promised, None, VAIN)
    assert after(desk, promised).lapses_at == clock.now() + timedelta(days=14)
    clock.advance(days=14)
    assert run_lapse(desk, promised)


def test_what_nobody_answered_owes_no_lessons(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = resolved(desk, other, facts=False)
    actions.follow_up(other, case_id, None, VAIN)
    assert "lessons" in case_file(desk.store, case_id).gaps
    clock.advance(days=14)
    assert run_lapse(desk, case_id)
    file = case_file(desk.store, case_id)
    assert (file.case.close_reason, file.case.lessons) == ("no_answer", "")


SILENT = {"carried_out": "hose replaced", "close_reason": "no_answer"}


def held(desk: Session, other: Session, clock: SetClock, *, asked: bool = True) -> tuple[int, int]:
    """A case that only a promise kept from closing after 14 days, and the promise."""
    case_id = resolved(desk, other, facts=False)
    later = clock.now() + timedelta(days=20)
    promise = actions.make_promise(desk, case_id, PromiseDraft("call", later)).value
    if asked:
        actions.follow_up(other, case_id, None, VAIN)
    clock.advance(days=15)
    sweep(desk)
    assert status(desk, case_id) == "resolved"
    return case_id, promise


def test_what_kept_the_rule_from_closing_is_settled_and_closed_by_hand_for_the_same_reason(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id, promise = held(desk, other, clock)
    with pytest.raises(UserProblem, match=r"step\.gaps") as refused:
        actions.finish_step(desk, case_id, None, SILENT)
    assert refused.value.facts["gaps"] == ("open_promises",)
    actions.settle_promise(desk, promise, None, PromiseState.KEPT)
    with pytest.raises(UserProblem) as owing:
        actions.finish_step(desk, case_id, None, {**SILENT, "close_reason": "unreachable"})
    assert owing.value.facts["gaps"] == ("lessons", "follow_up_call")
    actions.save_step(desk, case_id, None, SILENT)
    assert case_file(desk.store, case_id).gaps == ()
    actions.close(desk, case_id)
    assert case_file(desk.store, case_id).case.close_reason == "no_answer"


def test_nobody_says_that_nobody_answered_where_it_is_not_so(
    desk: Session, other: Session, clock: SetClock
) -> None:
    (unasked, _), (later, _), (again, _), (appealed, _) = (
        held(desk, other, clock, asked=False),
        *(held(desk, other, clock) for _ in range(3)),
    )
    assert [case_file(desk.store, one).after.silent for one in (unasked, later)] == [False, True]
    early, answered = resolved(desk, other, facts=False), resolved(desk, other, facts=False)
    actions.follow_up(other, early, None, VAIN)
    actions.follow_up(other, answered, None, SATISFIED)
    actions.log_contact(desk, unasked, ContactDraft("it is done"))  # only now: that was no fortnight
    actions.follow_up(other, later, None, FollowUpDraft(FollowOutcome.DECLINED))
    actions.follow_up(other, again, None, VAIN)
    actions.ask_appeal(desk, appealed, None, "it drips")
    for one in (early, answered, unasked, later, again, appealed):
        actions.save_step(desk, one, None, SILENT)
        assert "close_reason" in case_file(desk.store, one).gaps, one
        with pytest.raises(UserProblem) as refused:
            actions.finish_step(desk, one, None)
        assert "close_reason" in refused.value.facts["gaps"]  # type: ignore[operator]


def test_a_case_closed_by_silence_does_not_stay_so_when_it_was_an_unhappy_answer(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = resolved(desk, other, facts=False)
    clock.advance(days=13, hours=18)
    call = actions.follow_up(other, case_id, None, VAIN).value
    clock.advance(hours=7)
    sweep(desk)
    assert status(desk, case_id) == "closed"
    actions.correct_follow_up(other, case_id, None, call, replace(VAIN, words="rang twice"))
    with pytest.raises(UserProblem, match=r"follow_up\.reopen_first"):
        actions.correct_follow_up(other, case_id, None, call, UNHAPPY)
    actions.correct_follow_up(other, case_id, None, call, SATISFIED)
    assert status(desk, case_id) == "closed"


def test_an_answer_or_new_work_ends_the_waiting(desk: Session, other: Session, clock: SetClock) -> None:
    answered, declined, reopened, early = (resolved(desk, other) for _ in range(4))
    actions.follow_up(other, answered, None, SATISFIED)
    actions.follow_up(other, declined, None, FollowUpDraft(FollowOutcome.DECLINED))
    actions.return_to(desk, reopened, None, 6, "not good")
    assert [after(desk, one).lapses_at for one in (answered, declined, reopened)] == [None] * 3
    actions.follow_up(other, early, None, VAIN)
    with desk.store.writing():
        assert not lapse(Work(desk, clock.now()), early, clock.now() + timedelta(days=13))
    assert after(desk, early).lapses_at is not None
    actions.follow_up(other, early, None, SATISFIED)
    actions.finish_step(desk, early, None, FACTS[8])
    assert after(desk, early).lapses_at is None


# The second look


def closed(desk: Session, other: Session, **changes: Any) -> int:
    case_id = a_case(desk, **changes)
    walk(desk, other, case_id, 9)
    return case_id


@pytest.mark.parametrize(
    ("category", "sub", "looks"),
    [
        ("leak", "leak.damp", True), ("lift", None, True), ("noise", "noise.neighbour", True),
        ("water", None, False), ("parking", None, False),
    ],
)  # fmt: skip
def test_leaks_damp_lifts_and_noise_are_looked_at_again(
    desk: Session, other: Session, clock: SetClock, category: str, sub: str | None, looks: bool
) -> None:
    case_id = closed(desk, other, category=category, subcategory=sub)
    due = clock.now() + timedelta(days=28)
    assert after(desk, case_id).second_look_at == (due if looks else None)
    clock.advance(days=28)
    if not looks:
        with pytest.raises(UserProblem, match=r"second_look\.not_owed"):
            actions.second_look(other, case_id, None, SATISFIED)
        return
    clock.advance(minutes=-1)
    with pytest.raises(UserProblem, match=r"second_look\.too_early"):
        actions.second_look(other, case_id, None, SATISFIED)
    clock.advance(minutes=1)
    with pytest.raises(UserProblem, match=r"follow_up\.own_work"):
        actions.second_look(desk, case_id, None, SATISFIED)
    actions.second_look(other, case_id, None, SATISFIED)
    file = case_file(desk.store, case_id)
    assert (file.after.second_look_done_at, file.case.row.status) == (clock.now(), "closed")
    assert [call.second_look for call in file.follow_ups] == [False, True]
    with pytest.raises(UserProblem, match=r"second_look\.not_owed"):
        actions.second_look(other, case_id, None, SATISFIED)


def test_a_second_look_is_tried_three_times(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = closed(desk, other)
    clock.advance(days=28)
    for turn in range(3):
        actions.second_look(other, case_id, None, VAIN)
        if turn == 0:
            with pytest.raises(UserProblem, match=r"follow_up\.same_half_day"):
                actions.second_look(other, case_id, None, VAIN)
        clock.advance(hours=12)
    assert after(desk, case_id).second_look_done_at == clock.now() - timedelta(hours=12)


def test_not_good_after_all_opens_the_case_however_late(
    desk: Session, other: Session, clock: SetClock
) -> None:
    at_once, later, appealed = (closed(desk, other) for _ in range(3))
    clock.advance(days=200)
    with pytest.raises(UserProblem, match=r"reopen\.too_late"):
        actions.reopen(desk, later, None, 5, "drips")
    actions.second_look(other, at_once, None, replace(UNHAPPY, back_to=5))
    file = case_file(desk.store, at_once)
    assert (file.case.row.status, file.case.row.step, file.case.row.satisfaction) == ("open", 5, "satisfied")
    assert (file.after.second_look_at, file.after.second_look_done_at) == (None, None)
    actions.second_look(other, later, None, UNHAPPY)
    clock.advance(days=14)
    actions.reopen(desk, later, None, 6, "drips")
    assert status(desk, later) == "open"
    actions.second_look(other, appealed, None, replace(UNHAPPY, to_stage2=True))
    assert (status(desk, appealed), after(desk, appealed).stage) == ("closed", 2)


def test_a_second_look_closes_no_gap_of_the_follow_up(desk: Session, other: Session, clock: SetClock) -> None:
    case_id = resolved(desk, other)
    clock.advance(days=28)
    actions.second_look(other, case_id, None, SATISFIED)
    assert "follow_up_call" in case_file(desk.store, case_id).gaps
    call = case_file(desk.store, case_id).follow_ups[-1].id
    actions.correct_follow_up(other, case_id, None, call, VAIN)
    assert after(desk, case_id).second_look_done_at is None


def test_ready_walks_to_the_end(desk: Session, other: Session) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    ready(desk, other, case_id, 8)
    assert after(desk, case_id).lapses_at is None


def test_what_did_not_help_is_no_answer_the_second_time(
    desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = resolved(desk, other)
    clock.advance(hours=1)
    actions.follow_up(other, case_id, None, replace(UNHAPPY, back_to=6))
    assert case_file(desk.store, case_id).gaps == ("proposal_offered",)
    with pytest.raises(UserProblem, match=r"step\.gaps"):
        actions.finish_step(desk, case_id, None, {})
    clock.advance(minutes=5)
    ready(desk, other, case_id, 6)
    actions.finish_step(desk, case_id, None, {})
    assert case_file(desk.store, case_id).gaps == ("answer",)
    ready(desk, other, case_id, 7)
    actions.finish_step(desk, case_id, None, {})
    actions.return_to(desk, case_id, None, 7, "ask them once more")
    assert case_file(desk.store, case_id).gaps == ()
