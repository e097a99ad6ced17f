"""Reading and proving the audit trail."""

from __future__ import annotations

import json
from typing import Any

from models.accounts.tables import Staff
from models.audit.kinds import EntryFilter, EntryRow
from models.audit.tables import AuditEntry
from models.core.chain import first_break
from models.core.clock import from_millis
from models.core.paging import PAGE_SIZE, Key, Page
from models.store import trail
from models.store.database import Store
from models.store.fields import canonical

_COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.staff_id,
    Staff.name,
    AuditEntry.action,
    AuditEntry.touched,
    AuditEntry.facts,
)


def entries(
    store: Store, wanted: EntryFilter | None = None, *, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[EntryRow]:
    """A page of entries, newest first."""
    query = AuditEntry.select(*_COLUMNS).left_outer_join(Staff, on=(AuditEntry.staff_id == Staff.id))
    for condition in _conditions(wanted or EntryFilter()):
        query = query.where(condition)
    if after is not None:
        query = query.where(AuditEntry.id < after[1])
    found: list[Any] = list(query.order_by(AuditEntry.id.desc()).limit(limit + 1).tuples())
    rows = tuple(_row(*one) for one in found[:limit])
    return Page(rows, (None, rows[-1].seq) if len(found) > limit else None)


def verify(store: Store) -> int | None:
    """The number of the first entry that was tampered with or is missing; ``None`` when the chain holds."""
    return first_break(trail.links(store))


def check(store: Store, progress: trail.Progress | None = None) -> trail.TrailCheck:
    """The chain and its length: entries cut off at the end do not break it, but are missed here."""
    return trail.check(store, progress)


def _conditions(wanted: EntryFilter) -> list[Any]:
    found: list[Any] = []
    if wanted.staff_id is not None:
        found.append(AuditEntry.staff_id == wanted.staff_id)
    if wanted.action is not None:
        found.append((AuditEntry.action == wanted.action) | AuditEntry.action.startswith(wanted.action + "."))
    if wanted.since is not None:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEntry.at < wanted.until)
    if wanted.record is not None:
        found.append(AuditEntry.touched.contains(canonical(list(wanted.record))))
    return found


def _row(
    seq: int, at: Any, staff_id: int | None, name: str | None, action: str, touched: str, facts: str
) -> EntryRow:
    records = tuple((topic, row_id) for topic, row_id in json.loads(touched))
    when = from_millis(at) if isinstance(at, int) else at
    return EntryRow(seq, when, staff_id, name, action, records, json.loads(facts))
