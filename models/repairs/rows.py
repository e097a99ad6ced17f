"""How rows of orders are read: columns, the rows made of them, what several queries share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from models.complaints.queries import instant
from models.core.clock import from_millis
from models.repairs.kinds import Costs, OrderRow, Window
from models.store.database import Store

COLUMNS = """o.id, o.row_version, o.reference, o.kind, o.state, o.waits_for, o.title, o.severity, o.skill,
    o.estimate_minutes, o.place_id, COALESCE(p.label, ''), COALESCE(p.path, ''), o.where_text, o.complaint_id,
    COALESCE(c.reference, ''), COALESCE(r.name, o.contact_name), o.access, o.pets, o.due_at, o.technician_id,
    COALESCE(t.name, ''), o.starts_at, o.ends_at, o.override_reason, o.created_at, o.finished_at, a.from_at, a.to_at"""
SOURCE = """work_order o LEFT JOIN place p ON p.id = o.place_id LEFT JOIN complaint c ON c.id = o.complaint_id
    LEFT JOIN resident r ON r.id = o.resident_id LEFT JOIN technician t ON t.id = o.technician_id
    LEFT JOIN appointment a ON a.work_order_id = o.id AND a.state = 'agreed'"""
WIDTH = 29  # of the columns above: what a query adds stands behind
_PETS, _OVERRIDE, _CREATED = 18, 24, 25
_INSTANTS = (19, 22, 23, 26)

_COSTS = """SELECT {key}, sum(labour), sum(parts), sum(other) FROM (
    SELECT l.work_order_id AS one, l.cost_minor AS labour, 0 AS parts, 0 AS other FROM labour l
        WHERE l.work_order_id IN ({which})
    UNION ALL SELECT m.work_order_id, 0, -m.change * m.price_minor, 0 FROM stock_move m
        WHERE m.work_order_id IN ({which})
    UNION ALL SELECT k.work_order_id, 0, 0, k.amount_minor FROM order_cost k WHERE k.work_order_id IN ({which})
    ) AS spent JOIN work_order o ON o.id = spent.one GROUP BY 1"""


def read_orders(store: Store, rest: str, params: Sequence[object] = ()) -> tuple[OrderRow, ...]:
    """Rows for what stands behind WHERE. Two statements, however many there are."""
    return rows_of(store, store.rows(f"SELECT {COLUMNS} FROM {SOURCE} WHERE {rest}", tuple(params)))


def rows_of(store: Store, found: Sequence[Sequence[Any]]) -> tuple[OrderRow, ...]:
    """Rows from the values of ``COLUMNS``, with the times at which residents are in: one statement."""
    home = home_windows(store, [row[0] for row in found])
    return tuple(_row(row, home.get(row[0], ())) for row in found)


def _row(values: Sequence[Any], home: tuple[Window, ...]) -> OrderRow:
    v = list(values[: WIDTH - 2])
    v[_PETS], v[_OVERRIDE], v[_CREATED] = bool(v[_PETS]), bool(v[_OVERRIDE]), from_millis(v[_CREATED])
    for index in _INSTANTS:
        v[index] = instant(v[index])
    begin, end = values[WIDTH - 2], values[WIDTH - 1]
    window = None if begin is None else (from_millis(begin), from_millis(end))
    return OrderRow(*(*v, window, home))


def home_windows(store: Store, ids: Sequence[int]) -> Mapping[int, tuple[Window, ...]]:
    """When the residents of these orders are in, earliest first."""
    if not ids:
        return {}
    marks = ",".join("?" * len(ids))
    windows: dict[int, list[Window]] = defaultdict(list)
    for order_id, begin, end in store.rows(
        f"SELECT work_order_id, from_at, to_at FROM home_window WHERE work_order_id IN ({marks}) ORDER BY from_at, id",
        tuple(ids),
    ):
        windows[order_id].append((from_millis(begin), from_millis(end)))
    return {order_id: tuple(found) for order_id, found in windows.items()}


def costs_by(store: Store, key: str, which: str, params: Sequence[object]) -> Mapping[Any, Costs]:
    """What orders cost, added up by a column of theirs; ``which`` selects their ids. One statement."""
    found = store.rows(_COSTS.format(key=key, which=which), (*params, *params, *params))
    return {row[0]: Costs(*(int(part) for part in row[1:])) for row in found}
