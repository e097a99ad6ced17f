"""Calendars, targets and why a due time is what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from models.core.errors import UserProblem

Span = tuple[int, int]  # local minutes of the day: from 0 up to, and not including, at most 1440
DAY = 1440
_WEEK_MINUTES = 7 * DAY


class DayKind(StrEnum):
    """What an exception does to a day: *open* adds (a working weekend), *closed* removes."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class DayException:
    """One day that is not like its weekday. ``hours`` of an open day are added; of a closed day, removed.

    Without hours an open day has the hours of the first open weekday, and a closed day is closed all day.
    """

    kind: DayKind
    hours: tuple[Span, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Calendar:
    """Open hours in local time. ``week`` holds Monday to Sunday, each a tuple of intervals in order.

    A minute is open when the clock on the wall shows one of the open hours: an hour that the wall clock leaves out
    in spring is not open, one that it shows twice in autumn is open twice. The days laid out for reckoning stay
    with the instance; make one and keep it.
    """

    timezone: str
    week: tuple[tuple[Span, ...], ...]
    exceptions: Mapping[date, DayException] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no calendar: ``calendar.week``, ``.interval``, ``.overlap``, ``.zone``, ``.open_hours``."""
        if len(self.week) != len(WEEKDAYS):
            raise UserProblem("calendar.week")
        _check_zone(self.timezone)
        for spans in (*self.week, *(one.hours for one in self.exceptions.values())):
            _check(spans)
        for day, one in self.exceptions.items():
            if one.kind == DayKind.OPEN and not (one.hours or self.usual()):
                raise UserProblem("calendar.open_hours", date=day)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the hours are meant."""
        return ZoneInfo(self.timezone)

    def usual(self) -> tuple[Span, ...]:
        """The hours of the first weekday that is open at all; an *open* exception without hours has these."""
        return next((spans for spans in self.week if spans), ())

    def hours_of(self, day: date) -> tuple[Span, ...]:
        """The open intervals of a day."""
        usual = self.week[day.weekday()]
        exception = self.exceptions.get(day)
        if exception is None:
            return usual
        if exception.kind == DayKind.OPEN:
            return merged((*usual, *(exception.hours or self.usual())))
        return without(usual, exception.hours) if exception.hours else ()


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=64)
def round_the_clock(timezone: str) -> Calendar:
    """The calendar of a time zone that never closes."""
    return Calendar(timezone, (((0, DAY),),) * len(WEEKDAYS), name="always")


def _check_zone(timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (LookupError, ValueError, OSError) as error:  # unknown, a path, a folder of zones
        raise UserProblem("calendar.zone", zone=timezone) from error


def _check(spans: tuple[Span, ...]) -> None:
    before = 0
    for start, end in spans:
        if not 0 <= start < end <= DAY:
            raise UserProblem("calendar.interval", start=clock_text(start), end=clock_text(end))
        if start < before:
            raise UserProblem("calendar.overlap", start=clock_text(start))
        before = end


def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Intervals in order, with touching and overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def without(spans: tuple[Span, ...], removed: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is left of intervals when others are taken out."""
    left = list(spans)
    for cut_start, cut_end in removed:
        pieces: list[Span] = []
        for start, end in left:
            pieces += [(a, b) for a, b in ((start, min(end, cut_start)), (max(start, cut_end), end)) if a < b]
        left = pieces
    return tuple(left)


def clock_text(minutes: int) -> str:
    """Minutes of the day as 09:05; the end of the day is 24:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True)
class Target:
    """How long something may take: open minutes, working days, or weeks of the wall calendar (open or not)."""

    minutes: int = 0
    days: int = 0
    weeks: int = 0

    def __post_init__(self) -> None:
        """Refuse a target below nothing, or in two units."""
        amounts = (self.minutes, self.days, self.weeks)
        if min(amounts) < 0 or sum(map(bool, amounts)) > 1:
            raise UserProblem("target.wrong", text=" ".join(map(str, amounts)))

    def __str__(self) -> str:
        if self.days or self.weeks:
            return f"{self.days}wd" if self.days else f"{self.weeks}w"
        return f"{self.minutes // 60}h" if self.minutes % 60 == 0 and self.minutes else f"{self.minutes}m"

    @property
    def week_minutes(self) -> int:
        """The minutes of a target in weeks."""
        return self.weeks * _WEEK_MINUTES


_TARGET = re.compile(r"(\d{1,6})\s*(wd|w)|(?:(\d{1,6})\s*h)?\s*(?:(\d{1,6})\s*(?:min|m))?", re.IGNORECASE)


def target(text: str) -> Target:
    """Read ``90m``, ``2h``, ``1h30m``, ``3wd`` or ``12w``; raises ``UserProblem("target.wrong")``."""
    found = _TARGET.fullmatch(text.strip())
    if found is None or not text.strip() or not text.isascii():
        raise UserProblem("target.wrong", text=text)
    whole, unit, hours, minutes = found.groups()
    if unit:
        return Target(days=int(whole)) if unit.casefold() == "wd" else Target(weeks=int(whole))
    return Target(minutes=int(hours or 0) * 60 + int(minutes or 0))


class Why(StrEnum):
    """Why a stretch of time was counted or not. ``start_day``: working days count from the day after the start."""

    OPEN = "open"
    OUTSIDE_HOURS = "outside_hours"
    DAY_OFF = "day_off"
    CLOSED_DAY = "closed_day"
    START_DAY = "start_day"
    PAUSED = "paused"


@dataclass(frozen=True)
class Piece:
    """A stretch of time that was counted, or was not. ``label``: the name of the closed day, the code of the pause."""

    start: datetime
    end: datetime
    why: Why
    label: str = ""

    @property
    def counted(self) -> bool:
        """Whether the clock ran."""
        return self.why is Why.OPEN


@dataclass(frozen=True)
class Explanation:
    """A due time with its reasons: ``pieces`` follow on each other without gaps from the start to the due time."""

    start: datetime
    due: datetime
    target: Target
    pieces: tuple[Piece, ...]

    @property
    def counted(self) -> tuple[Piece, ...]:
        """What was counted."""
        return tuple(piece for piece in self.pieces if piece.counted)

    @property
    def skipped(self) -> tuple[Piece, ...]:
        """What was not."""
        return tuple(piece for piece in self.pieces if not piece.counted)


@dataclass(frozen=True)
class Pause:
    """A stretch in which the clock stands still, with its reason's code."""

    start: datetime
    end: datetime
    reason: str = ""
