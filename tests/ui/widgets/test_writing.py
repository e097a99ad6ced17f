"""Fields of work: lengths of time, spans, lines that grow, a place to sign."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.duration_field import DurationField, parse_minutes
from ui.widgets.signature_pad import TALL, WIDE, SignaturePad
from ui.widgets.span_field import SpanField
from ui.widgets.spans_field import SpansField

NOW = datetime(2026, 11, 20, 14, 20, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90), ("1.5 h", 90), ("1 h 30", 90), ("1:30", 90), ("2小时", 120), ("半小时", 30), ("1个半小时", 90),
        ("45分钟", 45), ("2，5h", 150), ("soon", None), ("1:75", None), ("", None), ("-5", None),
    ],
)  # fmt: skip
def test_lengths_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert parse_minutes(typed) == minutes


def test_a_length_goes_by_quarters(qtbot: QtBot) -> None:
    field = DurationField()
    qtbot.addWidget(field)
    heard: list[object] = []
    field.changed.connect(heard.append)
    field.set_value(50)
    assert heard == []
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 60
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert (field.value(), heard) == (30, [60, 45, 30])
    field.setText("a while")
    assert not field.is_valid()


def test_the_second_time_is_of_the_day_of_the_first(qtbot: QtBot) -> None:
    field = SpanField(lambda: NOW)
    qtbot.addWidget(field)
    QTest.keyClicks(field.begin, "11-23 09:00")
    QTest.keyClicks(field.end, "12:00")
    assert field.span() == (NOW.replace(day=23, hour=9, minute=0), NOW.replace(day=23, hour=12, minute=0))
    assert not field.is_empty()


def test_a_line_waits_for_the_next(qtbot: QtBot) -> None:
    field = SpansField(lambda: NOW)
    qtbot.addWidget(field)
    field.show()
    assert len([line for line in field.lines if line.isVisible()]) == 1
    QTest.keyClicks(field.lines[0].begin, "09:00")
    assert len([line for line in field.lines if line.isVisible()]) == 2
    assert field.entries() == ((NOW.replace(hour=9, minute=0), None),)
    field.set_error_state(True)
    assert [bool(line.begin.property("error")) for line in field.lines] == [True, False]
    field.set_value(())
    assert field.entries() == ()
    assert len([line for line in field.lines if line.isVisible()]) == 1


def dark(image: QImage) -> int:
    """How much ink is on a picture, looked at coarsely."""
    return sum(
        QColor(image.pixel(x, y)).lightness() < 128 for x in range(0, WIDE, 4) for y in range(0, TALL, 4)
    )


def test_signing_with_the_mouse_or_by_name(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(360, 150)
    pad.show()
    assert (pad.is_empty, dark(pad.image())) == (True, 0)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    for x in range(30, 340, 10):
        QTest.mouseMove(pad, QPoint(x, 60 if x % 20 else 90))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(340, 60))
    assert (pad.is_drawn, dark(pad.image()) > 30) == (True, True)
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert (pad.is_drawn, dark(pad.image())) == (False, 0)
    pad.set_name("陈建国")
    assert (pad.is_drawn, dark(pad.image()) > 30) == (False, True)
