"""Appointments of work orders in the list, and what repairs ask of the desk beside it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.desk.kinds import DeskGroup, Need
from models.repairs.actions import agree, wait
from models.repairs.kinds import AppointmentDraft, WaitsFor
from models.repairs.queries import orders_of_case
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from tests.repairs import a_technician, an_order, slot
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.desk.conftest import MorningDesk
from tests.ui.pages.desk.scene import told
from tests.ui.pages.desk.test_journeys import lines, page_of
from tests.ui.pages.handling.scene import ask, colleague
from ui.pages.desk.feed import Line


def a_visit(desk: DeskUnderTest, case: int | None, ahead: timedelta = timedelta(hours=3)) -> int:
    """Zhao Lei comes so long from now, for an hour; returns the order."""
    boss = colleague(desk, "维修协调", Role.COORDINATOR)

    def make(session: Session) -> int:
        begin = session.clock.now() + ahead
        order = an_order(session, case, title="试压换软管")
        slot(session, order, a_technician(boss), begin, 60)
        agree(session, order, None, AppointmentDraft(begin, begin + timedelta(hours=1)))
        return order

    made = ask(desk, make)
    told(desk)
    return made


def the_visit(desk: DeskUnderTest) -> Line:
    return next(one for one in lines(desk) if one.item.need is Need.APPOINTMENT)


def choose(desk: DeskUnderTest) -> None:
    assert page_of(desk).list.view.select_key(the_visit(desk).item.key)


def test_a_visit_stands_in_the_list_and_opens_its_order(morning: MorningDesk, clock: SetClock) -> None:
    desk, cases = morning()
    order = a_visit(desk, cases["3-1502"])
    line = the_visit(desk)
    assert (line.item.group, line.look.words, line.verb) == (DeskGroup.VISITS, "17:20–18:20", "赵磊上门")
    assert line.about.startswith("试压换软管 · W2611-")
    choose(desk)
    assert not page_of(desk).list.buttons.act_button.isVisible()  # before it begins one rather calls
    clock.advance(minutes=70)
    page_of(desk)._minute.timeout.emit()
    desk.settle()
    assert (the_visit(desk).item.group, the_visit(desk).look.token) == (DeskGroup.SOON, "soon")
    choose(desk)
    desk.press("Return")
    desk.settle()
    navigation = desk.context.navigation
    row = ask(desk, lambda session: orders_of_case(session.store, cases["3-1502"])[0])
    assert (navigation.current, row.id) == ("order", order)
    assert navigation.params["reference"] == row.reference


def test_a_late_visit_asks_how_it_went(morning: MorningDesk, clock: SetClock) -> None:
    desk, cases = morning()
    a_visit(desk, cases["3-1502"])
    clock.advance(hours=4, minutes=10)
    told(desk)
    line = the_visit(desk)
    assert (line.item.group, line.look.words, line.verb) == (DeskGroup.OVERDUE, "超 10 分", "上门情况如何？")
    choose(desk)
    assert page_of(desk).list.buttons.act_button.isVisible()
    desk.press("D", "Ctrl+Return")
    assert desk.find("today.visit.error").isVisible()  # nothing is guessed
    QTest.mouseClick(desk.find("today.visit.went.missed"), Qt.MouseButton.LeftButton)
    desk.press("Ctrl+Return")
    desk.settle()
    assert desk.context.navigation.current == "order"
    assert desk.find("order.missed.words").isVisible()  # the page of the order asks the rest


def test_a_visit_is_moved_with_a_word_of_why(morning: MorningDesk) -> None:
    desk, cases = morning()
    a_visit(desk, cases["3-1502"])
    choose(desk)
    desk.press("P")
    desk.settle()
    for name, words in (("from", "19:00"), ("to", "20:00")):
        desk.find(f"today.move_visit.span.{name}").set_value(None)  # type: ignore[attr-defined]
        desk.type(words, desk.find(f"today.move_visit.span.{name}"))
    desk.press("Ctrl+Return")
    assert desk.find("today.move_visit.error").isVisible()  # why is owed
    desk.type("业主加班", desk.find("today.move_visit.why"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert the_visit(desk).look.words == "19:00–20:00"
    history = ask(desk, lambda s: s.store.rows("SELECT text FROM event WHERE kind = 'appointment_moved'"))
    assert history == [("业主加班",)]


def test_who_was_reached_by_phone_is_reminded(morning: MorningDesk) -> None:
    desk, cases = morning()
    a_visit(desk, cases["3-1502"])
    choose(desk)
    desk.press("C")
    desk.settle()
    desk.type("会在家等", desk.find("contact.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert "已提醒" in the_visit(desk).about


def test_repairs_stand_beside_only_while_they_ask_for_something(
    morning: MorningDesk, clock: SetClock
) -> None:
    desk, _ = morning()
    card = page_of(desk).side.repairs
    assert not card.isVisible()
    boss = colleague(desk, "维修协调", Role.COORDINATOR)

    def make(session: Session) -> None:
        for name, count in (("角阀", 1), ("软管", 0), ("生料带", 4)):
            add_part(boss, PartDraft(name, name, "", count, 4))
        waits = an_order(session, title="等水泵")
        wait(session, waits, None, WaitsFor.PARTS, session.clock.now() + timedelta(minutes=5), "缺货")
        an_order(session)

    ask(desk, make)
    a_visit(desk, None)
    clock.advance(minutes=6)
    told(desk)
    assert the_words(desk) == [
        ("17:20", "W2611-0003 试压换软管", "order", False),
        ("1", "工单待排期", "repairs", False),
        ("W2611-0001", "配件到期未到：等水泵", "order", True),
        ("1", "角阀（最低 4）", "parts", False),
        ("0", "软管（最低 4）", "parts", False),
    ]
    desk.shot("repairs-beside")
    QTest.mouseClick(card.lines[1], Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.context.navigation.current == "repairs"


def the_words(desk: DeskUnderTest) -> list[tuple[str, str, str, bool]]:
    found = [line.beside for line in page_of(desk).side.repairs.lines if line.isVisible()]
    return [(one.lead, one.words, one.page, one.late) for one in found if one is not None]
