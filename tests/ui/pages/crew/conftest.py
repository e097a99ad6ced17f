"""A crew of five, one of them a contractor's, one away; an order is booked for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.core.permissions import Role
from models.core.session import Session
from models.crew.actions import add_absence, add_contractor
from models.crew.kinds import AbsenceDraft, AbsenceKind, ContractorDraft, Hours
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.scheduling.actions import place
from models.scheduling.kinds import Move
from tests.repairs import a_technician, an_order
from tests.ui.books import as_owner, ask
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.application import Rooms
from ui.navigation import PageSpec
from ui.pages import PAGES

OWN = ("crew", "sign_in", "lock", "first_run")
ROOMS = Rooms(
    (
        PageSpec("today", "Today", "tests.ui.shell.stubs:StubPage", icon="inbox", key="F2"),
        *(spec for spec in PAGES if spec.id in OWN),
    )
)
MakeCrew = Callable[..., DeskUnderTest]
OWN_HOURS: Hours = (((480, 720), (810, 1050)),) * 5 + ((), ())
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


def hire(session: Session) -> None:
    """The people of the picture."""
    root = session.store.rows("SELECT id FROM place ORDER BY id LIMIT 1")[0][0]
    building = add_place(session, PlaceDraft(root, PlaceKind.BUILDING, "3", "3号楼")).value
    firm = add_contractor(
        session,
        ContractorDraft("迅达电梯", "周工", "021-5555 0101", until=date(2027, 6, 30), rate_minor=220_00),
    ).value
    zhao = a_technician(session, "赵磊", phone="138 0013 8001", hours=OWN_HOURS, colour=1)
    a_technician(session, "何勇", skills=frozenset({"plumbing", "drains"}), colour=2)
    zheng = a_technician(
        session, "郑涛", skills=frozenset({"carpentry", "doors"}), areas=frozenset({building}), colour=4
    )
    a_technician(session, "马军", skills=frozenset({"lift"}), contractor_id=firm, by_call=True, colour=6)
    start = datetime(2026, 11, 18, 16, tzinfo=UTC)
    end = datetime(2026, 11, 21, 16, tzinfo=UTC)
    add_absence(session, AbsenceDraft(zheng, AbsenceKind.LEAVE, start, end, "回老家"))
    order = an_order(session, title="换软管")
    place(session, (Move(order, zhao, TUESDAY, TUESDAY.replace(hour=4)),))


@pytest.fixture
def make_crew(make_desk: MakeDesk) -> MakeCrew:
    """The page of technicians: ``make_crew(role=…, language=…)``."""

    def make(role: Role = Role.COORDINATOR, **how: Any) -> DeskUnderTest:
        desk = make_desk(ROOMS, role, **how)
        ask(desk, as_owner(hire))
        desk.go("crew")
        return desk

    return make


@pytest.fixture
def crew(make_crew: MakeCrew) -> DeskUnderTest:
    """A coordinator at the page."""
    return make_crew()
