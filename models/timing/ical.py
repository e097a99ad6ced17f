"""Closed and working days from an iCalendar file, such as the holiday calendars that people subscribe to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from models.core.errors import UserProblem
from models.timing.kinds import DAY, DayException, DayKind, Span, merged

# 春节（班）, 国庆节 补班, Labour Day (working day); Apple's calendars say it in a property of their own.
_WORKED = re.compile(r"班[)）]|上班|补班|\bwork(?:ing)?[ -]?day\b|\bmake-?up day\b", re.IGNORECASE)
_SPECIAL = "X-APPLE-SPECIAL-DAY"
_ALTERNATE = "ALTERNATE-WORKDAY"
_COARSE = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_MIDNIGHT = time()
_MOST_DAYS = 4000
# What a table of holidays never reaches. Beyond it nobody waits: a file may be made to take hours.
MOST_BYTES = 8 * 1024 * 1024
MOST_EVENTS = 20_000
PATIENCE = 5.0  # seconds for all events together
_FINE = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_LONGEST_LABEL = 80
_LONGEST_DETAIL = 120

Found = tuple[datetime, datetime, DayKind, str]  # local times without a zone


def from_ical(content: bytes, zone: ZoneInfo, first: date, last: date) -> dict[date, DayException]:
    """The exceptions of the days ``first`` to ``last`` that a file names; events with times close those hours.

    An event whose name says that the day is worked opens it, and wins over a holiday on the same day. Raises
    ``UserProblem`` (``ical.unreadable``, ``ical.too_fine``, ``ical.too_long``, ``ical.too_large``).
    """
    if len(content) > MOST_BYTES:
        raise UserProblem("ical.too_large")
    exceptions: dict[date, DayException] = {}
    try:
        events, patience = _events(content), _Patience()
        for event in events:
            patience()
            for begin, end, kind, label in _occurrences(event, zone, first, last, patience):
                for day, span in _days(begin, end, first, last):
                    exceptions[day] = _joined(exceptions.get(day), kind, span, label)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        # The library reads a property only when it is asked for, and says in many ways that it cannot.
        raise UserProblem("ical.unreadable", detail=str(error)[:_LONGEST_DETAIL]) from error
    return dict(sorted(exceptions.items()))


def _events(content: bytes) -> list[Any]:
    import icalendar  # 0.1 s, only when somebody brings such a file

    calendars = icalendar.Calendar.from_ical(content, multiple=True)
    if not calendars:
        raise UserProblem("ical.unreadable", detail="")
    events = [event for one in calendars for event in one.walk("VEVENT")]
    if len(events) > MOST_EVENTS:
        raise UserProblem("ical.too_large")
    return events


class _Patience:
    """Nobody waits longer, whatever a file asks to be searched for."""

    def __init__(self) -> None:
        self._begun = monotonic()

    def __call__(self) -> None:
        """Raise ``ical.too_large`` when it is at an end."""
        if monotonic() - self._begun > PATIENCE:
            raise UserProblem("ical.too_large")


def _joined(known: DayException | None, kind: DayKind, span: Span, label: str) -> DayException:
    hours = () if span == (0, DAY) else (span,)
    if known is None or (kind is DayKind.OPEN and known.kind is DayKind.CLOSED):
        return DayException(kind, hours, label)
    if known.kind is not kind:
        return known
    both = merged((*known.hours, *hours)) if known.hours and hours else ()
    return DayException(kind, both, known.label or label)


def _days(begin: datetime, end: datetime, first: date, last: date) -> Iterator[tuple[date, Span]]:
    """The days of an event within the limits, with the minutes of each that it takes."""
    day = max(begin.date(), first)
    while day <= last and datetime.combine(day, _MIDNIGHT) < end:
        midnight = datetime.combine(day, _MIDNIGHT)
        since = max(0, (begin - midnight) // timedelta(minutes=1))
        until = min(DAY, (end - midnight) // timedelta(minutes=1))
        if since < until:
            yield day, (since, until)
        day += timedelta(days=1)


def _occurrences(
    event: Any, zone: ZoneInfo, first: date, last: date, patience: Callable[[], None]
) -> Iterator[Found]:
    if "DTSTART" not in event or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    start = event.decoded("DTSTART")
    begin, length = _local(start, zone), _length(event, start, zone)
    if length > timedelta(days=_MOST_DAYS):
        raise UserProblem("ical.too_long", label=_label(event))
    label = _label(event)
    worked = str(event.get(_SPECIAL, "")).upper() == _ALTERNATE or _WORKED.search(label)
    kind = DayKind.OPEN if worked else DayKind.CLOSED
    dropped = {_local(one.dt, zone) for one in _dates(event, "EXDATE")}
    extra = {_local(one.dt, zone) for one in _dates(event, "RDATE") if isinstance(one.dt, date)}
    since, until = datetime.combine(first, _MIDNIGHT) - length, datetime.combine(last, time.max)
    repeated = (at for at in _repeated(event, begin, zone, until, patience) if at >= since)
    for at in sorted({*repeated, *extra} - dropped):
        yield at, at + length, kind, label


def _label(event: Any) -> str:
    """What the event is called, on one line and not without end."""
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return words if len(words) <= _LONGEST_LABEL else f"{words[: _LONGEST_LABEL - 1]}…"


def _length(event: Any, start: date, zone: ZoneInfo) -> timedelta:
    if "DTEND" in event:
        return max(timedelta(), _local(event.decoded("DTEND"), zone) - _local(start, zone))
    if "DURATION" in event:
        length: timedelta = event.decoded("DURATION")
        return length
    return timedelta() if isinstance(start, datetime) else timedelta(days=1)


def _local(value: date, zone: ZoneInfo) -> datetime:
    """A day or an instant as the wall shows it in ``zone``; a time without a zone is meant there."""
    if not isinstance(value, datetime):
        return datetime.combine(value, _MIDNIGHT)
    return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo is not None else value


def _dates(event: Any, name: str) -> Iterator[Any]:
    found = event.get(name, [])
    for group in found if isinstance(found, list) else [found]:
        yield from group.dts


def _repeated(
    event: Any, begin: datetime, zone: ZoneInfo, until: datetime, patience: Callable[[], None]
) -> Iterator[datetime]:
    """The beginnings of an event, with those that its rule adds up to ``until``."""
    if "RRULE" not in event:
        return iter((begin,))
    rule = event["RRULE"]
    coarse = not isinstance(rule, list) and str(rule.get("FREQ", [""])[0]).upper() in _COARSE
    if not coarse or not _FINE.isdisjoint(rule):
        raise UserProblem("ical.too_fine", label=_label(event))
    rule = rule.copy()
    if "UNTIL" in rule:
        rule["UNTIL"] = [_local(rule["UNTIL"][0], zone)]
    from models.timing.repeating import beginnings  # dateutil comes with icalendar: as late as that

    return beginnings(rule.to_ical().decode(), begin, until, patience)
