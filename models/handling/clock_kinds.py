"""Clocks and pauses of a case as everybody sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.timing.clock import ClockPhase


class ClockName(StrEnum):
    """The targets of a policy (``models.timing.presets.TARGETS``), in the order in which they are read."""

    FIRST_RESPONSE = "first_response"
    HAND_OVER = "hand_over"
    ON_SITE = "on_site"
    CONTAINED = "contained"
    SOOTHE = "soothe"
    APOLOGISE = "apologise"
    GATHER = "gather"
    PLAN_TOLD = "plan_told"
    CONFIRM = "confirm"
    PROGRESS_TOLD = "progress_told"
    RESOLVED = "resolved"
    FOLLOW_UP = "follow_up"
    INVESTIGATED = "investigated"
    SUMMARY_TOLD = "summary_told"
    WORKS_BEGUN = "works_begun"
    FURTHER_WORKS = "further_works"
    STAGE1_ANSWERED = "stage1_answered"
    STAGE1_EXTENDED = "stage1_extended"
    STAGE2_ACKNOWLEDGED = "stage2_acknowledged"
    STAGE2_ANSWERED = "stage2_answered"
    STAGE2_EXTENDED = "stage2_extended"


class PauseReason(StrEnum):
    """What a case may wait for (figures.md, section 2). ``reopened`` is the time between resolution and reopening."""

    RESIDENT = "resident"
    THIRD_PARTY = "third_party"
    PARTS = "parts"
    REOPENED = "reopened"


@dataclass(frozen=True)
class PauseDraft:
    """Waiting for something, until when it is expected; after 10 working days it ends whatever was expected."""

    reason: PauseReason
    until: datetime
    text: str = ""


@dataclass(frozen=True)
class PauseRow:
    """A time in which the clocks stood still. ``ends_at`` is when it ends by itself, ``ended_at`` when it did."""

    id: int
    row_version: int
    reason: str
    text: str
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    started_by: str


@dataclass(frozen=True)
class ClockRow:
    """One clock of a case. ``paused_until`` is set while the case waits, unless this clock never pauses.

    What has stopped is met or missed for good; ``round`` counts those that are owed again and again.
    """

    id: int
    complaint_id: int
    name: str
    round: int
    started_at: datetime
    warns_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    paused_until: datetime | None = None

    def phase(self, now: datetime) -> ClockPhase:
        """How it stands at ``now``. A pause freezes what is over and keeps the breach."""
        if self.stopped_at is not None:
            return ClockPhase.MISSED if self.stopped_at > self.due_at else ClockPhase.MET
        if self.paused_until is not None and now < self.paused_until:
            return ClockPhase.PAUSED
        if now > self.due_at:
            return ClockPhase.BREACHED
        return ClockPhase.SOON if now >= self.warns_at else ClockPhase.RUNNING
