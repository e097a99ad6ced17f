"""Trends and Pareto tables of the store against a plain reckoning over all rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest

from models.core.clock import SetClock
from models.insights.kinds import Asked, Cut, PeriodKind, Slice, Weight
from models.insights.pareto_queries import UNCLASSIFIED, pareto_of
from models.insights.periods import period
from models.insights.trends import trend, trends
from models.store.database import Store
from tests.models.insights.slow_stats import slow_limit
from tests.models.warnings.made import DAY, Made, local

TODAY = date(2026, 11, 20)
MONTH = period(PeriodKind.MONTH, TODAY)
POINTS = {"s1": 8, "s2": 4, "s3": 2, "s4": 1}


@pytest.fixture
def made(store: Store, estate: int) -> Made:
    """A set-up store in which cases are planted."""
    return Made(store, estate)


def plant(made: Made, now: datetime) -> list[tuple[datetime, str | None, str, datetime | None, bool]]:
    """Cases of 60 weeks: when, what, how grave, resolved when, whether they count."""
    chance, rows = Random(11), []
    for n in range(60 * 7):
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            at = min(local(TODAY - n * DAY, chance.uniform(0, 23.9)), now)
            kind = chance.choice(("leak", "leak", "lift", "noise", "other", None))
            severity, merged = chance.choice(tuple(POINTS)), chance.random() < 0.1
            done = at + timedelta(hours=chance.uniform(1, 200))
            done_at = done if done < now else None
            made.case(at, category=kind, severity=severity, resolved_at=done_at, closed_at=done_at,
                      status="merged" if merged else "closed" if done_at else "open")  # fmt: skip
            rows.append((at, kind, severity, done_at, not merged))
    return rows


def test_weeks_with_their_limits(made: Made, clock: SetClock) -> None:
    """Counts, the limit from the twelve weeks before, an outage week that is in nobody's baseline."""
    rows = plant(made, clock.now())
    monday = date(2026, 11, 16)
    off = monday - 5 * 7 * DAY
    made.put("incident", state="ended", kind="outage", title="停水", started_at=local(off + DAY), major=0,
             declared_at=local(off + DAY), ended_at=local(off + DAY, 20))  # fmt: skip

    def weekly(kind: str | None) -> Counter[date]:
        found: Counter[date] = Counter()
        for at, category, _, _, counts in rows:
            if counts and kind in (None, category):
                day = at.astimezone(local(TODAY).tzinfo).date()
                found[day - day.weekday() * DAY] += 1
        return found

    asked = Asked(MONTH, as_of=clock.now())
    by_kind = trends(made.store, asked, Slice.CATEGORY)
    for kind, points in ((None, trend(made.store, asked)), ("leak", by_kind["leak"])):
        counts = weekly(kind)
        assert [point.monday for point in points] == [monday - 7 * DAY * n for n in range(25, -1, -1)]
        assert [point.count for point in points] == [counts[point.monday] for point in points]
        for point in points:
            weeks = [point.monday - 7 * DAY * n for n in range(1, 13)]
            kept = [counts[week] for week in weeks if week != off]
            assert point.expected == pytest.approx(sum(kept) / len(kept))
            assert point.limit == slow_limit(sum(kept), len(kept), 0.01)
            assert point.outage == (point.monday == off)
            assert point.over == (point.count >= point.limit)
        assert points[-1].smooth is None, "the week is not over yet"
        before = [counts[points[0].monday - 7 * DAY * n] for n in range(1, 27)]
        assert points[0].smooth == pytest.approx(0.2 * points[0].count + 0.8 * sum(before) / 26)
    narrowed = Asked(MONTH, Cut().having(Slice.CATEGORY, "leak"), clock.now())
    assert trend(made.store, narrowed) == by_kind["leak"]
    either = Asked(MONTH, Cut().having(Slice.CATEGORY, "lift", "leak", None), clock.now())
    assert [point.count for point in trend(made.store, either)] == [
        sum(counted) for counted in zip(*([one.count for one in by_kind[kind]] for kind in ("lift", "leak", None)),
                                        strict=True)
    ]  # fmt: skip


def test_weeks_before_the_first_case_are_not_known(made: Made, clock: SetClock) -> None:
    """The week of the first case is known, whichever its day; nothing is said of those before."""
    monday = date(2026, 11, 16)
    made.case(local(monday - 3 * 7 * DAY + 6 * DAY, 23.5), category="leak")
    made.case(local(monday, 1), category="lift")
    asked = Asked(MONTH, as_of=clock.now())
    for found in (trend(made.store, asked), trends(made.store, asked, Slice.CATEGORY)["lift"]):
        assert [point.known for point in found] == [False] * 22 + [True] * 4
        assert all(point.count == 0 and point.smooth is None for point in found[:22])
    assert [point.count for point in trend(made.store, asked)[22:]] == [1, 0, 0, 1]
    early = Asked(period(PeriodKind.WEEK, monday - 70 * DAY), as_of=clock.now())
    assert not any(point.known for point in trend(made.store, early))


@pytest.mark.parametrize("weight", [Weight.COUNT, Weight.SEVERITY_POINTS, Weight.OPEN_HOURS])
def test_weights_of_a_month(made: Made, clock: SetClock, weight: Weight) -> None:
    rows = plant(made, clock.now())
    first, now = local(MONTH.first, 0), clock.now()
    heavy: Counter[str] = Counter()
    grown: Counter[str] = Counter()
    for at, kind, severity, done, counts in rows:
        label = kind or UNCLASSIFIED
        if counts:
            grown[label] += (at >= now - 28 * DAY) - (now - 56 * DAY <= at < now - 28 * DAY)
        if counts and at >= first:
            seconds = (min(done or now, now) - at).total_seconds()
            heavy[label] += {Weight.COUNT: 1, Weight.SEVERITY_POINTS: POINTS[severity]}.get(
                weight, round(seconds)
            )
    if weight is Weight.OPEN_HOURS:
        heavy = Counter({label: seconds // 3600 for label, seconds in heavy.items()})
    found = pareto_of(made.store, Asked(MONTH, as_of=now), Slice.CATEGORY, weight)
    tolerance = 1 if weight is Weight.OPEN_HOURS else 0
    assert {row.label for row in found.rows} == set(heavy)
    for row in found.rows:
        assert abs(row.weight - heavy[row.label]) <= tolerance
        assert row.growth == grown[row.label]
    assert [row.label for row in found.rows if row.other] == ["other", UNCLASSIFIED]
    assert found.rows[-1].running == found.total == sum(row.weight for row in found.rows)


def test_money_is_counted_when_it_was_granted(made: Made, clock: SetClock) -> None:
    """Whatever case it was for; what waits for approval or was declined costs nothing."""
    now = clock.now()
    old = made.case(now - 90 * DAY, category="leak")
    new = made.case(now - DAY, category="lift")
    for case, days, amount, state in (
        (old, 2, 30_000, "granted"), (new, 1, 5_000, "carried_out"), (new, 1, 70_000, "awaiting_approval"),
        (old, 60, 90_000, "granted"), (new, 1, 80_000, "declined"),
    ):  # fmt: skip
        made.put("remedy", complaint_id=case, kind="compensation", amount_minor=amount, state=state,
                 granted_at=now - days * DAY)  # fmt: skip
    found = pareto_of(made.store, Asked(MONTH, as_of=now), Slice.CATEGORY, Weight.REMEDY_COST)
    assert [(row.label, row.weight) for row in found.rows] == [("leak", 30_000), ("lift", 5_000)]
    assert not found.enough
