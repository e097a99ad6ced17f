"""A team page before the real gates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.accounts.actions import add_staff
from models.accounts.kinds import StaffDraft
from models.accounts.passwords import seal
from models.core.permissions import Role
from models.core.session import OWNER, Session
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.application import Rooms
from ui.navigation import PageSpec
from ui.pages import PAGES

PASSWORD = "a quiet morning"
OWN = ("team", "sign_in", "lock", "first_run")
ROOMS = Rooms(
    (
        PageSpec("today", "Today", "tests.ui.shell.stubs:StubPage", icon="inbox", key="F2"),
        *(spec for spec in PAGES if spec.id in OWN),
    )
)

MakeTeam = Callable[..., DeskUnderTest]


def ask(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    """What ``fn(session)`` says, on the database thread."""
    found: list[Any] = []
    desk.context.jobs.query(desk.window, fn, found.append)
    desk.settle()
    return found[0]


def as_owner(fn: Callable[[Session], Any]) -> Callable[[Session], Any]:
    """Do it as the owner of the store, who may everything."""
    return lambda session: fn(Session(session.store, OWNER, session.clock))


@pytest.fixture
def make_team(make_desk: MakeDesk) -> MakeTeam:
    """The team page with four people: ``make_team(role=…, language=…)``."""

    def make(role: Role = Role.ADMINISTRATOR, **how: Any) -> DeskUnderTest:
        desk = make_desk(ROOMS, role, **how)

        def hire(session: Session) -> None:
            add_staff(
                session, StaffDraft("grace", "Grace Holt", Role.FRONT_DESK, language="en"), seal(PASSWORD)
            )
            add_staff(session, StaffDraft("zhoukai", "周凯", Role.COORDINATOR, limit_minor=80_000))

        ask(desk, as_owner(hire))
        desk.go("team")
        return desk

    return make


@pytest.fixture
def team(make_team: MakeTeam) -> DeskUnderTest:
    """An administrator at the page."""
    return make_team()
