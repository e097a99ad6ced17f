"""What an order costs and what was measured: time, parts, invoices, readings."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from models.core.action import action
from models.core.errors import ChangedMeanwhile, Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.crew.rules import folded
from models.crew.tables import Contractor, Technician
from models.repairs.actions.carrying import put_reading
from models.repairs.kinds import CostDraft, CostKind, LabourDraft, OrderState
from models.repairs.paying import add_time, price_firm
from models.repairs.rules import check_amount, worked_minutes
from models.repairs.tables import Labour, OrderCost, Reading, WorkOrder
from models.repairs.telling import note, order_of, renew_search
from models.repairs.visits import moment_of
from models.stock import moving
from models.store.base import Table

Line = TypeVar("Line", bound=Table)


def _spendable(work: Work, order_id: int) -> WorkOrder:
    """Invoices come late, even for work that was called off; only a draft costs nothing yet."""
    order = order_of(work, order_id)
    if order.state == OrderState.DRAFT:
        raise UserProblem("order.state", state=("word", "order_state", order.state))
    return order


def _line(work: Work, table: type[Line], topic: str, line_id: int) -> Line:
    found = work.store.get(table, line_id)
    if found is None:
        raise Unknown(topic, line_id)
    return found


@action("order.add_labour", needs=Permission.ORDER_WORK)
def add_labour(work: Work, order_id: int, draft: LabourDraft) -> int:
    """Note somebody's time; returns the id of the line. Raises as ``paying.add_time`` does."""
    order = _spendable(work, order_id)
    line = add_time(work, order, draft)
    minutes = worked_minutes(draft.started_at, draft.ended_at)
    note(work, order, "labour_added", labour=line, technician=draft.technician_id, minutes=minutes)
    work.fact(order=order_id, labour=line)
    return line


@action("order.remove_labour", needs=Permission.ORDER_WORK)
def remove_labour(work: Work, labour_id: int, version: int | None = None) -> None:
    """Take out a line of time that was noted by mistake; the history keeps that it was there."""
    line = _line(work, Labour, "labour", labour_id)
    if version is not None and line.row_version != version:
        raise ChangedMeanwhile("labour", labour_id)
    order = order_of(work, line.work_order_id)
    person = work.store.get(Technician, line.technician_id)
    work.delete(Labour, labour_id)
    if person is not None and person.contractor_id is not None:
        price_firm(work, order.id, person.contractor_id)
    minutes = worked_minutes(line.started_at, line.ended_at)
    note(work, order, "labour_removed", labour=labour_id, technician=line.technician_id, minutes=minutes)
    work.fact(order=order.id, labour=labour_id)


@action("order.add_cost", needs=Permission.ORDER_WORK)
def add_cost(work: Work, order_id: int, draft: CostDraft) -> int:
    """Add an invoice or another cost; returns the id of the line. An invoice stands in place of the firm's hours.

    Raises ``cost.negative``, ``cost.nothing``, ``cost.too_much``, ``cost.no_contractor``, ``cost.no_number``,
    ``cost.twice``, ``unknown.contractor``.
    """
    order = _spendable(work, order_id)
    check_amount(draft.amount_minor)
    number = draft.number.strip()
    if draft.kind == CostKind.INVOICE and draft.contractor_id is None:
        raise UserProblem("cost.no_contractor")
    if draft.kind == CostKind.INVOICE and not number:
        raise UserProblem("cost.no_number")
    if draft.contractor_id is not None:
        _check_firm(work, draft.contractor_id, number)
    line = work.insert(
        OrderCost,
        work_order_id=order_id,
        kind=CostKind(draft.kind),
        contractor_id=draft.contractor_id,
        number=number,
        amount_minor=draft.amount_minor,
        text=draft.text.strip(),
        added_at=work.now,
        added_by=work.actor.staff_id,
    )
    _repriced(work, order_id, draft.contractor_id)
    facts: dict[str, Any] = {
        "cost": line,
        "kind_of": CostKind(draft.kind).value,
        "amount_minor": draft.amount_minor,
        "number": number,
    }
    note(work, order, "cost_added", text=draft.text.strip(), **facts)
    work.fact(order=order_id, cost=line, amount_minor=draft.amount_minor)
    renew_search(work, order)
    return line


def _check_firm(work: Work, contractor_id: int, number: str) -> None:
    firm = _line(work, Contractor, "contractor", contractor_id)
    known = work.store.rows(
        """SELECT k.number, o.reference FROM order_cost k JOIN work_order o ON o.id = k.work_order_id
        WHERE k.contractor_id = ? AND k.number <> ''""",
        (contractor_id,),
    )
    for other, reference in known:
        if number and folded(other) == folded(number):  # FP-1 and fp－１ are one invoice
            raise UserProblem("cost.twice", name=firm.name, number=other, reference=reference)


def _repriced(work: Work, order_id: int, contractor_id: int | None) -> None:
    if contractor_id is not None:
        price_firm(work, order_id, contractor_id)


@action("order.remove_cost", needs=Permission.ORDER_WORK)
def remove_cost(work: Work, cost_id: int, version: int | None = None) -> None:
    """Take out a cost that was added by mistake; the history keeps what it said."""
    line = _line(work, OrderCost, "cost", cost_id)
    if version is not None and line.row_version != version:
        raise ChangedMeanwhile("cost", cost_id)
    order = order_of(work, line.work_order_id)
    work.delete(OrderCost, cost_id)
    _repriced(work, order.id, line.contractor_id)
    facts: dict[str, Any] = {
        "cost": cost_id,
        "kind_of": line.kind,
        "amount_minor": line.amount_minor,
        "number": line.number,
    }
    note(work, order, "cost_removed", text=line.text, **facts)
    work.fact(order=order.id, cost=cost_id, amount_minor=line.amount_minor)
    renew_search(work, order)


@action("order.book_part", needs=Permission.ORDER_WORK)
def book_part(work: Work, order_id: int, part_id: int, pieces: int) -> None:
    """Take pieces of a part for an order, at the price of today. Raises ``part.*``, ``order.over``."""
    order = _spendable(work, order_id)
    if order.state == OrderState.CANCELLED:
        raise UserProblem("order.over", reference=order.reference)
    moving.book(work, part_id, order_id, pieces)
    note(work, order, "part_booked", part=part_id, pieces=pieces)
    work.fact(order=order_id, part=part_id, pieces=pieces)


@action("order.bring_back", needs=Permission.ORDER_WORK)
def bring_back(work: Work, order_id: int, part_id: int, pieces: int) -> None:
    """Bring pieces back that an order took and did not need. Raises ``part.not_taken``."""
    order = order_of(work, order_id)
    moving.bring_back(work, part_id, order_id, pieces)
    note(work, order, "part_brought_back", part=part_id, pieces=pieces)
    work.fact(order=order_id, part=part_id, pieces=pieces)


@action("order.add_reading", needs=Permission.ORDER_WORK)
def add_reading(
    work: Work, order_id: int, name: str, value: str, unit: str = "", at: datetime | None = None
) -> int:
    """Note what was measured, at ``at`` or now. Raises ``reading.no_name``, ``reading.no_value``, ``order.future``."""
    order = _spendable(work, order_id)
    made = put_reading(work, order, name, value, unit, moment_of(work, at))
    note(work, order, "reading_added", reading=made)
    work.fact(order=order_id, reading=made)
    return made


@action("order.remove_reading", needs=Permission.ORDER_WORK)
def remove_reading(work: Work, reading_id: int) -> None:
    """Take out a reading that was noted by mistake; the history keeps what it said."""
    line = _line(work, Reading, "reading", reading_id)
    order = order_of(work, line.work_order_id)
    work.delete(Reading, reading_id)
    note(work, order, "reading_removed", text=f"{line.name} {line.value} {line.unit}".strip())
    work.fact(order=order.id, reading=reading_id)
