"""Counting open time on one calendar: look-ups by bisection in years that are laid out once.

Instants are microseconds since 1970, which is what a ``datetime`` can hold, so nothing is ever rounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from datetime import UTC, datetime, timedelta

from models.core.clock import EPOCH
from models.core.errors import UserProblem
from models.timing.kinds import Calendar
from models.timing.laid_out import MICRO, Year, lay_out

_MOST_YEARS = 200  # further ahead nothing is promised, and the search ends
_KEPT_YEARS = 64
_KEPT_MOMENTS = 4096


class NeverOpens(UserProblem):
    """The calendar has no opening left that a target could end in."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("calendar.never_opens", name=calendar.name)


def micros(instant: datetime) -> int:
    """Microseconds since 1970 of an aware instant; a naive one is a bug."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    since = instant - EPOCH
    return (since.days * 86_400 + since.seconds) * MICRO + since.microseconds


_EARLIEST = micros(datetime(1700, 1, 1, tzinfo=UTC))
_LATEST = micros(datetime(9000, 1, 1, tzinfo=UTC))


def instant_of(micro: int) -> datetime:
    """The aware UTC instant of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micro)


class Reckoner:
    """Open time on one calendar. Ask ``reckoner(calendar)`` for it: the years are kept."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._zone = calendar.zone
        self._years: dict[int, Year] = {}
        self.known: dict[Hashable, datetime] = {}
        self._weekly = any(calendar.week)
        self._last_exception = max((day.year for day in calendar.exceptions), default=0)

    def keep(self, key: Hashable, moment: datetime) -> datetime:
        """Remember what was reckoned: a case asks for the same moments whenever something happens to it."""
        if len(self.known) >= _KEPT_MOMENTS:
            self.known.clear()
        self.known[key] = moment
        return moment

    def after(self, at: int, amount: int) -> int:
        """The first instant at which ``amount`` has been open since ``at``; with nothing, see ``standing``."""
        if not amount:
            return self.standing(at)
        left = amount
        for year, index in self._onward(at):
            if index == len(year.ends):
                continue
            start, end = year.starts[index], year.ends[index]
            want = year.used[index] - end + max(at, start) + left
            if want <= year.total:
                place = bisect_left(year.used, want)
                return year.ends[place] - year.used[place] + want
            left = want - year.total
        raise AssertionError("unreachable")

    def standing(self, at: int) -> int:
        """``at`` itself when it lies in an open interval or at its end, else the next opening."""
        number = self._year_of(at)
        for year in (self._year(number - 1), self._year(number)):
            index = bisect_left(year.ends, at)
            if index < len(year.ends) and year.starts[index] <= at:
                return at
        return self.opening(at)

    def opening(self, at: int) -> int:
        """The first open instant at or after ``at``; the end of an interval is closed already."""
        for year, index in self._onward(at):
            if index < len(year.ends):
                return max(at, year.starts[index])
        raise AssertionError("unreachable")

    def close(self, at: int, days: int) -> int:
        """The close of the ``days``-th open day after the day of the first open instant at or after ``at``."""
        place = -1
        for year, index in self._onward(at):
            if place < 0:
                if index == len(year.ends):
                    continue
                place = year.day[index] + days
            if place < len(year.closes):
                return year.closes[place]
            place -= len(year.closes)
        raise AssertionError("unreachable")

    def open_between(self, start: int, end: int) -> int:
        """How much of the time between two instants is open."""
        if end <= start:
            return 0
        first, last = self._year_of(start), self._year_of(end)
        whole = sum(self._year(number).total for number in range(first, last))
        return whole + self._passed(last, end) - self._passed(first, start)

    def intervals(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The open intervals between two instants, cut to them, those of each local day by themselves."""
        for number in range(self._year_of(start), self._year_of(end) + 1):
            year = self._year(number)
            for index in range(bisect_right(year.ends, start), len(year.ends)):
                if year.starts[index] >= end:
                    return
                yield max(start, year.starts[index]), min(end, year.ends[index])

    def local(self, at: int) -> datetime:
        """An instant as the clock on the wall shows it."""
        return instant_of(at).astimezone(self._zone)

    def _passed(self, number: int, at: int) -> int:
        """The open time of a year before ``at``."""
        year = self._year(number)
        index = bisect_right(year.ends, at)
        if index == len(year.ends):
            return year.total
        return year.used[index] - year.ends[index] + max(at, year.starts[index])

    def _onward(self, at: int) -> Iterator[tuple[Year, int]]:
        """Years from the one of ``at`` on, with the place of the first interval that ends after it."""
        first = self._year_of(at)
        opened = False
        for number in range(first, first + _MOST_YEARS):
            if not self._weekly and number > self._last_exception:
                raise NeverOpens(self.calendar)
            year = self._year(number)
            opened = opened or bool(year.total)
            yield year, bisect_right(year.ends, at)
        if opened:
            raise UserProblem("target.too_far", years=_MOST_YEARS)
        raise NeverOpens(self.calendar)

    def _year_of(self, at: int) -> int:
        if not _EARLIEST < at < _LATEST:
            raise UserProblem("target.too_far", years=_MOST_YEARS)
        return (EPOCH + timedelta(microseconds=at)).astimezone(self._zone).year

    def _year(self, number: int) -> Year:
        found = self._years.get(number)
        if found is None:
            if len(self._years) >= _KEPT_YEARS:
                self._years.clear()
            found = self._years[number] = lay_out(self.calendar, number)
        return found


def reckoner(calendar: Calendar) -> Reckoner:
    """The reckoner of a calendar, made once for each calendar object."""
    found: Reckoner | None = calendar.__dict__.get("_reckoner")
    if found is None:
        found = Reckoner(calendar)
        object.__setattr__(calendar, "_reckoner", found)
    return found
