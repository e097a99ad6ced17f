"""A window with the case page; its neighbours are small stand-ins, so that each page is judged by itself."""

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

CASE = next(spec for spec in PAGES if spec.id == "case")
REPORT = PageSpec("report", "Report", "tests.ui.shell.stubs:StubPage", place=Place.INNER)
ROOMS = Rooms((*(spec for spec in STUBS if spec.id != "case"), CASE, REPORT))

CaseDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def case_desk(make_desk: MakeDesk) -> CaseDesk:
    """Make a window: ``case_desk(Role.MANAGER, language="en")``; 王敏 sits at it."""

    def make(role: Role = Role.FRONT_DESK, **how: Any) -> DeskUnderTest:
        return make_desk(ROOMS, role, **how)

    return make


@pytest.fixture
def desk(case_desk: CaseDesk) -> DeskUnderTest:
    """王敏 of the front desk, in Chinese."""
    return case_desk()
