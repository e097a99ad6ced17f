"""One of the chart colours: small squares side by side, the chosen one with a tick."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_icon
from ui.widgets.roving import PartButton, RovingGroup

_SIDE = 30


class _Swatch(PartButton):
    """One colour; ``code`` is its number."""

    def __init__(self, code: int, parent: QWidget) -> None:
        super().__init__(code, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_SIDE), theme().px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hasFocus() or self.isChecked():
            ring = shown.color("focus" if self.hasFocus() else "control")
            paint_box(painter, rect, None, ring, px(8), 2 if self.hasFocus() else 1)
        inner = rect.adjusted(px(4), px(4), -px(4), -px(4))
        colour = shown.color(f"c{self.code}")
        if not self.isEnabled():
            colour.setAlphaF(0.5)
        paint_box(painter, inner, colour, None, px(5))
        if self.isChecked():
            side = px(14)
            paint_icon(
                painter, "check", "surface", rect.center().x() - side / 2, rect.center().y() - side / 2, side
            )
        painter.end()


class Swatches(RovingGroup):
    """The value is the number of a colour, from 1. Arrows and digits choose at once."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, count: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number in range(1, count + 1):
            swatch = _Swatch(number, self)
            swatch.chosen.connect(self._choose)
            self._parts.append(swatch)
            row.addWidget(swatch)
        row.addStretch(1)
        self._take_place()
        self._be_reached(0)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()

    def set_names(self, names: list[str]) -> None:
        """What each colour is called for who cannot see it."""
        for part, name in zip(self._parts, names, strict=True):
            part.set_words("", name)
            part.setToolTip(name)

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        self._value = value if any(part.code == value for part in self._parts) else None
        for part in self._parts:
            part.setChecked(part.code == self._value)
        if isinstance(self._value, int):
            self._be_reached(self._value - 1)

    def set_error_state(self, wrong: bool) -> None:
        """A colour is never wrong."""

    def _walk(self, index: int) -> None:
        super()._walk(index)
        self._parts[index].click()

    def _choose(self, code: object) -> None:
        self.set_value(code)
        self.changed.emit(code)
        self.committed.emit()
