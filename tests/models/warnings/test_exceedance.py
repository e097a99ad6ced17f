"""Streams over their limits, night after night, against a plain reckoning over all rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.warnings import queries
from models.warnings.actions import look_now
from tests.models.conftest import MakeSession
from tests.models.insights.slow_stats import slow_limit, slow_tail
from tests.models.warnings.made import DAY, Made, local

FIRST = date(2026, 8, 3)  # the clock stands at 20 November, 110 days later
TODAY = date(2026, 11, 20)
KINDS = ("leak", "lift", "noise")


@dataclass(frozen=True)
class Row:
    """A case as the plain reckoning sees it."""

    day: date
    category: str
    building: int
    counts: bool


def plain_alarms(
    rows: list[Row], last: date, left_out: Callable[[str | None, int | None, date], bool]
) -> dict[str, tuple[str, int, int, int]]:
    """Stream -> level, observed, cases and weeks of the baseline: seven days up to ``last``, by the book."""
    began = min(row.day for row in rows)
    start = last - 6 * DAY
    streams: dict[str, tuple[str | None, int | None]] = {"total": (None, None)}
    for row in rows:
        streams[f"category:{row.category}"] = row.category, None
        streams[f"building:{row.building}"] = None, row.building
        streams[f"cell:{row.building}:{row.category}"] = row.category, row.building
    found = {}
    for stream, (category, building) in streams.items():
        mine = [
            row.day for row in rows
            if row.counts and category in (None, row.category) and building in (None, row.building)
        ]  # fmt: skip
        weeks = [start - 7 * n * DAY for n in range(1, 13)]
        good = [
            week for week in weeks
            if week >= began and not any(left_out(category, building, week + n * DAY) for n in range(7))
        ]  # fmt: skip
        total = sum(any(week <= day < week + 7 * DAY for week in good) for day in mine)
        observed = sum(start <= day <= last for day in mine)
        if len(good) < 4:
            continue
        if observed >= slow_limit(total, len(good), 0.001):
            found[stream] = "red", observed, total, len(good)
        elif observed >= slow_limit(total, len(good), 0.01) and not stream.startswith("cell"):
            found[stream] = "amber", observed, total, len(good)
    return found


def random_rows(made: Made, chance: Random, buildings: list[int], first: date) -> list[Row]:
    """Cases up to today with a burst in the last days; some do not count."""
    rows = []
    for n in range((TODAY - first).days + 1):
        day = first + n * DAY
        burst = int(day in (TODAY - 4 * DAY, TODAY))
        for _ in range(chance.choice((0, 0, 1, 1, 2)) + 5 * burst):
            category = "leak" if burst else chance.choice(KINDS)
            building = buildings[0] if burst else chance.choice(buildings)
            merged, praise = chance.random() < 0.05, chance.random() < 0.05
            made.case(
                local(day, chance.uniform(0, 13)), category=category, building_id=building, place_id=building,
                status="merged" if merged else "closed", kind="compliment" if praise else "complaint",
            )  # fmt: skip
            rows.append(Row(day, category, building, not merged and not praise))
    return rows


@pytest.mark.parametrize(("seed", "first"), [(1, FIRST), (3, TODAY - 55 * DAY)], ids=["old", "young"])
def test_every_stream_alarms_as_the_plain_reckoning_says(
    made: Made, session: MakeSession, clock: SetClock, seed: int, first: date
) -> None:
    """All streams on one day, with an outage of the power in one building for two weeks."""
    buildings = [made.place("building", f"{n}") for n in (3, 5)]
    rows = random_rows(made, Random(seed), buildings, first)
    off = date(2026, 9, 30), date(2026, 10, 6)
    made.put(
        "incident", state="ended", kind="outage", title="停电", category="leak", place_id=buildings[0],
        started_at=local(off[0]), declared_at=local(off[0]), ended_at=local(off[1]), major=0,
    )  # fmt: skip

    def left_out(category: str | None, building: int | None, day: date) -> bool:
        return category in (None, "leak") and building in (None, buildings[0]) and off[0] <= day <= off[1]

    wanted = plain_alarms(rows, TODAY, left_out)
    raised = look_now(session(Role.COORDINATOR)).value
    found = [queries.warning(made.store, one) for one in raised]
    statistics = {one.stream: one for one in found if one.rule == "exceedance"}
    assert set(statistics) == set(wanted)
    assert wanted, "a burst that nobody notices tests nothing"
    for stream, (level, observed, total, weeks) in wanted.items():
        one = statistics[stream]
        kept = [count for count in one.weeks if count is not None]
        assert (one.level, one.observed, sum(kept), len(kept)) == (level, observed, total, weeks), stream
        assert one.expected == pytest.approx(total / weeks)
        assert one.limit == slow_limit(total, weeks, one.alpha or 0)
        assert one.probability == pytest.approx(float(slow_tail(observed, total, weeks)))
        assert len(queries.cases(made.store, one.id)) == observed
