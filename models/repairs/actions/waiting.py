"""Work that waits, goes on, or is not wanted any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.repairs.kinds import AppointmentState, OrderState, WaitsFor
from models.repairs.rules import check_near
from models.repairs.states import Deed, after
from models.repairs.tables import WorkOrder
from models.repairs.telling import note, tell_case
from models.repairs.visits import (
    checked_order,
    freed,
    leave,
    reckon_first_time,
    settle_appointment,
    slot_facts,
)
from models.stock.moving import bring_all_back


@action("order.wait", needs=Permission.ORDER_WORK)
def wait(
    work: Work, order_id: int, version: int | None, waits_for: WaitsFor, until: datetime | None, text: str
) -> None:
    """Let an order wait; a slot that it had is free again, time that was spent on it is noted.

    Raises ``order.state``, ``order.reason_missing``, ``order.wait_past``, ``order.far``.
    """
    order = checked_order(work, order_id, version)
    state = after(order.state, Deed.WAIT, text)
    if until is not None and until <= work.now:
        raise UserProblem("order.wait_past")
    check_near(until, work.now)
    leave(work, order)
    work.update(
        WorkOrder,
        order_id,
        version,
        state=state,
        waits_for=WaitsFor(waits_for),
        waits_until=until,
        **freed(order),
    )
    facts: dict[str, Any] = {} if until is None else {"until": to_millis(until)}
    note(
        work,
        order,
        "waits",
        text=text.strip(),
        waits_for=WaitsFor(waits_for).value,
        **facts,
        **slot_facts(order),
    )
    tell_case(work, order, "order_waits", text=text.strip(), waits_for=WaitsFor(waits_for).value, **facts)
    work.fact(order=order_id, waits_for=waits_for)


def _go_on(work: Work, order: WorkOrder, version: int | None, kind: str, text: str) -> None:
    state = after(order.state, Deed.GO_ON)
    work.update(WorkOrder, order.id, version, state=state, waits_for=None, waits_until=None)
    note(work, order, kind, text=text, waited_for=order.waits_for)
    work.fact(order=order.id, waited_for=order.waits_for)


@action("order.go_on", needs=Permission.ORDER_WORK)
def go_on(work: Work, order_id: int, version: int | None, text: str = "") -> None:
    """What was waited for is there: the order can be scheduled again. Who lets work go on that waits for approval
    needs the right to check work. Raises ``order.state``.
    """
    order = checked_order(work, order_id, version)
    if order.state == OrderState.WAITING and order.waits_for == WaitsFor.APPROVAL:
        work.require(Permission.CHECK_WORK)
    _go_on(work, order, version, "went_on", text.strip())


@action("order.approve_wait", needs=Permission.CHECK_WORK)
def approve_wait(work: Work, order_id: int, version: int | None, text: str = "") -> None:
    """Approve what an order waits for. Raises ``order.state``, ``order.not_for_approval``."""
    order = checked_order(work, order_id, version)
    if order.state == OrderState.WAITING and order.waits_for != WaitsFor.APPROVAL:
        raise UserProblem("order.not_for_approval", reference=order.reference)
    _go_on(work, order, version, "approved", text.strip())


@action("order.cancel", needs=Permission.ORDER_WORK)
def cancel(work: Work, order_id: int, version: int | None, reason: str) -> None:
    """An order is not wanted any more. Its appointment ends, and its technician is free.

    Parts go back to the store unless somebody had begun; what was spent stays spent. Calendars still learn from the
    slot whose entry ends. Raises ``order.state``, ``order.reason_missing``.
    """
    order = checked_order(work, order_id, version)
    state = after(order.state, Deed.CANCEL, reason)
    leave(work, order)
    work.update(
        WorkOrder, order_id, version, state=state, cancelled_at=work.now, closing_reason=reason.strip(),
        waits_for=None, waits_until=None, sequence=order.sequence + int(order.starts_at is not None),
    )  # fmt: skip
    settle_appointment(work, order, AppointmentState.CANCELLED)
    back = 0 if _begun(work, order) else bring_all_back(work, order_id)
    note(work, order, "cancelled", text=reason.strip(), parts_back=back, **slot_facts(order))
    tell_case(work, order, "order_cancelled", text=reason.strip())
    reckon_first_time(work, order.return_of_id)
    work.fact(order=order_id, parts_back=back)


def _begun(work: Work, order: WorkOrder) -> bool:
    return order.state == OrderState.WORKING or bool(
        work.store.rows("SELECT 1 FROM labour WHERE work_order_id = ? LIMIT 1", (order.id,))
    )
