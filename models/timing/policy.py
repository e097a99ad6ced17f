"""A policy: what is promised, by severity, and on which calendar it is counted. Kept as a version with every case."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.core.errors import UserProblem
from models.timing.business import WARN_PERCENT, due
from models.timing.calendar_file import calendar_body, calendar_of
from models.timing.kinds import Calendar, Target, target
from models.timing.presets import POLICIES, ROUND_THE_CLOCK, SEVERITIES, STARTS, TARGETS, preset_calendar

WARN_SHARE = WARN_PERCENT / 100

_IMPACT = {"unit": 1, "floor": 2, "building": 3, "estate": 4}
_GRADE = {4: "s1", 3: "s2", 2: "s3", 1: "s4"}

_MOMENT = timedelta(microseconds=1)

MAJOR_HOUSEHOLDS = 3
MAJOR_DAYS = 7
_MAJOR_FLAGS = frozenset({"media", "petition", "legal"})


def severity_of(urgency: int, impact: str, *, vulnerable: bool, life_safety: bool = False) -> str:
    """Severity = max(urgency 1-4, impact), one step up for a vulnerable resident (figures.md, section 1).

    Urgency 1 is the least. Life safety is S1, whatever the rest says.
    """
    if life_safety:
        return _GRADE[4]
    grade = max(min(max(urgency, 1), 4), _IMPACT.get(impact, 1)) + int(vulnerable)
    return _GRADE[min(grade, 4)]


def households_within(
    reports: Iterable[tuple[Hashable, datetime]], span: timedelta = timedelta(days=MAJOR_DAYS)
) -> int:
    """The most households that reported one cause within ``span`` of each other; ``reports``: who, and when."""
    told = sorted(reports, key=lambda report: report[1])
    return max(
        (len({who for who, at in told if since <= at <= since + span}) for _, since in told), default=0
    )


def is_major(households: int, flags: Collection[str]) -> bool:
    """Three or more households with one cause within 7 days, or a flag of media, petition or court."""
    return households >= MAJOR_HOUSEHOLDS or not _MAJOR_FLAGS.isdisjoint(flags)


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

    def promises(
        self, severity: str, received: datetime, events: Mapping[str, datetime] | None = None
    ) -> dict[str, datetime]:
        """When each target of a case falls due, by what has happened so far.

        ``events`` are the times of targets that were met (``first_response``, ``resolved``, …), of the last word to
        the resident (``told``) and of an appeal (``stage2_asked``). A target that counts from one that has not been
        met yet counts from when that falls due; targets of single steps are not among them.
        """
        happened = {"received": received, "told": received, **(events or {})}
        promised: dict[str, datetime] = {}
        for name in TARGETS:  # in the order of the chain: what others count from comes before them
            event = STARTS.get(name, "received")
            start = happened.get(event)
            if start is None and event in promised:
                # What is met at the very close of a day is met on that day, and working days count from there.
                wanted = self.target(severity, name)
                start = promised[event] - (_MOMENT if wanted is not None and wanted.days else timedelta())
            when = None if start is None else self.due(severity, name, start)
            if when is not None:
                promised[name] = when
        return promised


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
