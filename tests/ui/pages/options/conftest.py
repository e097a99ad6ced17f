"""The options before the real gates."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.core.permissions import Role
from models.core.session import OWNER, Session
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.application import Rooms
from ui.navigation import PageSpec
from ui.pages import PAGES

OWN = ("options", "sign_in", "lock", "first_run")
ROOMS = Rooms(
    (
        PageSpec("today", "Today", "tests.ui.shell.stubs:StubPage", icon="inbox", key="F2"),
        *(spec for spec in PAGES if spec.id in OWN),
    )
)

MakeOptions = Callable[..., DeskUnderTest]


def ask(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    """What ``fn(session)`` says, on the database thread."""
    found: list[Any] = []
    desk.context.jobs.query(desk.window, fn, found.append)
    desk.settle()
    return found[0]


def as_owner(fn: Callable[[Session], Any]) -> Callable[[Session], Any]:
    """Do it as the owner of the store, who may everything."""
    return lambda session: fn(Session(session.store, OWNER, session.clock))


def visible(desk: DeskUnderTest, name: str) -> bool:
    """Whether a widget of that name is seen."""
    try:
        return desk.find(name).isVisible()
    except AssertionError:
        return False


def dialog_shot(desk: DeskUnderTest, name: str, picture: str) -> None:
    """Keep a picture of a dialog where REDRESS_SHOTS says; dialogs are windows of their own."""
    desk.settle()
    folder = os.environ.get("REDRESS_SHOTS")
    if folder:
        assert desk.find(name).grab().save(str(Path(folder) / f"{picture}.png"))


@pytest.fixture
def make_options(make_desk: MakeDesk) -> MakeOptions:
    """The options: ``make_options("coach", role=…, language=…)``."""

    def make(section: str = "look", role: Role = Role.ADMINISTRATOR, **how: Any) -> DeskUnderTest:
        desk = make_desk(ROOMS, role, **how)
        desk.go("options", section=section)
        return desk

    return make
