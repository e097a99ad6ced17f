"""Shifts, people on duty, notes and hand-overs as everybody sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Post(StrEnum):
    """Where somebody is on duty."""

    DESK = "desk"
    ON_CALL = "on_call"


@dataclass(frozen=True)
class Shift:
    """A part of the day, in minutes of the wall clock; ``end`` at or before ``start`` is that of the next day."""

    code: str
    zh: str
    en: str
    start: int
    end: int

    def label(self, language: str) -> str:
        """Its name in a reader's language."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True)
class Spell:
    """One shift of one day, as it really is: from an instant up to another. ``day`` is the one it begins on."""

    day: date
    shift: Shift
    start: datetime
    end: datetime


@dataclass(frozen=True)
class DutyRow:
    """Somebody on a shift. ``active`` is false for somebody who has left since."""

    id: int
    day: date
    shift: str
    post: Post
    staff_id: int
    name: str
    active: bool


@dataclass(frozen=True)
class OnDuty:
    """The shift at a moment, the one after it, and who is there. ``now`` is ``None`` between two shifts."""

    now: Spell | None
    next: Spell
    desk: tuple[DutyRow, ...] = ()
    on_call: tuple[DutyRow, ...] = ()
    next_desk: tuple[DutyRow, ...] = ()
    next_on_call: tuple[DutyRow, ...] = ()

    def beside(self, staff_id: int | None) -> tuple[DutyRow, ...]:
        """Who else is at the desk."""
        return tuple(row for row in self.desk if row.staff_id != staff_id)

    def has(self, staff_id: int | None) -> bool:
        """Whether somebody is at the desk now."""
        return any(row.staff_id == staff_id for row in self.desk)


@dataclass(frozen=True)
class NoteRow:
    """A line for the next shift. ``read`` says whether the person who asked has seen it."""

    id: int
    row_version: int
    text: str
    complaint_id: int | None
    reference: str
    written_at: datetime
    written_by: str
    done_at: datetime | None
    done_by: str
    read: bool


@dataclass(frozen=True)
class HandOverRow:
    """A shift that was handed over. ``counts`` says how many lines each part of its sheet had."""

    id: int
    row_version: int
    day: date
    shift: str
    at: datetime
    given_by_id: int | None
    given_by: str
    text: str
    counts: Mapping[str, int]
    taken_at: datetime | None
    taken_by: str
