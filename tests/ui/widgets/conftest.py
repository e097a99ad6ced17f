"""A theme for every test of a part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.theme import ThemeHolder


@pytest.fixture(autouse=True)
def holder(qtbot: QtBot) -> Iterator[ThemeHolder]:
    """Hold the light theme at 100 %."""
    held = ThemeHolder()
    held.set("light")
    yield held
    held.set("light")
