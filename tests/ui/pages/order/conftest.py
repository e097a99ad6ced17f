"""A window with the page of an order and the search box; its neighbours are small stand-ins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.core.permissions import Role
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import PAGES as STUBS
from ui.application import Rooms
from ui.navigation import PageSpec, Place
from ui.pages import PAGES

ORDER = next(spec for spec in PAGES if spec.id == "order")
REPORT = PageSpec("report", "Report", "tests.ui.shell.stubs:StubPage", place=Place.INNER)
FINDS = ("ui.pages.order.palette:OrderReferencePalette", "ui.pages.order.palette:OrderPalette")
ROOMS = Rooms((*STUBS, ORDER, REPORT), FINDS)

OrderDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def order_desk(make_desk: MakeDesk) -> OrderDesk:
    """Make a window: ``order_desk(Role.FRONT_DESK, language="en")``; 王敏 sits at it."""

    def make(role: Role = Role.COORDINATOR, **how: Any) -> DeskUnderTest:
        return make_desk(ROOMS, role, **how)

    return make


@pytest.fixture
def desk(order_desk: OrderDesk) -> DeskUnderTest:
    """王敏 coordinates, in Chinese."""
    return order_desk()
