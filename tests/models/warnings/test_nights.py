"""Night by night: when it is looked, what was missed, one alarm in seven days, drift, and what a look costs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import NOBODY, Session
from models.handling import actions as handling
from models.insights.kinds import Cut, Slice
from models.insights.stats import ewma, ewma_limit
from models.insights.weekly import counts_sql
from models.store import sql
from models.store.database import Store
from models.sweep.actions import sweep
from models.sweep.nights import due_night, next_night
from models.warnings import queries, risk, rules
from models.warnings.actions import acknowledge, look_now
from models.warnings.kinds import WarningRow, WarningView
from models.warnings.streams import Line, drifted, exceeded, fresh
from models.warnings.watching import lines, span_of, streams
from tests.cases import WHOLE
from tests.models.conftest import MakeSession
from tests.models.warnings.made import DAY, ZONE, Made, local

TODAY = date(2026, 11, 20)


def rows(store: Store) -> tuple[WarningRow, ...]:
    return queries.page(store, WarningView.ALL).rows


def quiet_then(made: Made, counts: dict[date, int]) -> None:
    """A leak a fortnight since August, and so many more on these days."""
    for week in range(1, 15):
        made.case(local(TODAY - 7 * DAY * week), category="noise")
        if week % 2:
            made.case(local(TODAY - 7 * DAY * week - DAY), category="leak")
    for day, n in counts.items():
        for _ in range(n):
            made.case(local(day), category="leak")


def test_once_a_night_at_two_and_missed_nights_after_the_first_case(made: Made, clock: SetClock) -> None:
    nobody = Session(made.store, NOBODY, clock)
    assert next_night(made.store) is None
    made.case(local(TODAY, 13))
    assert due_night(made.store, clock.now()) is None, "the first day is not over yet"
    clock.instant = local(TODAY + DAY, 2)
    assert not sweep(nobody).value.nights, "two o'clock has not passed"
    clock.advance(minutes=1)
    assert sweep(nobody).value.nights == 1
    night = queries.last_night(made.store)
    assert night is not None
    assert (night.day, night.evaluated_at) == (TODAY, local(TODAY + DAY, 0))
    assert sweep(nobody).value.nights == 0
    clock.instant = local(TODAY + 30 * DAY, 12)
    assert sweep(nobody).value.nights == 7, "no further back than a week"
    days = [day for (day,) in made.store.rows("SELECT day FROM night ORDER BY day")]
    assert days[-7:] == [(TODAY + n * DAY).isoformat() for n in range(23, 30)]


def test_a_look_by_hand_takes_no_nights_place(made: Made, session: MakeSession, clock: SetClock) -> None:
    """Somebody looks before the missed nights are made up for, and again between midnight and two."""
    desk = session(Role.COORDINATOR)
    made.case(local(TODAY - 20 * DAY))
    clock.instant = local(TODAY, 3)
    sweep(desk)
    clock.instant = local(TODAY + 3 * DAY, 9)
    look_now(desk)
    assert sweep(desk).value.nights == 3
    clock.instant = local(TODAY + 4 * DAY, 1)
    look_now(desk)
    clock.advance(hours=2)
    assert sweep(desk).value.nights == 1
    whole = [(local(TODAY + n * DAY, 0).timestamp() * 1000,) for n in range(1, 5)]
    assert made.store.rows("SELECT evaluated_at FROM night ORDER BY day")[-5:-1] == whole


def test_a_missed_night_does_not_turn_back_what_was_found_later(
    made: Made, session: MakeSession, clock: SetClock
) -> None:
    desk = session(Role.COORDINATOR)
    quiet_then(made, {TODAY - 5 * DAY: 6, TODAY + 2 * DAY: 5})
    clock.instant = local(TODAY - 6 * DAY, 3)
    sweep(desk)
    clock.instant = local(TODAY + 2 * DAY, 13)
    look_now(desk)
    seen = [(row.since, row.observed) for row in rows(made.store) if row.stream == "category:leak"]
    assert [observed for _, observed in seen] == [5]
    assert sweep(desk).value.nights == 7
    assert [(row.since, row.observed) for row in rows(made.store) if row.stream == "category:leak"] == seen


def test_acting_does_not_wait_for_the_night(made: Made, session: MakeSession, clock: SetClock) -> None:
    made.case(local(TODAY - 3 * DAY))
    handling.record(session(Role.FRONT_DESK), WHOLE)
    assert queries.last_night(made.store) is None


def test_one_alarm_a_week_that_follows_what_rises_until_somebody_knows(
    made: Made, session: MakeSession, clock: SetClock
) -> None:
    """Amber on the first night, red on the second, answered on the third."""
    desk = session(Role.COORDINATOR)
    quiet_then(made, {TODAY: 4, TODAY + DAY: 3, TODAY + 2 * DAY: 2, TODAY + 9 * DAY: 9})
    seen = []
    for n in range(1, 11):
        clock.instant = local(TODAY + n * DAY, 3)
        sweep(desk)
        leaks = [
            row for row in rows(made.store) if row.stream == "category:leak" and row.rule == "exceedance"
        ]
        seen.append([(row.level, row.observed, row.cases) for row in reversed(leaks)])
        if n == 3:
            acknowledge(desk, leaks[0].id, leaks[0].row_version, "立管在查")
    assert seen[0] == [("amber", 4, 4)]
    assert seen[1] == [("red", 7, 7)]
    assert seen[2] == seen[6] == [("red", 9, 9)]
    assert seen[7] == seen[8] == [("red", 9, 9), ("amber", 5, 5)], "seven days later it is an alarm again"
    assert seen[9] == [("red", 9, 9), ("red", 9, 14)], "which nobody has answered: it follows"


def test_drift_is_told_when_it_begins_and_once(made: Made, session: MakeSession, clock: SetClock) -> None:
    """Three a week for half a year; then four, five … a week: slowly, so that no single week is over its limit."""
    chance, monday = Random(4), date(2026, 11, 16)
    counts = [3 + chance.choice((-1, 0, 1)) for _ in range(34)] + [5, 5, 6, 6, 6, 6]
    for back, n in enumerate(reversed(counts[:-1])):
        for _ in range(n):
            made.case(local(monday - 7 * DAY * back - 3 * DAY), category="lift")
    made.case(local(monday - 300 * DAY), category="noise")
    desk = session(Role.COORDINATOR)
    clock.instant = local(monday, 3)
    look_now(desk)
    found = [row for row in rows(made.store) if row.rule == "drift" and row.stream == "category:lift"]
    plain = counts[-39:-1]
    mean = sum(plain[:26]) / 26
    points = ewma(plain[26:], mean)
    first = next(n for n, point in enumerate(points) if point > ewma_limit(mean))
    assert first >= 8, "a rise that is seen before it begins tests nothing"
    assert [(list(row.weeks), row.observed) for row in found] == [(plain[26:], plain[-1])]
    assert found[0].expected == pytest.approx(mean)
    for _ in range(counts[-1]):
        made.case(local(monday + DAY), category="lift")
    clock.instant = local(monday + 7 * DAY, 3)
    look_now(desk)
    again = [row for row in rows(made.store) if row.rule == "drift" and row.stream == "category:lift"]
    assert len(again) == 1


def test_a_line_that_is_rare_or_young_is_not_watched() -> None:
    calm = (True,) * 38
    loud = (9,) * 12
    assert drifted(Line("s", None, (2,) * 26 + loud, calm, calm)) is not None
    assert drifted(Line("s", None, (1,) * 26 + loud, calm, calm)) is None, "under two a week"
    young = (False,) * 14 + (True,) * 24
    assert drifted(Line("s", None, (2,) * 26 + loud, young, calm)) is None, "twelve weeks make no mean"
    out = (*calm[:-1], False)
    assert drifted(Line("s", None, (2,) * 26 + loud, calm, out)) is None, "the last week is an outage"


def test_what_a_look_states_is_the_sum_of_the_exact_probabilities(
    made: Made, session: MakeSession, clock: SetClock
) -> None:
    quiet_then(made, {})
    made.place("building", "3")
    look_now(session(Role.COORDINATOR))
    night = queries.last_night(made.store)
    assert night is not None
    watched = streams(made.store, span_of(made.store, clock.now()))
    kinds = made.store.rows("SELECT count(*) FROM category WHERE parent_code IS NULL AND active")[0][0]
    assert night.streams == len(watched) == 1 + kinds + 1 + kinds
    # Only the day of the first case is left out: eleven weeks for all, and each is judged at its own limit.
    alphas = [0.001 if one.red_only else 0.01 for one in watched]
    weekly = sum(7 * fresh(*one.baseline, alpha) for one, alpha in zip(watched, alphas, strict=True))
    assert night.weekly == pytest.approx(weekly)
    assert night.expected < night.weekly < 7 * night.expected


def test_a_stream_needs_four_weeks(made: Made, clock: SetClock) -> None:
    for n in range(28):
        made.case(local(TODAY - n * DAY), category="leak")
    total = streams(made.store, span_of(made.store, clock.now()))[0]
    assert total.baseline == (21, 3)
    assert exceeded(total, 4) is None
    assert next(iter(lines(made.store, span_of(made.store, clock.now())))).known.count(True) == 3


def test_a_look_reads_ranges_whatever_the_store_holds(
    made: Made, session: MakeSession, clock: SetClock
) -> None:
    """A fixed number of statements; none reads a large table from end to end."""
    database = made.store.database
    span = span_of(made.store, clock.now())
    several = counts_sql([1, 2, 3], (Slice.BUILDING, Slice.CATEGORY), Cut(), 4)
    plans = [sql.plan(database, several[0], tuple(several[1]))]
    every = (*rules.STATEMENTS, risk.OPEN_CASES)
    plans += [plan_of(made.store, one, rules.bounds(span, one)) for one in every]
    for plan in plans:
        lines_ = [line.strip() for line in plan.splitlines()]
        scans = [line for line in lines_ if line.startswith(("SCAN c", "SCAN f", "SCAN o", "SCAN t"))]
        assert [line for line in scans if "CONSTANT" not in line and "_open_" not in line] == [], plan
    assert "COVERING INDEX complaint_insight" in plans[0]
    for view in WarningView:
        plan = sql.plan(database, *queries.page_sql(view, (1, 1), 10))
        assert "TEMP B-TREE" not in plan, plan
    desk = session(Role.COORDINATOR)
    look_now(desk)
    first = statements(desk)
    quiet_then(made, {})
    clock.instant = local(TODAY - 5 * DAY)
    assert statements(desk) == first, "more cases need no more statements"


def plan_of(store: Store, statement: str, params: dict[str, object]) -> str:
    """The plan of a statement with named parameters."""
    return "\n".join(str(row[3]) for row in store.execute("EXPLAIN QUERY PLAN " + statement, params))


def statements(session: Session) -> int:
    read: list[str] = []
    session.store.database.connection().set_trace_callback(read.append)
    look_now(session)
    session.store.database.connection().set_trace_callback(None)
    return sum(one.lstrip().upper().startswith(("SELECT", "WITH")) for one in read)


def test_days_of_a_look_follow_the_property(made: Made) -> None:
    """At a midnight the day that has just ended is the last one; a minute later the new one is."""
    at = datetime(2026, 11, 20, tzinfo=ZONE)
    assert span_of(made.store, at).day == TODAY - DAY
    later = span_of(made.store, at + timedelta(minutes=1))
    assert later.day == TODAY
    assert later.until == at + timedelta(minutes=1, milliseconds=1)


def test_a_period_begins_with_its_first_moment_and_ends_before_the_next(made: Made) -> None:
    """As the measure of warnings counts them: the midnight after the last day is the next period's."""
    first, end = local(TODAY - 4 * DAY), local(TODAY + 3 * DAY)
    edges = (first - timedelta(milliseconds=1), first, end - timedelta(milliseconds=1), end)
    ids = [
        made.put("warning", once=f"x{at}", rule="exceedance", stream=f"x{at}", level="amber", at=at, raised_at=at,
                 since=at, until=at, observed=3, due_at=at)
        for at in edges
    ]  # fmt: skip
    found = queries.page(made.store, WarningView.ALL, within=(first, end)).rows
    assert sorted(row.id for row in found) == ids[1:3]
    assert queries.counts(made.store, (first, end)) == (2, 2)
