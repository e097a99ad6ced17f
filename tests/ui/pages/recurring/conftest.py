"""A page of recurring work with three plans: the lifts, the pumps, and one whose rule is beyond patterns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.core.permissions import Role
from models.core.session import Session
from models.recurring.actions import add_plan
from models.recurring.kinds import PlanDraft
from models.sweep.actions import sweep
from tests.repairs import a_technician
from tests.ui.books import as_owner, ask
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.application import Rooms
from ui.navigation import PageSpec
from ui.pages import PAGES

PLANS = (
    PlanDraft("电梯月检", "lift", "FREQ=MONTHLY;BYDAY=1MO", date(2026, 11, 20), "查门锁、曳引绳、对讲。"),
    PlanDraft(
        "水泵房巡检",
        "pumps",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        date(2026, 11, 20),
        estimate_minutes=30,
        ahead_days=7,
    ),
    PlanDraft(
        "年末消防演练", "fire", "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9", date(2026, 12, 1), estimate_minutes=90
    ),
)
OWN = ("recurring", "sign_in", "lock", "first_run")
ROOMS = Rooms(
    (
        PageSpec("today", "Today", "tests.ui.shell.stubs:StubPage", icon="inbox", key="F2"),
        *(spec for spec in PAGES if spec.id in OWN),
    )
)
MakeRecurring = Callable[..., DeskUnderTest]


def plan(session: Session) -> None:
    """Make the plans; the orders whose time has come are made."""
    a_technician(session, "马军", skills=frozenset({"lift"}))
    for draft in PLANS:
        add_plan(session, draft)
    sweep(session)


@pytest.fixture
def make_recurring(make_desk: MakeDesk) -> MakeRecurring:
    """The page: ``make_recurring(role=…, language=…)``."""

    def make(role: Role = Role.COORDINATOR, **how: Any) -> DeskUnderTest:
        desk = make_desk(ROOMS, role, **how)
        ask(desk, as_owner(plan))
        desk.go("recurring")
        return desk

    return make


@pytest.fixture
def recurring(make_recurring: MakeRecurring) -> DeskUnderTest:
    """A coordinator at the page."""
    return make_recurring()
