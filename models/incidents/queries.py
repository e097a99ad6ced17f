"""Reads of incidents. Live ones are few: they are read whole and what concerns a place is decided by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.complaints.kinds import CaseRow
from models.complaints.queries import ROW_COLUMNS, ROW_SOURCE, instant, row_of
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown
from models.core.paging import PAGE_SIZE, Key, Page
from models.directory.rows import Source, store_of, today_of
from models.incidents.households import COUNTS, figures, home_key, of_line
from models.incidents.kinds import IncidentRow, UpdateRow
from models.incidents.rules import SPAN, Spot, concerns, fits_cause, is_guess
from models.store.database import Store

_COLUMNS = """i.id, i.row_version, i.state, i.kind, i.title, i.say, i.category, i.subcategory,
    COALESCE(t.zh, ''), COALESCE(t.en, ''), i.place_id,
    COALESCE(p.label, ''), COALESCE(p.kind, ''), COALESCE(p.path, ''), COALESCE(p.line, ''), p.property_id,
    i.floor_from, i.floor_to, i.major, i.started_at, i.expected_until, i.proposed_at, i.declared_at,
    COALESCE(d.name, ''), i.ended_at, COALESCE(e.name, ''), i.note, i.on_site_at"""
_SOURCE = """incident i LEFT JOIN category t ON t.code = i.category LEFT JOIN place p ON p.id = i.place_id
    LEFT JOIN staff d ON d.id = i.declared_by
    LEFT JOIN staff e ON e.id = i.ended_by"""
_STARTED, _INSTANTS, _MAJOR = 19, (20, 21, 22, 24, 27), 18


def _read(source: Source, condition: str, params: Sequence[object] = ()) -> tuple[IncidentRow, ...]:
    """Rows with their figures: three statements, however many there are."""
    store = store_of(source)
    found = store.rows(f"SELECT {_COLUMNS} FROM {_SOURCE} WHERE {condition}", tuple(params))
    counted = figures(store, [row[0] for row in found], today_of(source)) if found else {}
    return tuple(_row(row, counted.get(row[0], (0, 0, 0))) for row in found)


def _row(values: Sequence[Any], counted: tuple[int, int, int]) -> IncidentRow:
    v = list(values)
    v[_MAJOR], v[_STARTED] = bool(v[_MAJOR]), from_millis(v[_STARTED])
    for index in _INSTANTS:
        v[index] = instant(v[index])
    return IncidentRow(*(*v, *counted))


def incident(source: Source, incident_id: int) -> IncidentRow:
    """One incident; raises ``Unknown("incident")``."""
    found = _read(source, "i.id = ?", (incident_id,))
    if not found:
        raise Unknown("incident", incident_id)
    return found[0]


def live(source: Source) -> tuple[IncidentRow, ...]:
    """What is proposed or open, the newest first."""
    return _read(source, "i.ended_at IS NULL ORDER BY i.started_at DESC, i.id DESC")


def past(source: Source, after: Key | None = None, limit: int = PAGE_SIZE) -> Page[IncidentRow]:
    """What has ended or was dismissed, the latest first, by keyset."""
    bound, params = ("", ()) if after is None else ("AND (i.ended_at, i.id) < (?, ?)", after)
    found = _read(
        source,
        f"i.ended_at IS NOT NULL {bound} ORDER BY i.ended_at DESC, i.id DESC LIMIT ?",
        (*params, limit + 1),
    )
    rows = found[:limit]
    more = len(found) > limit and rows[-1].ended_at is not None
    return Page(rows, (to_millis(rows[-1].ended_at or rows[-1].started_at), rows[-1].id) if more else None)


def of_case(source: Source, complaint_id: int) -> IncidentRow | None:
    """The incident that a case belongs to, for its banner."""
    found = _read(source, "i.id = (SELECT incident_id FROM complaint WHERE id = ?)", (complaint_id,))
    return found[0] if found else None


def homes_this_week(
    source: Source, place_id: int, category: str, now: datetime, subcategory: str | None = None
) -> int:
    """How many households of a home's place line report one cause within a week, that home included."""
    store = store_of(source)
    told = of_line(store, place_id, (category, subcategory), now - SPAN, today_of(source))
    return len(told | {home_key(place_id)})


def spot_of(store: Store, place_id: int) -> Spot | None:
    """Where a place is; ``None`` when there is no such place."""
    found = store.rows("SELECT id, path, line, property_id, floor FROM place WHERE id = ?", (place_id,))
    return Spot(*found[0]) if found else None


def concerning(
    source: Source, place_id: int | None, category: str | None = None, subcategory: str | None = None
) -> tuple[IncidentRow, ...]:
    """Live incidents that concern a complaint of this place and cause, the likeliest first.

    A home decides: who lives where the water is off is told so, whatever the call is about. Without a home the cause
    decides, and without either nothing is found. Declared ones come before those that are only proposed.
    """
    if place_id is None and category is None:
        return ()
    store = store_of(source)
    if not store.rows("SELECT 1 FROM incident WHERE ended_at IS NULL LIMIT 1"):
        return ()
    rows = live(source)
    spot = spot_of(store, place_id) if place_id is not None else None
    if spot is not None:
        rows = tuple(row for row in rows if concerns(row, spot) and not is_guess(row, category))
    else:
        rows = tuple(
            row for row in rows if row.category is not None and fits_cause(row, category, subcategory)
        )
    return tuple(
        sorted(
            rows,
            key=lambda row: (not fits_cause(row, category, subcategory), row.state != "open", -row.id),
        )
    )


def cases(
    source: Source, incident_id: int, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[CaseRow]:
    """The cases of an incident, the newest first, by keyset."""
    bound, params = ("", ()) if after is None else ("AND (c.received_at, c.id) < (?, ?)", after)
    found = store_of(source).rows(
        f"""SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE c.incident_id = ? {bound}
        ORDER BY c.received_at DESC, c.id DESC LIMIT ?""",
        (incident_id, *params, limit + 1),
    )
    rows = tuple(row_of(row) for row in found[:limit])
    more = len(found) > limit
    return Page(rows, (to_millis(rows[-1].received_at), rows[-1].id) if more else None)


def loose(source: Source, row: IncidentRow, since: datetime, limit: int = 50) -> tuple[CaseRow, ...]:
    """Open cases that may belong to an incident and do not yet: received since ``since``, of its cause and place."""
    cause, params = ("AND c.category = ?", (row.category,)) if row.category else ("", ())
    where, places = _within(row)
    found = store_of(source).rows(
        f"""SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE c.closed_at IS NULL AND c.incident_id IS NULL
        AND c.received_at >= ? AND {COUNTS} {cause} {where} ORDER BY c.received_at DESC, c.id DESC LIMIT ?""",
        (to_millis(since), *params, *places, limit),
    )
    return tuple(row_of(one) for one in found)


def _within(row: IncidentRow) -> tuple[str, tuple[object, ...]]:
    if row.place_id is None:
        return "", ()
    if row.place_kind == "unit" and row.place_line:
        return "AND p.line = ? AND p.property_id = ?", (row.place_line, row.property_id)
    floors, bounds = "", []
    for sign, floor in ((">=", row.floor_from), ("<=", row.floor_to)):
        if floor is not None:
            floors += f" AND (p.floor IS NULL OR p.floor {sign} ?)"
            bounds.append(floor)
    below = (row.place_path, row.place_path[:-1] + "0") if row.place_path else ("/", "0")
    return f"AND p.path >= ? AND p.path < ?{floors}", (*below, *bounds)


def updates(source: Source, incident_id: int) -> tuple[UpdateRow, ...]:
    """What everybody was told, the latest first."""
    found = store_of(source).rows(
        """SELECT u.id, u.at, COALESCE(s.name, ''), u.channel, u.text FROM incident_update u
        LEFT JOIN staff s ON s.id = u.staff_id WHERE u.incident_id = ? ORDER BY u.id DESC""",
        (incident_id,),
    )
    return tuple(UpdateRow(row[0], from_millis(row[1]), *row[2:]) for row in found)
