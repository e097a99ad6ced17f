"""Opening a store: refuse what is not ours or newer, snapshot, migrate, connect."""

from __future__ import annotations

import contextlib
from pathlib import Path

from filelock import FileLock, Timeout
from playhouse.migrations import Runner

from models.core.clock import Clock, SystemClock
from models.core.errors import UserProblem
from models.store import sql
from models.store.backup import verified_snapshot
from models.store.database import Store

SCHEMA_VERSION = (1, 0)  # major: older programs cannot read it; minor: something was added
MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK_SECONDS = 60.0


def open_store(folder: Path, clock: Clock | None = None) -> Store:
    """Open, and where needed make or migrate, the store in ``folder``; this thread is connected afterwards.

    Raises ``UserProblem``: ``store.unwritable``, ``store.not_ours``, ``store.damaged``, ``store.newer``,
    ``store.busy``, ``store.snapshot_failed``. Several processes may open at once: one migrates, the others wait.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "redress.lock", timeout=_LOCK_SECONDS)
        with lock:
            return _open_locked(folder, clock or SystemClock())
    except Timeout as error:
        raise UserProblem("store.busy", folder=str(folder)) from error
    except OSError as error:
        raise UserProblem("store.unwritable", folder=str(folder)) from error


def _open_locked(folder: Path, clock: Clock) -> Store:
    store = Store(folder)
    try:
        store.connect()
        _check_file(store)
        found = sql.schema_version(store.database)
        if found < SCHEMA_VERSION:
            if found != (0, 0):
                verified_snapshot(store, clock.now(), "before-migration")
            _migrate(store)
    except BaseException:
        with contextlib.suppress(Exception):
            store.database.close()
        raise
    return store


def _check_file(store: Store) -> None:
    problem = sql.damage(store.database)
    if problem:
        raise UserProblem("store.damaged", path=str(store.path), detail=problem)
    if not sql.is_ours(store.database):
        raise UserProblem("store.not_ours", path=str(store.path))
    found = sql.schema_version(store.database)
    if found > SCHEMA_VERSION:
        raise UserProblem(
            "store.newer", found=f"{found[0]}.{found[1]}", known=f"{SCHEMA_VERSION[0]}.{SCHEMA_VERSION[1]}"
        )


def _migrate(store: Store) -> None:
    sql.allow_writing(store.database, True)
    try:
        Runner(store.database, str(MIGRATIONS)).up()
        sql.set_schema_version(store.database, SCHEMA_VERSION)
        sql.tidy(store.database, full=True)
    finally:
        sql.allow_writing(store.database, False)
