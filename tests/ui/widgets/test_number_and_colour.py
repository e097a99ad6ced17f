"""Whole numbers and colours by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.number_field import NumberField, parse_number
from ui.widgets.swatches import Swatches


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 1,200 ", 1200), ("１２", 12), ("-3", -3), ("−3", -3), ("0", 0),
     ("", None), ("1.5", None), ("twelve", None), ("9" * 10, None), ("½", None), ("--3", None)],
)  # fmt: skip
def test_what_is_typed_is_a_number_or_nothing(text: str, number: int | None) -> None:
    assert parse_number(text) == number


def test_up_and_down_step_and_stop_at_the_least(qtbot: QtBot) -> None:
    field = NumberField(1)
    qtbot.addWidget(field)
    heard: list[object] = []
    field.changed.connect(lambda value: heard.append(value))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(field, key)
    assert heard == [1, 2, 1, 1, 1]
    QTest.keyClicks(field, "x")
    assert (field.value(), field.is_valid()) == (None, False)


def test_a_colour_is_chosen_by_arrows_and_digits(qtbot: QtBot) -> None:
    swatches = Swatches(6)
    qtbot.addWidget(swatches)
    swatches.set_names([f"Colour {n}" for n in range(1, 7)])
    heard: list[object] = []
    swatches.changed.connect(lambda value: heard.append(value))
    swatches.set_value(2)
    assert (swatches.value(), heard) == (2, [])
    swatches.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_5, Qt.Key.Key_Left):
        QTest.keyClick(swatches, key)
    assert heard == [3, 5, 4]
    part = swatches.part_for(4)
    assert part is not None
    assert (part.isChecked(), part.accessibleName()) == (True, "Colour 4")
    swatches.set_value(9)
    assert swatches.value() is None
