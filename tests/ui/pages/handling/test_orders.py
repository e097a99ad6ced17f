"""Work orders on the case page: made from the case and from a remedy, listed, opened, in the way of closing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from models.complaints.kinds import FileDraft
from models.core.permissions import Role
from models.core.session import Session
from models.handling.actions import grant_remedy
from models.handling.kinds import RemedyDraft
from models.repairs import actions
from models.repairs.kinds import CostDraft, CostKind, FileKind, OrderFile, WaitsFor
from models.repairs.queries import order_file, orders_of_case
from tests.repairs import an_order
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.conftest import ROOMS, CaseDesk
from tests.ui.pages.handling.driving import finish, focus, page_of
from tests.ui.pages.handling.scene import ask, by, colleague, do, photo, ready_for_call, recorded, walk
from ui.application import Rooms
from ui.navigation import PageSpec, Place
from ui.widgets.labels import Label

ORDER = PageSpec("order", "Work order", "tests.ui.shell.stubs:StubPage", place=Place.INNER)


@pytest.fixture
def desk(case_desk: CaseDesk, monkeypatch: pytest.MonkeyPatch) -> DeskUnderTest:
    """王敏, with a stand-in for the page of an order."""
    monkeypatch.setattr(
        "tests.ui.pages.handling.conftest.ROOMS", Rooms((*ROOMS.pages, ORDER), ROOMS.providers)
    )
    return case_desk()


def orders(desk: DeskUnderTest, case_id: int) -> list[OrderFile]:
    """All orders of a case."""

    def find(session: Session) -> list[OrderFile]:
        return [order_file(session.store, row.id) for row in orders_of_case(session.store, case_id)]

    return ask(desk, find)


def test_an_order_is_made_by_keys_with_what_the_case_knows(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    desk.go("case", id=case_id)
    desk.press("Ctrl+M")
    desk.settle()
    assert focus() == "order.form.title"
    desk.press("Ctrl+A")
    desk.type("换 1602 软管并试压")
    finish(desk)
    made = orders(desk, case_id)
    assert [(one.row.title, one.row.place, one.row.resident) for one in made] == [
        ("换 1602 软管并试压", "3-1502", "陈建国")
    ]
    assert made[0].text.startswith("厨房顶昨晚开始滴水")
    assert (made[0].row.skill, made[0].row.severity) == ("plumbing", "s2")
    line = desk.find("case.orders.1").accessibleName()
    assert "W2611-0001" in line
    assert "待排期" in line
    desk.press("Ctrl+G")
    desk.settle()
    assert desk.context.navigation.current == "order"


def test_an_order_of_a_remedy_carries_it_out(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 4))
    remedy = do(desk, grant_remedy, case_id, None, RemedyDraft("repair", 50_00, "换软管"))
    do(desk, grant_remedy, case_id, None, RemedyDraft("fee_reduction", 10_00, "免保洁费"))
    desk.go("case", id=case_id)
    with pytest.raises(AssertionError):
        desk.find("case.ledger.2.work")  # nobody is sent for a fee
    desk.click("case.ledger.1.work")
    desk.settle()
    finish(desk)
    made = orders(desk, case_id)
    assert [(one.row.title, one.remedy_id, one.remedy) for one in made] == [("换软管", remedy, "换软管")]
    do(desk, actions.add_cost, made[0].row.id, CostDraft(CostKind.MATERIAL, 35_00))
    said = [label.text() for label in desk.find("case.ledger").findChildren(Label) if label.isVisible()]
    assert "已花 ¥35" in said


def test_every_order_shows_how_it_stands_and_what_it_cost(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    boss = colleague(desk, "周主管", Role.COORDINATOR)

    def make(session: Session) -> None:
        first, second = an_order(boss, case_id, title="换软管"), an_order(boss, case_id, title="修柜门")
        actions.wait(boss, second, None, WaitsFor.PARTS, None, "门板要定做")
        actions.add_cost(boss, first, CostDraft(CostKind.MATERIAL, 35_00))
        actions.attach_file(boss, first, FileDraft("a.jpg", photo("#8A5A33"), "", ""), FileKind.BEFORE)

    ask(desk, make)
    desk.go("case", id=case_id)
    lines = [desk.find(f"case.orders.{n}").accessibleName() for n in (1, 2)]
    assert "¥35" in lines[0]
    assert "等待中：" in lines[1]
    desk.shot("case-orders")
    desk.press("Ctrl+G")
    assert focus() == "case.orders.1", "of several the key leads to the first"
    desk.press("Tab", "Return")
    desk.settle()
    assert desk.context.navigation.current == "order"


def test_open_orders_stand_in_the_way_of_closing(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    boss = colleague(desk, "周主管", Role.COORDINATOR)
    order = ask(desk, lambda _: an_order(boss, case_id))
    ready_for_call(desk, case_id)
    desk.go("case", id=case_id)
    assert "open_orders" in page_of(desk).pane.form.gaps()  # type: ignore[union-attr]  # there is a form
    assert page_of(desk).lead_to("open_orders")
    assert "W2611-0001" in desk.recorder.texts()[-1]
    assert focus() == "case.orders.1"
    by(desk, boss, actions.cancel, order, None, "业主自己修好了")
    assert "open_orders" not in page_of(desk).pane.form.gaps()  # type: ignore[union-attr]  # there is a form


def test_a_closed_form_makes_nothing(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    desk.go("case", id=case_id)
    desk.click("case.orders.add")
    desk.settle()
    desk.press("Escape")
    desk.settle()
    assert orders(desk, case_id) == []
    assert QApplication.activeModalWidget() is None
