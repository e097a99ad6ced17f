"""Soon, how far ahead, and how sure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.desk.kinds import Share
from models.desk.rules import horizon, next_midnight

NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def test_the_list_looks_to_midnight_and_beyond_it_in_the_evening() -> None:
    assert horizon(NOW, ZONE) == datetime(2026, 11, 20, 16, tzinfo=UTC)
    late = datetime(2026, 11, 20, 15, tzinfo=UTC)  # 23:00 at the property
    assert horizon(late, ZONE) == late + timedelta(hours=4)


def test_the_day_ends_at_the_property() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = datetime(2026, 3, 29, 10, tzinfo=UTC)  # a day of 23 hours
    assert next_midnight(spring, berlin).astimezone(UTC) == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_under_five_nothing_is_said() -> None:
    assert Share(4, 4).value is None
    assert Share(4, 4).interval is None
    assert Share(4, 5).value == 0.8
    low, high = Share(24, 26).interval or (0, 0)
    assert (round(100 * low, 1), round(100 * high, 1)) == (75.9, 97.9), "as on the picture"
