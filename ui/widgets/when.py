"""Reading a date and time as people type it. Local wall time; the zone is the caller's business."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.时点](?P<minute>\d{2})?分?)")
_BARE_CLOCK = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})")
_ISO = re.compile(r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/月](?P<day>\d{1,2})日?")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?")
_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "今天": 0,
    "昨天": -1,
    "昨晚": -1,
    "前天": -2,
    "明天": 1,
    "后天": 2,
}


def parse_when(text: str, now: datetime) -> datetime | None:
    """Return the moment meant by "22:00", "昨天 8:30", "11-20 22:00", "20.11. 8:00", or None.

    Without a date it is today; without a time it is midnight; without a year it is the one nearest to now.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if not plain:
        return None
    day, rest = _take_day(plain, now)
    if day is None and rest == plain:
        day = now
    if day is None:
        return None
    rest = rest.strip(" ,t")
    clock = _clock(rest) if rest else time(0)
    return None if clock is None else datetime.combine(day.date(), clock)


def _take_day(text: str, now: datetime) -> tuple[datetime | None, str]:
    for word, days in _DAYS.items():
        if text.startswith(word):
            return now + timedelta(days=days), text[len(word) :]
    for pattern in (_ISO, _DOTTED):
        match = pattern.match(text)
        if match:
            return _day(match, now), text[match.end() :]
    return None, text


def _day(match: re.Match[str], now: datetime) -> datetime | None:
    month, day = int(match["month"]), int(match["day"])
    years = [int(match["year"])] if match["year"] else [now.year - 1, now.year, now.year + 1]
    days = []
    for year in years:
        try:
            days.append(now.replace(year=year, month=month, day=day))
        except ValueError:
            continue
    return min(days, key=lambda one: abs(one - now), default=None)


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text) or _BARE_CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def show_when(moment: datetime) -> str:
    """Return a moment as the field shows it when the page gives no better words."""
    return f"{moment:%Y-%m-%d %H:%M}"
