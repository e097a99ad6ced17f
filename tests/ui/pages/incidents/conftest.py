"""A desk on the scene, with the page of incidents open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.store.opening import open_store
from tests.ui.helpers import DeskUnderTest, open_desk, prepare_store
from tests.ui.pages.incidents.scene import Scene, make
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

OpenDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "estate"


@pytest.fixture
def staff(folder: Path, clock: SetClock) -> dict[Role, int]:
    """Who may sign in."""
    return {Role.ADMINISTRATOR: prepare_store(folder, clock)}


@pytest.fixture
def scene(folder: Path, clock: SetClock, staff: dict[Role, int]) -> Scene:
    """What goes on."""
    store = open_store(folder, clock)
    try:
        return make(Session(store, OWNER, clock))
    finally:
        store.disconnect()


@pytest.fixture
def open_it(
    qtbot: QtBot, folder: Path, clock: SetClock, scene: Scene, staff: dict[Role, int]
) -> Iterator[OpenDesk]:
    """Open windows on the scene."""
    made: list[DeskUnderTest] = []

    def make_desk(page: str = "incidents", params: dict[str, Any] | None = None, **how: Any) -> DeskUnderTest:
        staff_id = how.pop("staff_id", staff[Role.ADMINISTRATOR])
        desk = open_desk(folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), staff_id=staff_id, **how)
        made.append(desk)
        if page:
            desk.go(page, **(params or {}))
        return desk

    yield make_desk
    for desk in reversed(made):
        desk.close()
