"""Which shift an instant belongs to. Pure: wall clocks, time zones, no database.

A shift begins when the wall clock first reaches its time. So an hour that summer time leaves out shortens the shift
that it lies in, and one that comes twice lengthens it; between two shifts without a gap there is never one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from models.options.shift_rules import DAY
from models.shifts.kinds import Shift, Spell

DEFAULTS = (
    Shift("early", "早班", "Early shift", 7 * 60, 15 * 60),
    Shift("late", "晚班", "Late shift", 15 * 60, 23 * 60),
    Shift("night", "夜班", "Night shift", 23 * 60, 7 * 60),
)
_AHEAD = 10  # days; a zone may leave out a day, and a shift may be empty on one, but not for long


def from_option(value: Sequence[Mapping[str, Any]]) -> tuple[Shift, ...]:
    """The shifts of the option, or the three that hold until somebody sets it."""
    return tuple(Shift(**one) for one in value) or DEFAULTS


def to_option(shifts: Sequence[Shift]) -> list[dict[str, object]]:
    """The shifts as the option keeps them."""
    return [
        {"code": one.code, "zh": one.zh, "en": one.en, "start": one.start, "end": one.end} for one in shifts
    ]


def new_code(shifts: Sequence[Shift]) -> str:
    """A code that none of them has."""
    taken = {one.code for one in shifts}
    return next(code for code in (f"shift_{number}" for number in range(1, 100)) if code not in taken)


def first_instant(day: date, minute: int, zone: tzinfo) -> datetime:
    """The first instant at which the wall clock shows ``minute`` of ``day`` or later."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    late = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(late, zone) == wall:
        return late
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _change(min(early, late), max(early, late), wall, zone)


def _change(before: datetime, after: datetime, wall: datetime, zone: tzinfo) -> datetime:
    """Where, to the second, the wall clock jumps over ``wall``."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if _wall(middle, zone) >= wall:
            after = middle
        else:
            before = middle
    return after


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def spell_on(shift: Shift, day: date, zone: tzinfo) -> Spell:
    """A shift of a day. It may be empty, where the clock jumps over all of it."""
    past_midnight = DAY if shift.end <= shift.start else 0
    end = first_instant(day, shift.end + past_midnight, zone)
    return Spell(day, shift, first_instant(day, shift.start, zone), end)


def spells(shifts: Sequence[Shift], first: date, days: int, zone: tzinfo) -> Iterator[Spell]:
    """All shifts of some days in their order, without empty ones."""
    in_order = sorted(shifts, key=lambda one: one.start)
    for number in range(days):
        for shift in in_order:
            spell = spell_on(shift, first + timedelta(days=number), zone)
            if spell.start < spell.end:
                yield spell


def spell_at(shifts: Sequence[Shift], instant: datetime, zone: tzinfo) -> Spell | None:
    """The shift that an instant belongs to; ``None`` between two."""
    for spell in spells(shifts, _day(instant, zone) - timedelta(days=2), 4, zone):
        if spell.start <= instant < spell.end:
            return spell
    return None


def next_spell(shifts: Sequence[Shift], instant: datetime, zone: tzinfo) -> Spell:
    """The first shift that begins after an instant."""
    coming = spells(shifts, _day(instant, zone) - timedelta(days=1), _AHEAD, zone)
    return next(spell for spell in coming if spell.start > instant)


def last_spell(shifts: Sequence[Shift], instant: datetime, zone: tzinfo) -> Spell:
    """The latest shift that has begun at an instant: the one that is on, or the one that is over."""
    begun = spells(shifts, _day(instant, zone) - timedelta(days=_AHEAD - 2), _AHEAD, zone)
    return [spell for spell in begun if spell.start <= instant][-1]


def _day(instant: datetime, zone: tzinfo) -> date:
    return instant.astimezone(zone).date()


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
