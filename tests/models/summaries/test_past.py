"""The summary of a week that is over says what was so at its end, whatever is done later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.complaints import actions as cases
from models.complaints.kinds import Severity
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.handling.actions import set_severity
from models.improvements import actions
from models.improvements.kinds import ImprovementDecision, ImprovementState
from models.improvements.past import stood
from models.improvements.queries import improvement
from models.insights.periods import parse
from models.store.database import Store
from models.summaries.gathering import summary
from tests import factories
from tests.cases import a_case
from tests.models.conftest import MakeSession
from tests.models.improvements.made import DRAFT, TODAY

WEEK = "2026-W46"  # ends five days before the clock of the tests
SUNDAY = date(2026, 11, 15)
ASKING = replace(DRAFT, title="读卡器", ask="换 22 个读卡器", ask_minor=880_000)


@pytest.fixture
def boss(session: MakeSession) -> Session:
    return session(Role.MANAGER, "liu")


def on(clock: SetClock, day: date, hours: int = 0) -> None:
    """Put the clock to a day, at the same time of day."""
    clock.instant += timedelta(days=(day - clock.instant.date()).days, hours=hours)


def test_plans_and_questions_of_a_past_week_stay_as_they_were(boss: Session, clock: SetClock) -> None:
    on(clock, date(2026, 11, 9))
    colleague = factories.a_session(boss.store, clock, Role.FRONT_DESK, "li")
    late = replace(DRAFT, title="晚了的", due_on=date(2026, 11, 10), owner_id=boss.actor.staff_id)
    ids = {
        "late": actions.propose(boss, late).value,
        "due": actions.propose(boss, replace(DRAFT, title="当天", due_on=SUNDAY)).value,
        "begun": actions.propose(boss, replace(late, title="开始了")).value,
        "dropped": actions.propose(boss, replace(late, title="不做了")).value,
        "asked": actions.propose(boss, ASKING).value,
        "answered": actions.propose(boss, replace(ASKING, title="答了")).value,
        "again": actions.propose(boss, replace(ASKING, title="又问")).value,
    }
    actions.start(boss, ids["begun"], None)
    for each in ("answered", "again"):
        actions.decide(boss, ids[each], None, ImprovementDecision.YES)
    actions.change(boss, ids["again"], None, replace(ASKING, title="又问", ask="换 30 个"))
    actions.drop(boss, ids["dropped"], None, "太贵")
    on(clock, date(2026, 11, 17))
    then = summary(boss, parse(WEEK))
    assert [(one.title, one.late_days, one.owner, one.state) for one in then.late] == [
        ("晚了的", 6, "Manager", ImprovementState.PROPOSED),
        ("开始了", 6, "Manager", ImprovementState.RUNNING),
        ("当天", 1, "", ImprovementState.PROPOSED),
    ]
    assert [(one.title, one.ask) for one in then.asked] == [
        ("读卡器", "换 22 个读卡器"),
        ("又问", "换 30 个"),
    ]

    on(clock, TODAY)
    other = replace(late, title="改了名", due_on=date(2026, 12, 24), owner_id=colleague.actor.staff_id)
    actions.change(boss, ids["late"], None, other)
    actions.change(boss, ids["late"], None, replace(other, title="又改了", due_on=date(2026, 12, 31)))
    actions.put_in_force(boss, ids["begun"], None, date(2026, 11, 12))
    actions.drop(boss, ids["due"], None, "不值得")
    actions.change(boss, ids["asked"], None, replace(ASKING, ask="", ask_minor=0))
    actions.change(boss, ids["answered"], None, replace(ASKING, title="答了", ask="再要 5 个"))
    actions.decide(boss, ids["again"], None, ImprovementDecision.YES)
    actions.propose(boss, replace(late, title="后来写的"))
    actions.propose(boss, replace(ASKING, title="后来问的"))
    after = summary(boss, parse(WEEK))
    shown = (
        "title",
        "late_days",
        "due_on",
        "owner",
        "state",
        "effective_on",
        "ask",
        "ask_minor",
        "group",
        "proposer",
    )
    for kind in ("late", "asked"):
        before, since = (
            [[getattr(row, one) for one in shown] for row in getattr(each, kind)] for each in (then, after)
        )
        assert since == before


def test_what_is_done_at_the_moment_of_asking_is_done(boss: Session, clock: SetClock) -> None:
    row_id = actions.propose(boss, replace(ASKING, due_on=date(2026, 11, 17))).value
    assert [one.id for one in summary(boss, parse("2026-W47")).late] == [row_id]
    actions.decide(boss, row_id, None, ImprovementDecision.YES)
    actions.put_in_force(boss, row_id, None, TODAY)
    found = summary(boss, parse("2026-W47"))
    assert (found.late, found.asked) == ((), ())
    actions.change(boss, row_id, None, replace(ASKING, due_on=date(2026, 11, 17), ask="再要 5 个"))
    (asked,) = summary(boss, parse("2026-W47")).asked
    assert (asked.effective_on, asked.state) == (TODAY, ImprovementState.IN_FORCE)


def test_a_question_of_which_history_keeps_no_words_is_said_as_it_stands(
    boss: Session, clock: SetClock
) -> None:
    """Changes made before the program kept what they replaced."""
    on(clock, date(2026, 11, 9))
    row_id = actions.propose(boss, ASKING).value
    on(clock, TODAY)
    actions.change(boss, row_id, None, replace(ASKING, ask="换 30 个"))
    with boss.store.writing():
        boss.store.execute("UPDATE improvement_event SET facts = json_remove(facts, '$.was')")
    (asked,) = stood(boss.store, clock.now() - timedelta(days=4), SUNDAY).asked
    assert asked.ask == "换 30 个"


def test_a_plan_that_was_late_then_bears_no_verdict_of_later(boss: Session, clock: SetClock) -> None:
    on(clock, date(2026, 11, 9))
    row_id = actions.propose(boss, replace(DRAFT, due_on=date(2026, 11, 10))).value
    on(clock, TODAY)
    actions.put_in_force(boss, row_id, None, date(2026, 10, 5))
    actions.judge(boss, row_id, None)
    assert improvement(boss, row_id).row.verdict is not None
    (late,) = stood(boss.store, clock.now() - timedelta(days=4), SUNDAY).late
    assert (late.state, late.effective_on) == (ImprovementState.PROPOSED, None)
    assert {late.verdict, late.judged_at, late.before, late.after, late.p_value} == {None}


def test_who_handled_an_overdue_case_at_the_end_of_the_week(
    boss: Session, store: Store, clock: SetClock
) -> None:
    on(clock, date(2026, 11, 9))
    first, second = (factories.a_session(store, clock, Role.FRONT_DESK, one) for one in ("li", "wang"))
    with store.writing():
        store.execute("UPDATE staff SET name = login WHERE login IN ('li', 'wang')")
    ids = [a_case(first), a_case(first)]
    cases.assign(boss, ids[1], None, second.actor.staff_id or 0)
    on(clock, date(2026, 11, 17))
    then = summary(boss, parse(WEEK)).overdue
    assert sorted(one.owner for one in then) == ["li", "wang"]
    for who in (second, boss):
        cases.assign(boss, ids[0], None, who.actor.staff_id or 0)
    set_severity(boss, ids[0], None, Severity.S1, "升级")
    after = summary(boss, parse(WEEK)).overdue
    assert sorted((one.reference, one.owner, one.severity) for one in after) == sorted(
        (one.reference, one.owner, one.severity) for one in then
    )
    assert {one.owner for one in summary(boss, parse("2026-W47")).overdue} == {"Manager", "wang"}
