"""Reading times and sums as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown
from ui.widgets.fields import DateTimeField, LineField, MoneyField
from ui.widgets.money_field import parse_money, show_money
from ui.widgets.when import parse_when, show_when

NOW = datetime(2026, 11, 20, 14, 20)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00", "2026-11-20 22:00"),
        ("8.30", "2026-11-20 08:30"),
        ("８：３０", "2026-11-20 08:30"),
        ("0830", "2026-11-20 08:30"),
        ("8点", "2026-11-20 08:00"),
        ("8点30分", "2026-11-20 08:30"),
        ("昨晚 22:00", "2026-11-19 22:00"),
        ("yesterday", "2026-11-19 00:00"),
        ("前天8:15", "2026-11-18 08:15"),
        ("11-19 22:00", "2026-11-19 22:00"),
        ("11月19日22:00", "2026-11-19 22:00"),
        ("2025-12-31", "2025-12-31 00:00"),
        ("2025-12-31T08:00", "2025-12-31 08:00"),
        ("20.11. 8:00", "2026-11-20 08:00"),
        ("1-3 9:00", "2027-01-03 09:00"),
    ],
)
def test_times_as_people_write_them(text: str, expected: str) -> None:
    moment = parse_when(text, NOW)
    assert moment is not None
    assert show_when(moment) == expected


@pytest.mark.parametrize("text", ["", "soon", "25:00", "8:75", "13-41 8:00", "2026-02-30", "11-20 later"])
def test_what_is_no_time_is_nothing(text: str) -> None:
    assert parse_when(text, NOW) is None


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - wall time
def test_what_is_shown_is_read_again(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert parse_when(show_when(minute), NOW) == minute


@given(st.text(max_size=30))
def test_nothing_typed_is_an_error(text: str) -> None:
    assert parse_when(text, NOW) is None or isinstance(parse_when(text, NOW), datetime)
    assert parse_money(text) is None or isinstance(parse_money(text), int)


@given(st.integers(0, 10**12), st.sampled_from([0, 2, 3]))
def test_sums_are_read_as_shown(minor: int, digits: int) -> None:
    assert parse_money(show_money(minor, digits), digits) == minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("60", 6000),
        ("60.5", 6050),
        ("1,200.00", 120000),
        ("￥６０．５", 6050),
        ("60.005", None),
        ("-3", None),
    ],
)
def test_sums_as_people_write_them(text: str, minor: int | None) -> None:
    assert parse_money(text) == minor


def test_a_wrong_sum_is_marked_when_left(qtbot: QtBot) -> None:
    field, other = MoneyField("¥"), LineField()
    shown(qtbot, field, other)
    focus(field)
    QTest.keyClicks(field, "sixty")
    assert field.property("error") is not True
    focus(other)
    assert field.property("error") is True
    assert not field.is_valid()
    assert field.value() is None


def test_a_typed_time_is_told_and_written_out(qtbot: QtBot) -> None:
    field, other = DateTimeField(now=lambda: NOW), LineField()
    shown(qtbot, field, other)
    heard: list[object] = []
    field.changed.connect(heard.append)
    focus(field)
    QTest.keyClicks(field, "22:00")
    assert heard[-1] == NOW.replace(hour=22, minute=0)
    focus(other)
    assert field.text() == "2026-11-20 22:00"
    assert field.is_valid()


def test_words_that_are_no_time_stay_and_are_marked(qtbot: QtBot) -> None:
    field, other = DateTimeField(now=lambda: NOW), LineField()
    shown(qtbot, field, other)
    focus(field)
    QTest.keyClicks(field, "one evening")
    focus(other)
    assert field.text() == "one evening"
    assert field.value() is None
    assert not field.is_valid()


def test_arrows_step_by_the_quarter_hour(qtbot: QtBot) -> None:
    field = DateTimeField(now=lambda: NOW)
    shown(qtbot, field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == NOW.replace(minute=30)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == NOW.replace(minute=45)
    field.set_value(NOW)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == NOW.replace(minute=15)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == NOW.replace(minute=0)


def test_the_calendar_sets_the_day_and_keeps_the_time(qtbot: QtBot) -> None:
    field = DateTimeField(now=lambda: NOW)
    field.set_calendar_name("Calendar")
    shown(qtbot, field)
    field.set_value(NOW)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    with qtbot.waitSignal(field.changed):
        calendar.clicked.emit(QDate(2026, 11, 25))
    assert field.value() == NOW + timedelta(days=5)


def test_another_language_writes_the_same_time(qtbot: QtBot) -> None:
    field = DateTimeField(now=lambda: NOW)
    field.set_value(NOW)
    field.set_words(parse_when, lambda moment: f"{moment:%d.%m.%Y %H:%M}")
    assert field.text() == "20.11.2026 14:20"
    assert field.value() == NOW
