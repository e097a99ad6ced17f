"""A program that catches up and may die on the way: ``python -m tests.models.sweep.dying FOLDER MILLIS STEPS CHUNK``.

When the engine begins the statement of that number it is gone, whatever it was doing; 0 lets it live.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from models.core.clock import SetClock, from_millis
from models.core.session import OWNER, Session
from models.store.opening import open_store
from models.sweep.actions import sweep_some


def _dies_at(number: int) -> Callable[[str], None]:
    statements = count(1)

    def begun(_statement: str) -> None:
        if next(statements) == number:
            os._exit(9)

    return begun


def main(folder: str, millis: str, steps: str, chunk: str) -> None:
    """Open, catch up by small transactions, close."""
    clock = SetClock(from_millis(int(millis)))
    store = open_store(Path(folder), clock)
    if int(steps):
        store.database.connection().set_trace_callback(_dies_at(int(steps)))
    session = Session(store, OWNER, clock)
    while sweep_some(session, int(chunk)).value.more:
        pass
    store.disconnect()


if __name__ == "__main__":
    main(*sys.argv[1:])
