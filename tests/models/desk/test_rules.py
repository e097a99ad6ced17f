"""Soon, how far ahead, and how sure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.desk.kinds import Share
from models.desk.rules import day_and_week, horizon, next_midnight, wilson

NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def test_the_list_looks_to_midnight_and_beyond_it_in_the_evening() -> None:
    assert horizon(NOW, ZONE) == datetime(2026, 11, 20, 16, tzinfo=UTC)
    late = datetime(2026, 11, 20, 15, tzinfo=UTC)  # 23:00 at the property
    assert horizon(late, ZONE) == late + timedelta(hours=4)


def test_days_and_weeks_begin_at_the_property() -> None:
    day, week = day_and_week(datetime(2026, 11, 22, 17, tzinfo=UTC), ZONE)  # Monday 01:00 there
    assert (day, week) == (datetime(2026, 11, 22, 16, tzinfo=UTC),) * 2
    assert day_and_week(NOW, ZONE) == (
        datetime(2026, 11, 19, 16, tzinfo=UTC), datetime(2026, 11, 15, 16, tzinfo=UTC),
    )  # fmt: skip
    berlin = ZoneInfo("Europe/Berlin")
    spring = datetime(2026, 3, 29, 10, tzinfo=UTC)  # a day of 23 hours
    assert next_midnight(spring, berlin) - day_and_week(spring, berlin)[0] == timedelta(hours=24)
    assert next_midnight(spring, berlin).astimezone(UTC) == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_wilson_of_the_picture() -> None:
    low, high = wilson(24, 26)
    assert (round(100 * low, 1), round(100 * high, 1)) == (75.9, 97.9)


@given(st.integers(1, 500), st.data())
def test_wilson_holds_the_share_and_stays_within_bounds(n: int, data: st.DataObject) -> None:
    good = data.draw(st.integers(0, n))
    low, high = wilson(good, n)
    assert 0 <= low <= good / n <= high <= 1
    mirrored = wilson(n - good, n)
    assert low == pytest.approx(1 - mirrored[1])
    assert high - low > wilson(2 * good, 2 * n)[1] - wilson(2 * good, 2 * n)[0]


def test_under_five_nothing_is_said() -> None:
    assert Share(4, 4).value is None
    assert Share(4, 4).interval is None
    assert Share(4, 5).value == 0.8
    with pytest.raises(ValueError, match="so many"):
        wilson(1, 0)
