"""Fields: one protocol, Chinese input, labels that belong to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown, type_chinese
from ui.widgets.choices import Check, Chips, RadioCards, Segmented
from ui.widgets.fields import (
    ChoiceField,
    DateTimeField,
    LabeledField,
    LineField,
    MoneyField,
    PasswordField,
    TextField,
)

MOODS = [("calm", "平静"), ("angry", "生气")]


def choice() -> ChoiceField:
    field = ChoiceField("类别")
    field.set_options([("leak", "渗漏水", "sls leak"), ("lift", "电梯", "dt lift"), ("noise", "噪音", "zy")])
    return field


MAKERS: list[tuple[Callable[[], QWidget], object, object]] = [
    (LineField, "Kitchen", ""),
    (TextField, "顶上滴水", ""),
    (PasswordField, "secret", ""),
    (choice, "lift", None),
    (DateTimeField, datetime(2026, 11, 20, 22, 0), None),  # noqa: DTZ001 - wall time
    (MoneyField, 6050, None),
    (lambda: Segmented(MOODS), "angry", None),
    (lambda: Chips(MOODS), ("calm",), ()),
    (Check, True, False),
]


@pytest.mark.parametrize(("make", "value", "empty"), MAKERS)
def test_every_input_keeps_the_protocol(
    qtbot: QtBot, make: Callable[[], QWidget], value: object, empty: object
) -> None:
    field = make()
    shown(qtbot, field)
    heard: list[object] = []
    field.changed.connect(heard.append)  # type: ignore[attr-defined]
    assert field.value() == empty  # type: ignore[attr-defined]
    for _ in range(2):
        field.set_value(value)  # type: ignore[attr-defined]
        assert field.value() == value  # type: ignore[attr-defined]
    field.set_value(empty)  # type: ignore[attr-defined]
    assert field.value() == empty  # type: ignore[attr-defined]
    field.set_error_state(True)  # type: ignore[attr-defined]
    field.set_error_state(False)  # type: ignore[attr-defined]
    assert heard == [], "only the user's hand is a change"


def test_typing_tells_at_once_and_leaving_tells_once(qtbot: QtBot) -> None:
    field, other = LineField("Where"), LineField()
    shown(qtbot, field, other)
    changed: list[object] = []
    committed: list[None] = []
    field.changed.connect(changed.append)
    field.committed.connect(lambda: committed.append(None))
    focus(field)
    type_chinese(field, "厨房")
    QTest.keyClicks(field, " 2")
    assert changed == ["厨房", "厨房", "厨房 2"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    focus(other)
    assert len(committed) == 1


def test_setting_does_not_move_the_cursor_of_who_is_typing(qtbot: QtBot) -> None:
    field = LineField()
    shown(qtbot, field)
    focus(field)
    QTest.keyClicks(field, "abc ")
    field.set_value("abc")
    assert field.text() == "abc "
    assert field.cursorPosition() == 4


def test_trailing_words_leave_room(qtbot: QtBot) -> None:
    field = LineField(size="large")
    shown(qtbot, field)
    assert field.textMargins().right() == 0
    field.set_trailing("3号楼 15 层", "ok", "check")
    assert field.textMargins().right() > 40
    field.set_trailing("")
    assert field.textMargins().right() == 0


def test_tab_leaves_the_words_and_telling_comes_once(qtbot: QtBot) -> None:
    words, after = TextField(), LineField()
    shown(qtbot, words, after)
    committed: list[None] = []
    words.committed.connect(lambda: committed.append(None))
    focus(words)
    type_chinese(words, "昨晚开始滴水")
    assert words.value() == "昨晚开始滴水"
    QTest.keyClick(words, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert len(committed) == 1


def test_words_grow_to_a_limit(qtbot: QtBot) -> None:
    words = TextField(lines=2, max_lines=4)
    shown(qtbot, words, height=400)
    small = words.height()
    words.set_value("1\n2\n3")
    grown = words.height()
    words.set_value("\n".join("123456789"))
    assert small < grown < words.height()
    assert words.height() - grown < grown - small + 2
    words.set_value("")
    assert words.height() == small


def test_hits_are_marked_and_never_beyond_the_end(qtbot: QtBot) -> None:
    words = TextField()
    words.set_value("厨房滴水")
    words.set_hits([(2, 2), (9, 4)])
    marked = [selection.cursor.selectedText() for selection in words.extraSelections()]
    assert marked == ["滴水", ""]


def test_inserted_words_can_be_undone(qtbot: QtBot) -> None:
    words = TextField()
    shown(qtbot, words)
    words.set_value("您是说")
    with qtbot.waitSignal(words.changed) as told:
        words.insert_words("，")
    assert told.args == [words.value()]
    words.undo()
    assert words.value() == "您是说"


def test_a_picture_pasted_into_the_words_goes_out(qtbot: QtBot) -> None:
    words = TextField()
    shown(qtbot, words)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    assert words.canInsertFromMimeData(data)
    with qtbot.waitSignal(words.image_pasted):
        words.insertFromMimeData(data)
    assert words.value() == ""


def test_the_eye_shows_the_password_and_names_what_it_does(qtbot: QtBot) -> None:
    field = PasswordField()
    field.set_words("Show", "Hide")
    shown(qtbot, field)
    eye = field.findChild(QWidget, "eye")
    assert eye is not None
    assert eye.accessibleName() == "Show"
    assert field.displayText() == ""
    field.set_value(" a b ")
    assert field.value() == " a b "
    hidden = field.displayText()
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.displayText() == " a b " != hidden
    assert eye.accessibleName() == "Hide"


def test_caps_lock_is_noticed_by_what_is_typed(qtbot: QtBot) -> None:
    field = PasswordField()
    shown(qtbot, field)
    heard: list[bool] = []
    field.caps_lock.connect(heard.append)
    QTest.keyClicks(field, "a")
    QTest.keyClicks(field, "A")
    QTest.keyClicks(field, "1")
    QTest.keyClicks(field, "a")
    QTest.keyClicks(field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert heard == [True, False]


def test_a_choice_is_found_by_typing(qtbot: QtBot) -> None:
    field, other = choice(), LineField()
    shown(qtbot, field, other)
    heard: list[object] = []
    field.changed.connect(heard.append)
    focus(field)
    QTest.keyClicks(field, "zy")
    assert field.value() == "noise", "read before it is left, a form gets what is meant"
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is other
    assert field.value() == "noise"
    assert field.currentText() == "噪音"
    assert heard == ["noise"]


def test_a_choice_left_while_its_list_is_open_is_taken_when_the_list_goes(qtbot: QtBot) -> None:
    field, other = choice(), LineField()
    shown(qtbot, field, other)
    focus(field)
    QTest.keyClicks(field, "zy")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    focus(other)
    with qtbot.waitSignal(field.changed) as told:
        popup.hide()
    assert told.args == ["noise"]
    assert field.currentText() == "噪音"


def test_enter_takes_the_first_that_fits(qtbot: QtBot) -> None:
    field = choice()
    shown(qtbot, field)
    focus(field)
    QTest.keyClicks(field, "l")
    with qtbot.waitSignal(field.changed) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["leak"]
    assert field.currentText() == "渗漏水"


def test_an_ambiguous_word_is_no_choice(qtbot: QtBot) -> None:
    field = choice()
    shown(qtbot, field)
    QTest.keyClicks(field, "l")
    assert field.value() is None


def test_words_that_fit_nothing_go_back_to_the_last_choice(qtbot: QtBot) -> None:
    field, other = choice(), LineField()
    shown(qtbot, field, other)
    field.set_value("lift")
    focus(field)
    field.lineEdit().clear()  # type: ignore[union-attr]
    QTest.keyClicks(field, "nothing of the kind")
    focus(other)
    assert (field.value(), field.currentText()) == ("lift", "电梯")


def test_an_emptied_choice_is_no_choice(qtbot: QtBot) -> None:
    field, other = choice(), LineField()
    shown(qtbot, other, field)
    field.set_value("lift")
    focus(field)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    focus(other)
    assert field.value() is None


def test_chinese_finds_a_choice_in_the_completer(qtbot: QtBot) -> None:
    field = choice()
    shown(qtbot, field)
    focus(field)
    field.lineEdit().clear()  # type: ignore[union-attr]
    type_chinese(field, "漏")
    finder = field.completer()
    assert finder is not None
    assert finder.completionCount() == 1
    assert finder.currentCompletion() == "渗漏水"


def test_options_in_other_words_keep_the_value(qtbot: QtBot) -> None:
    field = choice()
    field.set_value("lift")
    field.set_options([("leak", "Leak"), ("lift", "Lift")])
    assert field.value() == "lift"
    assert field.currentText() == "Lift"


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot) -> None:
    field = choice()
    shown(qtbot, field)
    field.set_value("leak")
    center = field.rect().center().toPointF()
    event = QWheelEvent(
        center,
        field.mapToGlobal(center),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    assert field.value() == "leak"


def test_a_label_belongs_to_its_field(qtbot: QtBot) -> None:
    field = LineField()
    labelled = LabeledField("In their own &words", field, "as they say it")
    shown(qtbot, labelled)
    assert labelled.label.buddy() is field
    assert field.accessibleName() == "In their own words"
    assert field.accessibleDescription() == "as they say it"
    labelled.set_label("原话(&W)")
    assert field.accessibleName() == "原话"


def test_alt_and_the_letter_go_to_the_field(qtbot: QtBot) -> None:
    first, second = LineField(), Segmented(MOODS)
    window = shown(qtbot, LabeledField("&Unit", first), LabeledField("情绪(&M)", second))
    focus(first)
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert second.focused_part() is not None
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert first.hasFocus()


def test_a_letter_leads_to_a_button_and_does_not_press_it(qtbot: QtBot) -> None:
    first, fold = LineField(), QToolButton()
    fold.setCheckable(True)
    fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window = shown(qtbot, LabeledField("&Unit", first), LabeledField("Se&verity", fold))
    focus(first)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert fold.hasFocus()
    assert not fold.isDown()  # Qt would hold it down for a while, and then press it
    QTest.keyClick(fold, Qt.Key.Key_Space)
    assert fold.isChecked()


def test_an_error_stands_below_and_is_spoken(qtbot: QtBot) -> None:
    field = LineField()
    labelled = LabeledField("Unit", field, "hint")
    shown(qtbot, labelled)
    height = labelled.sizeHint().height()
    labelled.set_error("No unit 3-15002.")
    assert bool(labelled.has_error) is True
    assert field.property("error") is True
    assert field.accessibleDescription() == "No unit 3-15002."
    assert labelled.sizeHint().height() > height
    labelled.set_error(None)
    assert bool(labelled.has_error) is False
    assert field.accessibleDescription() == "hint"
    QApplication.processEvents()
    assert labelled.sizeHint().height() == height


def test_cards_explain_and_choose(qtbot: QtBot) -> None:
    cards = RadioCards([("own", "My own", "Read a list."), ("sample", "A sample", "240 homes.")])
    cards.setObjectName("first.start")
    shown(qtbot, cards)
    cards.set_value("own")
    sample = cards.button("sample")
    assert sample is not None
    assert sample.objectName() == "first.start.sample"
    assert sample.accessibleDescription() == "240 homes."
    with qtbot.waitSignal(cards.changed) as told:
        QTest.mouseClick(sample, Qt.MouseButton.LeftButton)
    assert told.args == ["sample"]
    focus(cards)
    own = cards.button("sample")
    assert own is not None
    QTest.keyClick(own, Qt.Key.Key_Up)
    assert cards.value() == "own"


def test_typing_takes_the_label_that_begins_so(qtbot: QtBot) -> None:
    field = ChoiceField()
    shown(qtbot, field)
    field.set_options([("lift.fault", "Lift › fault or noise"), ("other", "Some noises"), ("noise", "Noise")])
    QTest.keyClicks(field, "nois")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == "noise"
