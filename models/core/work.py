"""The transaction in progress that an action's body works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.core.changes import Changes, ChangesBuilder
from models.core.errors import ChangedMeanwhile, NotAllowed
from models.core.permissions import Permission
from models.core.session import Actor, Session

if TYPE_CHECKING:  # rows are written by the store; the core only passes them on
    from models.store.base import Table
    from models.store.database import Store


class Work:
    """Writes rows, remembers what was touched, and ends in one audit entry."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self._changes = ChangesBuilder()
        self._facts: dict[str, object] = {}

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.session.actor

    @property
    def store(self) -> Store:
        """The store that is written to."""
        return self.session.store

    def require(self, permission: Permission) -> None:
        """Refuse unless the actor holds ``permission``: for rights that depend on the case at hand."""
        if not self.actor.may(permission):
            raise NotAllowed(permission)

    def touch(self, topic: str, row_id: int | None = None) -> None:
        """Note that a record was touched: it goes into ``Changes`` and into the audit entry."""
        self._changes.touch(topic, row_id)

    def touched(self) -> frozenset[tuple[str, int]]:
        """The records that were touched so far."""
        return frozenset(self._changes.ids)

    def fact(self, **facts: object) -> None:
        """Add ids, codes and numbers to the audit entry; never a resident's words, name or number."""
        self._facts.update(facts)

    def insert(self, table: type[Table], **fields: object) -> int:
        """Insert one row and return its id."""
        return self.store.insert(table, fields)

    def insert_many(
        self, table: type[Table], columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> int:
        """Insert rows of raw column values in one statement a batch; returns how many. For bulk work."""
        return self.store.insert_many(table, columns, rows)

    def update(self, table: type[Table], row_id: int, version: int | None, **fields: object) -> None:
        """Update one row and bump its ``row_version``.

        ``version`` is the one that the person saw; when the row has moved on since, ``ChangedMeanwhile`` is
        raised. ``None`` means that the row was read inside this very transaction.
        """
        if not self.store.update(table, row_id, version, fields):
            raise ChangedMeanwhile(table.announced(), row_id)

    def note(self, table: type[Table], row_id: int, **fields: object) -> None:
        """Write columns that nobody edits by hand, such as the last sign-in: the row's version stays.

        Whoever has the row open in a form is then not told that somebody else changed it.
        """
        if not self.store.update(table, row_id, None, fields, edit=False):
            raise ChangedMeanwhile(table.announced(), row_id)

    def delete(self, table: type[Table], row_id: int) -> None:
        """Delete one row: for drafts, views and contact points; cases and people are never deleted."""
        self.store.delete(table, row_id)

    def close(self, name: str) -> None:
        """Append the audit entry; called once, by the action's decorator."""
        touched = sorted(self._changes.ids)
        self.store.append_audit(self.now, self.actor.staff_id, name, touched, self._facts)

    def changes(self) -> Changes:
        """What was touched."""
        return self._changes.build()
