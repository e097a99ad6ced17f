"""What targets and calendars may be promised at all. No database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.core.errors import UserProblem
from models.timing.business import NeverOpens
from models.timing.kinds import Calendar, DayException, Target
from models.timing.policy import Policy
from models.timing.presets import SEVERITIES, TARGETS

LONGEST_DAYS = 400
LONGEST_WEEKS = 60
LONGEST_MINUTES = LONGEST_DAYS * 24 * 60
MOST_EXCEPTIONS = 3000
LONGEST_LABEL = 120
OWED = ("s1", "s2")  # who may be in danger is spoken to, whatever else is promised


def check_target(wanted: Target) -> None:
    """Refuse nothing at all, and what is longer than a year or so: ``target.nothing``, ``target.too_long``."""
    if wanted == Target():
        raise UserProblem("target.nothing")
    if wanted.days > LONGEST_DAYS or wanted.weeks > LONGEST_WEEKS or wanted.minutes > LONGEST_MINUTES:
        raise UserProblem("target.too_long")


def check_targets(policy: Policy) -> None:
    """Refuse targets that nobody could keep; raises ``target.*``, ``policy.first_response``, ``policy.wrong``."""
    for severity, table in policy.targets.items():
        unknown = [name for name in table if name not in TARGETS]
        if severity not in SEVERITIES or unknown:
            raise UserProblem("policy.wrong", detail=", ".join((severity, *unknown)))
        for wanted in table.values():
            check_target(wanted)
    if not policy.round_the_clock <= set(SEVERITIES):
        raise UserProblem("policy.wrong", detail=", ".join(sorted(policy.round_the_clock)))
    for severity in OWED:
        if policy.target(severity, "first_response") is None:
            raise UserProblem("policy.first_response", severity=("word", "severity_tag", severity))


def check_calendar(calendar: Calendar) -> None:
    """Refuse a calendar on which nothing would fall due, or that is none: ``calendar.*``."""
    if not any(calendar.week):
        raise NeverOpens(calendar)
    check_days(calendar.exceptions)


def check_days(days: Mapping[date, DayException]) -> None:
    """Refuse more days, or longer names, than a calendar can have: ``calendar.too_many``, ``calendar.label``."""
    if len(days) > MOST_EXCEPTIONS:
        raise UserProblem("calendar.too_many", most=MOST_EXCEPTIONS)
    for day, one in days.items():
        if len(one.label) > LONGEST_LABEL or "\n" in one.label:
            raise UserProblem("calendar.label", date=day, most=LONGEST_LABEL)
