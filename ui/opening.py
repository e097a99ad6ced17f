"""Opening the store, on the database thread. Imported there: the window paints while the libraries load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.accounts.queries import actor
from models.audit.foreign import ForeignChanges
from models.core.changes import Changes
from models.core.clock import Clock
from models.core.session import Actor, Session
from models.options.kinds import Settings
from models.options.standing import is_set_up, settings
from models.store.database import Store
from models.store.opening import open_store


@dataclass(frozen=True)
class Opened:
    """What the window needs to know of a store to begin."""

    store: Store
    set_up: bool
    settings: Settings
    actor: Actor | None


def open_desk(folder: Path, clock: Clock, staff_id: int | None) -> Opened:
    """Open the store in ``folder``; with ``staff_id`` that person is at the desk at once."""
    store = open_store(folder, clock)
    set_up = is_set_up(store)
    at_desk = actor(store, staff_id) if set_up and staff_id is not None else None
    return Opened(store, set_up, settings(store), at_desk)


def read_settings(session: Session) -> Settings:
    """The options as they stand."""
    return settings(session.store)


class Watch:
    """What ``Live`` asks."""

    def __init__(self) -> None:
        self._foreign = ForeignChanges()

    def __call__(self, session: Session) -> Changes:
        """What others changed since the last time."""
        return self._foreign.look(session.store)
