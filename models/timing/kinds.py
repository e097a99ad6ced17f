"""Calendars, targets and why a due time is what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from models.core.errors import UserProblem

Span = tuple[int, int]  # local minutes of the day: from 0 up to, and not including, at most 1440
DAY = 1440


class DayKind(StrEnum):
    """What an exception does to a day: *open* adds (a working weekend), *closed* removes."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class DayException:
    """One day that is not like its weekday. ``hours`` of an open day are its hours; of a closed day, those removed.

    Without hours an open day has the hours of the first open weekday, and a closed day is closed all day.
    """

    kind: DayKind
    hours: tuple[Span, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Calendar:
    """Open hours in local time. ``week`` holds Monday to Sunday, each a tuple of intervals in order.

    Instances are compared by identity for caching; make one and keep it.
    """

    timezone: str
    week: tuple[tuple[Span, ...], ...]
    exceptions: Mapping[date, DayException] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no calendar: ``calendar.week``, ``calendar.interval``, ``calendar.overlap``."""
        if len(self.week) != 7:
            raise UserProblem("calendar.week")
        for spans in (*self.week, *(one.hours for one in self.exceptions.values())):
            _check(spans)

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
    """How long something may take: open minutes, or working days."""

    minutes: int = 0
    days: int = 0

    def __str__(self) -> str:
        if self.days:
            return f"{self.days}wd"
        return f"{self.minutes // 60}h" if self.minutes % 60 == 0 and self.minutes else f"{self.minutes}m"


_TARGET = re.compile(r"\s*(\d{1,6})\s*(m|min|h|wd)\s*", re.IGNORECASE)


def target(text: str) -> Target:
    """Read ``90m``, ``2h`` or ``3wd``; raises ``UserProblem("target.wrong")``."""
    found = _TARGET.fullmatch(text)
    if found is None:
        raise UserProblem("target.wrong", text=text)
    amount, unit = int(found[1]), found[2].casefold()
    if unit == "wd":
        return Target(days=amount)
    return Target(minutes=amount * 60 if unit == "h" else amount)


@dataclass(frozen=True)
class Piece:
    """A stretch of time that was counted, or was not; ``reason`` is open, outside_hours, closed_day or paused."""

    start: datetime
    end: datetime
    counted: bool
    reason: str
    label: str = ""


@dataclass(frozen=True)
class Pause:
    """A stretch in which the clock stands still, with its reason's code."""

    start: datetime
    end: datetime
    reason: str = ""
