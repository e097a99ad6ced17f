"""The open intervals of a calendar in absolute time, laid out a local year at a time.

Local hours become instants through the stretches between two changes of the clock: within a stretch the distance to
UTC is fixed, so each of the hours maps to one interval, and cutting it at the ends of the stretch gives exactly the
minutes at which the clock on the wall shows an open hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.timing.kinds import Calendar, merged

MICRO = 1_000_000
_DAY_SECONDS = 86_400
_FIRST = date(1970, 1, 1).toordinal()
_MARGIN = 2  # days: no zone is further from UTC

Stretch = tuple[int, int, int]  # seconds since 1970: from, to, and local time minus UTC


class Year:
    """The intervals of the local days of one year, in microseconds since 1970.

    ``used[i]`` is the open time up to the end of interval ``i``; ``day[i]`` says to which of the open days it belongs;
    ``closes`` has the end of each open day.
    """

    __slots__ = ("closes", "day", "ends", "starts", "total", "used")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.used: list[int] = []
        self.day: list[int] = []
        self.closes: list[int] = []
        self.total = 0

    def add(self, start: int, end: int, day: int) -> None:
        """Append an interval of the ``day``-th open day."""
        self.total += end - start
        if day == len(self.closes):
            self.closes.append(end)
        self.closes[day] = end
        if self.ends and self.ends[-1] == start and self.day[-1] == day:
            self.ends[-1], self.used[-1] = end, self.total
            return
        self.starts.append(start)
        self.ends.append(end)
        self.used.append(self.total)
        self.day.append(day)


def lay_out(calendar: Calendar, number: int) -> Year:
    """The open intervals of all days of the local year ``number``."""
    first = date(number, 1, 1).toordinal() - _FIRST
    after = date(number, 12, 31).toordinal() - _FIRST + 1
    year = Year()
    places: dict[int, int] = {}
    begin, end = (first - _MARGIN) * _DAY_SECONDS, (after + _MARGIN) * _DAY_SECONDS
    for since, until, offset in stretches(calendar.zone, begin, end):
        days = range(
            max(first, (since + offset) // _DAY_SECONDS),
            min(after, (until + offset - 1) // _DAY_SECONDS + 1),
        )
        for day in days:
            midnight = day * _DAY_SECONDS - offset
            for opens, closes in merged(calendar.hours_of(date.fromordinal(_FIRST + day))):
                a, b = max(since, midnight + opens * 60), min(until, midnight + closes * 60)
                if a < b:
                    year.add(a * MICRO, b * MICRO, places.setdefault(day, len(places)))
    return year


def stretches(zone: ZoneInfo, begin: int, end: int) -> Iterator[Stretch]:
    """The stretches of ``begin`` to ``end`` in which local time keeps its distance to UTC."""
    since, offset = begin, _offset(zone, begin)
    for second in range(begin + _DAY_SECONDS, end + _DAY_SECONDS, _DAY_SECONDS):
        if _offset(zone, second) != offset:
            change = _change(zone, second - _DAY_SECONDS, second)
            yield since, change, offset
            since, offset = change, _offset(zone, change)
    yield since, end, offset


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The second at which the clock was changed, between one with the old offset and one with the new."""
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    assert offset is not None
    return offset.days * _DAY_SECONDS + offset.seconds
