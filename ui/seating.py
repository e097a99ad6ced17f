"""Seating somebody at a demo estate. By itself: opening an ordinary store needs nothing of this."""

from __future__ import annotations

from pathlib import Path

from models.accounts.signing import demo_session
from models.core.clock import Clock
from models.core.errors import UserProblem
from models.store.opening import open_store


def seat(folder: Path, clock: Clock, name: str) -> int | None:
    """Seat somebody at a demo estate, before its window opens; ``None`` when that person has a password or is gone."""
    store = open_store(folder, clock)
    try:
        return demo_session(store, clock, name).actor.staff_id
    except UserProblem:
        return None
    finally:
        store.disconnect()
