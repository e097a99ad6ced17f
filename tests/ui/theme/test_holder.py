"""The theme reaches the application and everything that is painted."""

from __future__ import annotations

import gc
import re

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.theme import THEMES, tokens
from ui.theme import Theme, ThemeHolder, style, system_theme
from ui.theme.current import theme


def test_both_themes_know_the_same_tokens() -> None:
    assert set(tokens("light")) == set(tokens("dark"))
    for name in THEMES:
        for token in tokens(name):
            assert Theme(name).color(token).name().upper() == Theme(name).hex(token).upper()


def test_an_unknown_token_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Theme().color("chartreuse")


def test_setting_a_theme_changes_palette_sheet_and_current(holder: ThemeHolder, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with qtbot.waitSignal(holder.changed):
        holder.set("dark", 1.25)
    assert theme() == Theme("dark", 1.25) == holder.current
    assert app.palette().color(QPalette.ColorRole.Window).name() == tokens("dark")["window"].lower()
    assert tokens("dark")["line-strong"] in app.styleSheet()
    assert app.font().pixelSize() == 16


def test_setting_the_same_theme_says_nothing(holder: ThemeHolder, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(holder.changed):
        holder.set("light")


def test_there_are_two_themes_only(holder: ThemeHolder) -> None:
    with pytest.raises(ValueError, match="sepia"):
        holder.set("sepia")
    assert holder.current.name == "light"


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_has_no_place_left_open(name: str) -> None:
    assert not re.search(r"@[a-z]", style.sheet(Theme(name)))


def test_lengths_follow_the_scale_and_lines_stay_thin() -> None:
    plain, large = style.sheet(Theme("light")), style.sheet(Theme("light", 1.25))
    assert "border-radius: 7px" in plain
    assert "border-radius: 9px" in large
    assert plain.count("1px solid") == large.count("1px solid") > 3


def test_the_desktop_names_one_of_our_themes(qtbot: QtBot) -> None:
    assert system_theme() in THEMES


class Listener(QWidget):
    """Hears that it is dressed anew, and whether garbage could be collected meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.collecting: list[bool] = []

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.collecting.append(gc.isenabled())
        super().changeEvent(event)


def test_nothing_is_collected_while_qt_walks_over_all_widgets(qtbot: QtBot) -> None:
    """A widget of a cycle would die in the middle of the list that Qt goes through."""
    listener = Listener()
    qtbot.addWidget(listener)
    listener.show()
    holder = ThemeHolder()
    holder.set("light")
    listener.collecting.clear()
    assert gc.isenabled()
    holder.set("dark")
    assert gc.isenabled()
    holder.set("light")
    assert listener.collecting
    assert not any(listener.collecting)
