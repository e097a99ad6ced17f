"""Fixtures for everything that has a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.core.permissions import Role
from models.store.database import DATABASE_NAME
from tests.ui.helpers import DeskUnderTest, MessageRecorder, open_desk, prepare_store
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

NOON = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)  # Friday, 14:20 in Shanghai

MakeDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at the moment of the pictures."""
    return SetClock(NOON)


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[MakeDesk]:
    """Make windows on a fresh store: ``make_desk(rooms=…, role=…, language=…, theme=…, size=…)``."""
    made: list[DeskUnderTest] = []

    def make(
        rooms: Rooms | None = None,
        role: Role = Role.ADMINISTRATOR,
        *,
        signed_in: bool = True,
        spoiled: bool = False,
        **how: Any,
    ) -> DeskUnderTest:
        folder = tmp_path / f"desk{len(made)}"
        staff_id = prepare_store(folder, clock, role)
        if spoiled:
            (folder / DATABASE_NAME).write_bytes(b"no database at all" * 500)
        all_rooms = rooms or Rooms(PAGES, PROVIDERS, COUNTS)
        desk = open_desk(folder, clock, all_rooms, staff_id=staff_id if signed_in else None, **how)
        made.append(desk)
        return desk

    yield make
    for desk in reversed(made):
        desk.close()


@pytest.fixture
def desk(make_desk: MakeDesk) -> DeskUnderTest:
    """A window with the real pages, an administrator signed in, in Chinese."""
    return make_desk()


@pytest.fixture
def recorder(desk: DeskUnderTest) -> MessageRecorder:
    """Hears and answers for ``desk``."""
    return desk.recorder
