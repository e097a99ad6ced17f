"""A slow reckoner: looks at each minute by itself, and knows nothing of the fast one but the kinds of things.

A minute is open when the clock on the wall shows one of the open hours of the day that the calendar on the wall shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.timing.kinds import Calendar, DayKind, Pause, Target

MINUTE = timedelta(minutes=1)


def hours(calendar: Calendar, day: date) -> set[int]:
    """The open minutes of a day, as a set."""
    weekly = {minute for a, b in calendar.week[day.weekday()] for minute in range(a, b)}
    exception = calendar.exceptions.get(day)
    if exception is None:
        return weekly
    named = {minute for a, b in exception.hours for minute in range(a, b)}
    if exception.kind is DayKind.CLOSED:
        return weekly - named if named else set()
    usual = next(spans for spans in (*calendar.week, ((0, 0),)) if spans)
    return weekly | (named or {minute for a, b in usual for minute in range(a, b)})


class Slow:
    """The minutes from ``since`` on for so many days: which are open, and on which local day."""

    def __init__(self, calendar: Calendar, since: datetime, days: int, pauses: Sequence[Pause] = ()) -> None:
        zone = ZoneInfo(calendar.timezone)
        by_day: dict[date, set[int]] = {}
        self.since = since.astimezone(UTC)
        self.open: list[bool] = []
        self.day: list[date] = []
        self.paused: list[bool] = []
        for minute in range(days * 1440):
            at = self.since + minute * MINUTE
            wall = at.astimezone(zone)
            if wall.date() not in by_day:
                by_day[wall.date()] = hours(calendar, wall.date())
            self.open.append(wall.hour * 60 + wall.minute in by_day[wall.date()])
            self.day.append(wall.date())
            self.paused.append(any(one.start <= at < one.end for one in pauses))

    def due(self, start: datetime, target: Target) -> datetime:
        """The due time by counting; ``IndexError`` when the days do not suffice."""
        place = (start - self.since) // MINUTE
        if target.days:
            while not self.open[place]:
                place += 1
            left, last = target.days, self.day[place]
            while left:
                place += 1
                if self.open[place] and self.day[place] != last:
                    left, last = left - 1, self.day[place]
            ends = max(minute for minute, day in enumerate(self.day) if day == last and self.open[minute])
            return self.since + (ends + 1) * MINUTE
        left = target.minutes
        while left:
            if self.open[place] and not self.paused[place]:
                left -= 1
            place += 1
        return self.since + place * MINUTE

    def count(self, start: datetime, end: datetime) -> int:
        """The open minutes between two instants."""
        return sum(self.open[(start - self.since) // MINUTE : (end - self.since) // MINUTE])
