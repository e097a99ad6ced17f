"""Snapshots that were opened and checked before anybody relies on them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from models.core.errors import UserProblem
from models.store import sql
from models.store.database import Store


def verified_snapshot(store: Store, now: datetime, label: str) -> Path:
    """Write a snapshot into the store's backup folder and prove that it opens; returns its path.

    The file only gets its name after the check, so a half-written one is never taken for a backup. Raises
    ``UserProblem("store.snapshot_failed")``.
    """
    store.backups.mkdir(parents=True, exist_ok=True)
    target = store.backups / f"{now:%Y%m%dT%H%M%S}-{label}.db"
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    sql.snapshot(store.path, partial)
    problems = sql.snapshot_problems(partial)
    if problems:
        partial.unlink(missing_ok=True)
        raise UserProblem("store.snapshot_failed", path=str(target), detail=problems[0])
    return partial.replace(target)
