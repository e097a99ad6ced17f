"""The deeds of an order beside its way: times by hand, appointments, waiting, costs, photos, parts of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.crew.actions import add_absence, add_contractor
from models.crew.kinds import AbsenceDraft, AbsenceKind, ContractorDraft
from models.repairs.actions import add_labour, change
from models.repairs.kinds import LabourDraft, OrderDraft, OrderFile
from models.stock.queries import part
from tests.repairs import an_order
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.scene import ask, by, colleague
from tests.ui.pages.order.conftest import OrderDesk
from tests.ui.pages.order.scene import Scene, order_of, page_of, scene
from tests.ui.pages.order.test_walk import finish
from ui.pages.order.slot_dialog import PlaceDialog
from ui.shared.order_start import draft_of

TEN = datetime(2026, 11, 23, 2, tzinfo=UTC)


def rewrite(desk: DeskUnderTest, name: str, words: str) -> QWidget:
    """Write over what stands in a field."""
    field = desk.find(name)
    field.setFocus()
    desk.press("Ctrl+A")
    desk.type(words, field)
    desk.settle()
    return field


def look(desk: DeskUnderTest) -> str:
    """What speaks against the time that is chosen, once it was asked for."""
    dialog = desk.find("order.dialog.place")
    assert isinstance(dialog, PlaceDialog)
    dialog.look()  # what the timer does, without its wait
    desk.settle()
    return dialog.against.text()


def opened(desk: DeskUnderTest, **fields: object) -> tuple[Scene, OrderFile]:
    found = scene(desk, **fields)  # type: ignore[arg-type]  # fields of a draft
    desk.go("order", id=found.order)
    return found, order_of(desk, found.order)


def test_a_time_by_hand_is_told_what_speaks_against_it(desk: DeskUnderTest) -> None:
    found, _ = opened(desk)
    boss = colleague(desk, "周主管", Role.COORDINATOR)

    def another(session: Session) -> int:
        return an_order(boss, title="换龙头")

    other = ask(desk, another)
    desk.go("order", id=other)
    desk.press("F")
    desk.settle()
    desk.press("Ctrl+M")  # none of the free slots will do
    desk.settle()
    rewrite(desk, "order.place.technician", "赵磊")
    desk.press("Tab")
    rewrite(desk, "order.place.start", "11-23 11:00")
    assert "3-1502" in look(desk)
    finish(desk)
    assert desk.find("order.place.error").isVisible()
    assert order_of(desk, other).row.starts_at is None
    rewrite(desk, "order.place.start", "11-23 14:00")
    assert look(desk) == "没有冲突。"
    finish(desk)
    row = order_of(desk, other).row
    assert (row.technician_id, row.starts_at) == (found.zhao, TEN + timedelta(hours=4))
    desk.press("Ctrl+Z")
    desk.settle()
    assert order_of(desk, other).row.state == "ready"


def test_a_manager_overrides_with_a_reason(order_desk: OrderDesk) -> None:
    desk = order_desk(Role.MANAGER)
    found, _ = opened(desk)
    desk.press("M")
    desk.settle()
    rewrite(desk, "order.place.start", "11-22 10:00")  # a Sunday
    assert look(desk)
    desk.type("业主只有周日在家", desk.find("order.place.reason"))
    finish(desk)
    file = order_of(desk, found.order)
    assert file.row.overridden
    assert file.override_reason == "业主只有周日在家"
    assert "业主只有周日在家" in page_of(desk).frame.slot.notes.text()


def test_a_slot_that_does_not_fit_any_more_says_so(desk: DeskUnderTest) -> None:
    found, _ = opened(desk)
    assert not page_of(desk).frame.slot.against.isVisible()
    boss = colleague(desk, "周主管", Role.COORDINATOR)
    leave = AbsenceDraft(found.zhao, AbsenceKind.SICK, TEN - timedelta(hours=2), TEN + timedelta(hours=6))
    by(desk, boss, add_absence, leave)
    assert "赵磊" in page_of(desk).frame.slot.against.text()


def test_nobody_in_with_the_next_time_taken_at_once(desk: DeskUnderTest, clock: SetClock) -> None:
    found, _ = opened(desk)
    clock.instant = TEN + timedelta(minutes=20)
    desk.press("N")
    desk.settle()
    finish(desk)
    assert desk.find("order.no_access.ok").isVisible(), "what was found is owed"
    desk.type("按了两次门铃", desk.find("order.no_access.words"))
    desk.click("order.no_access.offers.1")
    desk.click("order.no_access.ok")
    desk.settle()
    file = order_of(desk, found.order)
    assert [one.state for one in file.appointments] == ["no_access", "agreed"]
    assert file.appointments[0].note_left
    assert file.row.state == "scheduled", "the slot that was offered is taken"
    assert file.row.starts_at == file.appointments[1].from_at
    assert file.row.starts_at >= TEN + timedelta(hours=2)


def test_appointments_keep_their_history(desk: DeskUnderTest) -> None:
    found, _ = opened(desk)
    desk.click("order.appointment.remind")
    desk.settle()
    assert "已提醒" in page_of(desk).frame.appointments.lines[0].words.text()
    desk.press("A")
    desk.settle()
    rewrite(desk, "order.agree.span.from", "11-24 09:00")
    rewrite(desk, "order.agree.span.to", "11:00")
    finish(desk)
    assert desk.find("order.agree.ok").isVisible(), "moving owes a reason"
    desk.type("业主要出差", desk.find("order.agree.words"))
    finish(desk)
    states = [(one.state, one.from_at) for one in order_of(desk, found.order).appointments]
    assert states == [("moved", TEN), ("agreed", TEN + timedelta(hours=23))]
    desk.click("order.appointment.drop")
    desk.type("业主取消", desk.find("order.drop.words"))
    finish(desk)
    view = page_of(desk).view
    assert view is not None
    assert view.appointment is None


def test_waiting_going_on_and_cancelling_owe_their_words(desk: DeskUnderTest) -> None:
    found, _ = opened(desk)
    desk.press("W")
    desk.settle()
    finish(desk)
    assert desk.find("order.wait.ok").isVisible()
    desk.type("软管没货", desk.find("order.wait.words"))
    finish(desk)
    row = order_of(desk, found.order).row
    assert (row.state, row.waits_for, row.starts_at) == ("waiting", "parts", None)
    assert "软管没货" in page_of(desk).frame.slot.notes.text()
    finish(desk)
    assert order_of(desk, found.order).row.state == "ready"
    desk.press("X")
    desk.type("业主自己修好了", desk.find("order.cancel.words"))
    finish(desk)
    file = order_of(desk, found.order)
    assert (file.row.state, file.closing_reason) == ("cancelled", "业主自己修好了")
    assert not page_of(desk).frame.foot.next.isVisible()


def test_seconds_shorten_no_time(desk: DeskUnderTest, clock: SetClock) -> None:
    found, _ = opened(desk)
    clock.instant = TEN + timedelta(hours=3)
    boss = colleague(desk, "周主管", Role.COORDINATOR)
    draft = LabourDraft(found.he, TEN + timedelta(seconds=40), TEN + timedelta(minutes=102, seconds=10))
    by(desk, boss, add_labour, found.order, draft)
    lines = [line.words.text() for line in page_of(desk).frame.spent.rows if line.isVisible()]
    assert len(lines) == 1
    assert "1 时 42 分 · 今天 10:00–11:42" in lines[0], lines


def test_what_it_took_is_added_and_taken_out(desk: DeskUnderTest, clock: SetClock) -> None:
    found, _ = opened(desk)
    clock.instant = TEN + timedelta(hours=3)
    boss = colleague(desk, "周主管", Role.COORDINATOR)
    by(desk, boss, add_contractor, ContractorDraft("顺达防水"))
    desk.press("L")
    desk.settle()
    finish(desk)
    assert desk.find("order.labour.ok").isVisible(), "both times are owed"
    rewrite(desk, "order.labour.line.span.from", "10:00")
    rewrite(desk, "order.labour.line.span.to", "11:30")
    finish(desk)
    desk.press("U")
    desk.settle()
    rewrite(desk, "order.part.line.part", "P-014")
    finish(desk)
    desk.press("I")
    desk.settle()
    rewrite(desk, "order.cost.contractor", "顺达防水")
    rewrite(desk, "order.cost.number", "FP-77")
    rewrite(desk, "order.cost.amount", "120")
    finish(desk)
    file = order_of(desk, found.order)
    assert file.total.total_minor == 90_00 + 18_00 + 120_00
    assert len([line for line in page_of(desk).frame.spent.rows if line.isVisible()]) == 3
    desk.click("order.spent.out.2")  # the hose comes back
    desk.settle()
    assert ask(desk, lambda session: part(session, found.hose).count) == 4
    desk.click("order.spent.out.2")
    desk.settle()
    assert order_of(desk, found.order).total.total_minor == 90_00


def test_a_pasted_photo_and_the_large_picture(desk: DeskUnderTest) -> None:
    found, _ = opened(desk)
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    desk.press("Ctrl+V")
    desk.settle()
    files = order_of(desk, found.order).files
    assert [one.kind for one in files] == ["before"]
    strip = page_of(desk).frame.pictures.strips["before"]
    assert strip.isVisible()
    tile = strip.findChildren(QAbstractButton)[0]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.find("case.dialog.picture").isVisible()


def test_a_long_order_is_split_and_joined_again(desk: DeskUnderTest) -> None:
    found, _ = opened(desk, slot=False)
    for minutes in ("30", "45"):
        desk.click("order.slot.split")
        rewrite(desk, "order.split.minutes", minutes)
        finish(desk)
        assert order_of(desk, found.order).row.estimate_minutes == int(minutes)
        if minutes == "30":
            desk.press("Ctrl+Z")
            desk.settle()
            assert order_of(desk, found.order).row.estimate_minutes == 120
    file = order_of(desk, found.order)
    assert file.row.estimate_minutes == 45
    assert [state for _, _, state in file.related] == ["cancelled", "ready"]
    desk.click("order.related.2")
    desk.settle()
    view = page_of(desk).view
    assert view is not None
    assert view.row.estimate_minutes == 75
    desk.click("order.slot.join")
    desk.settle()
    assert order_of(desk, found.order).row.estimate_minutes == 120
    view = page_of(desk).view
    assert view is not None
    assert view.id == found.order


def test_a_colleague_was_faster(desk: DeskUnderTest) -> None:
    found, _ = opened(desk)
    boss = colleague(desk, "周主管", Role.COORDINATOR)
    desk.press("W")
    desk.settle()
    desk.type("软管没货", desk.find("order.wait.words"))
    by(desk, boss, change, found.order, None, replace(_draft(desk, found.order), safety="先断电"))
    finish(desk)
    assert desk.find("order.wait.words").accessibleDescription()
    assert order_of(desk, found.order).row.state == "scheduled", "first one looks at what changed"
    finish(desk)
    assert order_of(desk, found.order).row.state == "waiting"
    desk.press("E")
    desk.settle()
    rewrite(desk, "order.form.title", "换软管")
    by(desk, boss, change, found.order, None, replace(_draft(desk, found.order), where_text="厨房"))
    finish(desk)
    assert desk.find("order.form.error").isVisible()
    finish(desk)
    row = order_of(desk, found.order).row
    assert (row.title, row.where_text) == ("换软管", "厨房"), "both changes are kept"


def _draft(desk: DeskUnderTest, order_id: int) -> OrderDraft:
    return draft_of(order_of(desk, order_id))
