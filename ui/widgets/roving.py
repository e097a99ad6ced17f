"""Several buttons that are one stop of the Tab key: arrows go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.widgets.themed import Themed

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_PLAIN = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class PartButton(Themed, QToolButton):
    """One button of a group; arrows and digits are left to the group."""

    chosen = Signal(object)

    def __init__(self, code: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._tell_chosen)

    def _tell_chosen(self) -> None:
        self.chosen.emit(self.code)

    def set_words(self, text: str, spoken: str = "") -> None:
        if text != self.text():
            self.setText(text)
        if (spoken or text) != self.accessibleName():
            self.setAccessibleName(spoken or text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # The ring belongs to the group, so the group must paint it.
            parent = self.parentWidget()
            if parent is not None:
                parent.update()
                for sibling in parent.findChildren(PartButton):
                    sibling.update()
        return handled


class RovingGroup(Themed, QWidget):
    """Keeps the buttons, the one that Tab reaches, and the keys that move it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[PartButton] = []
        self._reach = 0

    def part_for(self, code: object) -> PartButton | None:
        return next((part for part in self._parts if part.code == code), None)

    def _name_parts(self) -> None:
        for part in self._parts:
            part.setObjectName(f"{self.objectName()}.{part.code}")

    def _be_reached(self, index: int, take_focus: bool = False) -> None:
        """Let Tab reach one button, and only that one."""
        # Without a policy of its own a label's letter would not lead here; the proxy keeps Tab away.
        self.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs forget that None is allowed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._parts else Qt.FocusPolicy.NoFocus)
        if not self._parts:
            return
        self._reach = max(0, min(index, len(self._parts) - 1))
        for at, part in enumerate(self._parts):
            reached = at == self._reach
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._parts[self._reach])
        if take_focus:
            self._parts[self._reach].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_place(self) -> None:
        """Buttons that come late stand in the Tab order where the group stands, not behind everything else."""
        self.setFocusProxy(None)  # type: ignore[arg-type]  # a proxy would stand in for the group
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # what takes no focus has no place in the order
        before: QWidget = self
        for part in self._parts:
            QWidget.setTabOrder(before, part)
            before = part

    def stand_after(self, before: QWidget) -> None:
        """Move the group with all of its buttons behind a widget in the Tab order."""
        if self._parts:
            self.setFocusProxy(None)  # type: ignore[arg-type]  # a proxy would stand in for the group
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            QWidget.setTabOrder(before, self)
            self._take_place()
            self._be_reached(self._reach)

    def last_part(self) -> QWidget:
        """What stands last in it; the group itself while it is empty."""
        return self._parts[-1] if self._parts else self

    def focused_part(self) -> PartButton | None:
        return next((part for part in self._parts if part.hasFocus()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() not in (_PLAIN, _KEYPAD):
            event.ignore()
            return
        step = _STEPS.get(Qt.Key(event.key()))
        digit = event.key() - Qt.Key.Key_1
        if step is not None and self._parts:
            self._walk((self._reach + step) % len(self._parts))
        elif 0 <= digit < min(9, len(self._parts)):
            self._strike(digit)
        else:
            event.ignore()

    def _walk(self, index: int) -> None:
        """An arrow has led to a button."""
        self._be_reached(index, take_focus=True)

    def _strike(self, index: int) -> None:
        """A digit names a button."""
        self._be_reached(index, take_focus=True)
        self._parts[index].click()
