"""Enter goes to the next field, whatever the field is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class EnterWalk(QObject):
    """Leads the focus along fields in their order; those that are hidden are passed over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields: list[QWidget] = []

    def follow(self, fields: Sequence[QWidget], free: Sequence[QWidget] = ()) -> None:
        """Set the order; ``free`` ones among them do with Enter what they like, and call ``leave`` when done."""
        for field in self._fields:
            field.removeEventFilter(self)
        self._fields = list(fields)
        for field in self._fields:
            if field not in free:
                field.installEventFilter(self)

    def press(self, buttons: Sequence[QPushButton]) -> None:
        """Let Enter press these where the focus is on them."""
        for button in buttons:
            button.installEventFilter(self)

    def leave(self, field: QWidget) -> None:
        """Carry the focus on from ``field``."""
        at = self._fields.index(field)
        for other in self._fields[at + 1 :]:
            if other.isVisibleTo(other.window()) and other.isEnabled():
                other.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or event.key() not in _ENTER
        ):
            return False
        if event.modifiers() & ~_KEYPAD or not isinstance(watched, QWidget):
            return False
        if isinstance(watched, QPushButton):
            watched.click()
            return True
        if isinstance(watched, QComboBox):
            watched.keyPressEvent(event)  # it takes what was typed before the focus goes
        self.leave(watched)
        return True
