"""An order to look at and to drive: its case, its people, its parts, made through the real doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from models.core.permissions import Role
from models.core.session import Session
from models.repairs import actions
from models.repairs.kinds import AppointmentDraft, OrderFile
from models.repairs.queries import order_file
from models.scheduling.actions import place
from models.scheduling.kinds import Move
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from tests.repairs import a_technician, an_order
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.scene import ask, colleague, recorded
from ui.pages.order.page import OrderPage


@dataclass(frozen=True)
class Scene:
    """The ids."""

    case: int
    order: int
    zhao: int
    he: int
    hose: int


def scene(desk: DeskUnderTest, *, slot: bool = True, **fields: Any) -> Scene:
    """An order of 3-1502 for 赵磊 on Monday at ten (or on the list), agreed with the resident, with a hose in store."""
    case = recorded(desk)
    boss = colleague(desk, "周主管", Role.COORDINATOR)

    def make(session: Session) -> Scene:
        zhao, he = a_technician(boss), a_technician(boss, "何勇", phone="139 0000 1111")
        hose = add_part(boss, PartDraft("P-014", "1/2 软管", "根", 4, 2, 18_00)).value
        order = an_order(boss, case, title="换 1602 软管并试压", pets=True, safety="先关水阀", **fields)
        if slot:
            begin = session.clock.now().replace(hour=2, minute=0) + timedelta(days=3)
            place(boss, (Move(order, zhao, begin, begin + timedelta(hours=2)),))
            actions.agree(boss, order, None, AppointmentDraft(begin, begin + timedelta(hours=2)))
        return Scene(case, order, zhao, he, hose)

    return ask(desk, make)


def order_of(desk: DeskUnderTest, order_id: int) -> OrderFile:
    """The order as it is kept."""
    return ask(desk, lambda session: order_file(session.store, order_id))


def page_of(desk: DeskUnderTest) -> OrderPage:
    """The page in sight."""
    screen = desk.context.navigation.screen
    assert isinstance(screen, OrderPage)
    return screen
