"""Gates in every state: an empty store, people with passwords, a demo estate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.accounts.actions import add_staff, set_up
from models.accounts.kinds import SetupDraft, StaffDraft
from models.accounts.passwords import seal
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.store.opening import open_store
from tests.ui.helpers import DeskUnderTest, open_desk
from ui.application import Rooms
from ui.desk_state import Phase
from ui.navigation import PageSpec, Place
from ui.pages import PAGES

PASSWORD = "a quiet morning"

# The gates of the house before a page that is easy to make.
ROOMS = Rooms(
    (
        PageSpec("today", "Today", "tests.ui.shell.stubs:StubPage", icon="inbox", key="F2"),
        *(spec for spec in PAGES if spec.place is Place.GATE),
    )
)

Prepare = Callable[[Session], None]
MakeGate = Callable[..., DeskUnderTest]


def staffed(session: Session) -> None:
    """An administrator, a manager, two at the front desk with passwords; somebody without."""
    boss = StaffDraft("liujing", "刘静", Role.ADMINISTRATOR)
    set_up(session, SetupDraft("翠湖花园", administrator=boss, password=seal(PASSWORD)))
    sealed = seal(PASSWORD)
    add_staff(session, StaffDraft("wangmin", "王敏", Role.FRONT_DESK), sealed)
    add_staff(session, StaffDraft("grace", "Grace Holt", Role.COORDINATOR, language="en"), sealed)
    add_staff(session, StaffDraft("lixiang", "李想", Role.FRONT_DESK))


def demo(session: Session) -> None:
    """A demo estate: nobody has a password."""
    set_up(
        session,
        SetupDraft("翠湖花园", demo=True, administrator=StaffDraft("chen", "陈晓", Role.ADMINISTRATOR)),
    )
    add_staff(session, StaffDraft("wang", "王敏", Role.FRONT_DESK))


def ownerless(session: Session) -> None:
    """Set up by a command: there is nobody."""
    set_up(session, SetupDraft("翠湖花园"))


def phase(desk: DeskUnderTest) -> Phase:
    """What the window is about."""
    return desk.context.desk.phase


@pytest.fixture
def make_gate(qtbot: object, tmp_path: Path, clock: SetClock) -> Iterator[MakeGate]:
    """Make windows in which nobody sits: ``make_gate(staffed, language="en")``."""
    made: list[DeskUnderTest] = []

    def make(prepare: Prepare | None = None, rooms: Rooms | None = None, **how: object) -> DeskUnderTest:
        folder = tmp_path / f"gate{len(made)}"
        if prepare is not None:
            store = open_store(folder, clock)
            prepare(Session(store, OWNER, clock))
            store.disconnect()
        gate = open_desk(folder, clock, rooms or ROOMS, **{"staff_id": None, **how})  # type: ignore[arg-type]
        made.append(gate)
        return gate

    yield make
    for gate in reversed(made):
        gate.close()
