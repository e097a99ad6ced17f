"""Reads of warnings: the cards, what is behind them, what was expected by chance."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown
from models.core.paging import PAGE_SIZE, Key, Page
from models.store.database import Store
from models.warnings.kinds import NightRow, WarningRow, WarningView

_COLUMNS = """w.id, w.row_version, w.rule, w.stream, w.level, w.category, w.building_id, COALESCE(b.label, ''),
    w.place_id, COALESCE(p.label, ''), w.resident_id, w.at, w.since, w.until, w.observed, w.total, w.expected,
    w.limit_count, w.probability, w.alpha, w.weeks,
    (SELECT count(*) FROM warning_case m WHERE m.warning_id = w.id), w.owner_id, COALESCE(s.name, ''), w.due_at,
    w.acknowledged_at, COALESCE(k.name, ''), w.note, w.incident_id, w.improvement_id,
    CASE WHEN i.state = 'dropped' THEN COALESCE((SELECT NULLIF(e.text, '') FROM improvement_event e WHERE e.id =
        (SELECT max(d.id) FROM improvement_event d WHERE d.improvement_id = i.id AND d.kind = 'dropped')), '–')
        ELSE '' END"""
_SOURCE = """warning w LEFT JOIN place b ON b.id = w.building_id LEFT JOIN place p ON p.id = w.place_id
    LEFT JOIN staff s ON s.id = w.owner_id LEFT JOIN staff k ON k.id = w.acknowledged_by
    LEFT JOIN improvement i ON i.id = w.improvement_id"""
_AT, _SINCE, _UNTIL, _WEEKS, _DUE, _KNOWN = 11, 12, 13, 20, 24, 25
_VIEWS = {
    WarningView.OPEN: "w.acknowledged_at IS NULL",
    WarningView.KNOWN: "w.acknowledged_at IS NOT NULL",
    WarningView.ALL: "1",
}
# Open ones by the time to answer, the others by when they were so, the newest first.
_ORDER = {WarningView.OPEN: ("w.due_at", "ASC", ">"), WarningView.KNOWN: ("w.at", "DESC", "<"),
          WarningView.ALL: ("w.at", "DESC", "<")}  # fmt: skip
_NIGHT = "SELECT day, evaluated_at, streams, expected, weekly, raised FROM night ORDER BY day DESC LIMIT 1"


Within = tuple[datetime, datetime]  # warnings that were so from one moment up to another


def page_sql(
    view: WarningView, after: Key | None, limit: int, within: Within | None = None
) -> tuple[str, tuple[object, ...]]:
    """The statement of one page: for the list and for the test of its plan."""
    column, order, sign = _ORDER[view]
    where, params = _inside(within)
    bound, key = ("", ()) if after is None else (f"AND ({column}, w.id) {sign} (?, ?)", after)
    statement = f"""SELECT {_COLUMNS} FROM {_SOURCE} WHERE {_VIEWS[view]} {where} {bound}
        ORDER BY {column} {order}, w.id {order} LIMIT ?"""
    return statement, (*params, *key, limit)


def _inside(within: Within | None) -> tuple[str, tuple[object, ...]]:
    if within is None:
        return "", ()
    return "AND w.at >= ? AND w.at < ?", (to_millis(within[0]), to_millis(within[1]))


def page(
    store: Store,
    view: WarningView = WarningView.OPEN,
    after: Key | None = None,
    limit: int = PAGE_SIZE,
    within: Within | None = None,
) -> Page[WarningRow]:
    """One page of cards: open ones, the first due first; others, the newest first."""
    found = store.rows(*page_sql(view, after, limit + 1, within))
    rows = tuple(_row(one) for one in found[:limit])
    if len(found) <= limit:
        return Page(rows, None)
    last = found[limit - 1]
    return Page(rows, (last[_DUE if view is WarningView.OPEN else _AT], last[0]))


def warning(store: Store, warning_id: int) -> WarningRow:
    """One card; raises ``Unknown("warning")``."""
    found = store.rows(f"SELECT {_COLUMNS} FROM {_SOURCE} WHERE w.id = ?", (warning_id,))
    if not found:
        raise Unknown("warning", warning_id)
    return _row(found[0])


def cases(store: Store, warning_id: int) -> tuple[int, ...]:
    """The cases behind a warning, as they were when it was raised, the newest first."""
    found = store.rows(
        """SELECT c.id FROM warning_case m JOIN complaint c ON c.id = m.complaint_id
        WHERE m.warning_id = ? ORDER BY c.received_at DESC, c.id DESC""",
        (warning_id,),
    )
    return tuple(one for (one,) in found)


def open_count(store: Store) -> int:
    """How many warnings nobody has answered yet."""
    return int(store.rows("SELECT count(*) FROM warning WHERE acknowledged_at IS NULL")[0][0])


def counts(store: Store, within: Within | None = None) -> tuple[int, int]:
    """How many warnings there are, and of how many nobody has answered. One statement."""
    where, params = _inside(within)
    found = store.rows(
        f"SELECT count(*), COALESCE(sum(w.acknowledged_at IS NULL), 0) FROM warning w WHERE 1 {where}", params
    )
    return int(found[0][0]), int(found[0][1])


def gravest_sql(n: int) -> tuple[str, tuple[object, ...]]:
    """The statement of ``gravest``: for it and for the test of its plan."""
    return (
        f"""SELECT {_COLUMNS} FROM {_SOURCE} WHERE w.acknowledged_at IS NULL
        ORDER BY w.level <> 'red', w.due_at, w.id LIMIT ?""",
        (n,),
    )


def gravest(store: Store, n: int) -> tuple[WarningRow, ...]:
    """Of the warnings that nobody has answered, the gravest, then those due first. One statement."""
    return tuple(_row(one) for one in store.rows(*gravest_sql(n)))


def raised_between(store: Store, start: datetime, end: datetime) -> tuple[WarningRow, ...]:
    """The warnings that were so between two moments, the oldest first."""
    found = store.rows(
        f"SELECT {_COLUMNS} FROM {_SOURCE} WHERE w.at >= ? AND w.at < ? ORDER BY w.at, w.id",
        (to_millis(start), to_millis(end)),
    )
    return tuple(_row(one) for one in found)


def last_night(store: Store) -> NightRow | None:
    """The last look at all streams; ``None`` before the first."""
    found = store.rows(_NIGHT)
    if not found:
        return None
    day, at, *rest = found[0]
    return NightRow(date.fromisoformat(day), from_millis(at), *rest)


def _row(values: Sequence[Any]) -> WarningRow:
    v = list(values)
    for place in (_AT, _SINCE, _UNTIL, _DUE):
        v[place] = from_millis(v[place])
    v[_KNOWN] = None if v[_KNOWN] is None else from_millis(v[_KNOWN])
    v[_WEEKS] = tuple(json.loads(v[_WEEKS])) if v[_WEEKS] else ()
    return WarningRow(*v)
