"""Hundreds of cases at once, for lists that are longer than a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.core.clock import SetClock
from models.store.opening import open_store
from tests.models.complaints.many import World, keep, make_cases
from tests.ui.pages.complaints.estate import Estate


def add_many(count: int, folder: Path, clock: SetClock, estate: Estate) -> None:
    """Add so many cases beside those that are there."""
    store = open_store(folder, clock)
    try:
        homes = tuple((home, frozenset({home})) for home in estate.homes.values())
        world = World(homes, (estate.colleague,), tuple(estate.residents.values()))
        made = make_cases(count, world)
        keep(
            store, [replace(c, id=c.id + 1000, reference=f"2510-{c.id:04d}", repeat_of_id=None) for c in made]
        )
    finally:
        store.disconnect()
