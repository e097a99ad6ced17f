"""Several lines of the same kind, one below the other; an empty one waits at the end for the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.themed import Themed

MOST = 6
L = TypeVar("L", bound=Any)


class GrowingLines(Themed, QWidget, Generic[L]):
    """``make`` makes a line: an input with ``value``, ``set_value``, ``changed``, ``is_empty`` and ``first``/``last``
    fields for the way of the Tab key. The value is a tuple of the values of lines that are not empty.
    """

    changed = Signal(object)
    committed = Signal()
    grown = Signal()

    def __init__(self, make: Callable[[], L], parent: QWidget | None = None, most: int = MOST) -> None:
        super().__init__(parent)
        self._make, self._most = make, most
        self.lines: list[L] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.objectNameChanged.connect(self._name_parts)
        self._add()
        self.setFocusProxy(self.lines[0])
        self.follow_theme()

    def retheme(self) -> None:
        self._column.setSpacing(theme().px(6))

    def _add(self) -> L:
        line = self._make()
        line.changed.connect(self._edited)
        self.lines.append(line)
        self._column.addWidget(line)
        self._name_parts(self.objectName())
        if len(self.lines) > 1:
            QWidget.setTabOrder(self.lines[-2].last, line.first)
            self.dress(line)
            line.show()
        return line

    def dress(self, line: L) -> None:
        """Set the words of a line that has just come."""

    def dress_all(self) -> None:
        """Set the words of all lines: call it in ``retranslate``."""
        for line in self.lines:
            self.dress(line)

    def _name_parts(self, name: str) -> None:
        for number, line in enumerate(self.lines, 1):
            line.setObjectName(f"{name}.{number}")

    def value(self) -> object:
        return self.entries()

    def entries(self) -> tuple[Any, ...]:
        """The values of the lines that are not empty."""
        return tuple(line.value() for line in self.lines if not line.is_empty())

    def set_value(self, value: object) -> None:
        wanted = list(value) if isinstance(value, tuple | list) else []
        while len(self.lines) < min(self._most, len(wanted) + 1):
            self._add()
        for index, line in enumerate(self.lines):
            line.set_value(wanted[index] if index < len(wanted) else None)
            line.setVisible(index <= len(wanted))

    def _edited(self, _value: object) -> None:
        last = [line for line in self.lines if not line.isHidden()][-1]
        if not last.is_empty() and len(self.lines) < self._most:
            rest = [line for line in self.lines if line.isHidden()]
            (rest[0] if rest else self._add()).show()
            self.grown.emit()
        self.changed.emit(self.value())
