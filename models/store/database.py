"""An open store: one folder with the database, the attachments and the backups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from models.core import chain
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.store import rowwise, sql
from models.store.base import Table, Versioned, database_proxy
from models.store.fields import canonical

Row = TypeVar("Row", bound=Table)

DATABASE_NAME = "redress.db"
ATTACHMENTS = "attachments"
BACKUPS = "backups"

_AUDIT_INSERT = (
    "INSERT INTO audit_entry (id, at, staff_id, action, touched, facts, previous, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Store:
    """The store of one folder. Every thread that uses it calls ``connect`` first and ``disconnect`` last.

    Reading goes through the rooms' queries; writing is bolted except inside ``writing``, which only actions enter.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / DATABASE_NAME
        self.database = sql.database(self.path)
        database_proxy.initialize(self.database)

    @property
    def attachments(self) -> Path:
        """Where attachments lie, by the first two letters of their SHA-256."""
        return self.folder / ATTACHMENTS

    @property
    def backups(self) -> Path:
        """Where verified snapshots lie."""
        return self.folder / BACKUPS

    def connect(self) -> None:
        """Connect this thread; does nothing when it already is. The tables speak to the store connected last."""
        database_proxy.initialize(self.database)
        if self.database.is_closed():
            self.database.connect()
            sql.allow_writing(self.database, False)

    def disconnect(self) -> None:
        """Close this thread's connection, leaving fresh statistics behind."""
        if not self.database.is_closed():
            sql.allow_writing(self.database, True)
            sql.tidy(self.database)
            self.database.close()

    def reconnect(self) -> None:
        """A new connection: after bulk loading the search index the old one stays slow (technology.md, 3)."""
        self.disconnect()
        self.connect()

    @contextmanager
    def connected(self) -> Iterator[Store]:
        """Connect for the length of a ``with`` block."""
        self.connect()
        try:
            yield self
        finally:
            self.disconnect()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is on the disk when the block ends, or none of it.

        Raises ``UserProblem`` (``store.busy``, ``store.full``, ``store.unwritable``) when the disk or another process
        stands in the way.
        """
        if self.database.in_transaction():
            raise RuntimeError("an action inside an action: share a function over Work instead")
        sql.allow_writing(self.database, True)
        try:
            with self.database.atomic(sql.BEGIN_WRITE):
                yield
        except sql.ENGINE_ERRORS as error:
            code = sql.trouble(error)
            if code is None:
                raise
            raise UserProblem(code, path=str(self.folder), detail=str(error)) from error
        finally:
            sql.allow_writing(self.database, False)

    @contextmanager
    def in_bulk(self) -> Iterator[None]:
        """Many transactions that can be made again: they are on the disk together, when the block ends.

        For an estate that is being made; nothing that somebody was told is saved may be written in here.
        """
        sql.flush_always(self.database, False)
        try:
            yield
        finally:
            sql.flush_always(self.database, True)
            sql.flush(self.database)

    def probe_writing(self) -> None:
        """Raise the engine's error unless this store can be written."""
        sql.allow_writing(self.database, True)
        try:
            sql.probe_writing(self.database)
        finally:
            sql.allow_writing(self.database, False)

    def rows(self, statement: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a reading statement, as plain tuples."""
        return list(self.database.execute_sql(statement, params).fetchall())

    def execute(self, statement: str, params: Sequence[object] | Mapping[str, object] = ()) -> Any:
        """Run one statement and return its cursor: for the search index and for actions in bulk."""
        return self.database.execute_sql(statement, params)

    def execute_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows, inside ``writing``."""
        self.database.cursor().executemany(statement, rows)

    def insert(self, table: type[Table], fields: Mapping[str, object]) -> int:
        """Insert a row; returns its id."""
        statement = rowwise.insert_sql(table, tuple(fields))
        return int(self.execute(statement, rowwise.to_values(table, fields)).lastrowid)

    def get(self, table: type[Row], row_id: int) -> Row | None:
        """One row by its id, or ``None``. For actions; what leaves a room is a frozen row."""
        found = self.rows(rowwise.select_sql(table), (row_id,))
        return cast("Row", rowwise.to_row(table, found[0])) if found else None

    def insert_many(
        self, table: type[Table], columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> int:
        """Insert rows of raw column values; returns how many. Columns left out take the engine's default."""
        batch = [tuple(row) for row in rows]
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        self.execute_many(f"INSERT INTO {table.topic()} ({names}) VALUES ({marks})", batch)
        return len(batch)

    def update(
        self,
        table: type[Table],
        row_id: int,
        version: int | None,
        fields: Mapping[str, object],
        *,
        edit: bool = True,
    ) -> bool:
        """Update a row; ``False`` when it is gone or, with ``version``, has moved on.

        Without ``edit`` the row's version stays as it is.
        """
        bump = edit and issubclass(table, Versioned)
        if not fields and not bump:
            raise ValueError("nothing to update")
        checked = bump and version is not None
        statement = rowwise.update_sql(table, tuple(fields), bump, checked)
        values = [*rowwise.to_values(table, fields), row_id, *([version] if checked else [])]
        return bool(self.execute(statement, values).rowcount)

    def delete(self, table: type[Table], row_id: int) -> None:
        """Delete a row."""
        table.delete().where(table.id == row_id).execute()

    def append_audit(
        self,
        at: datetime,
        staff_id: int | None,
        action: str,
        touched: Sequence[tuple[str, int]],
        facts: Mapping[str, object],
    ) -> None:
        """Append an entry to the audit chain, inside the transaction that it speaks of."""
        last = self.rows("SELECT id, digest FROM audit_entry ORDER BY id DESC LIMIT 1")
        before, previous = last[0] if last else (0, chain.GENESIS)
        # Numbers are never given twice: where entries were cut off the end, the next one leaves a gap that shows.
        seq = max(sql.highest_id(self.database, "audit_entry"), before) + 1
        millis, touched_text, facts_text = (
            to_millis(at),
            canonical([list(t) for t in touched]),
            canonical(facts),
        )
        own = chain.digest(previous, millis, staff_id, action, touched_text, facts_text)
        self.execute(_AUDIT_INSERT, (seq, millis, staff_id, action, touched_text, facts_text, previous, own))
