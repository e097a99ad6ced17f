"""The schedule as it stands: who is taken by what, weeks, the list, free slots, what speaks against moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from models.core.clock import to_millis
from models.core.paging import PAGE_SIZE, Key, Page
from models.crew.kinds import AbsenceRow
from models.crew.queries import absences, technicians
from models.directory.rows import Source, store_of
from models.options.queries import current_policy
from models.repairs.kinds import OrderFilter, OrderRow
from models.repairs.queries import order_page, order_row, order_rows
from models.repairs.rows import read_orders
from models.scheduling.free import free_slots, nothing_fits
from models.scheduling.kinds import Left, Move, Objection, Planning, Roster, Slot, Week
from models.scheduling.rules import busy_of, job_of, moved, objections
from models.store.database import Store

__all__ = [
    "check",
    "find_slots",
    "in_the_way",
    "job_of",
    "planning",
    "roster",
    "unscheduled",
    "week",
    "why_none",
]

LONGEST = timedelta(hours=26)  # no slot is longer than a local day, and none of those is longer than that
AROUND = timedelta(days=1)  # what lies just outside matters too: the way there, the order before on that day
MOST_PLANNED = 600
# The index on slots goes by their beginning: what overlaps a time begins no longer than LONGEST before it.
SLOTS = """o.starts_at >= ? AND o.starts_at < ? AND o.ends_at > ? AND o.state <> 'cancelled'
    ORDER BY o.starts_at, o.technician_id, o.id"""
OF_TECHNICIAN = """o.technician_id = ? AND o.starts_at >= ? AND o.starts_at < ? AND o.ends_at > ?
    AND o.state <> 'cancelled' ORDER BY o.starts_at, o.id"""
TO_PLAN = """o.starts_at IS NULL AND o.state IN ('ready', 'waiting') AND o.state = 'ready'
    ORDER BY COALESCE(o.due_at, 9000000000000000), o.id LIMIT ?"""


def span_params(start: datetime, end: datetime) -> tuple[int, int, int]:
    """The parameters of ``SLOTS``."""
    return to_millis(start - LONGEST), to_millis(end), to_millis(start)


def slots_between(store: Store, start: datetime, end: datetime) -> tuple[OrderRow, ...]:
    """The orders whose slots touch ``[start, end)``, in the order of time. Two statements."""
    return read_orders(store, SLOTS, span_params(start, end))


def roster(source: Source, start: datetime, end: datetime, *, everybody: bool = False) -> Roster:
    """Everybody and what they are taken by from a day before ``start`` until a day after ``end``: seven statements.

    Whoever was let go before is left out, unless ``everybody`` is wanted.
    """
    store = store_of(source)
    return _roster(store, start, end, slots_between(store, start - AROUND, end + AROUND), everybody)


def _roster(
    store: Store, start: datetime, end: datetime, rows: Sequence[OrderRow], everybody: bool
) -> Roster:
    office = current_policy(store).policy.office
    first = (start - AROUND).astimezone(office.zone).date()
    people = technicians(store, all=True) if everybody else technicians(store, on=first)
    away: dict[int, list[AbsenceRow]] = {}
    for one in absences(store, start - AROUND, end + AROUND):
        away.setdefault(one.technician_id, []).append(one)
    return Roster(
        office,
        {one.id: one for one in people},
        {who: tuple(found) for who, found in away.items()},
        busy_of(rows),
    )


def week(source: Source, start: datetime, end: datetime) -> Week:
    """What the calendar shows between two moments, of a day, a week or a month: seven statements.

    Whoever was let go before ``start`` is not among the people.
    """
    store = store_of(source)
    rows = slots_between(store, start - AROUND, end + AROUND)
    shown = tuple(row for row in rows if _touches(row, start, end))
    return Week(_roster(store, start, end, rows, everybody=False), shown)


def _touches(row: OrderRow, start: datetime, end: datetime) -> bool:
    return (
        row.starts_at is not None and row.ends_at is not None and row.starts_at < end and start < row.ends_at
    )


def unscheduled(source: Source, after: Key | None = None, limit: int = PAGE_SIZE) -> Page[OrderRow]:
    """The list beside the calendar, what is due first on top, by keyset. Two statements."""
    return order_page(store_of(source), OrderFilter(unscheduled=True), after, limit)


def planning(source: Source, start: datetime, end: datetime, now: datetime) -> Planning:
    """What *plan the day* needs: the orders that are ready, the first ``MOST_PLANNED`` by when they are due."""
    store = store_of(source)
    rows = read_orders(store, TO_PLAN, (MOST_PLANNED,))
    return Planning(roster(store, start, end), rows, start, end, now)


def find_slots(
    source: Source, order_id: int, now: datetime, days: int = 14, limit: int = 8
) -> tuple[Slot, ...]:
    """The next free slots for an order, best first; raises ``Unknown("work_order")``."""
    store = store_of(source)
    job, end = job_of(order_row(store, order_id)), now + timedelta(days=days)
    return free_slots(job, roster(store, now, end), now, end, now, limit)


def why_none(source: Source, order_id: int, now: datetime, days: int = 14) -> Left:
    """Why ``find_slots`` finds none: the first thing that rules everybody out."""
    store = store_of(source)
    job, end = job_of(order_row(store, order_id)), now + timedelta(days=days)
    return nothing_fits(job, roster(store, now, end), now, end, now)


def check(source: Source, moves: Sequence[Move], now: datetime) -> Mapping[int, tuple[Objection, ...]]:
    """What speaks against each of these moves when all of them are made, by order. A fixed number of statements."""
    store = store_of(source)
    rows = {row.id: row for row in order_rows(store, [one.order_id for one in moves])}
    jobs = {ident: job_of(row) for ident, row in rows.items()}
    known = [one for one in moves if one.order_id in jobs]
    world = moved(roster_of(store, known, now), known, jobs)
    return {one.order_id: objections(one, jobs[one.order_id], world, now) for one in known}


def roster_of(source: Source, moves: Sequence[Move], now: datetime) -> Roster:
    """The roster that some moves have to be checked against, with everybody there ever was."""
    moments = [at for one in moves for at in (one.starts_at, one.ends_at) if at is not None] or [now]
    return roster(source, min(moments), max(moments), everybody=True)


def in_the_way(source: Source, technician_id: int, start: datetime, end: datetime) -> tuple[OrderRow, ...]:
    """The orders of a technician that are not done yet and touch a time: what leave would collide with."""
    params = (technician_id, *span_params(start, end))
    rows = read_orders(store_of(source), OF_TECHNICIAN, params)
    return tuple(row for row in rows if row.state not in ("done", "checked"))
