"""Which shift an instant belongs to, against a walk along the minutes of the wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.options.shift_rules import DAY, shifts
from models.shifts.kinds import Shift
from models.shifts.rules import (
    DEFAULTS,
    first_instant,
    from_option,
    last_spell,
    new_code,
    next_spell,
    spell_at,
    spell_on,
    to_option,
    week_of,
)

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
# Days around which clocks change: an hour left out, an hour twice, half an hour, midnight itself, a whole day.
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29)), ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 10, 4)), ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("America/Sao_Paulo", date(2018, 11, 4)), ("America/Havana", date(2026, 11, 1)),
    ("Asia/Shanghai", date(2026, 11, 20)), ("Pacific/Apia", date(2011, 12, 30)),
)  # fmt: skip
MINUTE = timedelta(minutes=1)


def walked(
    known: tuple[Shift, ...], zone: ZoneInfo, start: datetime, minutes: int
) -> list[tuple[str, date] | None]:
    """The shift of each minute: whatever begins or ends first counts when the wall clock first shows it or more.

    A walk from two days before: the furthest that the wall clock has shown so far decides; it never goes back.
    """
    shown: list[tuple[str, date] | None] = []
    furthest = datetime(1, 1, 1)  # noqa: DTZ001  (a wall clock knows no zone)
    at = start - timedelta(days=2)
    while len(shown) < minutes:
        furthest = max(furthest, at.astimezone(zone).replace(tzinfo=None))
        if at >= start:
            shown.append(belongs(known, furthest))
        at += MINUTE
    return shown


def belongs(known: tuple[Shift, ...], wall: datetime) -> tuple[str, date] | None:
    """The shift of a time that a wall clock shows, by plain minutes."""
    minute = wall.hour * 60 + wall.minute
    for shift in known:
        length = (shift.end - shift.start) % DAY or DAY
        if (minute - shift.start) % DAY < length:
            day = wall.date() if minute >= shift.start else wall.date() - timedelta(days=1)
            return shift.code, day
    return None


@st.composite
def some_shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    """Shifts that do not lie over each other, with gaps or without, the last perhaps past midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=8)))
    if len(edges) % 2:
        edges.pop()
    joined = draw(st.booleans())
    cuts = (
        list(zip(edges, [*edges[1:], edges[0]], strict=True))
        if joined
        else list(zip(edges[::2], edges[1::2], strict=True))
    )
    return tuple(
        Shift(f"s{number}", "班", "Shift", start * 15, end * 15) for number, (start, end) in enumerate(cuts)
    )


@settings(max_examples=16)
@given(some_shifts(), st.sampled_from(CHANGES))
def test_every_minute_belongs_where_the_walk_says(known: tuple[Shift, ...], change: tuple[str, date]) -> None:
    zone = ZoneInfo(change[0])
    start = datetime(change[1].year, change[1].month, change[1].day, tzinfo=UTC) - timedelta(hours=14)
    walk = walked(known, zone, start, 48 * 60)
    for number in range(0, 48 * 60, 7):
        spell = spell_at(known, start + number * MINUTE, zone)
        assert (None if spell is None else (spell.shift.code, spell.day)) == walk[number]


@given(some_shifts(), st.sampled_from(CHANGES), st.integers(0, 72 * 60))
def test_what_was_is_and_comes_fit_together(
    known: tuple[Shift, ...], change: tuple[str, date], minute: int
) -> None:
    zone = ZoneInfo(change[0])
    at = datetime(change[1].year, change[1].month, change[1].day, tzinfo=UTC) + (minute - 36 * 60) * MINUTE
    now, coming, last = spell_at(known, at, zone), next_spell(known, at, zone), last_spell(known, at, zone)
    assert coming.start > at >= last.start
    assert (now == last) == (at < last.end)
    assert spell_at(known, coming.start, zone) == coming
    assert last.end <= coming.start


def test_the_night_shift_belongs_to_the_day_it_begins_on() -> None:
    three_in_the_morning = datetime(2026, 11, 20, 19, tzinfo=UTC)  # 03:00 of the 21st in Shanghai
    spell = spell_at(DEFAULTS, three_in_the_morning, SHANGHAI)
    assert spell is not None
    assert (spell.shift.code, spell.day) == ("night", date(2026, 11, 20))
    assert spell_at(DEFAULTS, spell.end, SHANGHAI) == spell_on(DEFAULTS[0], date(2026, 11, 21), SHANGHAI)


def test_nights_are_shorter_in_spring_and_longer_in_autumn() -> None:
    spring = spell_on(DEFAULTS[2], date(2026, 3, 28), BERLIN)
    autumn = spell_on(DEFAULTS[2], date(2026, 10, 24), BERLIN)
    assert (spring.end - spring.start, autumn.end - autumn.start) == (timedelta(hours=7), timedelta(hours=9))


def test_a_time_that_the_clock_leaves_out_is_when_it_jumps() -> None:
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert first_instant(date(2026, 3, 29), 150, BERLIN) == jump
    assert first_instant(date(2026, 3, 29), 180, BERLIN) == jump
    assert first_instant(date(2026, 10, 25), 150, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_options_there_and_back() -> None:
    assert from_option(()) == DEFAULTS
    kept = shifts("shifts", to_option(tuple(reversed(DEFAULTS))))
    assert from_option(kept) == DEFAULTS
    assert new_code((Shift("shift_1", "班", "Shift", 0, 60),)) == "shift_2"
    assert week_of(date(2026, 11, 22)) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"start": 6 * 60}, "shift.overlap"),
        ({"zh": "  "}, "shift.name"),
        ({"start": DAY}, "shift.time"),
        ({"end": "7"}, "shift.time"),
        ({"code": "Late one"}, "option.unfit"),
        ({"code": "night"}, "option.unfit"),
    ],
)
def test_shifts_that_cannot_be(change: dict[str, object], code: str) -> None:
    value = to_option(DEFAULTS)
    value[0] |= change
    with pytest.raises(UserProblem) as refused:
        shifts("shifts", value)
    assert refused.value.code == code


def test_a_day_has_a_shift() -> None:
    for value in ([], "early", to_option(DEFAULTS) * 3):
        with pytest.raises(UserProblem):
            shifts("shifts", value)
    whole = [{"code": "all", "zh": "全天", "en": "All day", "start": 480, "end": 480}]
    assert shifts("shifts", whole) == whole
