"""A policy: what is promised, by severity, and on which calendar it is counted. Kept as a version with every case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from models.core.errors import UserProblem
from models.timing.business import due
from models.timing.kinds import Calendar, DayException, DayKind, Span, Target, clock_text, target
from models.timing.presets import POLICIES, ROUND_THE_CLOCK, SEVERITIES, TARGETS, preset_calendar

WARN_SHARE = 0.75

_IMPACT = {"unit": 1, "floor": 2, "building": 3, "estate": 4}
_GRADE = {4: "s1", 3: "s2", 2: "s3", 1: "s4"}


def severity_of(urgency: int, impact: str, *, vulnerable: bool) -> str:
    """Severity = max(urgency 1-4, impact), one step up for a vulnerable resident (figures.md, section 1).

    Urgency 1 is the least. Life safety (S1) is never reached by reckoning alone unless urgency or impact says 4.
    """
    grade = max(min(max(urgency, 1), 4), _IMPACT.get(impact, 1)) + int(vulnerable)
    return _GRADE[min(grade, 4)]


@dataclass(frozen=True)
class Policy:
    """Targets by severity, and two calendars: the office's, and day and night."""

    name: str
    targets: Mapping[str, Mapping[str, Target]]
    round_the_clock: frozenset[str]
    office: Calendar
    always: Calendar

    def calendar(self, severity: str) -> Calendar:
        """The calendar on which cases of a severity are counted."""
        return self.always if severity in self.round_the_clock else self.office

    def target(self, severity: str, name: str) -> Target | None:
        """What is promised, or ``None`` where nothing is."""
        return self.targets.get(severity, {}).get(name)

    def due(self, severity: str, name: str, start: datetime) -> datetime | None:
        """When a target that began at ``start`` falls due; ``None`` where nothing is promised."""
        wanted = self.target(severity, name)
        return None if wanted is None else due(self.calendar(severity), start, wanted)


def preset(name: str, calendar: str, timezone: str) -> Policy:
    """A policy preset with a calendar preset; raises ``UserProblem("policy.unknown")``."""
    if name not in POLICIES:
        raise UserProblem("policy.unknown", name=name)
    office = preset_calendar(calendar, timezone)
    return Policy(name, POLICIES[name], ROUND_THE_CLOCK[name], office, preset_calendar("always", timezone))


def to_body(policy: Policy) -> dict[str, Any]:
    """The policy as JSON values, for the store."""
    return {
        "name": policy.name,
        "targets": {
            severity: {name: str(one) for name, one in table.items()}
            for severity, table in policy.targets.items()
        },
        "round_the_clock": sorted(policy.round_the_clock),
        "office": calendar_body(policy.office),
    }


def from_body(body: Mapping[str, Any]) -> Policy:
    """The policy from JSON values; raises ``UserProblem`` (``policy.wrong``, ``target.wrong``, ``calendar.*``)."""
    try:
        targets = {
            severity: {
                name: target(text)
                for name, text in body["targets"].get(severity, {}).items()
                if name in TARGETS
            }
            for severity in SEVERITIES
        }
        office = calendar_of(body["office"])
        around = frozenset(body["round_the_clock"])
        name = str(body["name"])
    except (KeyError, TypeError, AttributeError) as error:
        raise UserProblem("policy.wrong", detail=str(error)) from error
    return Policy(name, targets, around, office, preset_calendar("always", office.timezone))


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_body(calendar: Calendar) -> dict[str, Any]:
    """A calendar as JSON values: the same form as a calendar file."""
    return {
        "name": calendar.name,
        "timezone": calendar.timezone,
        "week": {day: _texts(spans) for day, spans in zip(_DAYS, calendar.week, strict=True)},
        "exceptions": [
            {"date": day.isoformat(), "kind": one.kind.value, "hours": _texts(one.hours), "label": one.label}
            for day, one in sorted(calendar.exceptions.items())
        ],
    }


def calendar_of(body: Mapping[str, Any]) -> Calendar:
    """A calendar from JSON values: ``timezone``, ``week`` by day, ``exceptions``. Raises ``calendar.*``."""
    week = tuple(_spans(body["week"].get(day, [])) for day in _DAYS)
    exceptions = {
        date.fromisoformat(one["date"]): DayException(
            DayKind(one["kind"]), _spans(one.get("hours") or []), str(one.get("label", ""))
        )
        for one in body.get("exceptions", [])
    }
    return Calendar(str(body["timezone"]), week, exceptions, str(body.get("name", "")))


def _texts(spans: tuple[Span, ...]) -> list[str]:
    return [f"{clock_text(start)}-{clock_text(end)}" for start, end in spans]


def _spans(texts: list[str]) -> tuple[Span, ...]:
    return tuple(_span(text) for text in texts)


@lru_cache(maxsize=256)
def _span(text: str) -> Span:
    try:
        start, end = ((int(part.split(":")[0]) * 60 + int(part.split(":")[1])) for part in text.split("-"))
    except (ValueError, IndexError) as error:
        raise UserProblem("calendar.hours", text=text) from error
    return start, end
