"""Work that comes back, as drafts and rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Frequency(StrEnum):
    """How often work comes back, before the interval."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class PlanDraft:
    """A rule as typed: ``rule`` is an RRULE without its name ("FREQ=MONTHLY;BYDAY=1MO"), ended by COUNT or UNTIL."""

    title: str
    skill: str
    rule: str
    starts_on: date
    text: str = ""
    place_id: int | None = None
    estimate_minutes: int = 60
    severity: str = "s4"
    safety: str = ""
    technician_id: int | None = None
    at_minute: int = 540
    ahead_days: int = 14


@dataclass(frozen=True)
class PlanRow:
    """A rule as stored. ``next_at`` is when the next order is to be made, empty when the rule has ended or was stopped.

    ``made`` and ``open`` count the orders that it has made, and those of them that are not done yet.
    """

    id: int
    row_version: int
    title: str
    text: str
    place_id: int | None
    place: str
    skill: str
    estimate_minutes: int
    severity: str
    safety: str
    technician_id: int | None
    technician: str
    rule: str
    starts_on: date
    at_minute: int
    ahead_days: int
    made_until: date | None
    next_at: datetime | None
    active: bool
    made: int = 0
    open: int = 0
