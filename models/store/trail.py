"""Reading the audit chain from the store, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.core.chain import Link, first_break
from models.store import sql
from models.store.database import Store

BATCH = 1000

_SELECT = (
    "SELECT id, at, staff_id, action, touched, facts, previous, digest FROM audit_entry "
    "WHERE id > ? ORDER BY id LIMIT ?"
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class TrailCheck:
    """How the audit trail stands. ``highest`` is the number of the last entry that was ever written."""

    count: int
    highest: int
    first_broken: int | None

    @property
    def intact(self) -> bool:
        """Whether nothing was changed, taken out or cut off."""
        return self.first_broken is None and self.count == self.highest


def links(store: Store) -> Iterator[Link]:
    """All entries in order, read in batches so that a long trail needs little memory."""
    last = 0
    while rows := store.rows(_SELECT, (last, BATCH)):
        for row in rows:
            yield Link(*row)
        last = rows[-1][0]


def check(store: Store, progress: Progress | None = None) -> TrailCheck:
    """Reckon the whole chain again. ``progress(done, total)`` is called now and then."""
    count = int(store.rows("SELECT count(*) FROM audit_entry")[0][0])
    broken = first_break(_watched(links(store), count, progress))
    return TrailCheck(count, max(sql.highest_id(store.database, "audit_entry"), _last(store)), broken)


def _watched(entries: Iterator[Link], total: int, progress: Progress | None) -> Iterator[Link]:
    for done, link in enumerate(entries, start=1):
        if progress is not None and (done % BATCH == 0 or done == total):
            progress(done, total)
        yield link


def _last(store: Store) -> int:
    return int(store.rows("SELECT coalesce(max(id), 0) FROM audit_entry")[0][0])
