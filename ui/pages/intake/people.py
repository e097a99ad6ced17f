"""Who is calling: the people of a home, or somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import RIGHT, paint_box, paint_icon, paint_text, text_width
from ui.widgets.roving import PartButton, RovingGroup

ELSE = 0
_ROW = 28
Line = tuple[int, str, str, str]


class _PersonRow(PartButton):
    """One person: name, as what they live here, number."""

    def __init__(self, code: object, parent: QWidget) -> None:
        super().__init__(code, parent)
        self.kind = self.phone = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, px = theme(), theme().px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        on = self.isChecked()
        if on or self.underMouse() or self.hasFocus():
            line = shown.color("focus") if self.hasFocus() else None
            fill = shown.color("selected" if on else "hover")
            paint_box(painter, rect, fill, line, px(7), 2 if self.hasFocus() else 1)
        icon = "check" if on else "phone" if self.phone else "users"
        paint_icon(painter, icon, "accent" if on else "muted", px(8), (self.height() - px(14)) / 2, px(14))
        spot = rect.adjusted(px(30), 0, -px(8), 0)
        width = text_width(self.phone, fonts.font("body")) + 1 if self.phone else 0
        if width:
            paint_text(painter, spot, self.phone, "text", "body", None, RIGHT)
        names = QRectF(spot.left(), 0, max(spot.width() - width - px(8), px(20)), spot.height())
        names.setLeft(names.left() + paint_text(painter, names, self.text(), "text", "body", on) + px(6))
        if names.width() > px(16):
            paint_text(painter, names, self.kind, "muted", "small")
        painter.end()


class PeopleChoice(RovingGroup):
    """One of the people; the value is the resident's id, or ``ELSE``."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: int | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()

    def set_people(self, lines: Sequence[Line]) -> None:
        """Show (id, name, kind, phone); the chosen one stays chosen."""
        if [line[0] for line in lines] != [part.code for part in self._parts]:
            self._rebuild([line[0] for line in lines])
        for part, (_, name, kind, phone) in zip(self._parts, lines, strict=True):
            assert isinstance(part, _PersonRow)
            part.kind, part.phone = kind, phone
            part.set_words(name, ", ".join(word for word in (name, kind, phone) if word))
            part.update()
        self._show_value()

    def _rebuild(self, codes: list[int]) -> None:
        for part in self._parts:
            self._box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for code in codes:
            row = _PersonRow(code, self)
            row.chosen.connect(self._choose)
            self._parts.append(row)
            self._box.addWidget(row)
        self._name_parts()

    def value(self) -> int | None:
        """Who was chosen."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Choose somebody."""
        self._value = value
        self._show_value()

    def _show_value(self) -> None:
        for part in self._parts:
            part.setChecked(part.code == self._value)
        chosen = [index for index, part in enumerate(self._parts) if part.isChecked()]
        self._be_reached(chosen[0] if chosen else 0)

    def _choose(self, code: object) -> None:
        assert isinstance(code, int)
        news = code != self._value
        self._value = code
        self._show_value()
        if news:
            self.changed.emit(code)

    def _walk(self, index: int) -> None:
        self._be_reached(index, take_focus=True)
        self._choose(self._parts[index].code)

    def _strike(self, index: int) -> None:
        self._walk(index)
