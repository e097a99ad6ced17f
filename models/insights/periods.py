"""Periods of the property's calendar: days, ISO weeks, months, quarters, years, and any days somebody chooses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from models.core.errors import UserProblem
from models.insights.kinds import Period, PeriodKind

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
EARLIEST, _LATEST = 1900, 2999  # years that can be written and stepped from without leaving the calendar
_FORMS: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = (
    (PeriodKind.WEEK, re.compile(r"([0-9]{4})-?w([0-9]{1,2})")),
    (PeriodKind.QUARTER, re.compile(r"([0-9]{4})-?q([1-4])")),
    (PeriodKind.DAY, re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")),
    (PeriodKind.MONTH, re.compile(r"([0-9]{4})-([0-9]{1,2})")),
    (PeriodKind.YEAR, re.compile(r"([0-9]{4})")),
)


def period(kind: PeriodKind, day: date) -> Period:
    """The period of a kind in which ``day`` lies; a free one is that day alone."""
    match kind:
        case PeriodKind.WEEK:
            first = day - day.weekday() * _DAY
            return Period(kind, first, first + _WEEK)
        case PeriodKind.MONTH:
            return _months(kind, day.year, day.month, 1)
        case PeriodKind.QUARTER:
            return _months(kind, day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case PeriodKind.YEAR:
            return _months(kind, day.year, 1, 12)
        case _:
            return Period(kind, day, day + _DAY)


def free(first: date, last: date) -> Period:
    """The days from ``first`` to ``last``, both included.

    Raises ``period.unknown`` when they stand the wrong way, or in years that cannot be stepped from.
    """
    if last < first or first.year < EARLIEST or last.year > _LATEST:
        raise _unknown(f"{first.isoformat()}..{last.isoformat()}")
    return Period(PeriodKind.FREE, first, last + _DAY)


def _months(kind: PeriodKind, year: int, month: int, count: int) -> Period:
    after = year * 12 + month - 1 + count
    return Period(kind, date(year, month, 1), date(after // 12, after % 12 + 1, 1))


def parse(text: str) -> Period:
    """Read what ``write`` writes; small letters and blanks around it do not matter.

    Raises ``UserProblem("period.unknown", text=…)``.
    """
    plain = text.strip().lower()
    first, dots, last = plain.partition("..")
    if dots:
        return free(_day(first, text), _day(last, text))
    for kind, form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            return period(kind, _first_of(kind, [int(one) for one in found.groups()], text))
    raise _unknown(text)


def _day(text: str, whole: str) -> date:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text.strip())
    if found is None:
        raise _unknown(whole)
    return _first_of(PeriodKind.DAY, [int(one) for one in found.groups()], whole)


def _first_of(kind: PeriodKind, numbers: list[int], text: str) -> date:
    year, *rest = numbers
    if not EARLIEST <= year <= _LATEST:
        raise _unknown(text)
    try:
        match kind:
            case PeriodKind.WEEK:
                return date.fromisocalendar(year, rest[0], 1)
            case PeriodKind.QUARTER:
                return date(year, rest[0] * 3 - 2, 1)
            case _:
                return date(year, *[*rest, 1, 1][:2])
    except ValueError:
        raise _unknown(text) from None


def _unknown(text: str) -> UserProblem:
    return UserProblem("period.unknown", text=text.strip())


def write(one: Period) -> str:
    """``2026-11-20``, ``2026-W47``, ``2026-11``, ``2026-Q4``, ``2026``, ``2026-11-01..2026-11-20``."""
    first = one.first
    match one.kind:
        case PeriodKind.DAY:
            return first.isoformat()
        case PeriodKind.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}"
        case PeriodKind.MONTH:
            return f"{first.year:04}-{first.month:02}"
        case PeriodKind.QUARTER:
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case PeriodKind.YEAR:
            return f"{first.year:04}"
        case PeriodKind.FREE:
            return f"{first.isoformat()}..{(one.end - _DAY).isoformat()}"


def before(one: Period) -> Period:
    """The period before: of the same kind; of free days as many, right before them."""
    if one.kind is PeriodKind.FREE:
        return Period(one.kind, one.first - (one.end - one.first), one.first)
    return period(one.kind, one.first - _DAY)


def after(one: Period) -> Period:
    """The period after."""
    if one.kind is PeriodKind.FREE:
        return Period(one.kind, one.end, one.end + (one.end - one.first))
    return period(one.kind, one.end)


def year_ago(one: Period) -> Period:
    """The same period a year before: the same date, or week number. Of week 53 week 52, of 29 February the 28th."""
    match one.kind:
        case PeriodKind.WEEK:
            year, week, _ = one.first.isocalendar()
            return period(one.kind, date.fromisocalendar(year - 1, min(week, _weeks_in(year - 1)), 1))
        case PeriodKind.FREE:
            return free(_earlier(one.first), _earlier(one.end - _DAY))
        case _:
            return period(one.kind, _earlier(one.first))


def _weeks_in(year: int) -> int:
    """How many ISO weeks a year has: 28 December always lies in the last one."""
    return date(year, 12, 28).isocalendar().week


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def last(one: Period, n: int) -> tuple[Period, ...]:
    """``n`` periods of the same kind that end with this one, the oldest first."""
    found = [one]
    while len(found) < n:
        found.append(before(found[-1]))
    return tuple(reversed(found))


def bounds(one: Period, zone: tzinfo) -> tuple[datetime, datetime]:
    """The instants (UTC) at which a period begins and ends at the property: half open.

    A day begins with its first instant, also where the clocks are put forward at midnight.
    """
    first, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (one.first, one.end))
    return first, end


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day at the property."""
    return moment.astimezone(zone).date()
