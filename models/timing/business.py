"""Due times in business time: when, how much is left, and why then.

One rule covers pauses of every target: a target is worth the open time between its start and its due time, and a
pause takes the open time that falls into it out of the count (figures.md, section 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from models.timing.kinds import (
    Calendar,
    DayKind,
    Explanation,
    Pause,
    Piece,
    Target,
    Why,
    round_the_clock,
)
from models.timing.laid_out import MICRO
from models.timing.reckoner import NeverOpens, Reckoner, instant_of, micros, reckoner

__all__ = [
    "NeverOpens",
    "at_open",
    "at_share",
    "due",
    "explain",
    "needed",
    "open_minutes",
    "open_time",
    "warning_at",
]

WARN_PERCENT = 75
WARN_BEFORE = timedelta(minutes=15)
_MINUTE = 60 * MICRO
_MICRO = timedelta(microseconds=1)

Cut = tuple[int, int, str]  # a pause that is in force: from, to, its reason
Stretch = tuple[int, int, Why, str]


def due(calendar: Calendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()) -> datetime:
    """When a target that began at ``start`` falls due.

    Minutes consume open minutes; working days end at the close of the n-th open day after the start day, where a
    start outside opening hours counts from the next opening; weeks run whether open or not. Raises ``NeverOpens``, and
    ``UserProblem("target.too_far")`` for what would end in a later century.
    """
    table, at = _basis(calendar, target), micros(start)
    key = at, target, tuple(pauses), False
    found = table.known.get(key)
    return table.keep(key, instant_of(_due(table, at, target, pauses))) if found is None else found


def needed(calendar: Calendar, start: datetime, target: Target) -> timedelta:
    """What a target is worth in open time: its minutes, or what is open from its start until its due time."""
    return _worth(_basis(calendar, target), micros(start), target) * _MICRO


def at_open(calendar: Calendar, start: datetime, amount: timedelta, pauses: Sequence[Pause] = ()) -> datetime:
    """The first instant at which ``amount`` of open time outside pauses has passed since ``start``."""
    at = micros(start)
    return instant_of(_past(reckoner(calendar), at, max(0, amount // _MICRO), _cuts(at, pauses)))


def at_share(
    calendar: Calendar, start: datetime, target: Target, percent: int, pauses: Sequence[Pause] = ()
) -> datetime:
    """The instant at which so many percent of a target are used up: 100 is its due time."""
    table, at = _basis(calendar, target), micros(start)
    return instant_of(_past(table, at, _worth(table, at, target) * percent // 100, _cuts(at, pauses)))


def warning_at(calendar: Calendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()) -> datetime:
    """When to warn: at 75 % of the target or 15 open minutes before it ends, whichever comes first."""
    table, at = _basis(calendar, target), micros(start)
    key = at, target, tuple(pauses), True
    found = table.known.get(key)
    if found is not None:
        return found
    worth = _worth(table, at, target)
    amount = max(0, min(worth * WARN_PERCENT // 100, worth - WARN_BEFORE // _MICRO))
    return table.keep(key, instant_of(_past(table, at, amount, _cuts(at, pauses))))


def open_time(calendar: Calendar, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
    """How much of the time between two instants was open and not paused."""
    table, at, stop = reckoner(calendar), micros(start), micros(end)
    paused = sum(table.open_between(a, min(b, stop)) for a, b, _ in _cuts(at, pauses) if a < stop)
    return (table.open_between(at, stop) - paused) * _MICRO


def open_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The whole open minutes between two instants."""
    return open_time(calendar, start, end) // timedelta(minutes=1)


def explain(calendar: Calendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()) -> Explanation:
    """Why then: the stretches from ``start`` to the due time that were counted and those that were not, in order."""
    table, at = _basis(calendar, target), micros(start)
    cuts = _cuts(at, pauses)
    end = _past(table, at, _worth(table, at, target), cuts)
    start_day = table.local(table.opening(at)).date() if target.days else None
    raw = (part for piece in _closed_filled(table, at, end) for part in _paused(piece, cuts))
    pieces: list[Stretch] = []
    for a, b, why, label in raw:
        if why is Why.OPEN and start_day is not None and table.local(a).date() == start_day:
            why = Why.START_DAY
        if pieces and pieces[-1][1:] == (a, why, label):
            pieces[-1] = (pieces[-1][0], b, why, label)
        else:
            pieces.append((a, b, why, label))
    told = tuple(Piece(instant_of(a), instant_of(b), why, label) for a, b, why, label in pieces)
    return Explanation(start, instant_of(end), target, told)


def _basis(calendar: Calendar, target: Target) -> Reckoner:
    """The table a target is counted on: weeks are counted whether the calendar is open or not."""
    return reckoner(round_the_clock(calendar.timezone) if target.weeks else calendar)


def _due(table: Reckoner, at: int, target: Target, pauses: Sequence[Pause]) -> int:
    if not pauses:
        return _plain(table, at, target)
    return _past(table, at, _worth(table, at, target), _cuts(at, pauses))


def _plain(table: Reckoner, at: int, target: Target) -> int:
    if target.days:
        return table.close(at, target.days)
    return table.after(at, (target.minutes + target.week_minutes) * _MINUTE)


def _worth(table: Reckoner, at: int, target: Target) -> int:
    if target.days:
        return table.open_between(at, table.close(at, target.days))
    return (target.minutes + target.week_minutes) * _MINUTE


def _cuts(at: int, pauses: Sequence[Pause]) -> tuple[Cut, ...]:
    """Pauses in order, from ``at`` on, without overlaps: what two of them share belongs to the earlier."""
    cuts: list[Cut] = []
    reached = at
    for begin, end, reason in sorted((micros(one.start), micros(one.end), one.reason) for one in pauses):
        if end > max(begin, reached):
            cuts.append((max(begin, reached), end, reason))
            reached = end
    return tuple(cuts)


def _past(table: Reckoner, at: int, amount: int, cuts: Sequence[Cut]) -> int:
    """The first instant at which ``amount`` has been open since ``at`` outside the pauses."""
    for begin, end, _ in cuts:
        available = table.open_between(at, begin)
        if available >= amount:
            break
        amount -= available
        at = end
    return table.after(at, amount)


def _closed_filled(table: Reckoner, at: int, end: int) -> Iterator[Stretch]:
    """The open intervals between two instants and, between them, the closed stretches of each local day."""
    for a, b in table.intervals(at, end):
        yield from _closed(table, at, a)
        yield a, b, Why.OPEN, ""
        at = b
    yield from _closed(table, at, end)


def _closed(table: Reckoner, at: int, end: int) -> Iterator[Stretch]:
    while at < end:
        day = table.local(at).date()
        midnight = datetime.combine(day + timedelta(days=1), time(), table.calendar.zone)
        until = min(end, micros(midnight))
        if until <= at:  # the clock was set back over midnight
            until = end
        yield at, until, *_why_closed(table.calendar, day)
        at = until


def _why_closed(calendar: Calendar, day: date) -> tuple[Why, str]:
    exception = calendar.exceptions.get(day)
    closed = exception is not None and exception.kind == DayKind.CLOSED
    if calendar.hours_of(day):
        return Why.OUTSIDE_HOURS, exception.label if exception is not None and closed else ""
    if exception is not None and closed and calendar.week[day.weekday()]:
        return Why.CLOSED_DAY, exception.label
    return Why.DAY_OFF, ""


def _paused(piece: Stretch, cuts: Sequence[Cut]) -> Iterator[Stretch]:
    """A piece with the pauses taken out of it; closed time stays closed."""
    at, end, why, label = piece
    for begin, stop, reason in cuts if why is Why.OPEN else ():
        if stop <= at or begin >= end:
            continue
        if begin > at:
            yield at, begin, why, label
        yield max(at, begin), min(stop, end), Why.PAUSED, reason
        at = min(stop, end)
    if at < end:
        yield at, end, why, label
