"""A desk with cases that stand at their third step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.core.session import OWNER, Session
from models.handling.actions import finish_step
from models.store.opening import open_store
from tests.ui.helpers import open_desk, prepare_store
from tests.ui.pages.handling.scene import ISOLATE
from tests.ui.pages.intake.estate import settle
from tests.ui.soak.day import Day
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[Day]:
    """Somebody sits down in the morning."""
    folder = tmp_path / "desk"
    staff_id = prepare_store(folder, clock)
    store = open_store(folder, clock)
    try:
        session = Session(store, OWNER, clock)
        cases = [*settle(session).cases.values()]
        for case in cases:
            finish_step(session, case, None, ISOLATE)
    finally:
        store.disconnect()
    desk = open_desk(folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), staff_id=staff_id)
    yield Day(desk, cases)
    desk.close()
