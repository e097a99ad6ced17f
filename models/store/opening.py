"""Opening a store: refuse what is not ours or newer, snapshot, migrate, connect."""

from __future__ import annotations

import contextlib
from pathlib import Path

from filelock import FileLock, Timeout

from models.core.clock import Clock, SystemClock
from models.core.errors import UserProblem
from models.store import sql
from models.store.backup import verified_snapshot
from models.store.database import DATABASE_NAME, Store

SCHEMA_VERSION = (1, 4)  # major: older programs cannot read it; minor: something was added
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_NAME = "redress.lock"
_LOCK_SECONDS = 60.0


def open_store(folder: Path, clock: Clock | None = None) -> Store:
    """Open, and where needed make or migrate, the store in ``folder``; this thread is connected afterwards.

    Raises ``UserProblem``: ``store.unwritable``, ``store.not_ours``, ``store.damaged``, ``store.newer``,
    ``store.busy``, ``store.full``, ``store.disk``, ``store.snapshot_failed``. Several processes may open at
    once: one migrates, the others wait.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK_NAME, timeout=_LOCK_SECONDS):
            return _open_locked(folder, clock or SystemClock())
    except Timeout as error:
        raise UserProblem("store.busy", path=str(folder)) from error
    except OSError as error:
        raise UserProblem("store.unwritable", path=str(folder)) from error
    except sql.ENGINE_ERRORS as error:
        code = sql.trouble(error)
        if code is None:
            raise
        raise UserProblem(code, path=str(folder), detail=str(error)) from error


def _open_locked(folder: Path, clock: Clock) -> Store:
    found = _acceptable(folder / DATABASE_NAME)
    store = Store(folder)
    try:
        store.connect()
        if found < SCHEMA_VERSION:
            if found != (0, 0):
                verified_snapshot(store, clock.now(), "before-migration")
            from models.store.migrating import migrate

            migrate(store, MIGRATIONS, SCHEMA_VERSION)
        else:
            store.probe_writing()
    except BaseException:
        with contextlib.suppress(Exception):
            store.database.close()
        raise
    return store


def _acceptable(path: Path) -> tuple[int, int]:
    """The schema version of a file that we may open; refused before our connection could change anything in it."""
    found = sql.condition(path)
    if found.damage is not None:
        raise UserProblem("store.damaged", path=str(path), detail=found.damage)
    if not found.ours:
        raise UserProblem("store.not_ours", path=str(path))
    if found.version > SCHEMA_VERSION:
        ours, theirs = (f"{major}.{minor}" for major, minor in (SCHEMA_VERSION, found.version))
        raise UserProblem("store.newer", path=str(path), found=theirs, known=ours)
    return found.version
