"""The views of a list as underlined tabs, each with its count."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_icon, paint_text, text_width
from ui.widgets.roving import PartButton, RovingGroup

_HEIGHT = 34
_ICON = 14
_PAD = 6  # the words stand this far inside, so that the focus ring has room


class _Tab(PartButton):
    """One view."""

    def __init__(self, code: object, parent: QWidget) -> None:
        super().__init__(code, parent)
        self.count: int | None = None
        self.icon_name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def _figure(self) -> str:
        return "" if self.count is None else str(self.count)

    def sizeHint(self) -> QSize:
        px = theme().px
        width = text_width(self.text(), fonts.font("body", True))
        figure = text_width(self._figure(), fonts.font("body")) + px(6) if self.count is not None else 0
        icon = px(_ICON + 6) if self.icon_name else 0
        return QSize(icon + width + figure + px(2 * _PAD) + 1, px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hasFocus():
            paint_box(painter, rect.adjusted(0, 1, 0, -3), None, shown.color("focus"), px(7), 2)
        elif self.underMouse() and not self.isChecked():
            paint_box(painter, rect.adjusted(0, 2, 0, -4), shown.color("hover"), None, px(7))
        on = self.isChecked()
        spot = rect.adjusted(px(_PAD), 0, 0, 0)
        if self.icon_name:
            side = px(_ICON)
            paint_icon(painter, self.icon_name, "muted", spot.left(), (rect.height() - side) / 2, side)
            spot.adjust(side + px(6), 0, 0, 0)
        x = spot.x() + paint_text(painter, spot, self.text(), "text" if on else "muted", "body", on)
        figure = QRectF(x + px(6), 0, self.width() - x - px(6), self.height())
        paint_text(painter, figure, self._figure(), "muted" if on else "faint")
        if on:
            line = QRectF(px(_PAD), self.height() - 2, self.width() - px(2 * _PAD), 2)
            painter.fillRect(line, shown.color("accent"))
        painter.end()


class ViewTabs(RovingGroup):
    """An exclusive choice of a view; arrows walk, Space or a click chooses, digits choose at once."""

    changed = Signal(object)
    committed = Signal()

    def __init__(
        self, options: Iterable[tuple[object, str, int | None]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value: object = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[object, str, int | None]]) -> None:
        """Set codes, labels and counts (None shows no count)."""
        fresh = tuple(options)
        if [code for code, _, _ in fresh] != [part.code for part in self._parts]:
            self._rebuild([code for code, _, _ in fresh])
        for part, (code, label, count) in zip(self._parts, fresh, strict=True):
            part.set_words(label, _spoken(label, count))
            self.set_count(code, count)
        self._show_value()

    def _rebuild(self, codes: list[object]) -> None:
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for index, code in enumerate(codes):
            tab = _Tab(code, self)
            tab.chosen.connect(self._choose)
            self._parts.append(tab)
            self._row.insertWidget(index, tab)
        self._take_place()
        self._name_parts()

    def set_count(self, code: object, count: int | None) -> None:
        part = self.part_for(code)
        if isinstance(part, _Tab) and part.count != count:
            part.count = count
            part.setAccessibleName(_spoken(part.text(), count))
            part.updateGeometry()
            part.update()

    def set_icon(self, code: object, name: str) -> None:
        """Put an icon before the words of a tab."""
        part = self.part_for(code)
        if isinstance(part, _Tab) and part.icon_name != name:
            part.icon_name = name
            part.updateGeometry()
            part.update()

    def button(self, code: object) -> PartButton | None:
        return self.part_for(code)

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        if value != self._value:
            self._value = value
            self._show_value()

    def _show_value(self) -> None:
        chosen = 0
        for index, part in enumerate(self._parts):
            part.setChecked(part.code == self._value)
            chosen = index if part.isChecked() else chosen
        self._be_reached(chosen)

    def _choose(self, code: object) -> None:
        news = code != self._value
        self._value = code
        self._show_value()
        if news:
            self.changed.emit(code)
            self.committed.emit()


def _spoken(label: str, count: int | None) -> str:
    return label if count is None else f"{label} {count}"
