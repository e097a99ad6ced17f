"""Dates, times, numbers and money as a language writes them.

Babel and the data of a locale take some 25 ms to load, which is more than everything else here together.
They are imported when the first date or large number is written, not at start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .style import style_of

if TYPE_CHECKING:
    from babel import Locale

Zone = dt.tzinfo | str

# The plain sign reads better at a desk than Babel's "CN¥"; other currencies keep Babel's sign.
_SIGNS = {"CNY": "¥"}
_DAYS_NEAR = 7


@lru_cache(maxsize=32)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local(instant: dt.datetime, zone: Zone) -> dt.datetime:
    """An instant as the clock on the wall of that zone shows it."""
    if instant.tzinfo is None:
        raise ValueError("An instant must know its time zone.")
    return instant.astimezone(_zone(zone) if isinstance(zone, str) else zone)


class Formats:
    """The formats of one language. Words among them come from the catalogue of the subclass."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._style = style_of(language)
        self._days: dict[tuple[str, dt.date], str] = {}

    def t(self, msgid: str, /, **facts: object) -> str:
        """A text in this language; given by the subclass."""
        raise NotImplementedError

    @cached_property
    def locale(self) -> Locale:
        """Babel's data for this language."""
        from babel import Locale

        return Locale.parse(self._style.locale)

    def _day(self, pattern: str, day: dt.date) -> str:
        """A date in a pattern. Lists show the same few days over and over, so they are remembered."""
        key = (pattern, day)
        found = self._days.get(key)
        if found is None:
            from babel.dates import format_date

            if len(self._days) > 2000:
                self._days.clear()
            found = self._days[key] = format_date(day, pattern, locale=self.locale)
        return found

    def date(self, day: dt.date, *, year: bool = False) -> str:
        """``20 Nov``, or ``20 Nov 2026`` with the year."""
        return self._day(self._style.day_of_year if year else self._style.day, _date_of(day))

    def weekday(self, day: dt.date) -> str:
        """``Fri``."""
        return self._day(self._style.weekday, _date_of(day))

    def long_date(self, day: dt.date) -> str:
        """``Fri 20 Nov``."""
        return self._day(self._style.weekday_and_day, _date_of(day))

    def month(self, day: dt.date) -> str:
        """``Nov 2026``."""
        return self._day(self._style.month, _date_of(day).replace(day=1))

    def time(self, moment: dt.time | dt.datetime) -> str:
        """``08:12``, as it stands in the value given."""
        return f"{moment.hour:02d}:{moment.minute:02d}"

    def time_at(self, instant: dt.datetime, zone: Zone) -> str:
        """``08:12`` in the zone."""
        return self.time(local(instant, zone))

    def datetime(self, instant: dt.datetime, zone: Zone, *, year: bool = False) -> str:
        """``Fri 20 Nov 08:12``, or ``20 Nov 2026 08:12`` with the year."""
        moment = local(instant, zone)
        day = self.date(moment, year=True) if year else self.long_date(moment)
        return f"{day} {self.time(moment)}"

    def relative_day(self, day: dt.date, today: dt.date) -> str:
        """``today``, ``yesterday``, ``Tue`` within a week, then ``6 Nov``, with the year if it is another."""
        days = (_date_of(day) - _date_of(today)).days
        if days == 0:
            return self.t("today")
        if days in (-1, 1):
            return self.t("tomorrow") if days == 1 else self.t("yesterday")
        if abs(days) < _DAYS_NEAR:
            return self.weekday(day)
        return self.date(day, year=day.year != today.year)

    def when(self, instant: dt.datetime, zone: Zone, now: dt.datetime) -> str:
        """How people say it: ``today 08:12``, ``Tue 18:00``, ``6 Nov``, ``6 Nov 2025``."""
        moment, today = local(instant, zone), local(now, zone)
        day = self.relative_day(moment, today)
        if abs((moment.date() - today.date()).days) < _DAYS_NEAR:
            return f"{day} {self.time(moment)}"
        return day

    def span(self, start: dt.datetime, end: dt.datetime, zone: Zone) -> str:
        """``all day Mon 23 Nov``, ``Mon 23 Nov to Wed 25 Nov``, ``Mon 23 Nov 09:00–12:00``, else both with times."""
        first, last = local(start, zone), local(end, zone)
        if first.time() == dt.time() == last.time() and first < last:
            day = last.date() - dt.timedelta(days=1)
            if day == first.date():
                return self.t("all day {day}", day=self.long_date(day))
            return self.t("{first} to {last}", first=self.long_date(first), last=self.long_date(day))
        if first.date() == last.date():
            return f"{self.long_date(first)} {self.time(first)}–{self.time(last)}"
        return self.t("{first} to {last}", first=self.datetime(start, zone), last=self.datetime(end, zone))

    def duration(self, length: dt.timedelta) -> str:
        """``46 min``, ``17 h 52 min``, ``3 d 4 h``; begun minutes are not counted, nor is the sign."""
        minutes = abs(length) // dt.timedelta(minutes=1)
        hours, minute = divmod(minutes, 60)
        days, hour = divmod(hours, 24)
        if minutes == 0:
            return self.t("under 1 min") if length else self.t("{m} min", m=0)
        if not hours:
            return self.t("{m} min", m=minute)
        if not days:
            return self.t("{h} h {m} min", h=hours, m=minute) if minute else self.t("{h} h", h=hours)
        days_text = self.number(days)
        return self.t("{d} d {h} h", d=days_text, h=hour) if hour else self.t("{d} d", d=days_text)

    def number(self, value: int | float, digits: int | None = None) -> str:
        """``12,345``; with ``digits`` exactly so many after the point."""
        if isinstance(value, int) and not digits and -1000 < value < 1000:
            return str(int(value))
        from babel.numbers import format_decimal

        pattern = None if digits is None else _pattern(digits)
        return format_decimal(value, pattern, locale=self.locale)

    def percent(self, share: float, digits: int = 0) -> str:
        """``95%`` for 0.95."""
        from babel.numbers import format_percent

        return format_percent(share, f"{_pattern(digits)}%", locale=self.locale)

    def money(self, minor: int, currency: str) -> str:
        """``¥420``, ``¥0.50`` from minor units; whole amounts have no decimals."""
        from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol

        precision = get_currency_precision(currency)
        whole, rest = divmod(abs(minor), 10**precision)
        sign = _SIGNS.get(currency) or get_currency_symbol(currency, locale=self.locale)
        gap = " " if sign[-1].isalpha() else ""
        amount = format_decimal(whole, "#,##0", locale=self.locale)
        decimals = f".{rest:0{precision}d}" if rest else ""
        return f"{'-' if minor < 0 else ''}{sign}{gap}{amount}{decimals}"

    def amount(self, minor: int, currency: str) -> Decimal:
        """``420.50`` from minor units: for tables that reckon."""
        from babel.numbers import get_currency_precision

        return Decimal(minor).scaleb(-get_currency_precision(currency))

    def list_of(self, items: Iterable[str]) -> str:
        """``a, b and c``; ``a、b和c``."""
        words = list(items)
        if len(words) < 2:
            return "".join(words)
        return self._style.list_comma.join(words[:-1]) + self._style.list_last + words[-1]


def _date_of(day: dt.date) -> dt.date:
    """A datetime is a date too, but two of them with different hours are different keys."""
    return day.date() if isinstance(day, dt.datetime) else day


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")
