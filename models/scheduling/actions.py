"""Writes of the schedule: slots given and taken away, orders split and joined, technicians who leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.crew.keeping import let_go_in
from models.options.standing import settings
from models.repairs.kinds import OPEN, OrderState, WaitsFor
from models.repairs.making import another
from models.repairs.rules import FARTHEST
from models.repairs.states import Deed, may
from models.repairs.tables import WorkOrder
from models.repairs.telling import note, order_of, tell_case
from models.repairs.visits import checked_order, freed, slot_facts
from models.scheduling.kinds import Move, Standing
from models.scheduling.placing import (
    give_slot,
    orders_of,
    refuse_what_does_not_fit,
    take_back,
    wanted,
)
from models.scheduling.rules import day_bounds

_AFTER = "SELECT id FROM work_order WHERE technician_id = ? AND ends_at > ? AND starts_at IS NOT NULL AND state = ?"
_PARTS = "SELECT id FROM work_order WHERE part_of_id = ? ORDER BY id DESC"
_OWN = """SELECT (SELECT count(*) FROM labour WHERE work_order_id = :id)
    + (SELECT count(*) FROM order_cost WHERE work_order_id = :id)
    + (SELECT count(*) FROM stock_move WHERE work_order_id = :id)
    + (SELECT count(*) FROM reading WHERE work_order_id = :id)
    + (SELECT count(*) FROM attachment WHERE work_order_id = :id)
    + (SELECT count(*) FROM appointment WHERE work_order_id = :id)
    + (SELECT count(*) FROM work_order WHERE part_of_id = :id AND state <> 'cancelled')"""


@action("schedule.place", needs=Permission.SCHEDULE)
def place(work: Work, moves: Sequence[Move], override_reason: str = "") -> tuple[Move, ...]:
    """Give orders slots, move them, or take their slots away: all of it or nothing. Returns the moves that undo it.

    Each move is checked as if all the others had been made. Raises ``Refused`` (``slot.*``) for what speaks against
    one, unless there is a reason and the right to override; what nobody can override is refused all the same.
    Also ``ChangedMeanwhile``, ``slot.twice``, ``slot.far``, ``unknown.*``.
    """
    reason = override_reason.strip()
    for one in moves:
        if one.starts_at is not None and abs(one.starts_at - work.now) > FARTHEST:
            raise UserProblem("slot.far", start=one.starts_at)
    orders = orders_of(work, moves)
    moves = [one for one in moves if wanted(one) != _now(orders[one.order_id])]
    overridden = refuse_what_does_not_fit(work, moves, orders, reason)
    done = [_place(work, orders[one.order_id], one, one.order_id in overridden, reason) for one in moves]
    work.fact(orders=[one.order_id for one in moves], overridden=len(overridden))
    return tuple(done)


def _now(order: WorkOrder) -> tuple[object, object, object]:
    return order.technician_id, order.starts_at, order.ends_at


def _place(work: Work, order: WorkOrder, move: Move, overridden: bool, reason: str) -> Move:
    if move.technician_id is None:
        return take_back(work, order, move)
    if order.waits_for == WaitsFor.APPROVAL:  # a slot lets it go on
        work.require(Permission.CHECK_WORK)
    return give_slot(work, order, move, overridden, reason)


@action("schedule.split", needs=Permission.SCHEDULE)
def split(work: Work, order_id: int, version: int | None, minutes_first: int) -> int:
    """Leave so many minutes to an order and make another one of the rest, which goes to the list; returns its id.

    A slot of the order is cut to the first part; the rest of a draft is a draft, and what is not approved stays so.
    Raises ``slot.state``, ``order.split_where``.
    """
    order = checked_order(work, order_id, version)
    _movable(order)
    whole = order.estimate_minutes
    if order.starts_at is not None:
        whole = (order.ends_at - order.starts_at) // timedelta(minutes=1)
    if not 0 < minutes_first < whole:
        raise UserProblem("order.split_where", minutes=whole)
    rest = another(
        work, order, part_of_id=order.id, estimate_minutes=whole - minutes_first, **_not_yet(order)
    )
    fields: dict[str, object] = {"estimate_minutes": minutes_first}
    if order.starts_at is not None:
        fields["ends_at"] = order.starts_at + timedelta(minutes=minutes_first)
        fields["sequence"] = order.sequence + 1
    work.update(WorkOrder, order.id, version, **fields)
    note(work, order, "split", part=rest.id, minutes=minutes_first, of=whole, estimate=order.estimate_minutes)
    note(work, rest, "made", part_of=order.id, minutes=whole - minutes_first)
    tell_case(work, rest, "order_made", part_of=order.reference)
    work.fact(order=order.id, part=rest.id, minutes=minutes_first)
    return int(rest.id)


def _not_yet(order: WorkOrder) -> dict[str, object]:
    """What is not written to its end, or not approved, is not so in two either; else the part can be scheduled."""
    if order.state != OrderState.DRAFT and order.waits_for != WaitsFor.APPROVAL:
        return {}
    return {"state": order.state, "waits_for": order.waits_for, "waits_until": order.waits_until}


def _movable(order: WorkOrder) -> None:
    if not may(order.state, Deed.PLACE) and order.state != OrderState.DRAFT:
        state = ("word", "order_state", str(order.state))
        raise UserProblem("slot.state", order=order.reference, state=state)


@action("schedule.join", needs=Permission.SCHEDULE)
def join(work: Work, order_id: int) -> int:
    """Put the last part that was split from an order back into it; of a part, put it back into its whole.

    Returns the id of the whole. The part is cancelled, as long as nothing but its slot hangs on it; the slot of the
    whole grows by its minutes, when it is free that long. Raises ``order.not_a_part``, ``order.part_used``, ``slot.*``.
    """
    part = _part(work, order_id)
    whole = order_of(work, part.part_of_id)
    for one in (part, whole):
        _movable(one)
    if work.store.execute(_OWN, {"id": part.id}).fetchone()[0]:
        raise UserProblem("order.part_used", order=part.reference)
    minutes = int(part.estimate_minutes)
    fields = {"state": OrderState.CANCELLED, "cancelled_at": work.now, "waits_for": None, "waits_until": None}
    work.update(WorkOrder, part.id, None, **{**freed(part), **fields})
    note(work, part, "joined", whole=whole.id, minutes=minutes, **slot_facts(part))
    tell_case(work, part, "order_cancelled", whole=whole.reference)
    grown: dict[str, object] = {"estimate_minutes": whole.estimate_minutes + minutes}
    if whole.starts_at is not None:
        ends = whole.ends_at + timedelta(minutes=minutes)
        slot = Move(whole.id, whole.technician_id, whole.starts_at, ends, None, Standing(str(whole.state)))
        refuse_what_does_not_fit(work, [slot], {whole.id: whole}, "")
        grown |= {"ends_at": ends, "sequence": whole.sequence + 1}
    work.update(WorkOrder, whole.id, None, **grown)
    note(work, whole, "rejoined", part=part.id, minutes=minutes)
    work.fact(order=whole.id, part=part.id, minutes=minutes)
    return int(whole.id)


def _part(work: Work, order_id: int) -> WorkOrder:
    order = order_of(work, order_id)
    for (part_id,) in work.store.rows(_PARTS, (order_id,)):
        part = order_of(work, part_id)
        if part.state in OPEN:
            return part
    if order.part_of_id is None or order.state not in OPEN:
        raise UserProblem("order.not_a_part", order=order.reference)
    return order


@action("schedule.let_go", needs=Permission.MANAGE_CREW)
def let_go(work: Work, technician_id: int, version: int | None, on: date) -> int:
    """``on`` is a technician's last day: what is booked after it goes back to the list; returns how many orders.

    Work that is under way or done stays as it is. Raises ``technician.gone``, ``unknown.technician``.
    """
    let_go_in(work, technician_id, version, on)
    last = day_bounds(on, settings(work.store).zone)[1]
    found = work.store.rows(_AFTER, (technician_id, to_millis(last), OrderState.SCHEDULED.value))
    for (order_id,) in found:
        take_back(work, order_of(work, order_id), Move(order_id, None, None, None))
    work.fact(technician=technician_id, freed=len(found))
    return len(found)
