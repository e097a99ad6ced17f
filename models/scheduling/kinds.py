"""Slots, what speaks against them, free ones, and plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.core.errors import Fact
from models.crew.kinds import AbsenceRow, TechnicianRow
from models.repairs.kinds import OrderRow, Window
from models.timing.kinds import Calendar


class Against(StrEnum):
    """What speaks against a slot, gravest first. ``HARD`` ones are refused even with an override."""

    EMPTY = "empty"  # no time at all, or ends before it begins
    TOO_LONG = "too_long"  # longer than a day: split it
    GONE = "gone"  # the technician has left
    STATE = "state"  # the order is under way, done or cancelled
    OVERLAP = "overlap"
    ABSENT = "absent"
    HOURS = "hours"
    CONTRACT = "contract"
    SKILL = "skill"
    AREA = "area"
    TRAVEL = "travel"
    WINDOW = "window"  # the resident is not in then
    APPOINTMENT = "appointment"  # somebody was promised another time


HARD = frozenset({Against.EMPTY, Against.TOO_LONG, Against.GONE, Against.STATE})


@dataclass(frozen=True)
class Move:
    """An order and where it should go; without a technician it goes back to the list. ``version`` as in all edits."""

    order_id: int
    technician_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    version: int | None = None


@dataclass(frozen=True)
class Objection:
    """One thing against a slot. ``facts`` fill the sentence ``against.<code>``; ``other_id`` is what is in the way."""

    code: Against
    facts: Mapping[str, Fact]
    other_id: int | None = None


@dataclass(frozen=True)
class Slot:
    """A free slot: whose, from when to when. ``travel_minutes`` from the job before; ``reasons`` are codes, best first.

    ``score`` orders slots: smaller is better.
    """

    technician_id: int
    technician: str
    starts_at: datetime
    ends_at: datetime
    travel_minutes: int
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Busy:
    """A time that a technician is taken: by an order at a place."""

    order_id: int
    technician_id: int
    starts_at: datetime
    ends_at: datetime
    place_path: str = ""
    label: str = ""


@dataclass(frozen=True)
class Job:
    """What the rules need to know of an order."""

    order_id: int
    skill: str
    minutes: int
    place_path: str
    severity: str
    due_at: datetime | None
    windows: tuple[Window, ...] = ()
    appointment: Window | None = None
    state: str = "ready"
    label: str = ""


@dataclass(frozen=True)
class Roster:
    """Everybody and what they are taken by, between two moments: what slots are checked against.

    ``office`` is the calendar of technicians without hours of their own.
    """

    office: Calendar
    people: Mapping[int, TechnicianRow]
    absences: Mapping[int, tuple[AbsenceRow, ...]]
    busy: Mapping[int, tuple[Busy, ...]]


@dataclass(frozen=True)
class Week:
    """What the calendar shows between two moments: a fixed number of statements, however many orders there are."""

    roster: Roster
    orders: tuple[OrderRow, ...]

    @property
    def people(self) -> tuple[TechnicianRow, ...]:
        """The technicians in their order."""
        return tuple(self.roster.people.values())


@dataclass(frozen=True)
class Planned:
    """An order of a plan and the slot that it would get."""

    order: OrderRow
    slot: Slot


@dataclass(frozen=True)
class Plan:
    """What *plan the day* proposes: a difference to what is there. ``left`` finds no slot, with what is against it.

    ``value`` and ``bound`` are the objective that was reached and the solver's proven bound.
    """

    placed: tuple[Planned, ...]
    left: tuple[tuple[OrderRow, str], ...]
    value: int
    bound: int
    seconds: float
    first_come_value: int
