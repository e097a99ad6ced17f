"""Calendar files: holidays as iCalendar, whole calendars as JSON. For the pool; nothing is too hostile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from models.core.errors import UserProblem
from models.options.policy_rules import check_days
from models.timing.calendar_file import calendar_body, read_calendar
from models.timing.ical import MOST_BYTES, from_ical
from models.timing.kinds import Calendar, DayException, Span

_JSON = (b"{", b"\xef\xbb\xbf{")
YEARS_AHEAD = 2


@dataclass(frozen=True)
class CalendarFile:
    """What a file holds: days, and of a whole calendar its week too."""

    name: str
    days: Mapping[date, DayException]
    week: tuple[tuple[Span, ...], ...] | None = None


def read_file(path: Path, zone: str, today: date) -> CalendarFile:
    """The days of a file; those of an iCalendar file from this year to the year after next.

    Raises ``UserProblem``: ``file.*``, ``ical.*``, ``calendar.*``.
    """
    content = _bytes(path)
    if content.lstrip().startswith(_JSON):
        calendar = read_calendar(content)
        check_days(calendar.exceptions)
        return CalendarFile(path.name, calendar.exceptions, calendar.week)
    days = from_ical(content, ZoneInfo(zone), date(today.year, 1, 1), date(today.year + YEARS_AHEAD, 12, 31))
    check_days(days)
    return CalendarFile(path.name, days)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserProblem("file.is_folder", name=path.name)
        if not path.is_file():  # pipes and devices never end
            raise UserProblem("file.missing", name=path.name)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except PermissionError as error:
        raise UserProblem("file.no_right", name=path.name) from error
    except (OSError, ValueError) as error:
        raise UserProblem("file.unreadable", name=path.name) from error
    if not content:
        raise UserProblem("file.empty", name=path.name)
    if len(content) > MOST_BYTES:
        raise UserProblem("file.too_large", name=path.name)
    return content


def write_file(path: Path, calendar: Calendar) -> str:
    """Write a calendar as ``read_file`` and the command line read it; returns the file's name."""
    text = json.dumps(calendar_body(calendar), ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, "utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise UserProblem("file.unwritable", name=path.name) from error
    return path.name
