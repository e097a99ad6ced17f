"""The few differences between engines, in one place: the same store is to run on PostgreSQL later."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee

from models.store.bolt import BoltedConnection

APPLICATION_ID = 0x52445253  # "RDRS": lets `file` and us tell our store from any other SQLite file

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "cache_size": -65_536,
    "temp_store": "memory",
}

_ROWS_LOOKED_AT = 1_000  # of each index, for statistics on closing

BEGIN_WRITE = "IMMEDIATE"  # take the write lock at once: no upgrade, no deadlock, no surprise at commit

ENGINE_ERRORS = (sqlite3.DatabaseError, peewee.DatabaseError)

# What the engine says when the user's world, not a bug, stands in the way of writing.
_TROUBLES = (
    ("is locked", "store.busy"),
    ("readonly database", "store.unwritable"),
    ("unable to open", "store.unwritable"),
    ("is full", "store.full"),
    ("disk I/O", "store.disk"),
    ("malformed", "store.damaged"),
    ("not a database", "store.damaged"),
)


@dataclass(frozen=True)
class FileCondition:
    """What a file says about itself. A missing or empty one is ours, of version (0, 0)."""

    ours: bool = True
    version: tuple[int, int] = (0, 0)
    damage: str | None = None


def condition(path: Path) -> FileCondition:
    """Look at a file through a connection that cannot write: it may be somebody else's."""
    if not path.exists() or path.stat().st_size == 0:
        return FileCondition()
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return FileCondition(damage=str(error))
    finally:
        connection.close()
    return FileCondition(ours=empty or mark == APPLICATION_ID, version=divmod(int(version), 1000))


def database(path: Path) -> Any:
    """An unopened database on ``path``. Each thread connects for itself; nothing connects by accident."""
    return peewee.SqliteDatabase(
        str(path), pragmas=dict(_PRAGMAS), autoconnect=False, thread_safe=True, factory=BoltedConnection
    )


def allow_writing(db: Any, allowed: bool) -> None:
    """Unbolt or bolt this thread's connection for writes: outside an action any write is refused."""
    db.connection().bolted = not allowed


def flush_always(db: Any, always: bool) -> None:
    """Whether each transaction is on the disk when it ends; the file is whole either way."""
    db.execute_sql(f"PRAGMA synchronous = {_PRAGMAS['synchronous'] if always else 'normal'}")


def flush(db: Any) -> None:
    """Bring everything that was written to the disk; what another program is reading just now stays in the log."""
    db.execute_sql("PRAGMA wal_checkpoint(FULL)").fetchone()


def schema_version(db: Any) -> tuple[int, int]:
    """(major, minor) of the open file; (0, 0) for an empty one."""
    return divmod(int(db.execute_sql("PRAGMA user_version").fetchone()[0]), 1000)


def mark(db: Any) -> None:
    """Stamp the file as ours: before the first migration, so that one cut short can be taken up again."""
    db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def set_schema_version(db: Any, version: tuple[int, int]) -> None:
    """Write the schema version into the file."""
    db.execute_sql(f"PRAGMA user_version = {version[0] * 1000 + version[1]}")


def trouble(error: BaseException | None) -> str | None:
    """The code of the user's problem behind an error of the engine; ``None`` when it is a bug.

    Looks behind the error too: on a full disk the engine rolls back by itself, and what is heard last is that there
    was nothing to roll back.
    """
    while error is not None:
        text = str(error)
        for sign, code in _TROUBLES:
            if isinstance(error, ENGINE_ERRORS) and sign in text:
                return code
        error = error.__context__
    return None


def probe_writing(db: Any) -> None:
    """Raise unless the file can be written. A lock that another process holds proves that it can."""
    try:
        db.execute_sql(f"BEGIN {BEGIN_WRITE}")
    except peewee.OperationalError as error:
        if trouble(error) != "store.busy":
            raise
    else:
        db.execute_sql("ROLLBACK")


def data_version(db: Any) -> int:
    """A number that moves when another connection has committed."""
    return int(db.execute_sql("PRAGMA data_version").fetchone()[0])


def integrity_problems(db: Any) -> list[str]:
    """What the engine's own check finds wrong; empty when all is well."""
    found = [str(row[0]) for row in db.execute_sql("PRAGMA integrity_check(20)").fetchall()]
    return [line for line in found if line != "ok"]


def tidy(db: Any, *, full: bool = False) -> None:
    """Refresh the statistics that the planner needs for partial indexes."""
    if full:
        db.execute_sql("ANALYZE")
        return
    with contextlib.suppress(peewee.OperationalError):  # a courtesy on closing: never a reason to fail
        # An index that holds nothing never has statistics, and its table is looked through at every closing: as newer
        # engines do by themselves, only so many rows of each index.
        db.execute_sql(f"PRAGMA analysis_limit = {_ROWS_LOOKED_AT}")
        db.execute_sql("PRAGMA optimize")


def highest_id(db: Any, table: str) -> int:
    """The highest id that the table ever gave, deleted rows included."""
    row = db.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 0 if row is None else int(row[0])


def snapshot(source: Path, target: Path) -> None:
    """Copy a live store to ``target`` through the engine's backup API (a file copy would lose the journal)."""
    live = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        live.backup(copy)
    finally:
        copy.close()
        live.close()


def snapshot_problems(path: Path) -> list[str]:
    """Open a snapshot on its own and check it; empty when it can be relied on."""
    connection = sqlite3.connect(path)
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        found = [type(error).__name__]
    finally:
        connection.close()
    return [line for line in found if line != "ok"]


def plan(db: Any, sql: str, params: tuple[object, ...]) -> str:
    """The engine's plan of a query, for tests that insist on an index."""
    return "\n".join(str(row[3]) for row in db.execute_sql("EXPLAIN QUERY PLAN " + sql, params).fetchall())
