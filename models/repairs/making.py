"""Orders that come into being, inside a running action: made, split off, made to come back. No action of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.complaints.kinds import Severity
from models.complaints.merged import landed
from models.complaints.tables import Complaint
from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.options.counting import next_number
from models.options.standing import settings
from models.repairs.drafting import UNSAID, filled
from models.repairs.kinds import Access, OrderDraft, OrderKind, OrderState, Window
from models.repairs.rules import check_coming, check_draft, check_near, reference_of
from models.repairs.tables import HomeWindow, WorkOrder
from models.repairs.telling import note, order_of, tell_case

_KNOWN = (("place_id", "place"), ("resident_id", "resident"), ("remedy_id", "remedy"))
# What an order hands on to one that is split from it or comes back to it.
_HANDED_ON = (
    "kind", "complaint_id", "remedy_id", "title", "text", "place_id", "where_text", "resident_id", "contact_name",
    "contact_phone", "severity", "skill", "estimate_minutes", "parts_text", "safety", "access", "access_note", "pets",
    "due_at",
)  # fmt: skip


def make_order(
    work: Work, draft: OrderDraft, *, plan_id: int | None = None, occurrence: date | None = None
) -> int:
    """Make an order from a draft, filled from its case; returns its id.

    Raises ``order.*`` of ``check_draft``, ``order.remedy``, ``order.no_place``, ``case.closed``, ``unknown.*``.
    """
    case = None
    if draft.complaint_id is not None:
        draft = replace(draft, complaint_id=landed(work, draft.complaint_id))
        case = open_case(work, draft.complaint_id)
    draft = filled(work.store, draft, work.now)
    check_draft(draft)
    check_coming(draft.windows, work.now)
    check_near(draft.due_at if case is None else None, work.now)
    check_known(work, draft)
    state = OrderState.READY if draft.ready else OrderState.DRAFT
    fields = {
        **columns_of(draft),
        "complaint_id": draft.complaint_id,
        "plan_id": plan_id,
        "occurrence": occurrence,
        "state": state,
        "due_at": draft.due_at if case is None else case.resolve_due_at,
    }
    order = _insert(work, fields, draft.windows)
    note(work, order, "made", state=state.value)
    tell_case(work, order, "order_made")
    work.fact(order=order.id, reference=order.reference, case=draft.complaint_id)
    return int(order.id)


def another(work: Work, source: WorkOrder, **changes: object) -> WorkOrder:
    """Make an order like another one, as when it is split or somebody has to come back; nothing is told of it yet.

    It can be scheduled, has no slot and no appointment, and takes over the times at which the resident will be in.
    """
    fields: dict[str, object] = {name: getattr(source, name) for name in _HANDED_ON}
    home = work.store.rows(
        "SELECT from_at, to_at FROM home_window WHERE work_order_id = ? AND to_at > ? ORDER BY from_at, id",
        (source.id, to_millis(work.now)),
    )
    return _insert(work, {**fields, "state": OrderState.READY, **changes}, home)


def open_case(work: Work, case_id: int | None) -> Complaint:
    """The case that an order is for; raises ``Unknown("case")``, ``case.closed``."""
    case = None if case_id is None else work.store.get(Complaint, case_id)
    if case is None:
        raise Unknown("case", case_id or 0)
    if case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)
    return case


def columns_of(draft: OrderDraft) -> dict[str, object]:
    """What is taken from a draft as it is."""
    return {
        "kind": OrderKind(draft.kind),
        "remedy_id": draft.remedy_id,
        "title": draft.title.strip(),
        "text": draft.text.strip(),
        "place_id": draft.place_id,
        "where_text": draft.where_text.strip(),
        "resident_id": draft.resident_id,
        "contact_name": draft.contact_name.strip(),
        "contact_phone": draft.contact_phone.strip(),
        "severity": Severity(draft.severity or UNSAID),
        "skill": draft.skill,
        "estimate_minutes": draft.estimate_minutes,
        "parts_text": draft.parts_text.strip(),
        "safety": draft.safety.strip(),
        "access": Access(draft.access),
        "access_note": draft.access_note.strip(),
        "pets": draft.pets,
    }


def check_known(work: Work, draft: OrderDraft, remedy_before: int | None = None) -> None:
    """What a draft names must be there; a remedy must be one of the case and not declined (``order.remedy``).

    The remedy that an order has had is not asked about again: it may have been declined since.
    """
    for name, table in _KNOWN:
        one = getattr(draft, name)
        if one is not None and not work.store.rows(f"SELECT 1 FROM {table} WHERE id = ?", (one,)):
            raise Unknown(table, one)
    if not work.store.rows("SELECT 1 FROM skill WHERE code = ?", (draft.skill,)):
        raise Unknown("skill", draft.skill or "")
    if draft.remedy_id not in (None, remedy_before):
        found = work.store.rows("SELECT complaint_id, state FROM remedy WHERE id = ?", (draft.remedy_id,))
        if found[0][0] != draft.complaint_id or found[0][1] == "declined":
            raise UserProblem("order.remedy")


def put_windows(work: Work, order_id: int, windows: Iterable[Window | tuple[Any, ...]]) -> None:
    """Replace the times at which the resident is in."""
    for (old,) in work.store.rows("SELECT id FROM home_window WHERE work_order_id = ?", (order_id,)):
        work.delete(HomeWindow, old)
    for begin, end in windows:
        work.insert(HomeWindow, work_order_id=order_id, from_at=begin, to_at=end)


def _insert(work: Work, fields: dict[str, Any], windows: Iterable[Window | tuple[Any, ...]]) -> WorkOrder:
    month = work.now.astimezone(settings(work.store).zone).date()
    reference = reference_of(month, next_number(work, f"order.{month:%y%m}"))
    order_id = work.insert(
        WorkOrder,
        reference=reference,
        uid=_uid(work, reference),
        created_at=work.now,
        created_by=work.actor.staff_id,
        **fields,
    )
    put_windows(work, order_id, windows)
    return order_of(work, order_id)


def _uid(work: Work, reference: str) -> str:
    """A name for calendars that no other property uses: its audit trail begins with a digest of its own."""
    found = work.store.rows("SELECT digest FROM audit_entry ORDER BY id LIMIT 1")
    origin = str(found[0][0]) if found else str(to_millis(work.now))
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, origin + reference)}@redress"
