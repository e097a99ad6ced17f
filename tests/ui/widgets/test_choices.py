"""Choosing by mouse, arrows and digits."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown
from ui.theme.current import theme
from ui.widgets.choices import Check, Chips, FilterChip, Segmented, ViewTabs
from ui.widgets.fields import LineField
from ui.widgets.rail import RailStep, StepRail

MOODS = [("calm", "平静"), ("worried", "担心"), ("angry", "生气")]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


@pytest.fixture
def moods(qtbot: QtBot) -> Segmented:
    group = Segmented(MOODS)
    group.setObjectName("soothe.mood")
    shown(qtbot, group, LineField())
    return group


def test_a_click_chooses_one(qtbot: QtBot, moods: Segmented) -> None:
    angry = moods.button("angry")
    assert angry is not None
    with qtbot.waitSignal(moods.changed) as told:
        QTest.mouseClick(angry, Qt.MouseButton.LeftButton)
    assert told.args == ["angry"]
    with qtbot.assertNotEmitted(moods.changed):
        QTest.mouseClick(angry, Qt.MouseButton.LeftButton)
    assert moods.value() == "angry"
    assert [part.isChecked() for part in moods.findChildren(type(angry))] == [False, False, True]


def test_arrows_and_digits_choose(qtbot: QtBot, moods: Segmented) -> None:
    focus(moods)
    press(qtbot, Qt.Key.Key_Right)
    assert moods.value() == "calm"
    press(qtbot, Qt.Key.Key_Right)
    assert moods.value() == "worried"
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Left)
    assert moods.value() == "angry"
    press(qtbot, Qt.Key.Key_2)
    assert moods.value() == "worried"
    press(qtbot, Qt.Key.Key_9)
    assert moods.value() == "worried"
    assert moods.focused_part() is moods.button("worried")


def test_keys_sent_to_the_group_itself_work(qtbot: QtBot, moods: Segmented) -> None:
    QTest.keyClick(moods, Qt.Key.Key_3)
    assert moods.value() == "angry"


def test_the_whole_group_is_one_stop_of_tab(qtbot: QtBot, moods: Segmented) -> None:
    moods.set_value("worried")
    focus(moods)
    assert QApplication.focusWidget() is moods.button("worried")
    press(qtbot, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), LineField)


def test_the_ring_is_around_all_of_them(qtbot: QtBot, moods: Segmented) -> None:
    focus(moods)
    image = moods.grab().toImage()
    for x in (image.width() // 6, image.width() // 2, image.width() * 5 // 6):
        assert image.pixelColor(x, 0).name() == theme().hex("focus").lower()


def test_buttons_have_names_for_hand_and_ear(moods: Segmented) -> None:
    for code, label in MOODS:
        part = moods.button(code)
        assert part is not None
        assert part.objectName() == f"soothe.mood.{code}"
        assert part.accessibleName() == label


def test_other_words_keep_value_buttons_and_focus(qtbot: QtBot, moods: Segmented) -> None:
    moods.set_value("worried")
    focus(moods)
    before = moods.button("worried")
    moods.set_options([("calm", "Calm"), ("worried", "Worried"), ("angry", "Angry")])
    assert moods.button("worried") is before
    assert moods.focused_part() is before
    assert moods.value() == "worried"
    assert before is not None
    assert before.accessibleName() == "Worried"


def test_other_codes_make_other_buttons(qtbot: QtBot, moods: Segmented) -> None:
    moods.set_options([("yes", "Yes")])
    assert moods.button("calm") is None
    focus(moods)
    press(qtbot, Qt.Key.Key_1)
    assert moods.value() == "yes"
    moods.set_options([])
    assert moods.value() == "yes"


def test_a_prefix_takes_room_inside_the_frame(qtbot: QtBot, moods: Segmented) -> None:
    part = moods.button("calm")
    assert part is not None
    left = part.x()
    moods.set_prefix("之前")
    QApplication.processEvents()
    assert part.x() > left


@pytest.fixture
def flags(qtbot: QtBot) -> Chips:
    chips = Chips([("injury", "Injury"), ("media", "Media"), ("legal", "Legal")])
    chips.setObjectName("intake.flags")
    shown(qtbot, chips, LineField())
    return chips


def test_chips_toggle_by_mouse_space_and_digit(qtbot: QtBot, flags: Chips) -> None:
    heard: list[object] = []
    flags.changed.connect(heard.append)
    media = flags.button("media")
    assert media is not None
    QTest.mouseClick(media, Qt.MouseButton.LeftButton)
    focus(flags)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_1)
    assert heard == [("media",), ("media", "legal"), ("injury", "media", "legal")]
    press(qtbot, Qt.Key.Key_1)
    assert flags.values() == ("media", "legal")


def test_a_suggested_chip_is_not_taken(qtbot: QtBot, flags: Chips) -> None:
    media = flags.button("media")
    assert media is not None
    rest = media.sizeHint().width()
    flags.set_suggested(["media", "unheard-of"])
    assert flags.suggested() == ("media",)
    assert flags.values() == ()
    assert media.sizeHint().width() > rest
    media.click()
    assert flags.values() == ("media",)


def test_chips_break_into_lines(qtbot: QtBot) -> None:
    chips = Chips([(n, f"Something rather long {n}") for n in range(6)])
    wide, narrow = chips.heightForWidth(2000), chips.heightForWidth(200)
    assert narrow > wide
    window = shown(qtbot, chips, width=240, height=300)
    QApplication.processEvents()
    right = max(part.geometry().right() for part in chips.findChildren(QWidget))
    assert right < window.width()


def test_a_filter_goes_by_its_cross_or_delete(qtbot: QtBot) -> None:
    chip = FilterChip("Buildings 1–5")
    shown(qtbot, chip)
    cross = chip.rect().center()
    cross.setX(chip.width() - 15)
    with qtbot.waitSignal(chip.removed), qtbot.assertNotEmitted(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    middle = chip.rect().center()
    middle.setX(15)
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=middle)
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


def test_a_tick_toggles_anywhere_on_its_words(qtbot: QtBot) -> None:
    check = Check("Anonymous", "14:16")
    shown(qtbot, check)
    with qtbot.waitSignal(check.changed) as told:
        QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert told.args == [True]
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert check.value() is False


def test_a_tick_looks_ticked(qtbot: QtBot) -> None:
    check = Check("x")
    shown(qtbot, LineField(), check)
    off = check.grab().toImage()
    check.set_value(True)
    on = check.grab().toImage()
    y = check.height() // 2
    assert off.pixelColor(2, y).name() == theme().hex("surface").lower()
    assert on.pixelColor(2, y).name() == theme().hex("fill").lower()


def test_tabs_walk_without_choosing_and_show_counts(qtbot: QtBot) -> None:
    tabs = ViewTabs([("open", "Open", 37), ("mine", "Mine", None)])
    tabs.setObjectName("complaints.views")
    tabs.set_value("open")
    shown(qtbot, tabs)
    focus(tabs)
    press(qtbot, Qt.Key.Key_Right)
    assert tabs.value() == "open"
    with qtbot.waitSignal(tabs.changed) as told:
        press(qtbot, Qt.Key.Key_Space)
    assert told.args == ["mine"]
    tabs.set_count("mine", 14)
    mine = tabs.button("mine")
    assert mine is not None
    assert mine.accessibleName() == "Mine 14"
    with qtbot.waitSignal(tabs.changed):
        press(qtbot, Qt.Key.Key_1)
    assert tabs.value() == "open"


def steps(current: int = 3) -> list[RailStep]:
    names = ["接收", "隔离", "安抚", "道歉", "收集", "方案", "征求", "跟踪"]
    return [
        RailStep(
            n, name, "done" if n < current else "current" if n == current else "locked", "4 / 15", "王敏"
        )
        for n, name in enumerate(names, 1)
    ]


@pytest.fixture
def rail(qtbot: QtBot) -> StepRail:
    made = StepRail()
    made.setObjectName("case.rail")
    made.set_steps(steps())
    shown(qtbot, made, width=1000)
    return made


def test_the_rail_asks_and_the_page_decides(qtbot: QtBot, rail: StepRail) -> None:
    assert rail.shown() == 3
    first = rail.button(1)
    assert first is not None
    with qtbot.waitSignal(rail.step_chosen) as told:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert told.args == [1]
    assert not first.isChecked()
    rail.set_shown(1)
    assert first.isChecked()


def test_the_rail_by_keys(qtbot: QtBot, rail: StepRail) -> None:
    focus(rail)
    press(qtbot, Qt.Key.Key_Left)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(rail.step_chosen) as told:
            press(qtbot, key)
        assert told.args == [2]
    with qtbot.waitSignal(rail.step_chosen) as told:
        press(qtbot, Qt.Key.Key_8)
    assert told.args == [8]


def test_the_rail_says_each_step(rail: StepRail) -> None:
    third = rail.button(3)
    assert third is not None
    assert third.objectName() == "case.rail.3"
    assert third.accessibleName() == "3 安抚, 4 / 15, 王敏"
    rail.set_steps([RailStep(n, "x", "done", accessible=f"step {n} done") for n in range(1, 9)])
    assert third is rail.button(3)
    assert third.accessibleName() == "step 3 done"


def test_the_rail_paints_its_bar(rail: StepRail) -> None:
    image = rail.grab().toImage()
    found = []
    for number in range(1, 9):
        part = rail.button(number)
        assert part is not None
        found.append(image.pixelColor(part.geometry().center().x(), 2).name())
    tokens = ["step-done"] * 2 + ["step-current"] + ["step-locked"] * 5
    assert found == [theme().hex(token).lower() for token in tokens]


@pytest.mark.parametrize("kind", [Segmented, Chips, ViewTabs])
def test_choices_that_come_late_stand_where_their_group_stands(qtbot: QtBot, kind: Any) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first, group, last = LineField(parent=page), kind(parent=page), LineField(parent=page)
    for codes in ("ab", "abc"):
        group.set_options([(code, code, None) if kind is ViewTabs else (code, code) for code in codes])
        order: list[QWidget] = [first]
        while (after := order[-1].nextInFocusChain()) is not first:
            assert after is not None
            order.append(after)
        places = [order.index(group.button(code)) for code in codes]
        assert places == sorted(places)
        assert order.index(first) < places[0]
        assert places[-1] < order.index(last)
