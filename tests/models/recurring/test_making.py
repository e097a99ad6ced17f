"""Orders that come back: each occurrence once, through outages, clocks that are wrong, changes and ends."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.core.action import action
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Session
from models.core.work import Work
from models.crew.actions import add_absence, add_technician
from models.crew.kinds import AbsenceDraft, AbsenceKind, TechnicianDraft
from models.options.actions import change_option
from models.recurring import actions, queries
from models.recurring.kinds import PlanDraft, PlanRow
from models.recurring.making import MOST_MISSED, make_due
from models.recurring.rules import occurrences
from tests.models.conftest import MakeSession
from tests.people import without

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 20)
LIFTS = PlanDraft("电梯月检", "lift", "FREQ=WEEKLY;BYDAY=MO", TODAY, ahead_days=0)


@action("test.make_due", needs=None)
def _make(work: Work, plan_id: int, at: datetime) -> int | None:
    return make_due(work, plan_id, at)


def sweep(session: Session, plan_id: int) -> int:
    """What the sweep does: the moment that has come, then the one that follows. How many orders were made."""
    made = 0
    while (row := queries.plan(session, plan_id)).next_at is not None and row.next_at < session.clock.now():
        made += _make(session, plan_id, row.next_at).value is not None
    return made


def orders(session: Session, plan_id: int) -> list[tuple[str, str, str]]:
    """Occurrence, due and created of every order, in local time."""
    found = session.store.rows(
        "SELECT occurrence, due_at, created_at FROM work_order WHERE plan_id = ? ORDER BY occurrence",
        (plan_id,),
    )
    return [
        (day, *(f"{datetime.fromtimestamp(at / 1000, SHANGHAI):%Y-%m-%d %H:%M}" for at in times))
        for day, *times in found
    ]


def wait(session: Session, **time: float) -> None:
    assert isinstance(session.clock, SetClock)
    session.clock.advance(**time)


def refused(code: str, call: object, *args: object) -> None:
    with pytest.raises(UserProblem) as caught:
        call(*args)  # type: ignore[operator]
    assert caught.value.code == code


def test_an_order_is_made_when_its_time_has_come_and_only_then(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    assert sweep(desk, plan) == 0
    wait(desk, days=2, hours=18)  # Monday, 08:20
    assert sweep(desk, plan) == 0
    wait(desk, hours=1)
    assert sweep(desk, plan) == 1
    assert orders(desk, plan) == [("2026-11-23", "2026-11-24 00:00", "2026-11-23 09:00")]
    assert sweep(desk, plan) == 0
    row = queries.plan(desk, plan)
    assert (row.made, row.open, row.made_until) == (1, 1, date(2026, 11, 23))
    assert row.next_at == datetime(2026, 11, 30, 1, tzinfo=UTC)


def test_days_ahead(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, ahead_days=14)).value
    assert sweep(desk, plan) == 2
    assert [order[0] for order in orders(desk, plan)] == ["2026-11-23", "2026-11-30"]


def test_an_outage_of_weeks_is_caught_up_once_and_with_true_times(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    wait(desk, weeks=5)
    assert sweep(desk, plan) == 5
    assert [order[2] for order in orders(desk, plan)] == [
        "2026-11-23 09:00", "2026-11-30 09:00", "2026-12-07 09:00", "2026-12-14 09:00", "2026-12-21 09:00",
    ]  # fmt: skip
    assert sweep(desk, plan) == 0
    references = desk.store.rows("SELECT reference FROM work_order ORDER BY id")
    assert [one[:5] for (one,) in references] == ["W2611", "W2611", "W2612", "W2612", "W2612"]


def test_a_clock_far_ahead_does_not_flood_the_list(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, rule="FREQ=DAILY")).value
    wait(desk, days=400)
    assert sweep(desk, plan) == MOST_MISSED
    assert sweep(desk, plan) == 0
    latest = orders(desk, plan)[-1]
    assert latest[0] == "2027-12-25"
    wait(desk, days=-400)  # somebody has put the clock right
    actions.change_plan(desk, plan, None, replace(LIFTS, rule="FREQ=DAILY"))
    assert orders(desk, plan)[0][0] == "2026-11-20"  # from today on again
    wait(desk, days=2)
    assert sweep(desk, plan) == 2


def test_a_clock_that_is_set_back_makes_nothing_twice(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    wait(desk, weeks=3)
    assert sweep(desk, plan) == 3
    wait(desk, weeks=-3)
    assert sweep(desk, plan) == 0
    actions.stop_plan(desk, plan, None)
    actions.resume_plan(desk, plan, None)
    wait(desk, weeks=3)
    assert sweep(desk, plan) == 0
    assert len(orders(desk, plan)) == 3


def test_two_sweeps_of_one_moment_make_one_order(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    wait(desk, weeks=1)
    at = queries.plan(desk, plan).next_at
    assert at is not None
    assert _make(desk, plan, at).value is not None
    assert _make(desk, plan, at).value is None
    assert len(orders(desk, plan)) == 1


def test_days_before_the_plan_was_made_are_not_made_up_for(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, rule="FREQ=DAILY", starts_on=date(2026, 1, 1))).value
    assert sweep(desk, plan) == 1
    assert [order[0] for order in orders(desk, plan)] == ["2026-11-20"]


def test_no_order_is_older_than_its_plan(session: MakeSession) -> None:
    """What was to be made before there was a plan is made now, and says so."""
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, ahead_days=30)).value
    wait(desk, hours=1)
    assert sweep(desk, plan) == 4
    assert {order[2] for order in orders(desk, plan)} == {"2026-11-20 14:20"}
    assert {one for (one,) in desk.store.rows("SELECT substr(reference, 1, 5) FROM work_order")} == {"W2611"}


def test_an_end(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, rule="FREQ=WEEKLY;BYDAY=MO;COUNT=2")).value
    wait(desk, weeks=52)
    assert sweep(desk, plan) == 2
    assert queries.plan(desk, plan).next_at is None
    assert queries.plans(desk) == ()
    assert [row.id for row in queries.plans(desk, all=True)] == [plan]
    refused("plan.ended", actions.generate_now, desk, plan)
    actions.stop_plan(desk, plan, None)
    refused("plan.ended", actions.resume_plan, desk, plan, None)
    assert not queries.plan(desk, plan).active


def test_stopped_and_gone_on(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    actions.stop_plan(desk, plan, queries.plan(desk, plan).row_version)
    refused("plan.stopped", actions.stop_plan, desk, plan, None)
    refused("plan.stopped", actions.generate_now, desk, plan)
    wait(desk, weeks=4)
    assert sweep(desk, plan) == 0
    actions.resume_plan(desk, plan, None)
    refused("plan.not_stopped", actions.resume_plan, desk, plan, None)
    assert sweep(desk, plan) == 0
    wait(desk, weeks=1)
    assert [order[0] for order in orders(desk, plan)] == []
    assert sweep(desk, plan) == 1  # what fell into the pause is not made up for
    assert [order[0] for order in orders(desk, plan)] == ["2026-12-21"]


def test_made_before_its_time_it_is_not_made_again(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    actions.generate_now(desk, plan)
    actions.generate_now(desk, plan)
    assert [order[0] for order in orders(desk, plan)] == ["2026-11-23", "2026-11-30"]
    wait(desk, weeks=2)
    assert sweep(desk, plan) == 0
    wait(desk, weeks=1)
    assert sweep(desk, plan) == 1


def test_another_rule_goes_on_after_what_is_made(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, ahead_days=14)).value
    sweep(desk, plan)
    actions.change_plan(desk, plan, None, replace(LIFTS, ahead_days=14, rule="FREQ=WEEKLY;BYDAY=TU"))
    assert sweep(desk, plan) == 1
    assert [order[0] for order in orders(desk, plan)] == ["2026-11-23", "2026-11-30", "2026-12-01"]
    actions.generate_now(desk, plan)
    assert orders(desk, plan)[-1][0] == "2026-12-08"


def test_another_time_zone_loses_nothing(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, replace(LIFTS, rule="FREQ=DAILY", at_minute=60, ahead_days=1)).value
    sweep(desk, plan)
    for zone in ("Pacific/Auckland", "Asia/Shanghai", "Europe/Berlin", "Asia/Tokyo"):
        change_option(desk, "property.timezone", zone)
        for _ in range(3):
            wait(desk, days=1)
            sweep(desk, plan)
    made = [date.fromisoformat(order[0]) for order in orders(desk, plan)]
    assert made == [made[0] + timedelta(days=n) for n in range(len(made))]
    assert len(made) > 11


def test_a_month_at_odd_hours_is_like_the_calendar(session: MakeSession) -> None:
    """Whenever the program runs, however long it was off: in the end there is one order for each day of each rule."""
    desk, chance = session(), random.Random(7)
    rules = (
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=MO,FR",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=DAILY;COUNT=9",
    )
    plans = {
        actions.add_plan(
            desk, replace(LIFTS, rule=rule, at_minute=chance.randrange(1440), ahead_days=chance.randrange(20))
        ).value: rule
        for rule in rules
    }
    while desk.clock.now() < datetime(2027, 1, 20, tzinfo=UTC):
        wait(desk, hours=chance.choice((0.5, 3, 26, 26, 200)))
        for plan in plans:
            sweep(desk, plan)
    for plan, rule in plans.items():
        row = queries.plan(desk, plan)
        until = desk.clock.now() + timedelta(days=row.ahead_days)
        wanted = [
            one.day.isoformat()
            for one in occurrences(rule, TODAY, row.at_minute, SHANGHAI, TODAY - timedelta(days=1))
            if one.at < until
        ]  # TODAY itself is in: nothing but its hour may be past
        assert [order[0] for order in orders(desk, plan)] == wanted[: len(wanted)]


def slots(session: Session) -> list[tuple[str, int | None, str | None]]:
    """Occurrence, technician and local begin of every order."""
    found = session.store.rows(
        "SELECT occurrence, technician_id, starts_at FROM work_order ORDER BY occurrence"
    )
    return [
        (day, who, at and f"{datetime.fromtimestamp(at / 1000, SHANGHAI):%d %H:%M}") for day, who, at in found
    ]


def test_who_usually_does_it_gets_it_where_nothing_speaks_against_that(session: MakeSession) -> None:
    desk = session()
    who = add_technician(desk, TechnicianDraft("老张", skills=frozenset({"lift"}))).value
    away = datetime(2026, 11, 30, 0, tzinfo=UTC)
    add_absence(desk, AbsenceDraft(who, AbsenceKind.LEAVE, away, away + timedelta(hours=12)))
    plan = actions.add_plan(desk, replace(LIFTS, technician_id=who, ahead_days=18)).value
    sweep(desk, plan)
    assert slots(desk) == [
        ("2026-11-23", who, "23 09:00"),
        ("2026-11-30", None, None),  # away: it stays in the list
        ("2026-12-07", who, "07 09:00"),
    ]
    again = actions.add_plan(desk, replace(LIFTS, technician_id=who, ahead_days=18)).value
    sweep(desk, again)
    assert [one[1] for one in slots(desk)] == [who, None, None, None, who, None]  # the first have it


def test_a_plan_that_cannot_be_carried_out_is_stopped_not_the_sweep(session: MakeSession) -> None:
    desk = session()
    plan = actions.add_plan(desk, LIFTS).value
    with desk.store.writing():
        desk.store.execute("UPDATE recurring_plan SET rule = 'FREQ=NEVER' WHERE id = ?", (plan,))
    wait(desk, weeks=1)
    assert sweep(desk, plan) == 0
    row = queries.plan(desk, plan)
    assert (row.active, row.next_at) == (False, None)


def test_who_may_and_what_must_be_there(session: MakeSession) -> None:
    desk = session()
    clerk = session(Role.FRONT_DESK)
    with pytest.raises(NotAllowed):
        actions.add_plan(clerk, LIFTS)
    with pytest.raises(NotAllowed):
        actions.add_plan(without(desk, Permission.MANAGE_CREW), LIFTS)
    for draft in (
        replace(LIFTS, skill="juggling"),
        replace(LIFTS, place_id=999),
        replace(LIFTS, technician_id=999),
    ):
        with pytest.raises(Unknown):
            actions.add_plan(desk, draft)
    assert queries.plans(desk, all=True) == ()
    with pytest.raises(Unknown):
        queries.plan(desk, 1)


def test_what_somebody_else_changed_meanwhile(session: MakeSession, estate: int) -> None:
    desk = session()
    who = add_technician(desk, TechnicianDraft("老张", skills=frozenset({"lift"}))).value
    draft = replace(LIFTS, technician_id=who, place_id=estate)
    plan = actions.add_plan(desk, draft).value
    row: PlanRow = queries.plan(desk, plan)
    assert (row.technician, row.place) == ("老张", "翠湖花园")
    actions.change_plan(desk, plan, row.row_version, replace(draft, title="另一个名字"))
    with pytest.raises(ChangedMeanwhile):
        actions.change_plan(desk, plan, row.row_version, draft)
    with pytest.raises(ChangedMeanwhile):
        actions.stop_plan(desk, plan, row.row_version)
