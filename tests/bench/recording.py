"""Recording a complaint durably, against the same rows written by hand through bare ``sqlite3``."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from models.core.permissions import Role
from models.handling.actions import record
from tests import factories
from tests.bench.figures import Figure, turn_by_turn
from tests.cases import WHOLE

_TABLES = ("complaint", "event", "step_record", "audit_entry", "case_text", "case_index", "counter")


def bench() -> list[Figure]:
    """Milliseconds of one record, with its steps, timeline, audit entry and search entry; both sides ``FULL``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = factories.a_clock()
        store = factories.a_store(folder / "ours", clock)
        factories.an_estate(store, clock)
        session = factories.a_session(store, clock, Role.FRONT_DESK)
        record(session, WHOLE)
        schema = store.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%\\_index\\_%' ESCAPE '\\'"
        )
        rows = {table: _rows_of_one_record(store, table) for table in _TABLES}
        with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as bare:
            _prepare(bare, [row[0] for row in schema])
            writer = _Writer(bare, rows)
            figure = turn_by_turn(
                "record a complaint", lambda: record(session, WHOLE), writer.write, rounds=100
            )
        store.disconnect()
    return [figure]


def _rows_of_one_record(store, table: str) -> list[tuple[list[str], list[object]]]:  # type: ignore[no-untyped-def]
    if table == "case_index":
        return []
    names = [row[1] for row in store.rows(f"PRAGMA table_info({table})")]
    where = {"complaint": "id = 1", "case_text": "id = 1", "audit_entry": "action = 'complaint.record'"}
    condition = where.get(table, "name LIKE 'reference.%'" if table == "counter" else "complaint_id = 1")
    return [(names, list(row)) for row in store.rows(f"SELECT * FROM {table} WHERE {condition}")]


def _prepare(bare: sqlite3.Connection, schema: list[str]) -> None:
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    for statement in schema:
        if "sqlite_" not in statement:
            bare.execute(statement)


class _Writer:
    """Writes the rows of one record again and again, under new keys, in one transaction each."""

    def __init__(
        self, bare: sqlite3.Connection, rows: dict[str, list[tuple[list[str], list[object]]]]
    ) -> None:
        self.bare = bare
        self.rows = rows
        self.number = 1000

    def write(self) -> None:
        self.number += 1
        self.bare.execute("BEGIN IMMEDIATE")
        for table, found in self.rows.items():
            for names, values in found:
                fresh = dict(zip(names, values, strict=True))
                self._renew(table, fresh)
                marks = ", ".join("?" * len(fresh))
                self.bare.execute(
                    f"INSERT INTO {table} ({', '.join(fresh)}) VALUES ({marks})", list(fresh.values())
                )
        self.bare.execute(
            "INSERT INTO case_index (rowid, tokens) VALUES (?, ?)", (self.number, "漏 水 漏水 leak 3 1502")
        )
        self.bare.execute("COMMIT")

    def _renew(self, table: str, fresh: dict[str, object]) -> None:
        if table in ("complaint", "case_text"):
            fresh["id"] = self.number
        else:
            fresh.pop("id", None)
        if "reference" in fresh:
            fresh["reference"] = f"2611-{self.number}"
        if "complaint_id" in fresh:
            fresh["complaint_id"] = self.number
        if table == "counter":
            fresh["name"] = f"reference.{self.number}"
