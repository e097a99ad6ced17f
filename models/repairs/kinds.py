"""Work orders, as codes, drafts and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.complaints.kinds import AttachmentRow


class OrderKind(StrEnum):
    """Why there is work."""

    REPAIR = "repair"
    PREVENTIVE = "preventive"
    INSPECTION = "inspection"
    OTHER = "other"


class OrderState(StrEnum):
    """Where an order stands. ``ready``: can be scheduled. *Done* never closes the case: the resident confirms."""

    DRAFT = "draft"
    READY = "ready"
    SCHEDULED = "scheduled"
    ON_THE_WAY = "on_the_way"
    WORKING = "working"
    WAITING = "waiting"
    DONE = "done"
    CHECKED = "checked"
    CANCELLED = "cancelled"


OPEN = frozenset(OrderState) - {OrderState.DONE, OrderState.CHECKED, OrderState.CANCELLED}
MOVABLE = frozenset({OrderState.DRAFT, OrderState.READY, OrderState.SCHEDULED, OrderState.WAITING})


class WaitsFor(StrEnum):
    """What an order waits for."""

    PARTS = "parts"
    ACCESS = "access"
    APPROVAL = "approval"


class Access(StrEnum):
    """How one gets in."""

    ANY_TIME = "any_time"
    KEY = "key"
    APPOINTMENT = "appointment"
    RESIDENT_PRESENT = "resident_present"


class Outcome(StrEnum):
    """How a visit that was *done* ended. ``temporary`` and ``not_fixed`` ask for a return visit."""

    FIXED = "fixed"
    TEMPORARY = "temporary"
    NOT_FIXED = "not_fixed"
    NOTHING_FOUND = "nothing_found"


class AppointmentState(StrEnum):
    """What became of an appointment."""

    AGREED = "agreed"
    KEPT = "kept"
    MOVED = "moved"
    NO_ACCESS = "no_access"
    MISSED = "missed"
    CANCELLED = "cancelled"


class CostKind(StrEnum):
    """What an order cost beside labour and parts of our own."""

    INVOICE = "invoice"
    MATERIAL = "material"
    OTHER = "other"


class FileKind(StrEnum):
    """What a file of an order shows; ``photo`` is of no particular moment."""

    BEFORE = "before"
    AFTER = "after"
    PHOTO = "photo"
    SIGNATURE = "signature"
    DOCUMENT = "document"


Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class OrderDraft:
    """An order as typed. What is ``None`` or empty is inherited from the case, where there is one.

    ``estimate_minutes`` is the time of the work itself; ``windows`` are the times at which the resident is in.
    """

    title: str = ""
    text: str = ""
    complaint_id: int | None = None
    remedy_id: int | None = None
    kind: OrderKind = OrderKind.REPAIR
    place_id: int | None = None
    where_text: str = ""
    resident_id: int | None = None
    contact_name: str = ""
    contact_phone: str = ""
    severity: str | None = None
    skill: str | None = None
    estimate_minutes: int = 60
    parts_text: str = ""
    safety: str = ""
    access: Access = Access.ANY_TIME
    access_note: str = ""
    pets: bool = False
    due_at: datetime | None = None
    windows: tuple[Window, ...] = ()
    ready: bool = True


@dataclass(frozen=True)
class OrderRow:
    """One line of a list, one block of the calendar. ``due_at`` is the case's time to resolve where there is a case.

    ``window`` is the agreed appointment; ``windows`` are the times at which the resident is in.
    """

    id: int
    row_version: int
    reference: str
    kind: str
    state: str
    waits_for: str | None
    title: str
    severity: str
    skill: str
    estimate_minutes: int
    place_id: int | None
    place: str
    place_path: str
    where_text: str
    complaint_id: int | None
    case_reference: str
    resident: str
    access: str
    pets: bool
    due_at: datetime | None
    technician_id: int | None
    technician: str
    starts_at: datetime | None
    ends_at: datetime | None
    overridden: bool
    created_at: datetime
    finished_at: datetime | None
    window: Window | None = None
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class AppointmentRow:
    """One appointment of an order, in the order in which they were made."""

    id: int
    row_version: int
    from_at: datetime
    to_at: datetime
    state: str
    channel: str
    made_at: datetime
    made_by: str
    reminded_at: datetime | None
    settled_at: datetime | None
    note_left: bool
    note: str


@dataclass(frozen=True)
class LabourRow:
    """Who worked how long."""

    id: int
    technician_id: int
    technician: str
    started_at: datetime
    ended_at: datetime
    rate_minor: int
    cost_minor: int


@dataclass(frozen=True)
class PartUse:
    """Pieces of a part that an order took (what was brought back is taken off)."""

    part_id: int
    code: str
    name: str
    unit: str
    count: int
    price_minor: int
    cost_minor: int


@dataclass(frozen=True)
class CostRow:
    """An invoice or another cost."""

    id: int
    kind: str
    contractor_id: int | None
    contractor: str
    number: str
    amount_minor: int
    text: str
    added_at: datetime


@dataclass(frozen=True)
class ReadingRow:
    """Something that was measured."""

    id: int
    name: str
    value: str
    unit: str
    at: datetime


@dataclass(frozen=True)
class OrderEventRow:
    """A line of an order's history."""

    id: int
    at: datetime
    staff: str
    kind: str
    text: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Costs:
    """What an order, or all orders of a case, cost: minor units."""

    labour_minor: int = 0
    parts_minor: int = 0
    other_minor: int = 0

    @property
    def total_minor(self) -> int:
        """All of it."""
        return self.labour_minor + self.parts_minor + self.other_minor


@dataclass(frozen=True)
class RemedyCosts:
    """What the orders of a case cost, by the remedy that they carry out; ``rest`` is of orders without one."""

    by_remedy: Mapping[int, Costs]
    rest: Costs = Costs()


@dataclass(frozen=True)
class ComingAppointment:
    """An appointment that is agreed, with its order."""

    order: OrderRow
    appointment: AppointmentRow


@dataclass(frozen=True)
class OrderFile:
    """Everything about one order: a fixed number of statements.

    ``files`` are those of the order; ``case_files`` the photos that the case brought along. ``parts_of`` and
    ``returns`` are the orders that were split from it, or came back to it, as (id, reference, state). ``own_phone`` was
    written on the order; without it ``contact_phone`` is the resident's.
    """

    row: OrderRow
    text: str
    remedy_id: int | None
    remedy: str
    plan_id: int | None
    part_of: tuple[int, str] | None
    return_of: tuple[int, str] | None
    related: tuple[tuple[int, str, str], ...]
    resident_id: int | None
    contact_name: str
    contact_phone: str
    access_needs: str
    hints: tuple[str, ...]
    parts_text: str
    safety: str
    access_note: str
    override_reason: str
    waits_until: datetime | None
    on_the_way_at: datetime | None
    started_at: datetime | None
    outcome: str | None
    words: str
    first_time: bool | None
    checked_at: datetime | None
    checked_by: str
    cancelled_at: datetime | None
    closing_reason: str
    created_by: str
    appointments: tuple[AppointmentRow, ...]
    labour: tuple[LabourRow, ...]
    parts: tuple[PartUse, ...]
    costs: tuple[CostRow, ...]
    readings: tuple[ReadingRow, ...]
    events: tuple[OrderEventRow, ...]
    files: tuple[AttachmentRow, ...]
    case_files: tuple[AttachmentRow, ...]
    total: Costs
    own_phone: str = ""


@dataclass(frozen=True)
class OrderFilter:
    """What a list of orders shows. Empty tuples mean all; ``text`` is a reference, a unit or words of the title."""

    states: tuple[str, ...] = ()
    technician_id: int | None = None
    skill: str | None = None
    complaint_id: int | None = None
    place_id: int | None = None
    late: bool = False
    unscheduled: bool = False
    text: str = ""


@dataclass(frozen=True)
class LabourDraft:
    """Somebody's time on an order."""

    technician_id: int
    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True)
class DoneDraft:
    """What is told when the work is done. ``parts`` are (part id, pieces); ``readings`` (name, value, unit)."""

    outcome: Outcome
    started_at: datetime
    finished_at: datetime
    words: str = ""
    parts: tuple[tuple[int, int], ...] = ()
    readings: tuple[tuple[str, str, str], ...] = ()
    labour: tuple[LabourDraft, ...] = ()


@dataclass(frozen=True)
class CostDraft:
    """An invoice or another cost; ``number`` is the invoice's own."""

    kind: CostKind
    amount_minor: int
    contractor_id: int | None = None
    number: str = ""
    text: str = ""


@dataclass(frozen=True)
class AppointmentDraft:
    """A window in which somebody comes, as agreed with the resident."""

    from_at: datetime
    to_at: datetime
    channel: str = "phone"
    note: str = ""
