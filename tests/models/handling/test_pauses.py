"""Waiting, going on, arriving: what stops the clocks, what does not, and who may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.complaints.kinds import Channel, Severity
from models.complaints.queries import case_row
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.session import Session
from models.handling import actions
from models.handling.clock_kinds import ClockRow, PauseDraft, PauseReason
from models.handling.clock_queries import clocks_of, due_reasons, pauses_of
from models.handling.queries import case_file
from models.timing.clock import ClockPhase
from models.timing.kinds import Why
from tests.cases import a_case, walk

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY, MONDAY, TUESDAY = (datetime(2026, 11, day, tzinfo=SHANGHAI) for day in (20, 23, 24))


def at(day: datetime, hour: int, minute: int = 0) -> datetime:
    return day.replace(hour=hour, minute=minute)


def the_clock(session: Session, case_id: int, name: str) -> ClockRow:
    return [one for one in clocks_of(session.store, case_id) if one.name == name][-1]


def wait(session: Session, case_id: int, until: datetime, reason: PauseReason = PauseReason.PARTS) -> int:
    return actions.pause(session, case_id, None, PauseDraft(reason, until, "gasket")).value


def refused(what: Callable[[], object]) -> str:
    with pytest.raises(UserProblem) as caught:
        what()
    return caught.value.code


def test_a_weekend_of_waiting_costs_the_open_hours_in_it(desk: Session, clock: SetClock) -> None:
    """Golden vector (g): paused Fri 17:00 - Mon 10:00 shifts the due time by 2 open hours."""
    clock.instant = at(FRIDAY, 16)
    case = a_case(desk, category="noise", subcategory=None)
    before = the_clock(desk, case, "contained")
    assert before.due_at == at(MONDAY, 18)
    clock.instant = at(FRIDAY, 17)
    wait(desk, case, at(MONDAY, 10))
    after = the_clock(desk, case, "contained")
    assert after.due_at == at(TUESDAY, 11), "two open hours after Monday, 18:00"
    why = due_reasons(desk.store, case_row(desk.store, case).reference, "contained").reasons
    assert why is not None
    paused = [piece for piece in why.pieces if piece.why is Why.PAUSED]
    assert sum((piece.end - piece.start for piece in paused), timedelta()) == timedelta(hours=2)
    assert {piece.label for piece in paused} == {"parts"}
    assert why.due == after.due_at


def test_the_first_response_is_never_put_off(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2, channel=Channel.EMAIL)
    before = the_clock(desk, case, "first_response")
    wait(desk, case, clock.now() + timedelta(days=2))
    assert the_clock(desk, case, "first_response") == before
    row = case_row(desk.store, case)
    assert (row.next_due_kind, row.next_due_at) == ("first_response", before.due_at)
    assert the_clock(desk, case, "hand_over").stopped_at is not None
    assert the_clock(desk, case, "resolved").phase(clock.now()) is ClockPhase.PAUSED


def test_what_was_late_before_stays_late(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    due = the_clock(desk, case, "on_site").due_at
    clock.instant = due + timedelta(minutes=10)
    assert the_clock(desk, case, "on_site").phase(clock.now()) is ClockPhase.BREACHED
    wait(desk, case, clock.now() + timedelta(hours=5))
    held = the_clock(desk, case, "on_site")
    assert (held.due_at, held.phase(clock.now())) == (due, ClockPhase.PAUSED)
    clock.advance(hours=6)
    assert the_clock(desk, case, "on_site").phase(clock.now()) is ClockPhase.BREACHED
    actions.arrived(desk, case, None)
    assert the_clock(desk, case, "on_site").phase(clock.now()) is ClockPhase.MISSED


def test_it_goes_on_by_itself_and_may_wait_again(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    until = clock.now() + timedelta(hours=3)
    wait(desk, case, until)
    assert case_row(desk.store, case).paused_until == until
    due = the_clock(desk, case, "resolved").due_at
    assert refused(lambda: wait(desk, case, until + timedelta(hours=1))) == "pause.running"
    clock.advance(hours=3, minutes=1)
    assert refused(lambda: actions.resume(desk, case, None)) == "pause.not_running"
    assert case_row(desk.store, case).paused_until is None
    wait(desk, case, clock.now() + timedelta(hours=2), PauseReason.RESIDENT)
    assert the_clock(desk, case, "resolved").due_at == due + timedelta(hours=2)
    assert [one.ended_at for one in pauses_of(desk.store, case)] == [until, None]
    resumed = [event for event in case_file(desk.store, case).events if event.kind == "resumed"]
    assert [event.at for event in resumed] == [until]


def test_going_on_early_gives_back_the_rest(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    due = the_clock(desk, case, "resolved").due_at
    wait(desk, case, clock.now() + timedelta(days=3))
    clock.advance(hours=1)
    actions.resume(desk, case, None, "it came early")
    assert the_clock(desk, case, "resolved").due_at == due + timedelta(hours=1)
    events = case_file(desk.store, case).events
    assert [(e.kind, e.text) for e in events[-2:]] == [("paused", "gasket"), ("resumed", "it came early")]


def test_ten_working_days_are_the_most(desk: Session, clock: SetClock) -> None:
    case = a_case(desk)
    wait(desk, case, clock.now() + timedelta(days=90))
    assert pauses_of(desk.store, case)[0].ends_at == datetime(2026, 12, 4, 18, tzinfo=SHANGHAI)


def test_who_and_what_may_not_wait(desk: Session, other: Session, clock: SetClock) -> None:
    case, later = a_case(desk), clock.now() + timedelta(hours=1)
    assert refused(lambda: wait(desk, case, clock.now())) == "pause.past"
    assert refused(lambda: wait(desk, case, later, PauseReason.REOPENED)) == "pause.reason"
    assert refused(lambda: actions.resume(desk, case, None)) == "pause.not_running"
    with pytest.raises(ChangedMeanwhile):
        actions.pause(desk, case, 99, PauseDraft(PauseReason.PARTS, later))
    with pytest.raises(NotAllowed):
        wait(replace(desk, actor=replace(desk.actor, permissions=frozenset())), case, later)
    walk(desk, other, case, 8)
    actions.carried_out(desk, case, None, "mended")
    assert refused(lambda: wait(desk, case, later)) == "pause.resolved"
    closed = a_case(desk)
    walk(desk, other, closed, 9)
    assert refused(lambda: wait(desk, closed, later)) == "case.closed"
    assert refused(lambda: actions.resume(desk, closed, None)) == "case.closed"
    assert not pauses_of(desk.store, case)


def test_what_is_done_waits_no_more(desk: Session, other: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S2)
    walk(desk, other, case, 8)
    wait(desk, case, clock.now() + timedelta(days=2))
    clock.advance(hours=2)
    actions.carried_out(desk, case, None, "mended")
    assert [one.ended_at for one in pauses_of(desk.store, case)] == [clock.now()]
    row = case_row(desk.store, case)
    assert (row.paused_until, row.next_due_kind) == (None, "follow_up")
    assert row.next_due_at == clock.now() + timedelta(hours=24)


def test_arriving(desk: Session, clock: SetClock) -> None:
    case = a_case(desk, severity=Severity.S1)
    received = clock.now()
    clock.advance(minutes=25)
    assert (
        refused(lambda: actions.arrived(desk, case, None, clock.now() + timedelta(minutes=1)))
        == "on_site.future"
    )
    assert (
        refused(lambda: actions.arrived(desk, case, None, received - timedelta(minutes=1))) == "on_site.early"
    )
    actions.arrived(desk, case, None, received + timedelta(minutes=20))
    met = the_clock(desk, case, "on_site")
    assert (met.stopped_at, met.phase(clock.now())) == (received + timedelta(minutes=20), ClockPhase.MET)
    assert refused(lambda: actions.arrived(desk, case, None)) == "on_site.known"
    assert case_file(desk.store, case).events[-1].kind == "on_site"
