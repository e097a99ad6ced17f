"""A store room with five parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.core.permissions import Role
from models.core.session import Session
from models.repairs.kinds import OrderDraft
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from tests.ui.books import as_owner, ask
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.application import Rooms
from ui.navigation import PageSpec
from ui.pages import PAGES

PARTS = (
    PartDraft("P-014", "水龙头阀芯", "个", 3, 8, 12_50),
    PartDraft("P-015", "门吸", "个", 20, 5, 9_00),
    PartDraft("P-021", "LED 灯管 1.2 m", "支", 42, 20, 18_00),
    PartDraft("P-030", "PVC 管 50 mm", "m", 6, 10, 7_80),
    PartDraft("P-044", "电梯门轮", "套", 4, 2, 160_00),
)
OWN = ("parts", "sign_in", "lock", "first_run")
ROOMS = Rooms(
    (
        PageSpec("today", "Today", "tests.ui.shell.stubs:StubPage", icon="inbox", key="F2"),
        *(spec for spec in PAGES if spec.id in OWN),
    )
)
MakeParts = Callable[..., DeskUnderTest]


def stock(session: Session) -> None:
    """Put the parts on the shelf."""
    for draft in PARTS:
        add_part(session, draft)


@pytest.fixture
def make_parts(make_desk: MakeDesk) -> MakeParts:
    """The page of parts: ``make_parts(role=…, before=…, language=…)``; ``before`` is done before it is shown."""

    def make(
        role: Role = Role.COORDINATOR, before: Callable[[Session], Any] | None = None, **how: Any
    ) -> DeskUnderTest:
        desk = make_desk(ROOMS, role, **how)
        ask(desk, as_owner(stock))
        if before is not None:
            ask(desk, before)
        desk.go("parts")
        return desk

    return make


@pytest.fixture
def parts(make_parts: MakeParts) -> DeskUnderTest:
    """A coordinator at the page."""
    return make_parts()


ORDER = OrderDraft(title="换阀芯", severity="s3", skill="plumbing")
