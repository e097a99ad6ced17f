"""Reads of complaints: single rows, details, neighbours. Lists are in ``listing``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.complaints.kinds import AttachmentRow, CaseDetail, CaseRow, PartyRow
from models.complaints.rules import flags_of
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown
from models.core.paging import Key, Page
from models.store.database import Store

_UNIT = "CASE WHEN c.place_id IS NULL THEN c.where_text ELSE p.label END"  # an imported address has no place of its own
ROW_COLUMNS = f"""c.id, c.reference, c.kind, c.channel, c.status, c.received_at, c.next_due_at, c.next_due_kind,
    c.resolve_due_at, c.resolved_at, c.closed_at, c.severity, c.category, c.subcategory, c.title,
    {_UNIT}, c.place_id, COALESCE(r.name, c.caller_name), c.resident_id, c.step, c.steps, c.handler_id,
    COALESCE(h.name, ''), c.mood, c.flags, c.major, c.imported, c.repeat_of_id, c.reopened, c.satisfaction,
    c.row_version, c.next_since, c.next_warns_at, c.paused_until, c.cause, c.responsible"""
ROW_SOURCE = """complaint c LEFT JOIN place p ON p.id = c.place_id LEFT JOIN resident r ON r.id = c.resident_id
    LEFT JOIN staff h ON h.id = c.handler_id"""

_DETAIL = """SELECT c.recorded_at, COALESCE(b.name, ''), c.anonymous, c.on_behalf, c.group_case, c.caller_name,
    c.caller_phone, c.where_text, c.happened_at, c.happened_text, c.words, c.asks_for, c.severity_reason,
    c.life_safety, c.urgency, c.impact, c.validity, c.validity_reason, c.first_response_at, c.close_reason, c.cause,
    c.cause_text, c.responsible, c.lessons, COALESCE(q.reference, ''), COALESCE(m.reference, ''), v.name, v.version,
    COALESCE(c.source_key, ''), COALESCE(r.access_needs, ''), COALESCE(r.hints, ''), COALESCE(p.hints, '')
    FROM complaint c LEFT JOIN staff b ON b.id = c.recorded_by LEFT JOIN complaint q ON q.id = c.repeat_of_id
    LEFT JOIN complaint m ON m.id = c.merged_into_id LEFT JOIN policy_version v ON v.id = c.policy_version_id
    LEFT JOIN resident r ON r.id = c.resident_id LEFT JOIN place p ON p.id = c.place_id WHERE c.id = ?"""

_PARTIES = """SELECT y.id, y.role, y.resident_id, y.place_id, COALESCE(r.name, y.name), COALESCE(p.label, ''), y.phone,
    y.words, y.joined_at FROM party y LEFT JOIN resident r ON r.id = y.resident_id
    LEFT JOIN place p ON p.id = y.place_id WHERE y.complaint_id = ? ORDER BY y.id"""

_ATTACHMENTS = """SELECT a.id, a.sha256, a.name, a.media_type, a.size, a.kind, a.step, a.note, a.added_at,
    COALESCE(s.name, ''), a.thumbnail, COALESCE(o.reference, '') FROM attachment a
    LEFT JOIN staff s ON s.id = a.added_by LEFT JOIN work_order o ON o.id = a.work_order_id"""

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class Nearby:
    """What is known around a home: its own cases, and open ones of the same place line or the parts around it."""

    home: tuple[CaseRow, ...]
    line: tuple[CaseRow, ...]


def instant(millis: int | None) -> datetime | None:
    """An optional instant from the store's milliseconds."""
    return None if millis is None else from_millis(millis)


def row_of(values: Sequence[Any]) -> CaseRow:
    """A ``CaseRow`` from the values of ``ROW_COLUMNS``."""
    v = list(values)
    v[5] = from_millis(v[5])
    for index in (6, 8, 9, 10, 31, 32, 33):
        v[index] = instant(v[index])
    v[15], v[17] = v[15] or "", v[17] or ""
    v[24] = flags_of(v[24])
    v[25], v[26] = bool(v[25]), bool(v[26])
    return CaseRow(*v)


def case_id(store: Store, reference: str) -> int:
    """The id of a reference; raises ``Unknown("case")``."""
    found = store.rows("SELECT id FROM complaint WHERE reference = ?", (reference.strip(),))
    if not found:
        raise Unknown("case", reference.strip())
    return int(found[0][0])


def case_row(store: Store, complaint_id: int) -> CaseRow:
    """One row; raises ``Unknown("case")``."""
    found = store.rows(f"SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE c.id = ?", (complaint_id,))
    if not found:
        raise Unknown("case", complaint_id)
    return row_of(found[0])


def case_rows(store: Store, ids: Sequence[int]) -> tuple[CaseRow, ...]:
    """Rows of many ids, in the order of ``ids``; ids that are gone are left out. One statement."""
    if not ids:
        return ()
    marks = ",".join("?" * len(ids))
    found = store.rows(f"SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE c.id IN ({marks})", tuple(ids))
    by_id = {row[0]: row_of(row) for row in found}
    return tuple(by_id[one] for one in ids if one in by_id)


def case_detail(store: Store, complaint_id: int) -> CaseDetail:
    """All that was recorded at receipt; five statements. Raises ``Unknown("case")``."""
    row = case_row(store, complaint_id)
    v = store.rows(_DETAIL, (complaint_id,))[0]
    phones = store.rows(
        "SELECT value FROM contact_point WHERE resident_id = ? AND kind = 'phone' ORDER BY position, id",
        (row.resident_id,),
    )
    kinds = store.rows(
        "SELECT kind FROM residency WHERE resident_id = ? AND place_id = ? ORDER BY until IS NOT NULL, id LIMIT 1",
        (row.resident_id, row.place_id),
    )
    policy = f"{v[26]} v{v[27]}" if v[26] else ""
    return CaseDetail(
        row, from_millis(v[0]), v[1], bool(v[2]), bool(v[3]), bool(v[4]), v[5], v[6], v[7], instant(v[8]), v[9],
        v[10], v[11], v[12], bool(v[13]), v[14], v[15], v[16], v[17], instant(v[18]), v[19], v[20], v[21], v[22],
        v[23], v[24], v[25], policy, v[28], tuple(one[0] for one in phones), v[29], v[30], v[31],
        kinds[0][0] if kinds else "", parties(store, complaint_id),
    )  # fmt: skip


def parties(store: Store, complaint_id: int) -> tuple[PartyRow, ...]:
    """Everybody else of a case, in the order in which they joined."""
    found = store.rows(_PARTIES, (complaint_id,))
    return tuple(PartyRow(*(*row[:8], from_millis(row[8]))) for row in found)


def attachments(store: Store, complaint_id: int) -> tuple[AttachmentRow, ...]:
    """The files of a case, in the order in which they were added."""
    return _files(store, "a.complaint_id = ?", complaint_id)


def attachments_of_order(store: Store, work_order_id: int) -> tuple[AttachmentRow, ...]:
    """The files of a work order, in the order in which they were added."""
    return _files(store, "a.work_order_id = ?", work_order_id)


def attachments_of_improvement(store: Store, improvement_id: int) -> tuple[AttachmentRow, ...]:
    """The evidence of an improvement, in the order in which it was added."""
    return _files(store, "a.improvement_id = ?", improvement_id)


def _files(store: Store, condition: str, value: int) -> tuple[AttachmentRow, ...]:
    found = store.rows(f"{_ATTACHMENTS} WHERE {condition} ORDER BY a.id", (value,))
    return tuple(AttachmentRow(*(*row[:8], from_millis(row[8]), *row[9:])) for row in found)


def nearby(store: Store, place_id: int, now: datetime, limit: int = 6) -> Nearby:
    """Open and recent cases of a home, and open ones of its place line and of the common parts around it.

    ``limit`` bounds each of the two lists. Three statements, each on an index.
    """
    since = to_millis(now - RECENT)
    home = store.rows(
        f"""SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE c.place_id = ? AND (c.closed_at IS NULL OR c.received_at > ?)
        ORDER BY c.closed_at IS NOT NULL, c.received_at DESC LIMIT ?""",
        (place_id, since, limit),
    )
    place = store.rows("SELECT line, property_id, path FROM place WHERE id = ?", (place_id,))
    line, estate, path = place[0] if place else ("", None, "")
    around = [int(part) for part in path.split("/") if part and int(part) != place_id]
    marks = ",".join("?" * len(around)) or "NULL"
    beside = store.rows(
        f"""SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE c.closed_at IS NULL AND c.place_id <> ? AND c.place_id IN (
            SELECT id FROM place WHERE line = ? AND line <> '' AND property_id = ?
            UNION ALL SELECT id FROM place WHERE id IN ({marks})
            UNION ALL SELECT id FROM place WHERE parent_id IN ({marks}) AND kind IN ('common', 'asset'))
        ORDER BY c.received_at DESC LIMIT ?""",
        (place_id, line, estate, *around, *around, limit),
    )
    return Nearby(tuple(row_of(row) for row in home), tuple(row_of(row) for row in beside))


def cases_of(
    store: Store,
    *,
    place_id: int | None = None,
    resident_id: int | None = None,
    after: Key | None = None,
    limit: int = 64,
) -> Page[CaseRow]:
    """Open and past cases of a home or a person, newest first, by keyset."""
    column, value = ("c.place_id", place_id) if place_id is not None else ("c.resident_id", resident_id)
    bound, params = ("", ()) if after is None else ("AND (c.received_at, c.id) < (?, ?)", after)
    found = store.rows(
        f"""SELECT {ROW_COLUMNS} FROM {ROW_SOURCE} WHERE {column} = ? {bound}
        ORDER BY c.received_at DESC, c.id DESC LIMIT ?""",
        (value, *params, limit + 1),
    )
    rows = tuple(row_of(row) for row in found[:limit])
    more = len(found) > limit
    return Page(rows, (to_millis(rows[-1].received_at), rows[-1].id) if more else None)


def side_counts(store: Store, actor_id: int | None, now: datetime) -> dict[str, int]:
    """How many cases are open, mine, and overdue: what the side bar shows. One statement on partial indexes."""
    counted = store.rows(
        """SELECT (SELECT count(*) FROM complaint WHERE closed_at IS NULL),
        (SELECT count(*) FROM complaint WHERE closed_at IS NULL AND handler_id = ?),
        (SELECT count(*) FROM complaint WHERE closed_at IS NULL AND COALESCE(next_due_at, 9000000000000000) < ?)""",
        (actor_id, to_millis(now)),
    )[0]
    return {"open": counted[0], "mine": counted[1], "overdue": counted[2]}


def open_by_place(store: Store, place_ids: Sequence[int]) -> dict[int, int]:
    """How many open cases each of these places has; places without any are left out. One statement."""
    if not place_ids:
        return {}
    marks = ",".join("?" * len(place_ids))
    found = store.rows(
        f"""SELECT place_id, count(*) FROM complaint WHERE closed_at IS NULL AND place_id IN ({marks})
        GROUP BY place_id""",
        tuple(place_ids),
    )
    return dict(found)
