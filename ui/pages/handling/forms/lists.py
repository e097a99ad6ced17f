"""Fields that hold several lines: a checklist whose lines wrap, and the chain of whys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.choices import Check
from ui.widgets.fields import LineField
from ui.widgets.labels import Label


class _TickLine(QWidget):
    """A tick box whose words may take several lines."""

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self.check = Check()
        self.words = Label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def set_words(self, text: str) -> None:
        self.words.set_text(text)
        self.check.setAccessibleName(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.check.click()


class TickList(QWidget):
    """A checklist; the value is the tuple of ticked codes. Codes that are not listed any more are kept."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[_TickLine] = []
        self._lines: list[_TickLine] = []
        self._strange: tuple[str, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().px(2))

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Set codes and words; what is ticked stays ticked."""
        fresh = tuple(options)
        if [code for code, _ in fresh] != [line.code for line in self._lines]:
            self._rebuild([code for code, _ in fresh])
        for line, (_, words) in zip(self._lines, fresh, strict=True):
            line.set_words(words)

    def _rebuild(self, codes: list[str]) -> None:
        ticked = self.value()
        while len(self._all) < len(codes):
            line = _TickLine("", self)
            line.check.changed.connect(self._tell)
            self._all.append(line)
            self._box.addWidget(line)
        self._lines = self._all[: len(codes)]
        for line, code in zip(self._lines, codes, strict=True):
            line.code = code
            line.check.setObjectName(f"{self.objectName()}.{code}")
            line.check.set_value(False)
        for line in self._all:
            line.setVisible(line in self._lines)
        self.setFocusProxy(self._lines[0].check if self._lines else None)  # type: ignore[arg-type]
        self.set_value(ticked)

    def line(self, code: str) -> Check | None:
        """The tick box of a code."""
        return next((line.check for line in self._lines if line.code == code), None)

    def value(self) -> tuple[str, ...]:
        return tuple(line.code for line in self._lines if line.check.isChecked()) + self._strange

    def set_value(self, value: object) -> None:
        wanted = [str(one) for one in value] if isinstance(value, (tuple, list)) else []
        known = {line.code for line in self._lines}
        self._strange = tuple(one for one in wanted if one not in known)
        for line in self._lines:
            line.check.set_value(line.code in wanted)

    def set_error_state(self, wrong: bool) -> None:
        """The line below says what is missing."""

    def _tell(self, _on: object) -> None:
        self.changed.emit(self.value())
        self.committed.emit()


class WhyList(QWidget):
    """The chain of whys: a line appears below the last one that is filled, five at most."""

    changed = Signal(object)
    committed = Signal()
    MOST = 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().px(6))
        self.lines = [LineField() for _ in range(self.MOST)]
        for number, line in enumerate(self.lines, 1):
            line.changed.connect(self._tell)
            line.returnPressed.connect(partial(self._go_on, number))
            self._box.addWidget(line)
        self.setFocusProxy(self.lines[0])
        self.objectNameChanged.connect(self._name_lines)
        self._show_lines()

    def _name_lines(self) -> None:
        for number, line in enumerate(self.lines, 1):
            line.setObjectName(f"{self.objectName()}.{number}")

    def set_words(self, words: Iterable[str]) -> None:
        """Set the placeholder of each line."""
        for line, word in zip(self.lines, words, strict=False):
            line.set_placeholder(word)
            line.setAccessibleName(word)

    def value(self) -> tuple[str, ...]:
        return tuple(text for line in self.lines if (text := line.text().strip()))

    def set_value(self, value: object) -> None:
        whys = list(value) if isinstance(value, (tuple, list)) else []
        for line, why in zip(self.lines, [*whys, *[""] * self.MOST], strict=False):
            line.set_value(why)
        self._show_lines()

    def set_error_state(self, wrong: bool) -> None:
        """Whys are never owed."""

    def _show_lines(self) -> None:
        filled = [bool(line.text().strip()) for line in self.lines]
        last = max((index for index, full in enumerate(filled) if full), default=-1)
        for index, line in enumerate(self.lines):
            line.setVisible(index <= last + 1)

    def _go_on(self, number: int) -> None:
        if number < self.MOST and self.lines[number].isVisible():
            self.lines[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self, _text: object) -> None:
        self._show_lines()
        self.changed.emit(self.value())
