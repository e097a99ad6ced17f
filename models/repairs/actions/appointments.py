"""Times that are agreed with residents, and what became of them. All of them are named by their order's id."""

from __future__ import annotations

from typing import Any

from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.repairs.kinds import OPEN, AppointmentDraft, AppointmentState, OrderState, WaitsFor
from models.repairs.rules import check_appointment
from models.repairs.states import Deed, after
from models.repairs.tables import Appointment, WorkOrder
from models.repairs.telling import arrived, note, tell_case
from models.repairs.visits import agreed, checked_order, freed, leave, settle_appointment, slot_facts

_MAY_AGREE = OPEN - {OrderState.WORKING}


def _add(work: Work, order: WorkOrder, draft: AppointmentDraft) -> int:
    check_appointment(draft, work.now)
    made = work.insert(
        Appointment,
        work_order_id=order.id,
        from_at=draft.from_at,
        to_at=draft.to_at,
        state=AppointmentState.AGREED,
        channel=draft.channel,
        made_at=work.now,
        made_by=work.actor.staff_id,
        note=draft.note.strip(),
    )
    work.touch("appointment", made)
    return made


def _span(draft: AppointmentDraft) -> dict[str, Any]:
    return {"from_at": to_millis(draft.from_at), "to_at": to_millis(draft.to_at)}


def _standing(work: Work, order: WorkOrder) -> Appointment:
    found = agreed(work, order.id)
    if found is None:
        raise UserProblem("appointment.none", reference=order.reference)
    return found


@action("appointment.agree", needs=Permission.ORDER_WORK)
def agree(work: Work, order_id: int, version: int | None, draft: AppointmentDraft) -> int:
    """Agree with the resident when somebody comes; returns the id of the appointment.

    Raises ``appointment.agreed`` where one stands already, ``appointment.empty``, ``.too_long``, ``.past``,
    ``.not_now``.
    """
    order = checked_order(work, order_id, version)
    if order.state not in _MAY_AGREE:
        raise UserProblem("appointment.not_now", state=("word", "order_state", order.state))
    if agreed(work, order_id) is not None:
        raise UserProblem("appointment.agreed", reference=order.reference)
    made = _add(work, order, draft)
    work.update(WorkOrder, order_id, version)
    note(work, order, "appointment_made", text=draft.note.strip(), appointment=made, **_span(draft))
    tell_case(work, order, "appointment_made", text=draft.note.strip(), **_span(draft))
    work.fact(order=order_id, appointment=made)
    return made


@action("appointment.move", needs=Permission.ORDER_WORK)
def move_appointment(
    work: Work, order_id: int, version: int | None, draft: AppointmentDraft, reason: str
) -> int:
    """Agree on another time; the earlier one stays in the history. Returns the id of the new appointment.

    Raises ``appointment.none``, ``order.reason_missing``, and as ``agree`` does.
    """
    order = checked_order(work, order_id, version)
    old = _standing(work, order)
    if not reason.strip():
        raise UserProblem("order.reason_missing")
    settle_appointment(work, order, AppointmentState.MOVED, text=reason.strip())
    made = _add(work, order, draft)
    work.update(WorkOrder, order_id, version)
    before: dict[str, Any] = {"before_from": to_millis(old.from_at), "before_to": to_millis(old.to_at)}
    note(work, order, "appointment_moved", text=reason.strip(), appointment=made, **before, **_span(draft))
    tell_case(work, order, "appointment_moved", text=reason.strip(), **before, **_span(draft))
    work.fact(order=order_id, appointment=made)
    return made


def _end(work: Work, order_id: int, version: int | None, state: AppointmentState, reason: str) -> None:
    order = checked_order(work, order_id, version)
    old = _standing(work, order)
    if not reason.strip():
        raise UserProblem("order.reason_missing")
    if state == AppointmentState.MISSED and old.to_at > work.now:
        raise UserProblem("appointment.not_over")
    settle_appointment(work, order, state, text=reason.strip())
    work.update(WorkOrder, order_id, version)
    kind = "appointment_missed" if state == AppointmentState.MISSED else "appointment_dropped"
    span = {"from_at": to_millis(old.from_at), "to_at": to_millis(old.to_at)}
    note(work, order, kind, text=reason.strip(), appointment=old.id, **span)
    tell_case(work, order, kind, text=reason.strip(), **span)
    work.fact(order=order_id, appointment=old.id)


@action("appointment.drop", needs=Permission.ORDER_WORK)
def drop_appointment(work: Work, order_id: int, version: int | None, reason: str) -> None:
    """The agreed time does not hold any more, and none takes its place. Raises ``appointment.none``."""
    _end(work, order_id, version, AppointmentState.CANCELLED, reason)


@action("appointment.missed", needs=Permission.ORDER_WORK)
def miss_appointment(work: Work, order_id: int, version: int | None, reason: str) -> None:
    """The time has passed and nobody came. Raises ``appointment.none``, ``appointment.not_over``."""
    _end(work, order_id, version, AppointmentState.MISSED, reason)


@action("appointment.remind", needs=Permission.ORDER_WORK)
def remind(work: Work, order_id: int, version: int | None) -> None:
    """The resident was reminded of the agreed time. Raises ``appointment.none``."""
    order = checked_order(work, order_id, version)
    found = _standing(work, order)
    work.update(Appointment, found.id, None, reminded_at=work.now)
    work.touch("appointment", found.id)
    note(work, order, "reminded", appointment=found.id)
    work.fact(order=order_id, appointment=found.id)


@action("order.no_access", needs=Permission.ORDER_WORK)
def no_access(
    work: Work,
    order_id: int,
    version: int | None,
    note_left: bool,
    text: str,
    next: AppointmentDraft | None = None,  # noqa: A002  the word of the domain
) -> int | None:
    """Somebody came and nobody opened. The order waits for access, or is to be scheduled for the next time.

    Returns the id of the next appointment. Raises ``order.state``, ``order.reason_missing``, ``appointment.*``.
    """
    order = checked_order(work, order_id, version)
    state = after(order.state, Deed.NO_ACCESS if next is None else Deed.COME_AGAIN, text)
    leave(work, order)
    old = settle_appointment(work, order, AppointmentState.NO_ACCESS, note_left=note_left, text=text.strip())
    waits = {"waits_for": WaitsFor.ACCESS} if next is None else {}
    work.update(WorkOrder, order_id, version, state=state, **waits, **freed(order))
    facts: dict[str, Any] = {"note_left": note_left, "appointment": old, **slot_facts(order)}
    note(work, order, "no_access", text=text.strip(), **facts)
    tell_case(work, order, "no_access", text=text.strip(), note_left=note_left)
    arrived(work, order, work.now)
    made = None if next is None else _add(work, order, next)
    if next is not None:
        note(work, order, "appointment_made", text=next.note.strip(), appointment=made, **_span(next))
        tell_case(work, order, "appointment_made", text=next.note.strip(), **_span(next))
    work.fact(order=order_id, note_left=note_left, appointment=made)
    return made
