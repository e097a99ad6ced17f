"""A desk with two people of the early shift, one of the late, and something to hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.accounts.kinds import StaffDraft
from models.accounts.queries import actor
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.handling.actions.contacts import make_promise
from models.handling.kinds import PromiseDraft
from models.shifts import actions
from models.shifts.kinds import Post
from models.store.opening import open_store
from tests.cases import a_case
from tests.ui.helpers import DeskUnderTest, add_person, open_desk, prepare_store
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

FRIDAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Scene:
    """Ids of what is there. ``wang`` is the administrator at the desk, ``li`` of the front desk with her."""

    folder: Path
    wang: int
    li: int
    case: int
    note: int


OpenDesk = Callable[..., DeskUnderTest]


@pytest.fixture
def scene(tmp_path: Path, clock: SetClock) -> Scene:
    """Friday 14:20, the early shift: a promise to keep, a note that Li Xiang wrote."""
    folder = tmp_path / "estate"
    wang = prepare_store(folder, clock)
    store = open_store(folder, clock)
    try:
        owner = Session(store, OWNER, clock)
        li = add_person(owner, StaffDraft("lixiang", "李想", Role.FRONT_DESK))
        for who, shift in ((wang, "early"), (li, "early"), (li, "night")):
            actions.put(owner, FRIDAY, shift, Post.DESK, who)
        session = Session(store, actor(store, li), clock)
        case = a_case(session)
        make_promise(session, case, PromiseDraft("告诉检测结果", clock.now() + timedelta(hours=2)))
        note = actions.write_note(session, "2号楼电梯凌晨停过，先别重启").value
        return Scene(folder, wang, li, case, note)
    finally:
        store.disconnect()


@pytest.fixture
def open_it(qtbot: QtBot, scene: Scene, clock: SetClock) -> Iterator[OpenDesk]:
    """Open windows on the scene."""
    made: list[DeskUnderTest] = []

    def make(
        page: str = "shifts", staff_id: int | None = None, params: Any = None, **how: Any
    ) -> DeskUnderTest:
        rooms = Rooms(PAGES, PROVIDERS, COUNTS)
        desk = open_desk(scene.folder, clock, rooms, staff_id=staff_id or scene.wang, **how)
        made.append(desk)
        desk.go(page, **(params or {}))
        return desk

    yield make
    for desk in reversed(made):
        desk.close()
