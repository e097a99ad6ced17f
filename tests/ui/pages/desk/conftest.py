"""A window in which the morning of the picture has happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.desk.scene import the_morning

MorningDesk = Callable[..., tuple[DeskUnderTest, dict[str, int]]]


@pytest.fixture
def morning(make_desk: MakeDesk, clock: SetClock) -> MorningDesk:
    """Make a window with the morning behind it: ``desk, cases = morning(Role.MANAGER, language="en")``."""

    def make(role: Role = Role.FRONT_DESK, **how: Any) -> tuple[DeskUnderTest, dict[str, int]]:
        desk = make_desk(role=role, **how)
        return desk, the_morning(desk, clock)

    return make
