"""Buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown
from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.widgets.controls import (
    Button,
    GraveButton,
    IconButton,
    LinkButton,
    PaintedButton,
    PrimaryButton,
    QuietButton,
)
from ui.widgets.keys import key_text, without_mnemonic

KINDS = [PrimaryButton, Button, QuietButton, GraveButton]


@pytest.mark.parametrize("kind", KINDS)
def test_mouse_and_space_click(qtbot: QtBot, kind: type[PaintedButton]) -> None:
    button = kind("登记")
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    focus(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_busy_button_takes_no_click_and_keeps_the_focus(qtbot: QtBot) -> None:
    button = PrimaryButton("Record")
    shown(qtbot, button)
    focus(button)
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    button.set_busy(True, "Saving")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.click()
    assert not clicks
    assert button.hasFocus()
    assert button.isEnabled()
    button.set_busy(False)
    button.click()
    assert len(clicks) == 1


def test_busy_is_shown_only_when_it_lasts(qtbot: QtBot) -> None:
    button = PrimaryButton("Record")
    shown(qtbot, button)
    rest = button.grab().toImage()
    button.set_busy(True, "Saving")
    assert button.grab().toImage() == rest
    qtbot.waitUntil(lambda: button.grab().toImage() != rest, timeout=2000)
    button.set_busy(False)
    assert button.grab().toImage() == rest


def test_the_key_widens_the_button_and_is_spoken(qtbot: QtBot) -> None:
    plain, keyed = Button("Put aside"), Button("Put aside", None, "Ctrl+S")
    assert keyed.sizeHint().width() > plain.sizeHint().width()
    assert keyed.accessibleDescription() == "Ctrl S"
    keyed.set_key("")
    assert keyed.accessibleDescription() == ""
    assert plain.sizeHint() == keyed.sizeHint()


def test_focus_is_seen(qtbot: QtBot) -> None:
    for kind in KINDS:
        button, other = kind("Record"), Button("Other")
        shown(qtbot, other, button)
        focus(other)
        rest = button.grab().toImage()
        focus(button)
        image = button.grab().toImage()
        assert image != rest
        assert image.pixelColor(image.width() // 2, 0).name() == theme().hex("focus").lower()


def test_sizes_are_those_of_the_drawings(qtbot: QtBot, holder: ThemeHolder) -> None:
    heights = [Button("x", size=size).sizeHint().height() for size in ("small", "normal", "large")]
    assert heights == [26, 32, 46]
    button = Button("x")
    shown(qtbot, button)
    holder.set("light", 1.25)
    assert button.sizeHint().height() == 40


def test_a_menu_shows_a_chevron(qtbot: QtBot) -> None:
    button = Button("Grouped by clock")
    width = button.sizeHint().width()
    menu = QMenu(button)
    button.setMenu(menu)
    assert button.sizeHint().width() > width


def test_icon_buttons_have_a_name_to_hear_and_to_read(qtbot: QtBot) -> None:
    button = IconButton("bell", "Notices")
    assert button.accessibleName() == button.toolTip() == "Notices"
    shown(qtbot, button)
    without = button.grab().toImage()
    button.set_count(3)
    assert button.grab().toImage() != without


def test_link_buttons_are_accent_words(qtbot: QtBot) -> None:
    link = LinkButton("All 17", strong=True)
    window = shown(qtbot, link)
    window.setFocus()
    image = link.grab().toImage()
    names = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme().hex("accent").lower() in names


def test_icon_and_text_may_change_while_shown(qtbot: QtBot) -> None:
    button = Button("Call", "phone")
    shown(qtbot, button)
    before = button.sizeHint().width()
    button.set_icon(None)
    assert button.sizeHint().width() < before
    button.set_text("Call them again")
    assert button.sizeHint().width() > before


@pytest.mark.parametrize(
    ("sequence", "platform", "shown_as"),
    [
        ("Ctrl+Return", "linux", "Ctrl ↵"),
        ("Ctrl+N", "win32", "Ctrl N"),
        ("Ctrl+N", "darwin", "⌘N"),
        ("Escape", "linux", "Esc"),
        ("Ctrl++", "linux", "Ctrl +"),
        ("", "linux", ""),
    ],
)
def test_keys_as_people_read_them(sequence: str, platform: str, shown_as: str) -> None:
    assert key_text(sequence, platform) == shown_as


@pytest.mark.parametrize(
    ("label", "words"),
    [("&Words", "Words"), ("原话(&W)", "原话"), ("R&&D", "R&D"), ("Where e&xactly", "Where exactly")],
)
def test_labels_without_their_mark(label: str, words: str) -> None:
    assert without_mnemonic(label) == words
