"""What the demo estate shows of the past: weeks like each other, an outage, and one week that stands out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.core.clock import SetClock
from models.core.session import OWNER, Session
from models.insights import periods, queries
from models.insights.kinds import Asked, Slice
from models.insights.pareto_queries import pareto_of
from models.insights.trends import trend
from models.samples.estate import CASES, make_estate
from models.samples.week import monday_of
from models.store.database import Store
from models.store.doctor import examine
from tests import factories

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)
W47 = Asked(periods.parse("2026-W47"), as_of=MONDAY.astimezone(UTC))


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    clock = SetClock(MONDAY.astimezone(UTC))
    store = factories.a_store(tmp_path_factory.mktemp("weeks") / "one", clock)
    assert make_estate(Session(store, OWNER, clock), cases=CASES) is not None
    yield store
    store.disconnect()


@pytest.fixture
def made(_made: Store) -> Store:
    """The whole estate, made once; other tests may have spoken to another store meanwhile."""
    _made.connect()
    return _made


def test_one_week_stands_out_of_half_a_year(made: Store) -> None:
    assert examine(made).findings == ()
    line = trend(made, W47, 26)
    last, before = line[-1], line[:-1]
    assert last.limit is not None
    assert last.count >= last.limit
    assert [point.monday for point in before if point.outage] == [date(2026, 8, 17)]
    calm = [point.count for point in before if not point.outage]
    assert max(calm) - min(calm) <= 16
    assert all(point.limit is not None and point.count < point.limit for point in before if not point.outage)


def test_the_leaks_of_building_3_are_warned_of_and_little_else(made: Store) -> None:
    week = int((MONDAY - timedelta(days=9)).timestamp() * 1000)
    raised = made.rows(
        """SELECT w.stream, COALESCE(p.label, ''), w.category FROM warning w
        LEFT JOIN place p ON p.id = w.building_id WHERE w.at >= ? AND w.rule = 'exceedance'""",
        (week,),
    )
    assert ("3", "leak") in {(building, category) for _, building, category in raised}
    assert "total" in {stream for stream, _, _ in raised}
    assert made.rows("SELECT count(*) FROM warning")[0][0] <= 8


def test_there_is_something_to_see_in_every_part(made: Store) -> None:
    table = pareto_of(made, W47, Slice.CATEGORY)
    assert table.rows[0].label == "leak"
    assert not table.flat
    causes = pareto_of(made, W47, Slice.CAUSE)
    assert "wear.hoses" in {row.label for row in causes.rows}
    buildings = dict(queries.counts_by(made, W47, Slice.BUILDING))
    assert len(buildings) >= 8
    happy = queries.history(made, "satisfaction", W47, 6)
    assert all((one.n or 0) >= 10 and one.value is not None and 0.8 <= one.value <= 1 for one in happy)


@pytest.mark.parametrize(
    ("day", "monday"), [(16, 9), (19, 9), (20, 16), (22, 16), (23, 16), (26, 16), (27, 23)]
)
def test_a_week_stands_out_once_it_is_old_enough(day: int, monday: int) -> None:
    assert monday_of(datetime(2026, 11, day, 12, tzinfo=ZONE)) == date(2026, 11, monday)
