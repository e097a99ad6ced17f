"""Reckoning in business time.

Days are laid out as open intervals in absolute seconds, half a year at a time, and looked up by bisection, so that a
due time costs microseconds whatever the calendar. Local hours become instants through the zone's own rules: on the
day the clocks change an interval is as long as it really is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from models.core.errors import UserProblem
from models.timing.kinds import Calendar, DayKind, Pause, Piece, Target

_BLOCK_DAYS = 182
_MOST_BLOCKS = 24  # twelve years without an open minute: this calendar never opens
_FIRST = date(1970, 1, 1).toordinal()


class _Block:
    """The open intervals of half a year, in seconds since 1970: starts, ends, and open seconds before each."""

    __slots__ = ("before", "ends", "starts", "total")

    def __init__(self, intervals: Sequence[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in intervals]
        self.ends = [end for _, end in intervals]
        self.before = [0]
        for start, end in intervals:
            self.before.append(self.before[-1] + end - start)
        self.total = self.before[-1]


class Reckoner:
    """Due times on one calendar. Ask ``reckoner(calendar)`` for it: the tables are kept."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._zone = calendar.zone
        self._blocks: dict[int, _Block] = {}

    def _block(self, number: int) -> _Block:
        found = self._blocks.get(number)
        if found is None:
            first = _FIRST + number * _BLOCK_DAYS
            days = (date.fromordinal(first + offset) for offset in range(_BLOCK_DAYS))
            found = self._blocks[number] = _Block([one for day in days for one in self.intervals(day)])
        return found

    def intervals(self, day: date) -> list[tuple[int, int]]:
        """The open intervals of a local day in seconds since 1970; those that a clock change swallows are left out."""
        found = []
        for start, end in self.calendar.hours_of(day):
            a, b = self._second(day, start), self._second(day, end)
            if a < b:
                found.append((a, b))
        return found

    def _second(self, day: date, minutes: int) -> int:
        moment = datetime(day.year, day.month, day.day, tzinfo=self._zone)
        local = (moment + timedelta(minutes=minutes)).replace(tzinfo=self._zone)
        return int(local.astimezone(UTC).timestamp())

    def _number(self, second: int) -> int:
        return (datetime.fromtimestamp(second, self._zone).toordinal() - _FIRST) // _BLOCK_DAYS

    def _from(self, second: int) -> Iterator[tuple[_Block, int]]:
        """Blocks from the one that holds ``second`` on, with the place of the first interval that ends after it."""
        number = self._number(second)
        empty = 0
        while empty < _MOST_BLOCKS:
            block = self._block(number)
            yield block, bisect_right(block.ends, second)
            empty = 0 if block.total else empty + 1
            number += 1
        raise UserProblem("calendar.never_opens", name=self.calendar.name)

    def after(self, second: int, open_seconds: int) -> int:
        """The second at which ``open_seconds`` (at least 1) have been open since ``second``."""
        left = open_seconds
        for block, index in self._from(second):
            if index == len(block.starts):
                continue
            passed = block.before[index] + max(0, second - block.starts[index])
            if block.total - passed < left:
                left -= block.total - passed
                continue
            place = bisect_right(block.before, passed + left - 1) - 1
            return block.starts[place] + passed + left - block.before[place]
        raise AssertionError("unreachable")

    def opening(self, second: int) -> int:
        """The first open second at or after ``second``."""
        for block, index in self._from(second):
            if index < len(block.starts):
                return max(second, block.starts[index])
        raise AssertionError("unreachable")

    def open_seconds(self, start: int, end: int) -> int:
        """How many seconds between two instants are open."""
        if end <= start:
            return 0
        return sum(max(0, min(b, end) - max(a, start)) for a, b in self._between(start, end))

    def _between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for number in range(self._number(start), self._number(end) + 1):
            block = self._block(number)
            for index in range(bisect_right(block.ends, start), len(block.starts)):
                if block.starts[index] >= end:
                    return
                yield block.starts[index], block.ends[index]

    def day_close(self, second: int, days: int) -> int:
        """The close of the ``days``-th open day after the day of the first open second at or after ``second``."""
        opening = self.opening(second)
        day = datetime.fromtimestamp(opening, self._zone).date()
        left, idle = days, 0
        while left:
            day += timedelta(days=1)
            if self.intervals(day):
                left, idle = left - 1, 0
            else:
                idle += 1
                if idle > _MOST_BLOCKS * _BLOCK_DAYS:
                    raise UserProblem("calendar.never_opens", name=self.calendar.name)
        return self.intervals(day)[-1][1]


def reckoner(calendar: Calendar) -> Reckoner:
    """The reckoner of a calendar, made once for each calendar object."""
    found: Reckoner | None = calendar.__dict__.get("_reckoner")
    if found is None:
        found = Reckoner(calendar)
        object.__setattr__(calendar, "_reckoner", found)
    return found


def due(calendar: Calendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()) -> datetime:
    """When a target that began at ``start`` falls due.

    Minutes consume open minutes; working days end at the close of the n-th open day after the start day, where a
    start outside opening hours counts from the next opening. A pause adds the open time that fell into it. Raises
    ``UserProblem("calendar.never_opens")``.
    """
    table = reckoner(calendar)
    second = int(start.timestamp())
    if target.days:
        reached = table.day_close(second, target.days)
    elif target.minutes:
        reached = table.after(second, target.minutes * 60)
    else:
        reached = table.opening(second)
    for pause in sorted(pauses, key=lambda one: one.start):
        begin = max(second, int(pause.start.timestamp()))
        if begin >= reached:
            break
        lost = table.open_seconds(begin, int(pause.end.timestamp()))
        if lost:
            reached = table.after(max(reached, begin), lost)
    return datetime.fromtimestamp(reached, UTC)


def open_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """How much of the time between two instants was open."""
    return timedelta(seconds=reckoner(calendar).open_seconds(int(start.timestamp()), int(end.timestamp())))


def explain(calendar: Calendar, start: datetime, end: datetime) -> tuple[Piece, ...]:
    """Why then: the stretches from ``start`` to ``end`` that were counted and those that were not, in order."""
    table = reckoner(calendar)
    zone = calendar.zone
    at, stop = int(start.timestamp()), int(end.timestamp())
    pieces: list[Piece] = []
    day = datetime.fromtimestamp(at, zone).date()
    while at < stop:
        begin_next = int(datetime.combine(day + timedelta(days=1), datetime.min.time(), zone).timestamp())
        for a, b in table.intervals(day):
            if b <= at or a >= stop:
                continue
            if a > at:
                pieces.append(_piece(calendar, at, a, counted=False, day=day))
            pieces.append(_piece(calendar, max(a, at), min(b, stop), counted=True, day=day))
            at = min(b, stop)
        if at < min(begin_next, stop):
            pieces.append(_piece(calendar, at, min(begin_next, stop), counted=False, day=day))
        at = max(at, min(begin_next, stop))
        day += timedelta(days=1)
    return tuple(pieces)


def _piece(calendar: Calendar, start: int, end: int, *, counted: bool, day: date) -> Piece:
    exception = calendar.exceptions.get(day)
    closed = exception is not None and exception.kind == DayKind.CLOSED
    reason = "open" if counted else "closed_day" if closed or not calendar.hours_of(day) else "outside_hours"
    label = exception.label if exception is not None else ""
    return Piece(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC), counted, reason, label)
