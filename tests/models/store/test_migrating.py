"""Stores that earlier versions wrote are taken over whole."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.core.clock import SetClock
from models.store import sql, trail
from models.store.database import DATABASE_NAME, Store
from models.store.doctor import examine
from models.store.opening import SCHEMA_VERSION, open_store

# Rights that came after the first version; roles that held a like one got them.
LATER = {
    "review", "order_work", "schedule", "check_work", "manage_crew", "override_schedule",
    "classify", "answer_warnings", "improve", "decide_improvements",
}  # fmt: skip
OLD = sorted((Path(__file__).parent / "old").glob("store-*.gz"))


def rows_by_table(path: Path) -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """Every row of an old file's own tables, with the names of the columns that it had."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "case_", "directory_"))
            and name not in ("schema_migration", "search_state")
        ]
        found = {}
        for name in names:
            cursor = connection.execute(f"SELECT * FROM {name} ORDER BY id")
            found[name] = (tuple(one[0] for one in cursor.description), cursor.fetchall())
    return found


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / DATABASE_NAME
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


@pytest.fixture
def migrated(old: Path, clock: SetClock) -> Iterator[Store]:
    store = open_store(old.parent, clock)
    yield store
    store.disconnect()


def test_there_are_old_stores() -> None:
    assert OLD


def test_every_row_is_still_there_as_it_was(old: Path, clock: SetClock) -> None:
    before = rows_by_table(old)
    assert len(before["complaint"][1]) >= 10
    store = open_store(old.parent, clock)
    for name, (columns, rows) in before.items():
        found = store.rows(f"SELECT {', '.join(columns)} FROM {name} ORDER BY id")
        assert found[: len(rows)] == rows
        new = LATER - {row[2] for row in rows} if name == "role_grant" else set()
        assert {row[2] for row in found[len(rows) :]} == new
    store.disconnect()


def test_an_old_store_is_sound_afterwards(migrated: Store) -> None:
    assert sql.schema_version(migrated.database) == SCHEMA_VERSION
    assert examine(migrated).findings == ()
    assert trail.check(migrated).intact
    assert len(list(migrated.backups.glob("*"))) == 1


def test_what_the_new_columns_hold_follows_from_the_old_ones(migrated: Store) -> None:
    rows = migrated.rows(
        "SELECT handler_id, handed_over_at, recorded_at, resolved_at, closed_at, lapses_at FROM complaint"
    )
    for handler, handed_over, recorded, resolved, closed, lapses in rows:
        assert handed_over == (recorded if handler else None)
        waits = resolved is not None and closed is None
        assert lapses == (resolved + 14 * 24 * 60 * 60 * 1000 if waits else None)
    assert any(row[5] for row in rows)


def test_an_old_store_gets_the_schema_of_a_new_one(migrated: Store, tmp_path: Path, clock: SetClock) -> None:
    def shape(store: Store) -> dict[str, object]:
        columns = {
            name: {row[1:4] + row[5:] for row in store.rows(f"PRAGMA table_info({name})")}
            for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        indexes = dict(store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))
        return {"columns": columns, "indexes": indexes}

    old = shape(migrated)
    migrated.disconnect()
    fresh = open_store(tmp_path / "fresh", clock)
    assert old == shape(fresh)
    fresh.disconnect()
