"""What other windows and commands wrote to the same store, read off the audit trail."""

from __future__ import annotations

import json

from models.core.changes import Changes
from models.store import sql
from models.store.database import Store

MOST = 500  # beyond that, telling topics without ids is cheaper for everybody

# Bulk work names no records in its entry; then anything may have changed.
EVERYTHING = frozenset({"case", "place", "resident", "staff", "setting", "category", "phrase", "saved_view"})


class ForeignChanges:
    """Asked now and then on one connection: what did other connections change since the last time?"""

    def __init__(self) -> None:
        self._version: int | None = None
        self._entry = 0

    def look(self, store: Store) -> Changes:
        """One cheap statement while nobody else writes; own writes may be told again when somebody did."""
        version = sql.data_version(store.database)
        before, self._version = self._version, version
        if before == version:
            return Changes()
        since, self._entry = self._entry, _last_entry(store)
        return Changes() if before is None else changes_after(store, since)


def changes_after(store: Store, entry_id: int) -> Changes:
    """Everything that the entries after ``entry_id`` touched."""
    rows = store.rows(
        "SELECT touched FROM audit_entry WHERE id > ? ORDER BY id LIMIT ?", (entry_id, MOST + 1)
    )
    touched = [json.loads(row[0]) for row in rows]
    if len(rows) > MOST or not all(touched):
        return Changes(EVERYTHING)
    ids = frozenset((str(topic), int(row_id)) for entry in touched for topic, row_id in entry)
    return Changes(frozenset(topic for topic, _ in ids), ids)


def _last_entry(store: Store) -> int:
    return int(store.rows("SELECT COALESCE(MAX(id), 0) FROM audit_entry")[0][0])
