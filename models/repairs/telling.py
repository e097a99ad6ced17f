"""Lines of an order's history, and of its case's timeline: inside a running action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.clock import to_millis
from models.core.errors import Unknown
from models.core.work import Work
from models.handling import reckoning  # noqa: F401  whatever is written about a case, its clocks follow
from models.repairs.tables import OrderEvent, WorkOrder

TOPIC = "work_order"


def order_of(work: Work, order_id: int) -> WorkOrder:
    """The order inside the running transaction; raises ``Unknown("work_order")``."""
    found = work.store.get(WorkOrder, order_id)
    if found is None:
        raise Unknown("work_order", order_id)
    return found


def touch(work: Work, order: WorkOrder) -> None:
    """Say that an order was touched, and with it the case that it belongs to."""
    work.touch(TOPIC, order.id)
    if order.complaint_id is not None:
        work.touch("case", order.complaint_id)


def note(work: Work, order: WorkOrder, kind: str, /, *, text: str = "", **facts: Any) -> int:
    """Append a line to an order's history. ``facts`` are codes, ids and numbers; ``text`` is what a person wrote."""
    touch(work, order)
    return work.insert(
        OrderEvent,
        work_order_id=order.id,
        at=work.now,
        staff_id=work.actor.staff_id,
        kind=kind,
        text=text,
        facts=facts or None,
    )


def tell_case(work: Work, order: WorkOrder, kind: str, /, *, text: str = "", **facts: Any) -> None:
    """Append a line to the timeline of the order's case, where it has one, and let searching find its words."""
    if order.complaint_id is not None:
        add_event(
            work, order.complaint_id, kind, text=text, order=order.id, reference=order.reference, **facts
        )
        reindex(work, order.complaint_id)


def renew_search(work: Work, order: WorkOrder) -> None:
    """Let searching the case find what was written about its order just now."""
    if order.complaint_id is not None:
        reindex(work, order.complaint_id)


def arrived(work: Work, order: WorkOrder, moment: datetime) -> None:
    """Somebody is at the place: the first arrival for a case meets its target of being on site."""
    if order.complaint_id is None:
        return
    case = work.store.get(Complaint, order.complaint_id)
    if case is None or case.on_site_at is not None or case.closed_at is not None:
        return
    since = max(moment, case.received_at)
    work.note(Complaint, case.id, on_site_at=since)
    add_event(work, case.id, "on_site", arrived=to_millis(since), order=order.id)
