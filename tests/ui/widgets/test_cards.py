"""Cards, messages, marks, evidence, labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown
from ui.theme.current import theme
from ui.widgets.cards import (
    Avatar,
    Banner,
    Card,
    EmptyState,
    FactRow,
    KeyHint,
    Loading,
    Notice,
    Ring,
    Scroller,
    SectionHead,
    Separator,
    Sheet,
    StepBar,
    Tag,
    Toast,
)
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, Label, RichLabel
from ui.widgets.photo import EvidenceStrip


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def words(widget: QWidget) -> list[str]:
    labels = [label for label in widget.findChildren(QWidget) if isinstance(label, (QLabel, ElidedLabel))]
    return [label.text() for label in labels if label.text() and not label.isHidden()]


def test_the_button_of_a_banner_does_not_grow(qtbot: QtBot) -> None:
    banner = Banner("soon")
    qtbot.addWidget(banner)
    banner.set_message("Three things wait for your word.")
    banner.set_action("Look", "I")
    banner.resize(1200, 48)
    banner.show()
    QApplication.processEvents()
    button = banner.findChild(QPushButton, "action")
    assert isinstance(button, QPushButton)
    assert button.width() <= button.sizeHint().width() + 1


@pytest.mark.parametrize("kind", [Banner, Notice])
def test_messages_offer_a_way_out(qtbot: QtBot, kind: type[Banner] | type[Notice]) -> None:
    message = kind("error")
    shown(qtbot, message)
    message.set_message("The folder cannot be written to.", "Your words are safe.")
    assert words(message) == ["The folder cannot be written to.", "Your words are safe."]
    assert message.accessibleName() == "The folder cannot be written to. Your words are safe."
    button = message.findChild(QPushButton, "action")
    assert button is not None
    assert button.isHidden()
    message.set_action("Try again", "R")
    assert not button.isHidden()
    with qtbot.waitSignal(message.action):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    message.set_action("")
    assert button.isHidden()


def test_messages_wear_their_kind(qtbot: QtBot) -> None:
    message = Notice("changed")
    shown(qtbot, message)
    assert theme().hex("soon-soft").lower() in colours(message)
    message.set_kind("error")
    assert theme().hex("s1-soft").lower() in colours(message)


def test_loading_appears_only_after_a_while(qtbot: QtBot) -> None:
    loading = Loading()
    shown(qtbot, loading)
    loading.start()
    assert not loading.is_shown()
    loading.stop()
    loading.start()
    qtbot.waitUntil(loading.is_shown, timeout=2000)
    loading.stop()
    assert not loading.is_shown()


def test_the_undo_bar_goes_by_itself_or_undoes(qtbot: QtBot) -> None:
    ground = QWidget()
    window = shown(qtbot, ground, width=600, height=300)
    toast = Toast(ground)
    assert toast.isHidden()
    toast.show_message("Moved to Sat 10:00.", "Undo", "Ctrl+Z")
    assert toast.isVisible()
    assert toast.geometry().bottom() < ground.height()
    window.resize(600, 500)
    QApplication.processEvents()
    assert toast.geometry().bottom() > 400
    button = toast.findChild(QPushButton, "toast.undo")
    assert button is not None
    with qtbot.waitSignal(toast.undone), qtbot.assertNotEmitted(toast.dismissed):
        button.click()
    assert toast.isHidden()
    toast.show_message("Again.", "Undo", seconds=0)
    qtbot.waitSignal(toast.dismissed, timeout=2000)
    qtbot.waitUntil(toast.isHidden, timeout=2000)


def test_cards_have_a_heading_a_body_and_actions(qtbot: QtBot) -> None:
    card = Card("You can promise")
    card.set_heading("You can promise", "S2")
    action = QPushButton("Why?")
    card.add_action(action)
    card.body.addWidget(Label("09:12"))
    shown(qtbot, card)
    assert words(card) == ["You can promise", "S2", "09:12"]
    assert card.accessibleName() == "You can promise"
    assert action.geometry().right() > card.width() - 20
    card.set_tone("danger")
    assert theme().hex("s1").lower() in colours(card)


def test_a_sheet_is_white_with_round_corners(qtbot: QtBot) -> None:
    sheet = Sheet()
    shown(qtbot, sheet, height=200)
    image = sheet.grab().toImage()
    assert image.pixelColor(0, 0).name() != theme().hex("surface").lower()
    assert image.pixelColor(50, 50).name() == theme().hex("surface").lower()


def test_facts_are_said_with_their_label_and_used_again(qtbot: QtBot) -> None:
    facts = FactRow()
    shown(qtbot, facts)
    facts.set_facts([("Home", "3-1502", True), ("Phone", "138 6021 7745")])
    before = facts.findChildren(QLabel)
    facts.set_facts([("住户", "3-1502")])
    assert facts.findChildren(QLabel) == before
    assert words(facts) == ["住户", "3-1502"]
    assert "住户: 3-1502" in [label.accessibleName() for label in before]


def test_heads_count_and_note(qtbot: QtBot) -> None:
    head = SectionHead("Similar", 3, "nearby", rule=True)
    shown(qtbot, head)
    assert words(head) == ["Similar", "3", "nearby"]
    head.set_count(None)
    head.set_heading("相似")
    assert words(head) == ["相似", "nearby"]
    assert head.accessibleName() == "相似"


def test_emptiness_says_what_comes_next(qtbot: QtBot) -> None:
    empty = EmptyState("sun-medium")
    empty.set_words("Nothing needs you right now", "Next: 16:00")
    action = QPushButton("Record")
    empty.add_action(action)
    shown(qtbot, empty)
    assert empty.accessibleName() == "Nothing needs you right now Next: 16:00"
    assert action.isVisible()


def test_marks_tell_what_they_show(qtbot: QtBot) -> None:
    tag, bar, ring, key = Tag("S2 Urgent", "s2"), StepBar(), Ring(), KeyHint("Ctrl+Return")
    shown(qtbot, tag, bar, ring, key, Avatar("王"), Separator())
    assert tag.accessibleName() == "S2 Urgent"
    assert key.accessibleName() == "Ctrl ↵"
    bar.set_states("ddclllll", "step 3 of 8")
    ring.set_clock(0.1, "overdue", "46 minutes over")
    assert bar.accessibleName() == "step 3 of 8"
    assert ring.accessibleName() == "46 minutes over"
    assert theme().hex("overdue").lower() in colours(ring)
    tag.set_tag("S1 Life safety", "s1")
    assert tag.sizeHint().width() > 0
    assert theme().hex("s1").lower() in colours(tag)


def test_plain_labels_show_markup_as_it_is_written(qtbot: QtBot) -> None:
    label = Label("<b>x</b>")
    shown(qtbot, label)
    bold = Label("x", strong=True)
    assert label.sizeHint().width() > 3 * bold.sizeHint().width()


def test_rich_labels_escape_every_part(qtbot: QtBot) -> None:
    label = RichLabel([("2 late", "overdue", True), (" <img src=x>", "muted", False)])
    shown(qtbot, label)
    assert "<img" not in label.text()
    assert label.accessibleName() == "2 late <img src=x>"
    assert theme().hex("overdue").lower() in colours(label)


def test_cut_labels_say_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("厨房顶漏水，水滴到灶台上，早上还在滴")
    shown(qtbot, label, width=120)
    assert label.toolTip() == label.accessibleName() == label.text()
    label.set_text("短")
    assert label.toolTip() == ""


def test_items_flow_into_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder, gap=10, row_gap=10)
    buttons = [QPushButton(str(number)) for number in range(4)]
    for button in buttons:
        button.setFixedSize(80, 20)
        flow.addWidget(button)
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(200) == 50
    assert flow.heightForWidth(80) == 110
    buttons[3].hide()
    assert flow.heightForWidth(80) == 80
    assert flow.takeAt(9) is None
    assert flow.itemAt(-1) is None
    assert flow.sizeHint().width() == 3 * 80 + 2 * 10


def test_what_gets_the_focus_scrolls_into_sight(qtbot: QtBot) -> None:
    inner = QWidget()
    box = QVBoxLayout(inner)
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        box.addWidget(button)
    scroller = Scroller(inner)
    shown(qtbot, scroller, height=200)
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Backtab)
    assert buttons[39].hasFocus()
    assert scroller.verticalScrollBar().value() > 0


def picture(colour: str = "red") -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_evidence_shows_some_and_counts_the_rest(qtbot: QtBot) -> None:
    strip = EvidenceStrip()
    strip.setObjectName("case.evidence")
    shown(qtbot, strip)
    strip.set_images([(number, picture(), f"photo {number}") for number in range(5)])
    QApplication.processEvents()
    tiles = {part.objectName(): part for part in strip.findChildren(QWidget) if part.isVisible()}
    assert set(tiles) == {f"case.evidence.{code}" for code in (0, 1, 2, "+")}
    assert tiles["case.evidence.+"].accessibleName() == "+2"
    strip.set_total(9)
    QApplication.processEvents()
    with qtbot.waitSignal(strip.opened) as opened:
        QTest.mouseClick(strip.findChildren(QWidget)[-3], Qt.MouseButton.LeftButton)
    assert opened.args[0] in (0, 1, 2)
    focus(strip)
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Left)
    target = QApplication.focusWidget()
    assert target is not None
    assert target.accessibleName() == "+6"
    with qtbot.waitSignal(strip.more):
        QTest.keyClick(target, Qt.Key.Key_Return)


def test_an_empty_strip_invites(qtbot: QtBot) -> None:
    strip = EvidenceStrip()
    strip.set_invitation("Drop photos here")
    shown(qtbot, strip)
    focus(strip)
    target = QApplication.focusWidget()
    assert target is not None
    assert target.accessibleName() == "Drop photos here"
    with qtbot.waitSignal(strip.add_wanted):
        QTest.keyClick(target, Qt.Key.Key_Space)


def test_pictures_are_pasted_and_files_come_as_paths(qtbot: QtBot, tmp_path: Path) -> None:
    strip = EvidenceStrip()
    shown(qtbot, strip)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("words")
    assert not strip.paste()
    clipboard.setImage(picture())
    focus(strip)
    target = QApplication.focusWidget()
    assert target is not None
    with qtbot.waitSignal(strip.image_pasted) as pasted:
        QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args is not None
    assert pasted.args[0].size() == picture().size()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "照片.jpg")), QUrl("https://example.org/x.jpg")])
    clipboard.setMimeData(data)
    with qtbot.waitSignal(strip.files_dropped) as dropped:
        assert strip.paste()
    assert dropped.args == [[str(tmp_path / "照片.jpg")]]
    clipboard.clear()


def test_files_are_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    strip = EvidenceStrip()
    shown(qtbot, strip)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
    QApplication.sendEvent(strip, enter)
    assert enter.isAccepted()
    assert strip.is_target
    drop = QDropEvent(QPointF(5, 5), copy, data, left, none)
    with qtbot.waitSignal(strip.files_dropped) as dropped:
        QApplication.sendEvent(strip, drop)
    assert dropped.args == [[str(tmp_path / "a.jpg")]]
    assert not strip.is_target
