"""Single things that time demands: each once, with its true time, and nothing where nothing is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from models.complaints.kinds import Channel, Severity
from models.core.clock import SetClock, from_millis, to_millis
from models.core.permissions import Role
from models.core.session import NOBODY, Session
from models.handling import actions
from models.handling.actions.pauses import pause
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import ContactDraft, PromiseDraft, PromiseState
from models.recurring.actions import add_plan
from models.recurring.kinds import PlanDraft
from models.store import sql
from models.sweep.actions import sweep, sweep_some
from models.sweep.kinds import Swept
from models.sweep.moments import _ANY, _FIRST, any_due, next_moment
from tests.cases import FACTS, WHOLE, a_case, walk
from tests.models.conftest import MakeSession


@pytest.fixture
def desk(session: MakeSession) -> Session:
    """The front desk."""
    return session(Role.FRONT_DESK)


def by_mail(desk: Session, severity: Severity = Severity.S2) -> int:
    """A case whose first response is still owed."""
    return actions.record(desk, replace(WHOLE, channel=Channel.EMAIL, severity=severity)).value.id


def entries(desk: Session) -> list[str]:
    """The actions of the audit trail."""
    return [row[0] for row in desk.store.rows("SELECT action FROM audit_entry ORDER BY id")]


def moments(desk: Session, kind: str) -> list[datetime]:
    """When events of a kind were."""
    return [
        from_millis(row[0])
        for row in desk.store.rows("SELECT at FROM event WHERE kind = ? ORDER BY id", (kind,))
    ]


def test_nothing_due_writes_nothing(desk: Session) -> None:
    by_mail(desk, Severity.S3)
    before = entries(desk), sql.data_version(desk.store.database)
    outcome = sweep(desk)
    assert outcome.value == Swept()
    assert not outcome.changes
    assert (entries(desk), sql.data_version(desk.store.database)) == before


def test_one_entry_for_all_of_it_by_nobody(desk: Session, clock: SetClock) -> None:
    by_mail(desk)
    clock.advance(minutes=16)
    outcome = sweep(desk)
    assert (outcome.value.warned, outcome.value.escalated, outcome.value.more) == (1, 1, False)
    assert outcome.changes.touches("escalation")
    assert outcome.changes.touches("case", 1)
    assert entries(desk)[-2:] == ["complaint.record", "sweep.run"]
    assert desk.store.rows("SELECT staff_id FROM audit_entry ORDER BY id DESC LIMIT 1") == [(None,)]
    assert sweep(desk).value == Swept()


def test_whoever_sweeps_needs_no_rights(desk: Session, clock: SetClock) -> None:
    by_mail(desk)
    clock.advance(minutes=16)
    assert sweep(Session(desk.store, NOBODY, clock)).value.escalated == 1


def test_a_clock_that_is_met_at_its_very_moment_was_in_time(desk: Session, clock: SetClock) -> None:
    case_id = by_mail(desk)
    clock.advance(minutes=15)
    assert sweep(desk).value.escalated == 0
    actions.log_contact(desk, case_id, ContactDraft("我们马上来"))
    clock.advance(days=1)
    sweep(desk)
    assert desk.store.rows("SELECT 1 FROM escalation WHERE name = 'first_response' AND percent = 100") == []


def test_what_somebody_does_comes_after_what_time_did(desk: Session, clock: SetClock) -> None:
    """Nobody swept: the breach is noted all the same, at its own time, before the late call."""
    case_id = by_mail(desk)
    due = clock.now() + timedelta(minutes=15)
    clock.advance(minutes=40)
    outcome = actions.log_contact(desk, case_id, ContactDraft("我们马上来"))
    assert outcome.changes.touches("escalation")
    assert entries(desk)[-2:] == ["sweep.run", "contact.log"]
    raised = desk.store.rows("SELECT at FROM escalation WHERE name = 'first_response' AND percent = 100")
    assert raised == [(to_millis(due),)]


def test_an_earlier_moment_comes_first_however_small_the_transactions(desk: Session, clock: SetClock) -> None:
    for _ in range(4):
        by_mail(desk)
        clock.advance(minutes=3)
    clock.advance(days=3)
    while sweep_some(desk, 3).value.more:
        pass
    order = [row[0] for row in desk.store.rows("SELECT at FROM escalation ORDER BY id")]
    assert order == sorted(order)
    assert len(order) > 20


def test_a_pause_goes_on_by_itself(desk: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    until = clock.now() + timedelta(days=3, hours=2)
    pause(desk, case_id, None, PauseDraft(PauseReason.PARTS, until))
    clock.advance(days=9)
    assert sweep(desk).value.resumed == 1
    assert moments(desk, "resumed") == [until]
    assert desk.store.rows("SELECT ended_at, ended_by FROM pause") == [(to_millis(until), None)]
    assert desk.store.rows("SELECT paused_until FROM complaint") == [(None,)]


def test_a_pause_after_a_breach_holds_the_higher_rungs_back(desk: Session, clock: SetClock) -> None:
    case_id = by_mail(desk)  # contained within 4 h; 150 % after 6 h
    clock.advance(hours=5)
    begun = clock.now()
    pause(desk, case_id, None, PauseDraft(PauseReason.RESIDENT, begun + timedelta(hours=10)))
    clock.advance(hours=9)
    sweep(desk)
    higher = "SELECT at FROM escalation WHERE name = 'contained' AND percent = 150"
    assert desk.store.rows(higher) == []
    clock.advance(hours=3)
    sweep(desk)
    assert desk.store.rows(higher) == [(to_millis(begun + timedelta(hours=11)),)]


def test_a_promise_that_passes_is_noted_and_told_once(desk: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    due = clock.now() + timedelta(minutes=30)
    promise = actions.make_promise(desk, case_id, PromiseDraft("回电", due)).value
    kept = actions.make_promise(desk, case_id, PromiseDraft("发照片", due)).value
    clock.advance(minutes=20)
    actions.settle_promise(desk, kept, None, PromiseState.KEPT)
    clock.advance(minutes=50)
    assert sweep(desk).value.missed == 1
    assert sweep(desk).value.missed == 0
    assert desk.store.rows("SELECT id, missed_at, state FROM promise") == [
        (promise, to_millis(due), "open"),
        (kept, None, "kept"),
    ]
    assert moments(desk, "promise_missed") == [due]
    assert desk.store.rows("SELECT cause, level, at FROM escalation WHERE promise_id IS NOT NULL") == [
        ("promise", "supervisor", to_millis(due))
    ]


def test_a_promise_that_was_moved_is_watched_anew(desk: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    promise = actions.make_promise(
        desk, case_id, PromiseDraft("回电", clock.now() + timedelta(hours=1))
    ).value
    clock.advance(hours=2)
    sweep(desk)
    later = clock.now() + timedelta(hours=1)
    actions.move_promise(desk, promise, None, later, "住户改时间")
    assert desk.store.rows("SELECT missed_at FROM promise") == [(None,)]
    clock.advance(hours=100)
    sweep(desk)
    told = desk.store.rows("SELECT at, repeats, next_at FROM escalation WHERE cause = 'promise' ORDER BY at")
    assert [row[0] for row in told][1] == to_millis(later)
    assert told[0][1:] == (0, None), "the first one is quiet: another time was agreed on"


@pytest.mark.parametrize("asked", [True, False])
def test_a_resolution_that_nobody_answers_closes_or_is_told(
    session: MakeSession, desk: Session, clock: SetClock, asked: bool
) -> None:
    other = session(Role.MANAGER)
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "换了软管")
    resolved = clock.now()
    actions.save_step(desk, case_id, None, FACTS[8])
    if asked:
        actions.log_contact(desk, case_id, ContactDraft("问了是否满意"))
    clock.advance(days=30)
    done = sweep(desk).value
    lapse = resolved + timedelta(days=14)
    closed = desk.store.rows("SELECT status, closed_at, close_reason, lapses_at FROM complaint")[0]
    told = desk.store.rows("SELECT level, at FROM escalation WHERE cause = 'lapse'")
    if asked:
        assert (done.lapsed, done.held) == (1, 0)
        assert closed == ("closed", to_millis(lapse), "no_answer", None)
        assert told == []
        late = desk.store.rows("SELECT max(at) FROM escalation")[0][0]
        assert late is None or late < to_millis(lapse), "nothing is raised of a case after it has closed"
    else:
        assert (done.lapsed, done.held) == (0, 1)
        assert closed == ("resolved", None, None, None)
        assert told == [("director", to_millis(lapse))], "the manager was told, and in the end the director"
    assert sweep(desk).value.held == 0


def test_cases_never_reckoned_come_first_and_their_past_is_quiet(desk: Session, clock: SetClock) -> None:
    """As after an import, or after a store of an older version was opened."""
    by_mail(desk)
    with desk.store.writing():
        desk.store.execute("UPDATE complaint SET reckoned_at = NULL, imported = 1")
        desk.store.execute("DELETE FROM clock")
    clock.advance(minutes=16)
    done = sweep(desk).value
    assert (done.reckoned, done.warned, done.escalated) == (1, 0, 0)
    assert entries(desk)[-1] == "sweep.reckon"
    clock.advance(minutes=7)  # 150 % of the first response: that is to come when the case is reckoned
    assert sweep(desk).value.escalated == 1


def test_what_clocks_counted_is_filled_in_for_stores_of_older_versions(
    desk: Session, session: MakeSession, clock: SetClock
) -> None:
    """Of open cases and of closed ones; nothing else of them changes."""
    other = session(Role.FRONT_DESK, "colleague")
    ended, waiting = (a_case(desk, severity=Severity.S3, no_repeat=True) for _ in "ab")
    clock.advance(hours=30)
    pause(desk, waiting, None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(hours=20)))
    walk(desk, other, ended, 9)
    clock.advance(days=5)
    sweep(desk)
    walk(desk, other, waiting, 6)
    everything = "SELECT * FROM clock ORDER BY id"
    before = desk.store.rows(everything)
    counted = dict(
        desk.store.rows("SELECT name, counted FROM clock WHERE complaint_id = ? AND stopped_at > 0", (ended,))
    )
    assert counted["resolved"] == 220 * 60_000, "14:20 to 18:00 on Friday; on Saturday nothing"
    with desk.store.writing():
        desk.store.execute("UPDATE clock SET counted = NULL")
    assert sweep(desk).value.reckoned == 2
    assert desk.store.rows(everything) == before
    assert entries(desk)[-1] == "sweep.reckon"
    assert sweep(desk).value == Swept()


def test_the_next_moment_is_when_to_look_again(desk: Session, clock: SetClock) -> None:
    assert next_moment(desk.store) is None
    by_mail(desk)
    found = next_moment(desk.store)
    assert found == clock.now(), "15 minutes before a target of 15 minutes is over: at once"
    assert not any_due(desk.store, found)
    assert any_due(desk.store, found + timedelta(milliseconds=1))
    clock.advance(seconds=1)
    sweep(desk)
    found = next_moment(desk.store)
    assert found is not None
    assert found > clock.now()


def test_looking_costs_next_to_nothing(desk: Session) -> None:
    """Every probe reads a partial index of what is still to come, never a table."""
    for statement, params in ((_ANY, (0,)), (_FIRST, ())):
        plan = sql.plan(desk.store.database, statement, params)
        assert "SCAN c" not in plan.replace("SCAN CONSTANT ROW", ""), plan
        for index in (
            "pause_running",
            "complaint_lapses",
            "promise_unmissed",
            "clock_next",
            "escalation_next",
        ):
            assert index in plan, plan


def test_meeting_a_clock_reads_what_belongs_to_its_case_only(desk: Session) -> None:
    """However many clocks and escalations a store has gathered over the years, none of them is looked through."""
    case_id = by_mail(desk)
    read: list[str] = []
    desk.store.database.connection().set_trace_callback(read.append)
    actions.log_contact(desk, case_id, ContactDraft("说了", "phone", reached=True))
    desk.store.database.connection().set_trace_callback(None)
    selects = [one for one in read if one.lstrip().startswith("SELECT")]
    grown = [one for one in selects if "FROM escalation" in one or "FROM clock" in one]
    assert any("next_at IS NOT NULL OR" in one for one in grown), "the clock has stopped"
    for statement in grown:
        plan = sql.plan(desk.store.database, statement, ())
        assert "SCAN escalation" not in plan, statement
        assert "SCAN clock" not in plan, statement


def test_recurring_work_is_made_in_its_time_once(session: MakeSession, clock: SetClock) -> None:
    coordinator = session(Role.COORDINATOR)
    draft = PlanDraft("泵房巡检", "pumps", "FREQ=WEEKLY;BYDAY=MO", date(2026, 11, 23), ahead_days=2)
    plan_id = add_plan(coordinator, draft).value
    days = "SELECT occurrence, created_at FROM work_order WHERE plan_id = ? ORDER BY id"
    clock.advance(days=15)
    assert sweep(coordinator).value == Swept(made=3)
    made = coordinator.store.rows(days, (plan_id,))
    assert [row[0] for row in made] == ["2026-11-23", "2026-11-30", "2026-12-07"]
    assert [from_millis(b[1]) - from_millis(a[1]) for a, b in pairwise(made)] == [timedelta(days=7)] * 2
    assert sweep(coordinator).value == Swept()
    assert coordinator.store.rows(days, (plan_id,)) == made


@pytest.mark.parametrize("ahead", [1, 40, 400])
def test_a_clock_that_was_ahead_leaves_no_hole_behind(
    session: MakeSession, clock: SetClock, ahead: int
) -> None:
    """Somebody sets the computer to next year, and right again: every day still gets its order, once."""
    coordinator, store = session(Role.COORDINATOR), session().store
    add_plan(coordinator, PlanDraft("泵房巡检", "pumps", "FREQ=DAILY", date(2026, 11, 20), ahead_days=0))
    add_plan(
        coordinator, PlanDraft("消防月检", "fire", "FREQ=DAILY;COUNT=30", date(2026, 11, 20), ahead_days=0)
    )
    clock.advance(days=ahead)
    sweep(coordinator)
    clock.advance(days=-ahead)
    for _ in range(35):
        sweep(coordinator)
        assert sweep(coordinator).value == Swept()
        clock.advance(days=1)
    for plan_id, times in ((1, 35), (2, 30)):
        made = [
            row[0]
            for row in store.rows(
                "SELECT occurrence FROM work_order WHERE plan_id = ? AND occurrence < '2026-12-25' ORDER BY 1",
                (plan_id,),
            )
        ]
        assert made == [(date(2026, 11, 20) + timedelta(days=n)).isoformat() for n in range(times)]
