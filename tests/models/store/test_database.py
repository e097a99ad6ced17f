from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import peewee
import pytest

from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.options.tables import Counter
from models.store import opening, sql, trail
from models.store.backup import verified_snapshot
from models.store.database import Store
from tests import factories


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO counter (name, value) VALUES ('a', 1)",
        "UPDATE counter SET value = 2",
        "DELETE FROM counter",
        "DROP TABLE counter",
        "CREATE TABLE other (x)",
        "/* SELECT */ DELETE FROM counter",
        "WITH a AS (SELECT 1) INSERT INTO counter (name, value) SELECT 'a', 1",
        "WITH a AS (SELECT 1)\nUPDATE counter\nSET value = 2",
        "replace into counter (name, value) values ('a', 1)",
        "BEGIN IMMEDIATE",
        "PRAGMA user_version = 7",
        "VACUUM",
    ],
)
def test_outside_writing_it_is_refused(store: Store, statement: str) -> None:
    with pytest.raises(peewee.OperationalError, match="readonly"):
        store.execute(statement)


def test_inside_writing_it_does_not_and_afterwards_it_does_again(store: Store) -> None:
    with store.writing():
        store.insert(Counter, {"name": "a", "value": 1})
    with pytest.raises(peewee.OperationalError, match="readonly"):
        store.insert(Counter, {"name": "b", "value": 1})
    assert store.rows("SELECT name FROM counter") == [("a",)]


def test_the_bolt_holds_in_every_thread(store: Store) -> None:
    heard: list[object] = []

    def other() -> None:
        with store.connected():
            try:
                store.execute("DELETE FROM counter")
            except peewee.OperationalError as error:
                heard.append(str(error))
            heard.append(store.rows("SELECT count(*) FROM counter"))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert heard == ["attempt to write a readonly database", [(0,)]]


def test_many_rows_are_refused_too(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.execute_many("INSERT INTO counter (name, value) VALUES (?, 1)", [("a",)])


def test_reading_needs_no_unbolting(store: Store) -> None:
    assert store.rows("WITH a(x) AS (VALUES (3)) SELECT replace(x, 3, 4) FROM a") == [("4",)]
    for statement in ("BEGIN", "EXPLAIN DELETE FROM counter", "PRAGMA user_version", "COMMIT"):
        store.execute(statement).fetchall()


def test_the_bolt_makes_the_engine_forget_no_statement(store: Store) -> None:
    """To prepare each statement anew after every action took longer than all that the action did."""
    prepared: list[str | None] = []

    def asked(_what: int, table: str | None, *_: object) -> int:
        prepared.append(table)
        return sqlite3.SQLITE_OK

    store.database.connection().set_authorizer(asked)
    for name in ("a", "b"):
        with store.writing():
            store.insert(Counter, {"name": name, "value": 1})
            store.rows("SELECT value FROM counter")
        store.rows("SELECT name FROM counter")
    assert prepared.count("counter") == 3  # one insert, one column of each query


def test_a_thread_that_did_not_connect_is_told(store: Store) -> None:
    heard: list[BaseException] = []

    def other() -> None:
        try:
            store.rows("SELECT 1")
        except peewee.InterfaceError as error:
            heard.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert len(heard) == 1


def test_connecting_and_closing_may_be_said_twice(store: Store) -> None:
    store.connect()
    store.reconnect()
    store.disconnect()
    store.disconnect()
    with store.connected():
        assert store.rows("SELECT 1") == [(1,)]


def test_a_full_disk_is_the_users_world(store: Store) -> None:
    pages = store.rows("PRAGMA page_count")[0][0]
    store.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserProblem) as problem, store.writing():
        store.insert_many(Counter, ("name", "value"), [(f"{n:0>500}", n) for n in range(500)])
    assert problem.value.code == "store.full"
    store.execute("PRAGMA max_page_count = 1000000")
    with store.writing():
        store.insert(Counter, {"name": "a", "value": 1})
    assert store.rows("SELECT count(*) FROM counter") == [(1,)]


def test_a_bug_in_a_statement_stays_a_bug(store: Store) -> None:
    with pytest.raises(peewee.OperationalError, match="no such table"), store.writing():
        store.execute("DELETE FROM nowhere")


def test_a_foreign_change_is_noticed(store: Store) -> None:
    before = sql.data_version(store.database)
    other = Store(store.folder)
    with other.connected(), other.writing():
        other.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
    assert sql.data_version(store.database) != before


def test_a_snapshot_has_everything_that_was_saved(store: Store, clock: SetClock) -> None:
    factories.an_estate(store, clock)
    path = verified_snapshot(store, clock.now(), "now")
    assert path == store.backups / "20261120T062000-now.db"
    assert sql.snapshot_problems(path) == []
    assert [one.name for one in store.backups.iterdir()] == [path.name]


def test_a_snapshot_that_is_no_database_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"words, words, words" * 100)
    assert sql.snapshot_problems(tmp_path / "bad.db") == ["DatabaseError"]


WORKER = """
import sys
from pathlib import Path
from models.core.clock import SystemClock
from models.core.session import OWNER, Session
from models.options.actions import save_phrase
from models.store.opening import open_store
clock = SystemClock()
session = Session(open_store(Path(sys.argv[1]), clock), OWNER, clock)
number = 0
while True:
    number += 1
    save_phrase(session, f"phrase.{number}", "en", "words " * 50)
    print(number, flush=True)
"""


def test_killing_the_process_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    told = 0
    for round_ in range(1, 4):
        worker = subprocess.Popen(
            [
                sys.executable,
                "-c",
                WORKER.replace("number = 0", f"number = {told + 1000 * round_}"),
                str(tmp_path),
            ],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(opening.__file__).parents[2],
        )
        assert worker.stdout is not None
        said = [int(worker.stdout.readline()) for _ in range(25 * round_)]
        worker.kill()
        said += [int(line) for line in worker.communicate()[0].split() if line]
        with opening.open_store(tmp_path).connected() as store:
            kept = {row[0] for row in store.rows("SELECT key FROM phrase")}
            assert {f"phrase.{number}" for number in said} <= kept
            assert trail.check(store).intact
            assert trail.check(store).count == len(kept)
            assert sql.integrity_problems(store.database) == []


def test_what_was_written_in_bulk_is_on_the_disk_when_the_block_ends(store: Store, tmp_path: Path) -> None:
    with store.in_bulk():
        assert store.rows("PRAGMA synchronous") == [(1,)]
        with store.writing():
            store.insert(Counter, {"name": "bulk", "value": 1})
    assert store.rows("PRAGMA synchronous") == [(2,)]
    copy = tmp_path / "without-its-log.db"
    copy.write_bytes(store.path.read_bytes())
    with closing(sqlite3.connect(copy)) as bare:
        assert bare.execute("SELECT name FROM counter").fetchall() == [("bulk",)]


def test_bulk_that_fails_flushes_each_transaction_again(store: Store) -> None:
    with pytest.raises(ArithmeticError), store.in_bulk():
        raise ArithmeticError
    assert store.rows("PRAGMA synchronous") == [(2,)]


def test_closing_looks_at_a_few_rows_though_an_index_holds_nothing(store: Store) -> None:
    """Such an index never has statistics: its whole table was read at every closing."""
    with store.writing():
        store.execute("CREATE TABLE heap (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)")
        store.execute("CREATE INDEX heap_a ON heap (a)")
        store.execute("CREATE INDEX heap_b ON heap (b) WHERE b IS NOT NULL")
        store.execute_many("INSERT INTO heap (a) VALUES (?)", ((n % 7,) for n in range(60_000)))
        sql.tidy(store.database, full=True)
    assert store.rows("SELECT count(*) FROM heap WHERE b > 3 AND a > 2") == [(0,)]
    turns: list[None] = []
    connection = store.database.connection()
    connection.set_progress_handler(lambda: turns.append(None), 1_000)
    store.disconnect()
    assert 0 < len(turns) < 30
