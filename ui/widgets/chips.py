"""Any of several: chips that are off, on, or suggested by the words and not yet taken."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_icon, paint_text, text_width
from ui.widgets.flow import FlowLayout
from ui.widgets.roving import PartButton, RovingGroup
from ui.widgets.themed import Themed

_HEIGHT = 26


class _Chip(PartButton):
    """One chip."""

    def __init__(self, code: object, parent: QWidget) -> None:
        super().__init__(code, parent)
        self.suggested = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def _asked(self) -> bool:
        return self.suggested and not self.isChecked()

    def _words(self) -> str:
        return f"{self.text()}?" if self._asked() else self.text()

    def sizeHint(self) -> QSize:
        px = theme().px
        icon = px(20) if self.isChecked() else 0
        width = text_width(self._words(), fonts.font("small", self.isChecked())) + icon
        return QSize(width + px(22), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        radius = self.height() / 2
        on = self.isChecked()
        fill = shown.color("selected" if on else "hover" if self.underMouse() else "surface")
        border = "accent-line" if on else "control" if self._asked() else "line-strong"
        if self.hasFocus():
            paint_box(painter, rect, fill, shown.color("focus"), radius, 2)
        else:
            paint_box(painter, rect, fill, shown.color(border), radius, 1, self._asked())
        x = float(px(11))
        if on:
            paint_icon(painter, "check", "accent", x - 1, (self.height() - px(14)) / 2, px(14))
            x += px(20)
        token = "faint" if not self.isEnabled() else "accent" if on else "muted"
        spot = QRectF(x, 0, self.width() - x - 4, self.height())
        paint_text(painter, spot, self._words(), token, "small", on)
        painter.end()


class Chips(RovingGroup):
    """A choice of many; the value is the tuple of chosen codes, in the order shown."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, options: Iterable[tuple[object, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[tuple[object, str], ...] = ()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Set codes and labels; what is chosen stays chosen."""
        fresh = tuple((code, label) for code, label in options)
        if fresh == self._options:
            return
        if [code for code, _ in fresh] != [code for code, _ in self._options]:
            self._rebuild([code for code, _ in fresh])
        self._options = fresh
        for part, (_, label) in zip(self._parts, fresh, strict=True):
            part.set_words(label)
        self._resize()

    def _rebuild(self, codes: list[object]) -> None:
        chosen, suggested = self.values(), self.suggested()
        for part in self._parts:
            self._flow.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for code in codes:
            chip = _Chip(code, self)
            chip.setChecked(code in chosen)
            chip.suggested = code in suggested
            chip.chosen.connect(self._toggled)
            chip.show()
            self._parts.append(chip)
            self._flow.addWidget(chip)
        self._take_place()
        self._name_parts()
        self._be_reached(0)

    def button(self, code: object) -> PartButton | None:
        return self.part_for(code)

    def values(self) -> tuple[object, ...]:
        return tuple(part.code for part in self._parts if part.isChecked())

    def set_values(self, values: Iterable[object]) -> None:
        wanted = set(values)
        for part in self._parts:
            part.setChecked(part.code in wanted)
        self._resize()

    def value(self) -> object:
        return self.values()

    def set_value(self, value: object) -> None:
        self.set_values(value if isinstance(value, (tuple, list, set, frozenset)) else ())

    def suggested(self) -> tuple[object, ...]:
        return tuple(part.code for part in self._parts if isinstance(part, _Chip) and part.suggested)

    def set_suggested(self, codes: Iterable[object]) -> None:
        """Offer chips with a dashed frame and a question mark; chosen ones stay as they are."""
        wanted = set(codes)
        for part in self._parts:
            if isinstance(part, _Chip):
                part.suggested = part.code in wanted
        self._resize()

    def set_error_state(self, wrong: bool) -> None:
        """Chips are never wrong by themselves; the line below says what is missing."""

    def _toggled(self, code: object) -> None:
        self._be_reached([part.code for part in self._parts].index(code))
        self._resize()
        self.changed.emit(self.values())
        self.committed.emit()

    def _resize(self) -> None:
        for part in self._parts:
            part.updateGeometry()
            part.update()
        self._flow.invalidate()

    def retheme(self) -> None:
        self._resize()


class FilterChip(Themed, QToolButton):
    """A filter in force, with a cross that takes it away."""

    removed = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        self.follow_theme()

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(text_width(self.text(), fonts.font("small", True)) + px(42), px(_HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cross = self.width() - theme().px(28)
        x = event.position().x()
        if self.isDown() and cross < x < self.width():
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        focus = self.hasFocus()
        border = shown.color("focus" if focus else "accent-line")
        rect = self.rect().toRectF()
        paint_box(painter, rect, shown.color("selected"), border, self.height() / 2, 2 if focus else 1)
        spot = QRectF(px(12), 0, self.width() - px(38), self.height())
        paint_text(painter, spot, self.text(), "accent", "small", True)
        side = px(14)
        paint_icon(painter, "x", "accent", self.width() - px(24), (self.height() - side) / 2, side)
        painter.end()
