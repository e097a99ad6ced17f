"""What stands in a technician's calendar, and what stood there and does not any more."""

from __future__ import annotations

import json
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.core.clock import from_millis, to_millis
from models.core.errors import Fact
from models.scheduling.queries import LONGEST
from models.store.database import Store

KEPT = timedelta(
    days=120
)  # so long before the calendar begins a slot may have been left that it still speaks of
_ORDER = """o.id, o.uid, o.sequence, o.state, o.reference, o.title, COALESCE(p.label, ''), o.where_text,
    COALESCE(c.reference, ''), COALESCE(r.name, o.contact_name), o.contact_phone,
    COALESCE((SELECT k.value FROM contact_point k WHERE k.resident_id = o.resident_id AND k.kind = 'phone'
        ORDER BY k.position, k.id LIMIT 1), ''),
    o.text, o.access, o.access_note, o.safety, o.technician_id, o.starts_at, o.ends_at"""
_SOURCE = """work_order o LEFT JOIN place p ON p.id = o.place_id LEFT JOIN complaint c ON c.id = o.complaint_id
    LEFT JOIN resident r ON r.id = o.resident_id"""
STANDING = f"""SELECT {_ORDER} FROM {_SOURCE}
    WHERE o.technician_id = ? AND o.starts_at >= ? AND o.starts_at < ? AND o.ends_at > ? AND o.state <> 'cancelled'
    ORDER BY o.starts_at, o.id"""
GIVEN = """SELECT work_order_id, facts FROM order_event WHERE kind IN ('scheduled', 'moved') AND at >= ?
    ORDER BY at, id"""


@dataclass(frozen=True)
class Entry:
    """An order in somebody's calendar. ``notes`` are lines; ``access`` is a code. ``cancelled``: not any more."""

    uid: str
    sequence: int
    title: str
    place: str
    notes: tuple[str, ...]
    access: Fact
    starts_at: datetime
    ends_at: datetime
    cancelled: bool


def entries(store: Store, technician_id: int, start: datetime, end: datetime) -> tuple[Entry, ...]:
    """The orders of a technician from ``start`` to ``end``, in the order of time: three statements.

    What was there and was moved, given to somebody else, taken off or cancelled is told too: at its new time where the
    technician still has it, else as cancelled.
    """
    params = (technician_id, to_millis(start - LONGEST), to_millis(end), to_millis(start))
    there = {row[0]: row for row in store.rows(STANDING, params)}
    gone = {
        order_id: span
        for order_id, span in _given(store, technician_id, start, end).items()
        if order_id not in there
    }
    found = [_entry(row, technician_id, (row[-2], row[-1]), cancelled=False) for row in there.values()]
    for row in _rows(store, sorted(gone)):
        still = row[-3] == technician_id and row[-2] is not None and row[3] != "cancelled"
        span = (row[-2], row[-1]) if still else gone[row[0]]
        found.append(_entry(row, technician_id, span, cancelled=not still))
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.uid)))


def _rows(store: Store, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    if not ids:
        return []
    marks = ",".join("?" * len(ids))
    return store.rows(f"SELECT {_ORDER} FROM {_SOURCE} WHERE o.id IN ({marks})", tuple(ids))


def _given(store: Store, technician_id: int, start: datetime, end: datetime) -> dict[int, tuple[int, int]]:
    """The last slot within a time that each order was ever given with a technician."""
    first, last = to_millis(start), to_millis(end)
    found: dict[int, tuple[int, int]] = {}
    for order_id, text in store.rows(GIVEN, (to_millis(start - KEPT),)):
        facts = json.loads(text)
        if facts["technician"] == technician_id and facts["starts_at"] < last and first < facts["ends_at"]:
            found[order_id] = (facts["starts_at"], facts["ends_at"])
    return found


def _entry(row: Sequence[Any], technician_id: int, span: tuple[int, int], cancelled: bool) -> Entry:
    (_, uid, sequence, _, reference, title, place, where, case, name, phone, known, text, access, note, safety,
     *_) = row  # fmt: skip
    lines = (
        " ".join(one for one in (reference, case) if one), text, " ".join(one for one in (name, phone or known) if one),
        note, safety,
    )  # fmt: skip
    where_to = " ".join(one for one in (place, where) if one)
    return Entry(
        f"{technician_id}-{uid}",
        int(sequence),
        plain(title),
        plain(where_to),
        tuple(plain(one) for one in lines if one),
        access,
        from_millis(span[0]),
        from_millis(span[1]),
        cancelled,
    )


def absence_uid(store: Store, absence_id: int) -> str:
    """A name for a time away that no other property uses: its audit trail begins with a digest of its own."""
    found = store.rows("SELECT digest FROM audit_entry ORDER BY id LIMIT 1")
    origin = str(found[0][0]) if found else ""
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, f'{origin}absence{absence_id}')}@redress"


def plain(text: str) -> str:
    """Text that a calendar may hold: lines end with a line feed, and there are no other control signs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", " ")
    return "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"))
