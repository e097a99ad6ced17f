"""The few differences between engines, in one place: the same store is to run on PostgreSQL later."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import peewee

APPLICATION_ID = 0x52445253  # "RDRS": lets `file` and us tell our store from any other SQLite file

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "cache_size": -65_536,
    "temp_store": "memory",
}

BEGIN_WRITE = "IMMEDIATE"  # take the write lock at once: no upgrade, no deadlock, no surprise at commit
AUTO_ID = "INTEGER PRIMARY KEY AUTOINCREMENT"  # ids are never reused, even after a delete


def database(path: Path) -> Any:
    """An unopened database on ``path``. Each thread connects for itself; nothing connects by accident."""
    return peewee.SqliteDatabase(str(path), pragmas=dict(_PRAGMAS), autoconnect=False, thread_safe=True)


def allow_writing(db: Any, allowed: bool) -> None:
    """Open or bolt the connection for writes: outside an action any write is refused by the engine itself."""
    db.execute_sql(f"PRAGMA query_only = {0 if allowed else 1}")


def schema_version(db: Any) -> tuple[int, int]:
    """(major, minor) of the open file; (0, 0) for an empty one."""
    return divmod(int(db.execute_sql("PRAGMA user_version").fetchone()[0]), 1000)


def set_schema_version(db: Any, version: tuple[int, int]) -> None:
    """Stamp the file with our mark and its schema version."""
    db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute_sql(f"PRAGMA user_version = {version[0] * 1000 + version[1]}")


def is_ours(db: Any) -> bool:
    """Whether the file is empty or bears our mark."""
    mark = int(db.execute_sql("PRAGMA application_id").fetchone()[0])
    empty = db.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    return empty or mark == APPLICATION_ID


def damage(db: Any) -> str | None:
    """The kind of error that reading the file's header raises; ``None`` when it reads well."""
    try:
        db.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    except peewee.DatabaseError as error:
        return type(error).__name__
    return None


def data_version(db: Any) -> int:
    """A number that moves when another connection has committed."""
    return int(db.execute_sql("PRAGMA data_version").fetchone()[0])


def integrity_problems(db: Any) -> list[str]:
    """What the engine's own check finds wrong; empty when all is well."""
    found = [str(row[0]) for row in db.execute_sql("PRAGMA integrity_check(20)").fetchall()]
    broken = [f"foreign key in {row[0]}" for row in db.execute_sql("PRAGMA foreign_key_check").fetchall()]
    return [line for line in found if line != "ok"] + broken


def tidy(db: Any, *, full: bool = False) -> None:
    """Refresh the statistics that the planner needs for partial indexes."""
    db.execute_sql("ANALYZE" if full else "PRAGMA optimize")


def snapshot(source: Path, target: Path) -> None:
    """Copy a live store to ``target`` through the engine's backup API (a file copy would lose the journal)."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
    live.close()
    copy.close()


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
