"""A desk on the register of the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.core.permissions import Role
from models.store.opening import open_store
from tests.ui.helpers import DeskUnderTest, open_desk, prepare_store
from tests.ui.pages.improvements.scene import Scene, make
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

OpenDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "estate"


@pytest.fixture
def role() -> Role:
    """Who sits at the desk."""
    return Role.ADMINISTRATOR


@pytest.fixture
def staff_id(folder: Path, clock: SetClock, role: Role) -> int:
    """The person at the desk."""
    return prepare_store(folder, clock, role)


@pytest.fixture
def scene(folder: Path, clock: SetClock, staff_id: int) -> Scene:
    """The register."""
    store = open_store(folder, clock)
    try:
        return make(store, clock)
    finally:
        store.disconnect()


@pytest.fixture
def open_it(qtbot: QtBot, folder: Path, clock: SetClock, scene: Scene, staff_id: int) -> Iterator[OpenDesk]:
    """Open windows on the register."""
    made: list[DeskUnderTest] = []

    def make_desk(params: dict[str, Any] | None = None, language: str = "en", **how: Any) -> DeskUnderTest:
        rooms = Rooms(PAGES, PROVIDERS, COUNTS)
        desk = open_desk(folder, clock, rooms, staff_id=staff_id, language=language, **how)
        made.append(desk)
        desk.go("improvements", **(params or {}))
        return desk

    yield make_desk
    for desk in reversed(made):
        desk.close()
