"""Calendars as JSON: what a calendar file holds, and what a policy keeps.

``{"timezone": "Asia/Shanghai", "week": {"mon": ["09:00-12:00", "13:30-18:00"], …},
"exceptions": [{"date": "2026-10-10", "kind": "open" | "closed", "hours": ["09:00-18:00"], "label": "…"}]}``
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from models.core.errors import UserProblem
from models.timing.kinds import WEEKDAYS, Calendar, DayException, DayKind, Span, clock_text, merged

_HOURS = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–—~]\s*(\d{1,2}):(\d{2})\s*")
_FIELDS = frozenset({"name", "timezone", "week", "exceptions"})


def read_calendar(content: str | bytes) -> Calendar:
    """The calendar of a file's content. Raises ``UserProblem("calendar.…")`` that says what is wrong where."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
        body = json.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UserProblem("calendar.not_json", detail=str(error)) from error
    return calendar_of(body)


def calendar_body(calendar: Calendar) -> dict[str, Any]:
    """A calendar as JSON values: the same form as a calendar file."""
    return {
        "name": calendar.name,
        "timezone": calendar.timezone,
        "week": {day: _texts(spans) for day, spans in zip(WEEKDAYS, calendar.week, strict=True)},
        "exceptions": [
            {"date": day.isoformat(), "kind": one.kind.value, "hours": _texts(one.hours), "label": one.label}
            for day, one in sorted(calendar.exceptions.items())
        ],
    }


def calendar_of(body: object) -> Calendar:
    """A calendar from JSON values: ``timezone``, ``week`` by day, ``exceptions``. Raises ``calendar.*``."""
    fields = _mapping(body, "{…}")
    for name in fields:
        if name not in _FIELDS:
            raise UserProblem("calendar.unknown_field", field=str(name))
    timezone = fields.get("timezone")
    if not isinstance(timezone, str) or not timezone:
        raise UserProblem("calendar.zone_missing")
    week = _mapping(fields.get("week") or {}, "week")
    for name in week:
        if name not in WEEKDAYS:
            raise UserProblem("calendar.unknown_day", day=str(name))
    exceptions: dict[date, DayException] = {}
    for day, one in (_exception(row) for row in _list(fields.get("exceptions"), "exceptions")):
        exceptions[day] = _both(day, exceptions[day], one) if day in exceptions else one
    hours = tuple(_spans(week.get(day), day) for day in WEEKDAYS)
    return Calendar(timezone, hours, exceptions, str(fields.get("name") or ""))


def _exception(row: object) -> tuple[date, DayException]:
    fields = _mapping(row, "exceptions")
    text = fields.get("date")
    try:
        day = date.fromisoformat(str(text))
    except ValueError as error:
        raise UserProblem("calendar.date", text=str(text)) from error
    kind = fields.get("kind")
    if kind not in tuple(DayKind):
        raise UserProblem("calendar.kind", date=day, text=str(kind))
    return day, DayException(
        DayKind(kind), _spans(fields.get("hours"), str(text)), str(fields.get("label") or "")
    )


def _both(day: date, first: DayException, second: DayException) -> DayException:
    """Two lines for one day add up when they say the same; open and closed at once is a contradiction."""
    if first.kind != second.kind:
        raise UserProblem("calendar.contradiction", date=day)
    whole = first.kind is DayKind.CLOSED and not (first.hours and second.hours)
    hours = () if whole else merged((*first.hours, *second.hours))
    return DayException(first.kind, hours, first.label or second.label)


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UserProblem("calendar.shape", where=where)
    return value


def _list(value: object, where: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise UserProblem("calendar.shape", where=where)
    return value


def _texts(spans: tuple[Span, ...]) -> list[str]:
    return [f"{clock_text(start)}-{clock_text(end)}" for start, end in spans]


def _spans(texts: object, where: str) -> tuple[Span, ...]:
    return tuple(sorted(_span(str(text)) for text in _list(texts, where)))


@lru_cache(maxsize=256)
def _span(text: str) -> Span:
    found = _HOURS.fullmatch(text)
    if found is None or max(int(found[2]), int(found[4])) > 59:
        raise UserProblem("calendar.hours", text=text)
    return int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
