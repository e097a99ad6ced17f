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
    """What speaks against a slot, gravest first. ``HARD`` ones are refused even with an override.

    The sentence of each is the problem ``slot.<code>``; see ``Objection.sentence``.
    """

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
    PAST = "past"  # that time is over


HARD = frozenset({Against.EMPTY, Against.TOO_LONG, Against.GONE, Against.STATE})


class SlotReason(StrEnum):
    """Why a free slot is a good one, or what to know of it; the best come first."""

    APPOINTMENT = "appointment"  # within the time that was promised
    EARLIEST = "earliest"  # nobody can come sooner
    IN_TIME = "in_time"  # done before it is due
    NEARBY = "nearby"  # comes from, or goes on to, the same building
    LATE = "late"  # after it is due


class Left(StrEnum):
    """Why no slot is found for an order, the plainest reason first."""

    EMPTY = "empty"  # the order says that it takes no time
    TOO_LONG = "too_long"  # longer than anybody works at a stretch: split it
    SKILL = "skill"  # nobody has the skill
    AREA = "area"  # whoever has it works elsewhere
    AWAY = "away"  # whoever could is away, has left, or has no contract then
    WINDOW = "window"  # nobody works when the resident is in, or when somebody was promised
    FULL = "full"  # whoever could is taken


@dataclass(frozen=True)
class Standing:
    """What an order was beside its slot: what undoing gives back. ``override_by`` is who answered for the slot.

    ``leaves`` is the slot (technician, start, end) that the order must still have when it is undone.
    """

    state: str
    waits_for: str | None = None
    waits_until: datetime | None = None
    override_reason: str = ""
    override_by: int | None = None
    leaves: tuple[int | None, datetime | None, datetime | None] = (None, None, None)


@dataclass(frozen=True)
class Move:
    """An order and where it should go; without a technician it goes back to the list. ``version`` as in all edits.

    ``standing`` is filled by ``place`` in the moves that undo it; nobody else needs it.
    """

    order_id: int
    technician_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    version: int | None = None
    standing: Standing | None = None


@dataclass(frozen=True)
class Objection:
    """One thing against a slot. ``facts`` fill its sentence; ``other_id`` is what is in the way (order, absence)."""

    code: Against
    facts: Mapping[str, Fact]
    other_id: int | None = None

    @property
    def sentence(self) -> str:
        """The code of its sentence for ``Texts.problem``."""
        if self.code is Against.HOURS and not self.facts.get("hours"):
            return "slot.hours_none"  # not at all on that day
        if self.code is Against.TRAVEL and "since" in self.facts:
            return "slot.travel_on"  # to the next place, not from the one before
        return f"slot.{self.code.value}"


@dataclass(frozen=True)
class Slot:
    """A free slot: whose, from when to when. ``travel_minutes`` from the job before; ``reasons`` are codes, best first.

    ``score`` orders slots: smaller is better. ``free_until`` is when the technician has to go on, or goes home.
    """

    technician_id: int
    technician: str
    starts_at: datetime
    ends_at: datetime
    travel_minutes: int
    score: float
    reasons: tuple[SlotReason, ...] = ()
    free_until: datetime | None = None


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
class Planning:
    """What is to be planned: the orders of the list, and everybody with what they are taken by."""

    roster: Roster
    orders: tuple[OrderRow, ...]
    start: datetime
    end: datetime
    now: datetime


@dataclass(frozen=True)
class Planned:
    """An order of a plan and the slot that it would get."""

    order: OrderRow
    slot: Slot


@dataclass(frozen=True)
class Plan:
    """What *plan the day* proposes: a difference to what is there. ``left`` finds no slot, with the reason.

    ``value`` and ``first_come_value`` are points of ``models.scheduling.worth``, ``bound`` the most that the solver
    has proved to be possible at all. ``moves`` are what ``actions.place`` takes to apply it.
    """

    placed: tuple[Planned, ...]
    left: tuple[tuple[OrderRow, Left], ...]
    value: int
    bound: int
    seconds: float
    first_come_value: int
    first_come_placed: int = 0

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that apply it, all or none."""
        return tuple(
            Move(
                one.order.id,
                one.slot.technician_id,
                one.slot.starts_at,
                one.slot.ends_at,
                one.order.row_version,
            )
            for one in self.placed
        )


@dataclass(frozen=True)
class LeftSlot:
    """A slot that somebody no longer has: their calendar is told that it is cancelled."""

    order_id: int
    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    left_at: datetime
