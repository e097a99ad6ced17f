"""A whole number: typed, or stepped with Up and Down."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line_field import LineField

_MOST_FIGURES = 9


def parse_number(text: str) -> int | None:
    """Return the whole number meant by "12", "1,200" or "－3" (full-width figures too), or None."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("−", "-").strip()
    figures = plain.removeprefix("-")
    if not (figures.isascii() and figures.isdecimal()) or len(figures) > _MOST_FIGURES:
        return None
    return int(plain)


class NumberField(LineField):
    """The value is an int, or None; Down stops at ``least``, Up at ``most``. What is typed is for the form to judge."""

    def __init__(
        self, least: int = 0, placeholder: str = "", parent: QWidget | None = None, most: int | None = None
    ) -> None:
        self._least, self._most = least, most
        super().__init__(placeholder, None, "field", parent)

    def value(self) -> object:
        return parse_number(self.text())

    def is_valid(self) -> bool:
        """Whether what stands in the field is a number, or nothing."""
        return not self.text().strip() or self.value() is not None

    def set_value(self, value: object) -> None:
        if isinstance(value, int) and value == self.value():
            return
        super().set_value(str(value) if isinstance(value, int) else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.isReadOnly():
            super().keyPressEvent(event)
            return
        value = self.value()
        fresh = max(self._least, value + step if isinstance(value, int) else self._least)
        if self._most is not None:
            fresh = min(fresh, self._most)
        self.set_value(fresh)
        self.changed.emit(self.value())
