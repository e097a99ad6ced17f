"""Driving a part as a person would."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def type_chinese(widget: QWidget, text: str) -> None:
    """Commit text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def _hold(window: QWidget, closing: QWidget) -> None:
    assert window is closing


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 420, height: int = 0) -> QWidget:
    """Put widgets into a window that is open and active."""
    window = QWidget()
    box = QVBoxLayout(window)
    for widget in widgets:
        box.addWidget(widget)
    # qtbot keeps weak references only; the bound argument keeps the window until it is closed.
    qtbot.addWidget(window, before_close_func=partial(_hold, window))
    window.resize(width, height or window.sizeHint().height())
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def focus(widget: QWidget) -> None:
    """Give a widget the focus as the Tab key does."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()


def let_die(widget: QWidget) -> None:
    """Close a window for good."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
