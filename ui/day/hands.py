"""Hands at the real window: keys, words, waiting, pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.application import Desk
from ui.base.values import inner, write


class Hands:
    """Does at a window what a person would do."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        for _ in range(4):
            QTest.qWait(5)
            self.desk.context.jobs.wait_idle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.qWait(5)

    def find(self, name: str) -> QWidget:
        """The visible widget of an object name; a ``LookupError`` when the window has none."""
        found = [one for one in self.desk.window.findChildren(QWidget, name) if one.isVisible()]
        if not found:
            raise LookupError(name)
        return found[0]

    def press(self, *keys: str) -> None:
        """Press keys where the focus is; off screen nobody gives it back after a dialog."""
        if QApplication.activeWindow() is None:
            self.desk.window.activateWindow()
            QTest.qWait(5)
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.desk.window, QKeySequence(key))
        self.settle()

    def type(self, text: str) -> None:
        """Type text; what no key carries is committed as by an input method."""
        target = QApplication.focusWidget() or self.desk.window
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Type into a field by its name."""
        self.find(name).setFocus(Qt.FocusReason.OtherFocusReason)
        self.type(text)

    def put(self, name: str, value: object) -> None:
        """Put a value into a field by its name, as a choice or a paste would."""
        field = self.find(name)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        write(inner(field), value)

    def choose(self, name: str, digit: str) -> None:
        """Choose by digit in a segmented choice."""
        self.find(name).setFocus(Qt.FocusReason.OtherFocusReason)
        self.type(digit)

    def click(self, name: str) -> None:
        """Click a button."""
        button = self.find(name)
        assert isinstance(button, QPushButton)
        button.click()
        self.settle()

    def go(self, page: str, **params: object) -> None:
        """Show a page and wait for what it fetches."""
        self.desk.context.navigation.navigate(page, **params)
        self.settle()

    def shot(self, name: str) -> None:
        """Keep a picture of the window."""
        self.settle()
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name}.png"
        if not self.desk.window.grab().save(str(path)):
            raise OSError(f"could not write {path}")
