from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.clock import SetClock, SystemClock, from_millis, to_millis

instants = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 (Hypothesis adds the zone)
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)


@given(instants)
def test_an_instant_survives_to_the_millisecond(instant: datetime) -> None:
    back = from_millis(to_millis(instant))
    assert timedelta(0) <= instant - back < timedelta(milliseconds=1)
    assert back.tzinfo is UTC


@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_milliseconds_survive(millis: int) -> None:
    assert to_millis(from_millis(millis)) == millis


def test_the_epoch_is_1970() -> None:
    assert to_millis(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)) == 1000


def test_a_naive_instant_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_millis(datetime(2026, 11, 20))  # noqa: DTZ001


def test_a_set_clock_stands_still_until_told() -> None:
    clock = SetClock(datetime(2026, 11, 20, tzinfo=UTC))
    assert clock.now() == clock.now()
    assert clock.advance(hours=1, minutes=30) == datetime(2026, 11, 20, 1, 30, tzinfo=UTC) == clock.now()


def test_the_system_clock_tells_whole_milliseconds_of_now() -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.microsecond % 1000 == 0
    assert now.tzinfo is UTC
