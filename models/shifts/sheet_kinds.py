"""The sheet that one shift hands to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.shifts.kinds import HandOverRow, NoteRow, OnDuty, Spell


class Part(StrEnum):
    """The parts of the sheet, in the order in which they are read."""

    CRITICAL = "critical"
    LATE = "late"
    PROMISES = "promises"
    APPOINTMENTS = "appointments"
    WORK = "work"
    DUE = "due"
    FOLLOW_UPS = "follow_ups"
    SECOND_LOOKS = "second_looks"
    PAUSED = "paused"
    INCIDENTS = "incidents"
    ESCALATIONS = "escalations"


@dataclass(frozen=True)
class SheetLine:
    """One line. ``at`` is when it falls due, goes on, or was so; ``kind`` is what of: a clock, a promise, a reason.

    ``id`` is that of the promise, pause, incident, escalation, appointment or order, else the case's. ``phone`` stands
    only where a call was promised or somebody is expected. Of work orders, ``reference`` is the order's, ``handler``
    the technician, ``kind`` how it stands, and ``until`` the end of the time that was agreed.
    """

    part: Part
    id: int
    complaint_id: int | None
    reference: str
    title: str
    unit: str
    resident: str
    severity: str
    handler: str
    at: datetime | None
    kind: str
    text: str
    phone: str = ""
    cause: str = ""
    percent: int = 0
    level: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Sheet:
    """Everything that the next shift must know, as of a moment; ``until`` is the end of the next shift.

    ``totals`` are exact, also where the lines were cut short. ``given`` is the hand-over of this shift, if it was.
    """

    property_name: str
    zone: ZoneInfo
    as_of: datetime
    spell: Spell
    next: Spell
    duty: OnDuty
    lines: Mapping[Part, tuple[SheetLine, ...]]
    totals: Mapping[Part, int]
    notes: tuple[NoteRow, ...]
    given: HandOverRow | None = None

    @property
    def until(self) -> datetime:
        """Up to when the sheet looks ahead."""
        return self.next.end

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all waits for the next shift."""
        return not any(self.totals.values()) and not self.notes
