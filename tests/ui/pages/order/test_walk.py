"""An order walked from the list to its end, by keys and by mouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.complaints.evidence import read
from models.core.clock import SetClock
from models.core.permissions import Role
from models.stock.queries import part
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.scene import ask
from tests.ui.pages.order.conftest import OrderDesk
from tests.ui.pages.order.scene import order_of, page_of, scene
from ui.pages.order.done_dialog import DoneDialog

MONDAY_TEN = datetime(2026, 11, 23, 2, tzinfo=UTC)


def finish(desk: DeskUnderTest) -> None:
    desk.press("Ctrl+Return")
    desk.settle()


def draw(pad: QWidget) -> None:
    """A signature with the mouse."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    for x in range(50, 200, 10):
        QTest.mouseMove(pad, QPoint(x, 40 + x % 30))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))


def focus() -> str:
    widget: object = QApplication.focusWidget()
    return widget.objectName() if isinstance(widget, QWidget) else ""


def test_from_the_list_to_the_report_by_keys(desk: DeskUnderTest, clock: SetClock) -> None:
    found = scene(desk, slot=False)
    desk.go("order", id=found.order)
    finish(desk)  # the next thing is a slot: the best one is offered
    assert desk.find("order.find.slots").isVisible()
    finish(desk)
    row = order_of(desk, found.order).row
    assert row.state == "scheduled"
    assert row.starts_at is not None
    assert "赵磊" in page_of(desk).frame.slot.words.text()

    clock.instant = row.starts_at + timedelta(minutes=5)
    finish(desk)
    clock.advance(minutes=10)
    finish(desk)
    assert order_of(desk, found.order).row.state == "working"
    assert ask(desk, lambda session: session.store.rows("SELECT on_site_at FROM complaint"))[0][0] is not None

    clock.advance(minutes=75)
    desk.press("D")
    desk.settle()
    desk.type("换了软管，试压 30 分钟不渗。", desk.find("order.done.words"))
    desk.type("P-014", desk.find("order.done.parts.1.part"))
    desk.press("Tab")
    pieces = desk.find("order.done.parts.1.pieces")
    pieces.setFocus()
    desk.press("Delete")
    finish(desk)
    assert order_of(desk, found.order).row.state == "working", "how many pieces is still to be said"
    pieces.setFocus()
    desk.press("Up", "Up")
    desk.type("水压", desk.find("order.done.readings.1.name"))
    desk.type("0.6", desk.find("order.done.readings.1.value"))
    desk.type("MPa", desk.find("order.done.readings.1.unit"))
    desk.type("陈建国", desk.find("order.done.signature.name"))
    finish(desk)

    file = order_of(desk, found.order)
    assert (file.row.state, file.outcome, file.words) == ("done", "fixed", "换了软管，试压 30 分钟不渗。")
    assert [(one.count, one.cost_minor) for one in file.parts] == [(2, 36_00)]
    assert [(one.name, one.value, one.unit) for one in file.readings] == [("水压", "0.6", "MPa")]
    assert [(one.kind, one.note) for one in file.files] == [("signature", "陈建国")]
    assert ask(desk, lambda session: part(session, found.hose).count) == 2
    assert "一次上门就修好" in page_of(desk).frame.spent.told.text()
    desk.shot("order-done")

    finish(desk)  # now somebody checks it
    finish(desk)
    assert order_of(desk, found.order).row.state == "checked"
    assert not page_of(desk).frame.foot.next.isVisible()


def test_what_is_not_right_makes_a_return_visit(desk: DeskUnderTest, clock: SetClock) -> None:
    found = scene(desk)
    clock.instant = MONDAY_TEN + timedelta(hours=3)
    desk.go("order", id=found.order, deed="done")
    finish(desk)  # it began when it was to begin
    assert order_of(desk, found.order).row.state == "done"
    desk.press("V")
    QTest.keyClick(desk.find("order.check.fine.no"), Qt.Key.Key_Space)
    finish(desk)
    assert desk.find("order.check.ok").isVisible(), "not right owes a word"
    desk.type("接头还在渗", desk.find("order.check.words"))
    finish(desk)
    view = page_of(desk).view
    assert view is not None
    assert view.file.return_of is not None
    assert view.file.return_of[0] == found.order
    assert "W2611-0001" in "".join(tag.text() for tag in page_of(desk).frame.head.tags)


def test_a_report_that_is_refused_keeps_every_word(desk: DeskUnderTest, clock: SetClock) -> None:
    found = scene(desk)
    clock.instant = MONDAY_TEN + timedelta(minutes=30)
    desk.go("order", id=found.order)
    desk.press("D")
    desk.settle()
    dialog = desk.find("order.dialog.done")
    assert isinstance(dialog, DoneDialog)
    desk.type("试压中", desk.find("order.done.words"))
    end = desk.find("order.done.times.to")
    end.setFocus()
    desk.press("Ctrl+A")
    desk.type("18:00", end)
    finish(desk)
    assert dialog.error.isVisible(), "six in the evening is yet to come"
    assert dialog.words.value() == "试压中"
    assert order_of(desk, found.order).row.state == "scheduled"
    desk.press("Escape")
    desk.settle()
    desk.press("D")  # what was being written comes back
    desk.settle()
    again = desk.find("order.dialog.done")
    assert isinstance(again, DoneDialog)
    assert again.words.value() == "试压中"
    desk.context.texts.set("en")
    desk.settle()
    assert again.heading.text() == "The work is done"
    assert again.words.value() == "试压中", "another language takes no word away"


def test_parts_time_and_signature_come_back_with_the_words(desk: DeskUnderTest) -> None:
    found = scene(desk)
    desk.go("order", id=found.order)
    desk.press("D")
    desk.settle()
    dialog = desk.find("order.dialog.done")
    assert isinstance(dialog, DoneDialog)
    dialog.parts.set_value([(found.hose, 2)])
    nine = datetime(2026, 11, 20, 9, tzinfo=UTC).replace(tzinfo=None)  # fields show the clock on the wall
    dialog.labour.set_value([(found.he, nine, nine + timedelta(minutes=30))])
    desk.type("Zhou", desk.find("order.done.signature.name"))
    draw(desk.find("order.done.signature.pad"))
    said, picture = (dialog.parts.entries(), dialog.labour.entries()), dialog.signature.png()
    desk.press("Escape")
    desk.settle()
    desk.press("D")
    desk.settle()
    again = desk.find("order.dialog.done")
    assert isinstance(again, DoneDialog)
    assert (again.parts.entries(), again.labour.entries()) == said
    assert again.signature.name_now() == "Zhou"
    assert again.signature.wipe.isVisible(), "what was drawn can be wiped"
    assert len(again.signature.png()) > 0.9 * len(picture), "the strokes, not only the name"


def test_a_link_opens_a_dialog_once(desk: DeskUnderTest) -> None:
    found = scene(desk)
    desk.go("order", reference="W2611-0001", deed="wait")
    desk.press("Escape")
    desk.settle()
    desk.press("G")
    desk.settle()
    assert desk.context.navigation.current == "case"
    desk.context.navigation.back()
    desk.settle()
    assert page_of(desk).isVisible()
    assert QApplication.activeModalWidget() is None
    desk.go("order", id=found.order, deed="cancel")  # the order is in sight already
    assert desk.find("order.cancel.words").isVisible()


def test_a_signature_drawn_with_the_mouse_is_kept_as_a_picture(desk: DeskUnderTest) -> None:
    found = scene(desk)
    desk.go("order", id=found.order)
    desk.press("Z")
    draw(desk.find("order.sign.signature.pad"))
    desk.click("order.sign.ok")
    desk.settle()
    files = order_of(desk, found.order).files
    assert [(one.kind, one.media_type) for one in files] == [("signature", "image/png")]
    content = ask(desk, lambda session: read(session.store, files[0].sha256))
    assert content.startswith(b"\x89PNG")
    assert page_of(desk).frame.pictures.strips["rest"].isVisible()


def test_a_scanned_reference_opens_the_order(desk: DeskUnderTest) -> None:
    found = scene(desk)
    desk.press("Ctrl+K")
    desk.type("w2611-0001")
    desk.press("Return")
    desk.settle()
    view = page_of(desk).view
    assert view is not None
    assert view.id == found.order
    desk.go("today")
    desk.press("Ctrl+K")
    desk.type("1602")
    desk.settle()
    desk.press("Return")
    desk.settle()
    assert page_of(desk).isVisible()


def test_the_form_says_what_is_missing_and_keeps_what_is_written(desk: DeskUnderTest) -> None:
    found = scene(desk)
    desk.go("order", id=found.order)
    desk.press("E")
    desk.settle()
    title, length = desk.find("order.form.title"), desk.find("order.form.estimate_minutes")
    assert focus() == "order.form.title"
    desk.press("Ctrl+A", "Delete")
    length.setFocus()
    desk.press("Ctrl+A", "Delete")
    finish(desk)
    assert title.accessibleDescription()
    assert length.accessibleDescription()
    desk.type("换软管和角阀", title)
    desk.type("1.5h", length)
    desk.press("Escape")
    desk.settle()
    desk.press("E")
    desk.settle()
    assert desk.find("order.form.again").isVisible()
    finish(desk)
    row = order_of(desk, found.order).row
    assert (row.title, row.estimate_minutes) == ("换软管和角阀", 90)
    assert "标题" in page_of(desk).frame.history.lines[0].what.text()


def test_the_front_desk_neither_schedules_nor_checks(order_desk: OrderDesk) -> None:
    desk = order_desk(Role.FRONT_DESK)
    found = scene(desk)
    desk.go("order", id=found.order)
    may = page_of(desk).deeds.may()
    assert not may & {"find", "place", "take_back", "split", "check"}
    assert {"edit", "agree", "done", "no_access", "wait"} - {"agree"} <= may
    desk.press("M")
    desk.settle()
    assert QApplication.activeModalWidget() is None


def test_an_order_that_is_not_there(desk: DeskUnderTest) -> None:
    desk.go("order", reference="W2611-0099")
    assert desk.find("order.nothing").isVisible()
    desk.click("order.nothing.back")
    assert desk.context.navigation.current == "today"


def stops(desk: DeskUnderTest, last: str, most: int = 60) -> list[str]:
    """Where the Tab key leads from here until ``last``."""
    found = [focus()]
    while found[-1] != last and len(found) < most:
        desk.press("Tab")
        found.append(focus())
    return found


def test_tab_goes_through_the_page_and_out_of_it(desk: DeskUnderTest) -> None:
    found = scene(desk)
    desk.go("order", id=found.order)
    desk.find("order.slot.find").setFocus()
    read = stops(desk, "order.next")
    assert (
        read.index("order.slot.place")
        < read.index("order.appointment.move")
        < read.index("order.spent.labour")
    )
    assert (
        read.index("order.spent.reading")
        < read.index("order.pictures.before.add")
        < read.index("order.foot.done")
    )
    round_again = stops(desk, "order.slot.find")
    assert "side.today" in round_again, "nobody is kept on the page"
    desk.press("D")
    desk.settle()
    report = stops(desk, "order.done.ok")
    assert report[-1] == "order.done.ok"
    assert report.index("order.done.photos.add") < report.index("order.done.signature.name")
