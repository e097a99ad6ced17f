"""One registry of keys: scopes, clashes, what works now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.commands import Command, Commands, Scope

CTRL = Qt.KeyboardModifier.ControlModifier


class Window(QWidget):
    """Two panes beside each other, with a field each."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = QWidget(self), QWidget(self)
        self.field, self.other = QLineEdit(self.left), QLineEdit(self.right)
        for pane, field in ((self.left, self.field), (self.right, self.other)):
            QVBoxLayout(pane).addWidget(field)
            field.setReadOnly(True)
        row = QVBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self.left)
        row.addWidget(self.right)
        self.done: list[str] = []

    def one(self) -> None:
        self.done.append("one")

    def two(self) -> None:
        self.done.append("two")


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.field.setFocus()
    return made


def test_a_pane_command_works_only_with_the_focus_inside(window: Window, qtbot: QtBot) -> None:
    commands = Commands()
    commands.add(window.left, Command("a", "a", "C", window.one, Scope.PANE))
    commands.add(window.right, Command("b", "b", "C", window.two, Scope.PANE))
    QTest.keyClick(window.field, Qt.Key.Key_C)
    window.other.setFocus()
    QTest.keyClick(window.other, Qt.Key.Key_C)
    assert window.done == ["one", "two"]
    assert [command.id for command in commands.usable()] == ["b"]


def test_alternative_keys_and_the_condition(window: Window) -> None:
    commands = Commands()
    allowed = [False]
    commands.add(
        window,
        Command("a", "a", ("F5", "Ctrl+R"), window.one, enabled=lambda: allowed[0], hint=True, palette=True),
    )
    QTest.keyClick(window.field, Qt.Key.Key_R, CTRL)
    assert window.done == []
    assert commands.hints() == []
    assert not commands.trigger("a")
    allowed[0] = True
    QTest.keyClick(window.field, Qt.Key.Key_R, CTRL)
    assert commands.trigger("a")
    assert window.done == ["one", "one"]
    assert [command.first_key for command in commands.hints()] == ["F5"]


def test_a_key_is_given_once_where_scopes_meet(window: Window) -> None:
    commands = Commands()
    commands.add(window, Command("a", "a", "Ctrl+S", window.one))
    with pytest.raises(ValueError, match=r"b and a both want Ctrl\+S"):
        commands.add(window.left, Command("b", "b", "Ctrl+S", window.two, Scope.PAGE))
    assert commands.find("b") is None
    commands.add(window.left, Command("c", "c", "Ctrl+P", window.one, Scope.PAGE))
    commands.add(window.right, Command("d", "d", "Ctrl+P", window.two, Scope.PAGE))


def test_commands_go_with_their_owner(window: Window, qtbot: QtBot) -> None:
    commands = Commands()
    commands.add(window.left, Command("a", "a", "Ctrl+S", window.one, Scope.PAGE))
    with qtbot.waitSignal(commands.changed):
        window.left.deleteLater()
    assert commands.find("a") is None
    commands.add(window, Command("b", "b", "Ctrl+S", window.two))


def test_a_hidden_owner_answers_nothing(window: Window) -> None:
    commands = Commands()
    commands.add(window.left, Command("a", "a", "Ctrl+S", window.one, Scope.PAGE))
    window.other.setFocus()
    window.left.hide()
    QTest.keyClick(window.other, Qt.Key.Key_S, CTRL)
    assert window.done == []
    assert commands.usable() == []


def test_hints_name_the_innermost_first(window: Window) -> None:
    commands = Commands()
    commands.add(window, Command("w", "w", "F1", window.one, hint=True))
    commands.add(window.left, Command("p", "p", "C", window.one, Scope.PANE, hint=True))
    commands.add(window.left, Command("g", "g", "Ctrl+S", window.one, Scope.PAGE, hint=lambda: True))
    commands.add(window.left, Command("h", "h", "Ctrl+T", window.one, Scope.PAGE, hint=lambda: False))
    assert [command.id for command in commands.hints()] == ["p", "g", "w"]
