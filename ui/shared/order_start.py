"""What the form of a work order begins with: fetched in one go, on the database thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.core.session import Session
from models.crew.kinds import SkillRow
from models.crew.queries import skills
from models.directory.queries import place, resident
from models.repairs.drafting import from_case
from models.repairs.kinds import Access, OrderDraft, OrderFile, OrderKind
from models.repairs.queries import order_file


@dataclass(frozen=True)
class OrderStart:
    """A draft, and what the places and people in it are called. ``order_id`` of 0 is an order that is not made yet."""

    draft: OrderDraft
    skills: tuple[SkillRow, ...]
    place: str = ""
    resident: str = ""
    case: str = ""
    remedy: str = ""
    order_id: int = 0
    version: int = 0

    @property
    def key(self) -> str:
        """What is being written is kept under this."""
        if self.order_id:
            return str(self.order_id)
        case = self.draft.complaint_id
        return "new" if case is None else f"case.{case}.{self.draft.remedy_id or 0}"


def start_new(session: Session) -> OrderStart:
    """An order of no case."""
    return OrderStart(OrderDraft(), skills(session))


def start_from_case(
    session: Session, case_id: int, case: str, remedy_id: int | None = None, remedy: str = ""
) -> OrderStart:
    """An order as its case suggests it; for one of its remedies, where that is said."""
    draft = from_case(session.store, case_id, session.clock.now())
    if remedy_id is not None:
        draft = replace(draft, remedy_id=remedy_id, title=remedy or draft.title)
    return OrderStart(
        draft,
        skills(session),
        place(session, draft.place_id).label if draft.place_id is not None else "",
        resident(session, draft.resident_id).name if draft.resident_id is not None else "",
        case,
        remedy,
    )


def start_from_order(session: Session, order_id: int) -> OrderStart:
    """An order that is there, to be changed."""
    file = order_file(session.store, order_id)
    row = file.row
    return OrderStart(
        draft_of(file),
        skills(session),
        row.place,
        row.resident if file.resident_id is not None else "",
        row.case_reference,
        file.remedy,
        row.id,
        row.row_version,
    )


def draft_of(file: OrderFile) -> OrderDraft:
    """An order as its form shows it."""
    row = file.row
    return OrderDraft(
        title=row.title,
        text=file.text,
        complaint_id=row.complaint_id,
        remedy_id=file.remedy_id,
        kind=OrderKind(row.kind),
        place_id=row.place_id,
        where_text=row.where_text,
        resident_id=file.resident_id,
        contact_name="" if file.resident_id is not None else row.resident,
        contact_phone=file.own_phone,
        severity=row.severity,
        skill=row.skill,
        estimate_minutes=row.estimate_minutes,
        parts_text=file.parts_text,
        safety=file.safety,
        access=Access(row.access),
        access_note=file.access_note,
        pets=row.pets,
        due_at=row.due_at,
        windows=row.windows,
    )
