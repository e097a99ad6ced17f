from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import peewee
import pytest

from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.store import opening, sql
from models.store.database import DATABASE_NAME, Store
from models.store.opening import open_store
from tests import factories

MORE = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE extra (id INTEGER PRIMARY KEY)")
"""
BROKEN = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE half (id INTEGER PRIMARY KEY)")
    raise ArithmeticError("in the middle")
"""


def refusal(folder: Path) -> UserProblem:
    with pytest.raises(UserProblem) as problem:
        open_store(folder, factories.a_clock())
    return problem.value


def make(folder: Path, *statements: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / DATABASE_NAME
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def set_up(folder: Path, clock: SetClock) -> None:
    store = open_store(folder, clock)
    factories.an_estate(store, clock)
    store.disconnect()


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one minor version ahead; its further migration is the returned file."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for known in opening.MIGRATIONS.glob("[0-9]*.py"):
        (folder / known.name).write_bytes(known.read_bytes())
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", (opening.SCHEMA_VERSION[0], opening.SCHEMA_VERSION[1] + 1))
    further = folder / "9001_more.py"
    further.write_text(MORE, "utf-8")
    return further


def test_a_fresh_folder_becomes_a_store(tmp_path: Path) -> None:
    folder = tmp_path / "家 100% #1?" / "data"
    store = open_store(folder)
    assert sql.schema_version(store.database) == opening.SCHEMA_VERSION
    assert store.rows("PRAGMA journal_mode") == [("wal",)]
    assert store.rows("PRAGMA synchronous") == [(2,)]
    assert store.rows("PRAGMA foreign_keys") == [(1,)]
    assert store.rows("SELECT count(*) FROM complaint") == [(0,)]
    assert not store.backups.exists()
    store.disconnect()
    assert sql.condition(folder / DATABASE_NAME) == sql.FileCondition(True, opening.SCHEMA_VERSION)


def test_opening_again_changes_nothing(tmp_path: Path, clock: SetClock) -> None:
    set_up(tmp_path, clock)
    store = open_store(tmp_path)
    assert store.rows("SELECT count(*) FROM audit_entry") == [(1,)]
    assert not store.backups.exists()
    store.disconnect()


def test_a_newer_file_is_refused(tmp_path: Path, clock: SetClock) -> None:
    set_up(tmp_path, clock)
    major, minor = opening.SCHEMA_VERSION
    for newer in ((major, minor + 1), (major + 1, 0)):
        path = make(tmp_path, f"PRAGMA user_version = {newer[0] * 1000 + newer[1]}")
        before = path.read_bytes()
        problem = refusal(tmp_path)
        assert problem.code == "store.newer"
        assert problem.facts["found"] == f"{newer[0]}.{newer[1]}"
        assert problem.facts["known"] == f"{major}.{minor}"
        assert path.read_bytes() == before


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = make(tmp_path, "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)")
    before = path.read_bytes()
    assert refusal(tmp_path).code == "store.not_ours"
    assert path.read_bytes() == before
    assert not (tmp_path / f"{DATABASE_NAME}-wal").exists()


@pytest.mark.parametrize(
    "content", [b"not a database at all, only words" * 40, b"\x00" * 4096, b"PK\x03\x04"]
)
def test_garbage_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / DATABASE_NAME
    path.write_bytes(content)
    assert refusal(tmp_path).code == "store.damaged"
    assert path.read_bytes() == content


def test_a_file_whose_schema_is_damaged_is_refused(tmp_path: Path, clock: SetClock) -> None:
    set_up(tmp_path, clock)
    path = tmp_path / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[100:132] = b"\xff" * 32  # the first page, behind the header
    path.write_bytes(content)
    assert refusal(tmp_path).code == "store.damaged"
    assert path.read_bytes() == content


def test_an_empty_file_is_taken(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).touch()
    store = open_store(tmp_path)
    assert sql.schema_version(store.database) == opening.SCHEMA_VERSION
    store.disconnect()


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file").code == "store.unwritable"
    assert refusal(tmp_path / "file" / "below").code == "store.unwritable"
    (tmp_path / "taken" / DATABASE_NAME).mkdir(parents=True)
    assert refusal(tmp_path / "taken").code == "store.disk"


def test_a_read_only_file_is_found_out_at_once(store: Store) -> None:
    """Root may write anything, so the engine is told that the file is read-only instead of the disk."""
    store.probe_writing()
    store.database.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(peewee.OperationalError) as refused:
        store.probe_writing()
    assert sql.trouble(refused.value) == "store.unwritable"


def test_another_writer_does_not_keep_us_out(store: Store, clock: SetClock) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.disconnect()
    quick = Store(store.folder)
    quick.connect()
    quick.database.execute_sql("PRAGMA busy_timeout = 1")
    quick.probe_writing()
    with pytest.raises(UserProblem) as problem, quick.writing():
        pass
    assert problem.value.code == "store.busy"
    other.execute("ROLLBACK")
    other.close()
    with quick.writing():
        pass
    quick.disconnect()


def test_before_a_migration_a_snapshot_is_taken_and_proved(
    tmp_path: Path, clock: SetClock, request: pytest.FixtureRequest
) -> None:
    set_up(tmp_path / "data", clock)
    request.getfixturevalue("next_version")
    store = open_store(tmp_path / "data", clock)
    assert store.rows("SELECT count(*) FROM extra") == [(0,)]
    assert sql.schema_version(store.database) == opening.SCHEMA_VERSION
    store.disconnect()
    (snapshot,) = (tmp_path / "data" / "backups").iterdir()
    assert snapshot.name == "20261120T062000-before-migration.db"
    connection = sqlite3.connect(snapshot)
    assert connection.execute("SELECT count(*) FROM audit_entry").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone() == (0,)
    connection.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, clock: SetClock, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "data"
    set_up(folder, clock)
    before = sql.condition(folder / DATABASE_NAME)
    further: Path = request.getfixturevalue("next_version")
    further.write_text(BROKEN, "utf-8")
    with pytest.raises(ArithmeticError):
        open_store(folder, clock)
    assert sql.condition(folder / DATABASE_NAME) == before
    further.write_text(MORE, "utf-8")
    store = open_store(folder, clock)
    assert store.rows("SELECT count(*) FROM sqlite_master WHERE name IN ('half', 'extra')") == [(1,)]
    assert store.rows("SELECT count(*) FROM audit_entry") == [(1,)]
    store.disconnect()


def test_without_a_good_snapshot_there_is_no_migration(
    tmp_path: Path, clock: SetClock, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "data"
    set_up(folder, clock)
    request.getfixturevalue("next_version")
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[page * 3 : page * 3 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(UserProblem) as problem:
        open_store(folder, clock)
    assert problem.value.code == "store.snapshot_failed"
    assert sql.condition(path).version < opening.SCHEMA_VERSION
    assert not list((folder / "backups").iterdir())


def test_a_first_migration_cut_short_is_taken_up_again(
    tmp_path: Path, clock: SetClock, next_version: Path
) -> None:
    next_version.write_text(BROKEN, "utf-8")
    with pytest.raises(ArithmeticError):
        open_store(tmp_path / "data", clock)
    next_version.write_text(MORE, "utf-8")
    store = open_store(tmp_path / "data", clock)
    assert store.rows("SELECT count(*) FROM extra") == [(0,)]
    store.disconnect()


RACER = """
import sys
from pathlib import Path
from models.store.opening import open_store
print("ready", flush=True)
sys.stdin.readline()
store = open_store(Path(sys.argv[1]))
print(store.rows("SELECT count(*) FROM schema_migration")[0][0], flush=True)
store.disconnect()
"""


def test_several_processes_may_open_at_once(tmp_path: Path) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(tmp_path / "data")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(opening.__file__).parents[2],
        )
        for _ in range(3)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [racer.communicate()[0].strip() for racer in racers]
    migrations = len([one for one in opening.MIGRATIONS.iterdir() if re.match(r"\d+.*\.py$", one.name)])
    assert answers == [str(migrations)] * 3
    assert [racer.returncode for racer in racers] == [0, 0, 0]
