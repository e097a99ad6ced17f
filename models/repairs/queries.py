"""Reads of work orders: rows, lists, counts, appointments that come. The whole of one order is in ``order_file``."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models.core.clock import to_millis
from models.core.errors import Unknown
from models.core.paging import PAGE_SIZE, Key, Page
from models.core.session import Session
from models.repairs.kinds import (
    OPEN,
    ComingAppointment,
    Costs,
    OrderFilter,
    OrderRow,
    OrderState,
    RemedyCosts,
)
from models.repairs.order_file import APPOINTMENT, appointment_row, order_file
from models.repairs.rows import COLUMNS, SOURCE, WIDTH, costs_by, read_orders, rows_of
from models.store.database import Store

__all__ = [
    "appointments_coming",
    "board_counts",
    "costs_of_case",
    "order_count",
    "order_file",
    "order_id",
    "order_page",
    "order_row",
    "order_rows",
    "orders_of_case",
    "remedy_costs",
    "side_count",
]

_NEVER = 9_000_000_000_000_000  # larger than any instant; as in the indexes of the table
_DUE = f"COALESCE(o.due_at, {_NEVER})"
_ENDED = "COALESCE(o.finished_at, o.cancelled_at, o.created_at)"
_OVER = "o.state IN ('done', 'checked', 'cancelled')"
_GOING = "o.state NOT IN ('checked', 'cancelled')"
_UNSCHEDULED = "o.starts_at IS NULL AND o.state IN ('ready', 'waiting')"


def order_id(store: Store, reference: str) -> int:
    """The id of a reference, however it was typed or scanned; raises ``Unknown("work_order")``."""
    plain = unicodedata.normalize("NFKC", reference).strip().upper()
    found = store.rows("SELECT id FROM work_order WHERE reference = ?", (plain,))
    if not found:
        raise Unknown("work_order", reference.strip())
    return int(found[0][0])


def order_row(store: Store, one: int) -> OrderRow:
    """One row; raises ``Unknown("work_order")``."""
    found = read_orders(store, "o.id = ?", (one,))
    if not found:
        raise Unknown("work_order", one)
    return found[0]


def order_rows(store: Store, ids: Sequence[int]) -> tuple[OrderRow, ...]:
    """Rows of many ids, in the order of ``ids``; ids that are gone are left out. Two statements."""
    if not ids:
        return ()
    by_id = {row.id: row for row in read_orders(store, f"o.id IN ({','.join('?' * len(ids))})", tuple(ids))}
    return tuple(by_id[one] for one in ids if one in by_id)


def orders_of_case(store: Store, case_id: int) -> tuple[OrderRow, ...]:
    """All orders of a case, in the order in which they were made. Two statements."""
    return read_orders(store, "o.complaint_id = ? ORDER BY o.id", (case_id,))


def _conditions(wanted: OrderFilter, now: datetime | None) -> tuple[list[str], list[object]]:
    parts: list[str] = []
    params: list[object] = []

    def add(part: str, *values: object) -> None:
        parts.append(part)
        params.extend(values)

    if wanted.states:
        named = ", ".join(f"'{OrderState(state).value}'" for state in wanted.states)
        add(f"o.state IN ({named})")
    if wanted.technician_id is not None:
        add("o.technician_id = ?", wanted.technician_id)
    if wanted.skill is not None:
        add("o.skill = ?", wanted.skill)
    if wanted.complaint_id is not None:
        add("o.complaint_id = ?", wanted.complaint_id)
    if wanted.place_id is not None:
        add(
            "o.place_id IN (SELECT id FROM place WHERE path LIKE '%/' || ? || '/%' OR id = ?)",
            str(wanted.place_id),
            wanted.place_id,
        )
    if wanted.unscheduled:
        add(_UNSCHEDULED)
    if wanted.late:
        if now is None:
            raise ValueError("what is late depends on the time: ask with a session")
        add("o.state NOT IN ('done', 'checked', 'cancelled') AND o.due_at < ?", to_millis(now))
    for word in wanted.text.split():
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        add(
            "o.reference || ' ' || o.title || ' ' || o.where_text || ' ' || COALESCE(p.label, '') || ' ' || "
            "COALESCE(c.reference, '') LIKE ? ESCAPE '\\'",
            like,
        )
    return parts, params


def _order(wanted: OrderFilter) -> tuple[str, bool]:
    """What the list goes by, and whether the newest stand first."""
    if (
        wanted.unscheduled
        or wanted.late
        or (wanted.states and OPEN.issuperset(map(OrderState, wanted.states)))
    ):
        return _DUE, False
    if wanted.states and not OPEN.intersection(map(OrderState, wanted.states)):
        return _ENDED, True
    return "o.created_at", True


def list_sql(
    wanted: OrderFilter, now: datetime | None, after: Key | None, limit: int
) -> tuple[str, tuple[object, ...]]:
    """The statement of one page and its parameters: for the list and for the tests of its plan."""
    parts, params = _conditions(wanted, now)
    column, newest = _order(wanted)
    if column == _ENDED:
        parts.append(_OVER)  # as the index says it
    elif column == _DUE and wanted.states:
        parts.append(_GOING)
    way = "DESC" if newest else "ASC"
    if after is not None:
        parts.append(f"({column}, o.id) {'<' if newest else '>'} (?, ?)")
        params.extend(after)
    return (
        f"SELECT {COLUMNS}, {column} FROM {SOURCE} WHERE {' AND '.join(parts) or '1'} "
        f"ORDER BY {column} {way}, o.id {way} LIMIT ?",
        (*params, limit),
    )


def _now(source: Session | Store) -> datetime | None:
    return source.clock.now() if isinstance(source, Session) else None


def order_page(
    source: Session | Store, wanted: OrderFilter, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[OrderRow]:
    """One page of a list, after the row whose key is ``after``; ``late`` needs a session, which knows the time.

    Open orders go by what is due first; where only ended ones are asked for, the latest end first; else the newest
    first. Two statements.
    """
    store = source.store if isinstance(source, Session) else source
    found = store.rows(*list_sql(wanted, _now(source), after, limit + 1))
    more = len(found) > limit
    return Page(
        rows_of(store, found[:limit]), (found[limit - 1][WIDTH], int(found[limit - 1][0])) if more else None
    )


def order_count(source: Session | Store, wanted: OrderFilter, limit: int = 1000) -> int:
    """How many orders a list holds, counted no further than ``limit`` ("1,000+")."""
    store = source.store if isinstance(source, Session) else source
    parts, params = _conditions(wanted, _now(source))
    statement = (
        f"SELECT count(*) FROM (SELECT 1 FROM {SOURCE} WHERE {' AND '.join(parts) or '1'} LIMIT ?) AS found"
    )
    return int(store.rows(statement, (*params, limit))[0][0])


def board_counts(store: Store) -> dict[str, int]:
    """How many orders stand in each state that the board shows: all but checked and cancelled ones."""
    counted: dict[str, int] = {
        state.value: 0 for state in OrderState if state not in (OrderState.CHECKED, OrderState.CANCELLED)
    }
    found = store.rows(
        "SELECT state, count(*) FROM work_order WHERE state NOT IN ('checked', 'cancelled') GROUP BY state"
    )
    return counted | {str(state): int(count) for state, count in found}


def side_count(store: Store) -> int:
    """How many orders could be scheduled and are not: what the side bar shows."""
    return int(
        store.rows(
            """SELECT count(*) FROM work_order WHERE starts_at IS NULL AND state IN ('ready', 'waiting')
            AND state = 'ready'"""
        )[0][0]
    )


def appointments_coming(store: Store, start: datetime, end: datetime) -> tuple[ComingAppointment, ...]:
    """Appointments that are agreed and begin in [start, end), the earliest first, each with its order."""
    found = store.rows(
        f"SELECT a.work_order_id, {APPOINTMENT} WHERE a.state = 'agreed' AND a.from_at >= ? AND a.from_at < ? "
        "ORDER BY a.from_at, a.id",
        (to_millis(start), to_millis(end)),
    )
    orders = {row.id: row for row in order_rows(store, [one[0] for one in found])}
    return tuple(ComingAppointment(orders[one[0]], appointment_row(one[1:])) for one in found)


def costs_of_case(store: Store, case_id: int) -> Costs:
    """What all orders of a case cost so far, cancelled ones too: the money is spent."""
    found = costs_by(store, "o.complaint_id", "SELECT id FROM work_order WHERE complaint_id = ?", (case_id,))
    return found.get(case_id, Costs())


def remedy_costs(store: Store, case_id: int) -> RemedyCosts:
    """The same, told apart by the remedy that an order carries out. One statement."""
    found: Mapping[Any, Costs] = costs_by(
        store, "o.remedy_id", "SELECT id FROM work_order WHERE complaint_id = ?", (case_id,)
    )
    return RemedyCosts(
        {int(one): costs for one, costs in found.items() if one is not None}, found.get(None, Costs())
    )
