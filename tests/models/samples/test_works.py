"""The repairs of the demo estate: a week of work whatever the day and hour, and a schedule that breaks no rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.core.clock import to_millis
from models.core.session import Session
from models.desk.work import work_today
from models.repairs.queries import appointments_coming, board_counts
from models.scheduling.kinds import Against, Move
from models.scheduling.queries import week
from models.scheduling.rules import job_of, objections
from models.stock.queries import short_parts
from resources.samples import repairs
from tests.models.samples.test_day import ZONE

WEEK = timedelta(days=7)


def test_seven_people_have_work_on_the_days_around_today(made: Session) -> None:
    now = made.clock.now()
    found = week(made.store, now - WEEK, now + WEEK)
    names = {one.name for one in found.people}
    assert names == {one["name"] for one in repairs()["technician"]}
    assert len(found.orders) >= 45
    days = {row.starts_at.astimezone(ZONE).date() for row in found.orders if row.starts_at is not None}
    today = now.astimezone(ZONE).date()
    assert {(day - today).days for day in days} >= {-6, -4, -3, -2, -1, 0, 1, 3, 4}


def test_what_stands_in_the_schedule_breaks_no_rule_but_where_the_manager_said_so(made: Session) -> None:
    now = made.clock.now()
    found = week(made.store, now - WEEK, now + WEEK)
    planned = made.clock.now() - 3 * WEEK  # before all of it
    broken = []
    for row in found.orders:
        move = Move(row.id, row.technician_id, row.starts_at, row.ends_at)
        against = {
            one.code for one in objections(move, replace(job_of(row), state="ready"), found.roster, planned)
        }
        if against - {Against.PAST}:
            broken.append((row.title, row.overridden))
    assert all(overridden for _, overridden in broken), broken
    assert len(broken) <= 3


def test_what_is_to_be_scheduled_waited_for_and_bought(made: Session) -> None:
    now = made.clock.now()
    asked = work_today(made.store, now, ZONE)
    assert (asked.unscheduled, asked.late_wait_count) == (5, 1)
    assert {one.code for one in short_parts(made.store)} <= {"VALVE-15", "CLOSER"}
    assert asked.short_count == 2
    counts = board_counts(made.store)
    assert (counts["ready"], counts["waiting"]) == (5, 2)
    assert counts["working"] >= 1


def test_somebody_is_expected_in_two_hours(made: Session) -> None:
    now = made.clock.now()
    (coming,) = appointments_coming(made.store, now, now + timedelta(hours=3))
    assert (coming.order.title, coming.order.technician) == ("更换入户门合页", "郑涛")
    assert coming.order.case_reference


def test_orders_hang_on_cases_and_nothing_lies_in_the_future(made: Session) -> None:
    store, now = made.store, to_millis(made.clock.now())
    assert store.rows("SELECT count(*) FROM work_order WHERE complaint_id IS NOT NULL")[0][0] == 8
    assert store.rows("SELECT count(*) FROM order_event WHERE at > ?", (now,)) == [(0,)]
    assert store.rows("SELECT count(*) FROM work_order WHERE finished_at > ?", (now,)) == [(0,)]
    plans = "SELECT count(*) FROM work_order WHERE plan_id IS NOT NULL AND state = 'checked'"
    assert store.rows(plans) == [(2,)]
    assert store.rows("SELECT count(*) FROM work_order WHERE state = 'checked' AND first_time")[0][0] > 25
