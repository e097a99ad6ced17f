"""Giving orders their slots inside an action, and what its history says of it. No action of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.complaints.timeline import add_event
from models.core.clock import to_millis
from models.core.errors import ChangedMeanwhile, Fact, Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.repairs.kinds import OrderState
from models.repairs.queries import order_rows
from models.repairs.states import Deed, may
from models.repairs.tables import WorkOrder
from models.repairs.telling import note
from models.repairs.visits import freed, slot_facts
from models.scheduling.kinds import Against, Job, Move, Objection, Roster, Standing
from models.scheduling.queries import roster_of
from models.scheduling.rules import hard, job_of, moved, objections

_ACCEPTED = "SELECT facts FROM order_event WHERE work_order_id = ? AND kind IN ('scheduled', 'moved')"
_RESTORED = (OrderState.READY, OrderState.WAITING)
Slot = tuple[int | None, Any, Any]


class Refused(UserProblem):
    """Something speaks against a move: the gravest of the first order. ``objections`` are all of them, by order."""

    def __init__(self, found: Mapping[int, tuple[Objection, ...]]) -> None:
        first = next(one for one in found.values() if one)[0]
        facts: dict[str, Fact] = dict(first.facts)
        super().__init__(first.sentence, **facts)
        self.objections = found


def orders_of(work: Work, moves: Sequence[Move]) -> dict[int, WorkOrder]:
    """The orders of some moves. Raises ``Unknown("work_order")``, ``ChangedMeanwhile``, ``slot.twice``."""
    found: dict[int, WorkOrder] = {}
    for one in moves:
        order = work.store.get(WorkOrder, one.order_id)
        if order is None:
            raise Unknown("work_order", one.order_id)
        if order.id in found:
            raise UserProblem("slot.twice", order=order.reference)
        stale = one.version is not None and one.version != order.row_version
        if stale or (one.standing is not None and one.standing.leaves != _slot(order)):
            raise ChangedMeanwhile("work_order", order.id)
        found[order.id] = order
    return found


def _slot(order: WorkOrder) -> Slot:
    return order.technician_id, order.starts_at, order.ends_at


def wanted(move: Move) -> Slot:
    """The slot that a move asks for."""
    if move.technician_id is None:
        return None, None, None
    return move.technician_id, move.starts_at, move.ends_at


def refuse_what_does_not_fit(
    work: Work, moves: Sequence[Move], orders: Mapping[int, WorkOrder], reason: str
) -> frozenset[int]:
    """Check all moves together; returns the orders whose slots are taken in spite of what speaks against them.

    Raises ``Refused`` and, where there is a reason but not the right, ``NotAllowed``.
    """
    jobs = {row.id: job_of(row) for row in order_rows(work.store, list(orders))}
    world = moved(roster_of(work.store, moves, work.now), moves, jobs)
    for one in moves:
        if one.technician_id is not None and one.technician_id not in world.people:
            raise Unknown("technician", one.technician_id)
    found = {
        one.order_id: _against(work, one, orders[one.order_id], jobs[one.order_id], world) for one in moves
    }
    standing = {one.order_id for one in moves if one.standing is not None and _overridden_before(work, one)}
    refused = {
        ident: against
        for ident, against in found.items()
        if hard(against) or (against and not reason and ident not in standing)
    }
    if refused:
        raise Refused(refused)
    if reason and any(against for ident, against in found.items() if ident not in standing):
        work.require(Permission.OVERRIDE_SCHEDULE)
    return frozenset(ident for ident, against in found.items() if against)


def _against(work: Work, move: Move, order: WorkOrder, job: Job, world: Roster) -> tuple[Objection, ...]:
    if move.technician_id is None and order.starts_at is not None and not may(order.state, Deed.TAKE_BACK):
        state: Fact = ("word", "order_state", order.state)
        return (Objection(Against.STATE, {"order": job.label, "state": state}),)
    found = objections(move, job, world, work.now)
    if move.standing is not None and _accepted_before(work, move):
        return tuple(one for one in found if one.code is not Against.PAST)  # it goes back to where it was
    return found


def _accepted_before(work: Work, move: Move) -> bool:
    return any(_same(move, facts) for facts in _history(work, move))


def _overridden_before(work: Work, move: Move) -> bool:
    """Whether somebody with the right to do so has answered for this very slot before."""
    return any(_same(move, facts) and facts.get("overridden") for facts in _history(work, move))


def _history(work: Work, move: Move) -> list[dict[str, Any]]:
    return [json.loads(text) for (text,) in work.store.rows(_ACCEPTED, (move.order_id,)) if text]


def _same(move: Move, facts: Mapping[str, Any]) -> bool:
    if move.technician_id is None or move.starts_at is None or move.ends_at is None:
        return False
    slot = (move.technician_id, to_millis(move.starts_at), to_millis(move.ends_at))
    return (facts.get("technician"), facts.get("starts_at"), facts.get("ends_at")) == slot


def give_slot(work: Work, order: WorkOrder, move: Move, overridden: bool, reason: str) -> Move:
    """Give an order its slot, and tell its history and its case; returns the move that undoes it."""
    back = undoing(order, move)
    who = work.actor.staff_id
    if move.standing is not None and overridden:
        reason, who = move.standing.override_reason or reason, move.standing.override_by or who
    work.update(
        WorkOrder,
        order.id,
        move.version,
        technician_id=move.technician_id,
        starts_at=move.starts_at,
        ends_at=move.ends_at,
        state=OrderState.SCHEDULED,
        waits_for=None,
        waits_until=None,
        override_reason=reason if overridden else "",
        override_by=who if overridden else None,
        sequence=order.sequence + 1,
    )
    assert move.starts_at is not None
    assert move.ends_at is not None
    facts: dict[str, Any] = {
        "technician": move.technician_id,
        "starts_at": to_millis(move.starts_at),
        "ends_at": to_millis(move.ends_at),
    }
    told = dict(facts)
    if overridden:
        told["overridden"] = True
    before = {f"from_{name}": value for name, value in slot_facts(order).items()}
    kind = "moved" if before else "scheduled"
    note(work, order, kind, text=reason if overridden else "", **told, **before)
    _tell(work, order, "order_scheduled", **facts)
    return back


def take_back(work: Work, order: WorkOrder, move: Move) -> Move:
    """Take an order's slot away: it is on the list again, and waits when it waited before. Returns what undoes it."""
    back = undoing(order, move)
    fields: dict[str, object] = {"state": OrderState.READY, "waits_for": None, "waits_until": None}
    before = move.standing
    if before is not None and before.state in _RESTORED:
        fields = {
            "state": OrderState(before.state), "waits_for": before.waits_for, "waits_until": before.waits_until
        }  # fmt: skip
    work.update(WorkOrder, order.id, move.version, **freed(order), **fields)
    note(work, order, "unscheduled", **slot_facts(order))
    _tell(work, order, "order_unscheduled")
    return back


def undoing(order: WorkOrder, move: Move) -> Move:
    """The move that gives an order back what it has now, as long as it still is where ``move`` puts it."""
    standing = Standing(
        str(order.state),
        order.waits_for,
        order.waits_until,
        order.override_reason,
        order.override_by,
        wanted(move),
    )
    return Move(order.id, order.technician_id, order.starts_at, order.ends_at, None, standing)


def _tell(work: Work, order: WorkOrder, kind: str, **facts: Any) -> None:
    if order.complaint_id is not None:
        add_event(work, order.complaint_id, kind, order=order.id, reference=order.reference, **facts)
