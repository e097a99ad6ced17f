"""What belongs to every visit, inside a running action: arriving, leaving, what was promised. No action of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.core.clock import to_millis
from models.core.errors import ChangedMeanwhile
from models.core.work import Work
from models.repairs.kinds import AppointmentState, LabourDraft, OrderState, Outcome
from models.repairs.paying import add_time, overlapping
from models.repairs.rules import LONGEST_VISIT, check_moment
from models.repairs.tables import Appointment, WorkOrder
from models.repairs.telling import note, order_of

_VISITS = "SELECT count(*) FROM order_event WHERE work_order_id = ? AND kind IN ('no_access', 'interrupted')"
_RETURNS = "SELECT count(*) FROM work_order WHERE return_of_id = ? AND state <> 'cancelled'"


def checked_order(work: Work, order_id: int, version: int | None) -> WorkOrder:
    """The order, if it still is what the person saw; raises ``ChangedMeanwhile``."""
    order = order_of(work, order_id)
    if version is not None and order.row_version != version:
        raise ChangedMeanwhile("work_order", order_id)
    return order


def moment_of(work: Work, at: datetime | None) -> datetime:
    """When something happened: now, unless said otherwise. Raises ``order.future``, ``order.long_ago``."""
    if at is None:
        return work.now
    check_moment(at, work.now)
    return at


def freed(order: WorkOrder) -> dict[str, object]:
    """The columns of an order that has no slot any more; calendars are told by the sequence."""
    none = dict.fromkeys(
        ("technician_id", "starts_at", "ends_at", "override_by", "on_the_way_at", "started_at")
    )
    return {**none, "override_reason": "", "sequence": order.sequence + int(order.starts_at is not None)}


def slot_facts(order: WorkOrder) -> dict[str, Any]:
    """The slot that an order had, for its history."""
    if order.starts_at is None:
        return {}
    return {
        "technician": order.technician_id,
        "starts_at": to_millis(order.starts_at),
        "ends_at": to_millis(order.ends_at),
    }


def leave(work: Work, order: WorkOrder) -> None:
    """Work stops before it is done: the time that was spent is noted, and that this visit was not enough."""
    if order.state != OrderState.WORKING:
        return
    note(work, order, "interrupted", **slot_facts(order))
    if order.technician_id is None or order.started_at is None:
        return
    draft = LabourDraft(order.technician_id, order.started_at, work.now)
    spent = work.now - order.started_at
    if order.started_at < work.now and spent <= LONGEST_VISIT and not overlapping(work, order.id, draft):
        add_time(work, order, draft)


def agreed(work: Work, order_id: int) -> Appointment | None:
    """The appointment that stands, if any."""
    found = work.store.rows(
        "SELECT id FROM appointment WHERE work_order_id = ? AND state = 'agreed'", (order_id,)
    )
    return work.store.get(Appointment, found[0][0]) if found else None


def settle_appointment(
    work: Work, order: WorkOrder, state: AppointmentState, *, note_left: bool = False, text: str = ""
) -> int | None:
    """Say what became of the appointment that stands; returns its id, or ``None`` where there is none."""
    found = agreed(work, order.id)
    if found is None:
        return None
    fields: dict[str, object] = {"note": text} if text else {}
    work.update(
        Appointment, found.id, None, state=state, settled_at=work.now, settled_by=work.actor.staff_id,
        note_left=note_left, **fields,
    )  # fmt: skip
    work.touch("appointment", found.id)
    return int(found.id)


def kept(work: Work, order: WorkOrder, moment: datetime) -> None:
    """Somebody came at this moment: an appointment that stands was kept, perhaps late."""
    found = agreed(work, order.id)
    if found is None:
        return
    late = max(0, (moment - found.to_at).total_seconds() // 60)
    settle_appointment(work, order, AppointmentState.KEPT)
    note(work, order, "appointment_kept", appointment=found.id, late_minutes=int(late))


def first_time(work: Work, order: WorkOrder, outcome: str | None) -> bool | None:
    """Whether the first visit was enough. Return visits, and those that found nothing, are not counted at all."""
    if outcome in (None, Outcome.NOTHING_FOUND) or order.return_of_id is not None:
        return None
    visits = work.store.rows(_VISITS, (order.id,))[0][0]
    returns = work.store.rows(_RETURNS, (order.id,))[0][0]
    return outcome == Outcome.FIXED and not visits and not returns


def reckon_first_time(work: Work, order_id: int | None) -> None:
    """Bring it into line after a return visit was made or cancelled."""
    if order_id is None:
        return
    order = order_of(work, order_id)
    if order.outcome is not None:
        work.note(WorkOrder, order_id, first_time=first_time(work, order, order.outcome))
        work.touch("work_order", order_id)
