from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.timing.business import NeverOpens, at_open, due, needed, open_minutes, open_time
from models.timing.kinds import Calendar, DayException, DayKind, Pause, Target, round_the_clock, target
from models.timing.presets import preset_calendar
from models.timing.reckoner import reckoner
from tests.models.timing.made import SHANGHAI, at, closed, opened, situations, wall, weekly
from tests.models.timing.slow import Slow

ALL_WEEK = "0123456"
MON_FRI = "01234"
OFFICE = preset_calendar("office", SHANGHAI)

# 2026-11-20 is a Friday.
GOLDEN = [
    ("a", weekly(ALL_WEEK, "08-18"), "2026-11-20 16:00", "4h", "2026-11-21 10:00"),
    ("b", weekly(MON_FRI, "08-18"), "2026-11-16 17:00", "4h", "2026-11-17 11:00"),
    ("c", weekly(MON_FRI, "09-17"), "2026-11-20 16:00", "8h", "2026-11-23 16:00"),
    ("c, shorter", weekly(MON_FRI, "09-17"), "2026-11-20 16:00", "2h", "2026-11-23 10:00"),
    (
        "d", weekly(ALL_WEEK, "09-21", d2026_11_11=closed(), d2026_11_13=closed()),
        "2026-11-09 23:00", "48h", "2026-11-15 21:00",
    ),
    ("e", weekly("1", "09-18"), "2026-11-18 12:00", "10h", "2026-12-01 10:00"),
    ("f", weekly(MON_FRI, "09-18", d2026_11_21=opened("09-18")), "2026-11-20 17:00", "2h", "2026-11-21 10:00"),
    ("lunch", weekly(MON_FRI, "09-12", "13:30-18"), "2026-11-20 11:30", "60m", "2026-11-20 14:00"),
    ("always", weekly(ALL_WEEK, "00-24"), "2026-11-20 23:50", "24h", "2026-11-21 23:50"),
    ("at the close", OFFICE, "2026-11-20 16:00", "2h", "2026-11-20 18:00"),
    ("wd", OFFICE, "2026-11-20 16:00", "1wd", "2026-11-23 18:00"),
    ("wd, 3", OFFICE, "2026-11-20 16:00", "3wd", "2026-11-25 18:00"),
    ("wd, after closing", OFFICE, "2026-11-19 18:00", "1wd", "2026-11-23 18:00"),
    ("wd, at the weekend", OFFICE, "2026-11-21 12:00", "1wd", "2026-11-24 18:00"),
    ("wd, before opening", OFFICE, "2026-11-20 08:00", "1wd", "2026-11-23 18:00"),
    ("wd, at lunch", weekly(MON_FRI, "09-12", "13-18"), "2026-11-20 12:30", "1wd", "2026-11-23 18:00"),
    ("wd, worked weekend", weekly(MON_FRI, "09-18", d2026_11_21=opened()), "2026-11-20 12:00", "1wd",
     "2026-11-21 18:00"),
    ("wd, over the new year", OFFICE, "2026-12-31 12:00", "2wd", "2027-01-04 18:00"),
    ("wd, always", preset_calendar("always", SHANGHAI), "2026-11-20 12:00", "1wd", "2026-11-22 00:00"),
    ("half a day closed", weekly(MON_FRI, "09-18", d2026_11_23=closed("12-18")), "2026-11-20 17:00", "5h",
     "2026-11-24 10:00"),
    ("longer day", weekly(MON_FRI, "09-18", d2026_11_20=opened("18-20")), "2026-11-20 17:00", "2h",
     "2026-11-20 19:00"),
    ("weeks", OFFICE, "2026-11-20 12:00", "12w", "2027-02-12 12:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("calendar", "start", "length", "end"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN]
)
def test_golden(calendar: Calendar, start: str, length: str, end: str) -> None:
    assert wall(due(calendar, at(start), target(length))) == end


def test_a_pause_over_the_weekend_shifts_by_the_open_hours_in_it() -> None:
    """Golden vector (g)."""
    pause = Pause(at("2026-11-20 17:00"), at("2026-11-23 10:00"), "parts")
    for length in ("3h", "8h", "30h", "1wd", "3wd"):
        plain = due(OFFICE, at("2026-11-20 16:00"), target(length))
        shifted = due(OFFICE, at("2026-11-20 16:00"), target(length), [pause])
        assert open_minutes(OFFICE, plain, shifted) == 120
    assert wall(due(OFFICE, at("2026-11-20 16:00"), target("3h"), [pause])) == "2026-11-23 12:00"


def test_a_pause_that_begins_at_the_due_time_or_later_moves_nothing() -> None:
    ends = due(OFFICE, at("2026-11-20 16:00"), target("1h"))
    assert due(OFFICE, at("2026-11-20 16:00"), target("1h"), [Pause(ends, ends + timedelta(days=3))]) == ends


def test_overlapping_pauses_count_once() -> None:
    first = Pause(at("2026-11-20 10:00"), at("2026-11-20 12:00"))
    second = Pause(at("2026-11-20 11:00"), at("2026-11-20 13:00"))
    inner = Pause(at("2026-11-20 11:15"), at("2026-11-20 11:30"))
    assert (
        wall(due(OFFICE, at("2026-11-20 09:30"), target("1h"), [second, inner, first])) == "2026-11-20 13:30"
    )


@pytest.mark.parametrize(
    ("zone", "start", "length", "end"),
    [
        # the night of the change has 23 hours, or 25
        ("Europe/London", "2026-03-28 12:00", "24h", "2026-03-29 13:00"),
        ("Europe/London", "2026-10-24 12:00", "24h", "2026-10-25 11:00"),
        ("America/New_York", "2026-03-07 12:00", "24h", "2026-03-08 13:00"),
        ("Australia/Lord_Howe", "2026-10-03 12:00", "24h", "2026-10-04 12:30"),
        ("Australia/Lord_Howe", "2026-04-04 12:00", "24h", "2026-04-05 11:30"),
    ],
)
def test_hours_are_real_hours(zone: str, start: str, length: str, end: str) -> None:
    assert wall(due(round_the_clock(zone), at(start, zone), target(length)), zone) == end


def test_an_hour_that_is_left_out_is_not_open_and_one_that_comes_twice_is() -> None:
    night = weekly(ALL_WEEK, "01:30-02:30", zone="Europe/London")
    day = timedelta(days=1)
    spring, autumn = at("2026-03-28 12:00", "Europe/London"), at("2026-10-24 12:00", "Europe/London")
    assert open_minutes(night, spring, spring + day) == 30  # 01:00 to 02:00 is left out
    assert open_minutes(night, autumn, autumn + day) == 90  # 01:00 to 02:00 comes twice
    assert wall(due(night, autumn, target("45m")), "Europe/London") == "2026-10-25 01:45"
    assert due(night, autumn, target("45m")) == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


def test_a_day_that_is_left_out_is_no_working_day() -> None:
    """Samoa went from 29 to 31 December 2011."""
    apia = weekly(ALL_WEEK, "09-17", zone="Pacific/Apia")
    assert wall(due(apia, at("2011-12-29 12:00", "Pacific/Apia"), target("1wd")), "Pacific/Apia") == (
        "2011-12-31 17:00"
    )


def test_seconds_are_kept() -> None:
    start = at("2026-11-20 17:59:30") + timedelta(microseconds=250_001)
    assert due(OFFICE, start, target("1m")) == at("2026-11-23 09:00:30") + timedelta(microseconds=250_001)


def test_nothing_to_wait_for_is_due_at_once_or_at_the_opening() -> None:
    assert due(OFFICE, at("2026-11-20 12:00"), Target()) == at("2026-11-20 12:00")
    assert due(OFFICE, at("2026-11-20 18:00"), Target()) == at("2026-11-20 18:00")
    assert due(OFFICE, at("2026-11-20 18:01"), Target()) == at("2026-11-23 09:00")
    midnight = at("2027-01-01 00:00")
    late = weekly(ALL_WEEK, "20-24")
    assert due(late, midnight, Target()) == midnight


def test_a_naive_start_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(OFFICE, datetime(2026, 11, 20), target("1h"))  # noqa: DTZ001


@pytest.mark.parametrize("length", ["1m", "0m", "1wd", "40h"])
@pytest.mark.parametrize(
    "exceptions",
    [{}, {date(2020, 1, 6): opened("09-18")}, {date(2026, 11, 23): opened("09-09:30")}],
    ids=["never", "long ago", "half an hour only"],
)
def test_a_calendar_that_never_opens_says_so(length: str, exceptions: dict[date, DayException]) -> None:
    calendar = Calendar(SHANGHAI, ((),) * 7, exceptions)
    soon = date(2026, 11, 23) in exceptions and length in ("1m", "0m")
    if soon:
        assert wall(due(calendar, at("2026-11-20 12:00"), target(length)))[:10] == "2026-11-23"
        return
    with pytest.raises(NeverOpens) as problem:
        due(calendar, at("2026-11-20 12:00"), target(length))
    assert problem.value.code == "calendar.never_opens"


def test_a_day_years_ahead_is_found() -> None:
    calendar = Calendar(SHANGHAI, ((),) * 7, {date(2071, 5, 4): opened("10-11")})
    assert wall(due(calendar, at("2026-11-20 12:00"), target("1h"))) == "2071-05-04 11:00"


@pytest.mark.parametrize("length", ["999999h", "999999wd", "999999w"])
def test_what_would_end_in_a_later_century_says_so(length: str) -> None:
    calendar = weekly("1", "09-10")
    with pytest.raises(UserProblem) as problem:
        due(calendar, at("2026-11-20 12:00"), target(length))
    assert problem.value.code == "target.too_far"
    assert len(reckoner(calendar)._years) <= 64  # and what was looked through is not all kept


@pytest.mark.parametrize("year", [1, 1500, 9998])
def test_instants_out_of_all_reason_say_so(year: int) -> None:
    with pytest.raises(UserProblem) as problem:
        due(OFFICE, datetime(year, 6, 1, tzinfo=UTC), target("2h"))
    assert problem.value.code == "target.too_far"


@settings(max_examples=45, deadline=None)
@given(situations(), st.integers(0, 3000), st.integers(1, 5))
def test_equals_counting_minute_by_minute(
    situation: tuple[Calendar, datetime], minutes: int, days: int
) -> None:
    calendar, start = situation
    slow = Slow(calendar, start - timedelta(hours=1), 24)
    for wanted in (Target(days=days), Target(minutes=minutes)):
        try:
            counted = slow.due(start, wanted)
        except IndexError:  # the slow one looks no further ahead
            continue
        if wanted.minutes or wanted.days:
            assert due(calendar, start, wanted) == counted
    for length in (0, 1, 600, 5000, 20000):
        end = start + timedelta(minutes=length)
        assert open_minutes(calendar, start, end) == slow.count(start, end)


@settings(max_examples=40, deadline=None)
@given(
    situations(),
    st.integers(1, 1500),
    st.lists(st.tuples(st.integers(-600, 6000), st.integers(0, 3000)), max_size=4),
)
def test_pauses_equal_leaving_their_minutes_out(
    situation: tuple[Calendar, datetime], minutes: int, raw: Sequence[tuple[int, int]]
) -> None:
    calendar, start = situation
    pauses = [
        Pause(start + timedelta(minutes=begin), start + timedelta(minutes=begin + length))
        for begin, length in raw
    ]
    slow = Slow(calendar, start, 21, pauses)
    try:
        counted = slow.due(start, Target(minutes=minutes))
    except IndexError:
        return
    assert due(calendar, start, Target(minutes=minutes), pauses) == counted
    assert open_time(calendar, start, counted, pauses) == timedelta(minutes=minutes)


@settings(max_examples=90, deadline=None)
@given(situations(), st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 10_000))
def test_monotone_and_additive(situation: tuple[Calendar, datetime], a: int, b: int, later: int) -> None:
    calendar, start = situation
    first = due(calendar, start, Target(minutes=a))
    assert due(calendar, start, Target(minutes=a + b)) == due(calendar, first, Target(minutes=b))
    assert start <= first <= due(calendar, start, Target(minutes=a + b))
    assert first <= due(calendar, start + timedelta(seconds=later), Target(minutes=a))
    days = due(calendar, start, Target(days=1 + a % 9))
    assert days <= due(calendar, start + timedelta(seconds=later), Target(days=1 + a % 9))
    assert days < due(calendar, start, Target(days=2 + a % 9))


@settings(max_examples=90, deadline=None)
@given(situations(), st.integers(0, 2000), st.integers(-12, 20))
def test_due_lies_in_an_open_interval_and_closing_a_day_never_makes_it_earlier(
    situation: tuple[Calendar, datetime], minutes: int, number: int
) -> None:
    calendar, start = situation
    day = start.date() + timedelta(days=number)
    fewer = replace(calendar, exceptions={**calendar.exceptions, day: DayException(DayKind.CLOSED)})
    for wanted in (Target(minutes=minutes), Target(days=1 + minutes % 7)):
        ends = due(calendar, start, wanted)
        table = reckoner(calendar)
        micro = round((ends - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))
        assert table.standing(micro) == micro
        assert due(fewer, start, wanted) >= ends


@settings(max_examples=70, deadline=None)
@given(situations(), st.integers(0, 20_000))
def test_open_time_is_the_inverse_of_due(situation: tuple[Calendar, datetime], seconds: int) -> None:
    calendar, start = situation
    amount = timedelta(seconds=seconds)
    assert open_time(calendar, start, at_open(calendar, start, amount)) == amount
    assert needed(calendar, start, Target(days=2)) == open_time(
        calendar, start, due(calendar, start, Target(days=2))
    )
