"""The head of a list in two tiers: groups of columns above, titles below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import LEFT, RIGHT
from ui.theme.paint import paint_icon, paint_line, paint_text, text_width
from ui.widgets.list_model import Column, PagedModel
from ui.widgets.list_rows import CELL_GAP, PAD

_TIER, _SINGLE = 25, 30


class TwoTierHeader(QHeaderView):
    """Paints itself; a click on a title asks for that order, a second one turns it round."""

    sort_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sorted = ""
        self._descending = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sectionClicked.connect(self._clicked)

    def set_sort(self, key: str, descending: bool) -> None:
        if (key, descending) != (self._sorted, self._descending):
            self._sorted, self._descending = key, descending
            self.viewport().update()

    def sort(self) -> tuple[str, bool]:
        return self._sorted, self._descending

    def _columns(self) -> tuple[Column, ...]:
        model = self.model()
        return model.columns if isinstance(model, PagedModel) else ()

    def _has_groups(self) -> bool:
        return any(column.group for column in self._columns())

    def _clicked(self, section: int) -> None:
        columns = self._columns()
        if section >= len(columns) or not columns[section].sortable:
            return
        key = columns[section].key
        descending = not self._descending if key == self._sorted else False
        self.set_sort(key, descending)
        self.sort_wanted.emit(key, descending)

    def sizeHint(self) -> QSize:
        height = 2 * _TIER if self._has_groups() else _SINGLE
        return QSize(super().sizeHint().width(), theme().px(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().color("surface"))
        columns = self._columns()
        if self._has_groups():
            self._paint_groups(painter, columns)
        for section, column in enumerate(columns):
            if not self.isSectionHidden(section):
                self._paint_title(painter, section, column)
        pad = theme().px(PAD)
        paint_line(painter, pad, self.height() - 1, self.viewport().width() - pad, self.height() - 1)
        painter.end()

    def _span(self, section: int) -> tuple[int, int]:
        """Return where a section's text starts and ends."""
        left = self.sectionViewportPosition(section)
        right = left + self.sectionSize(section)
        if self.visualIndex(section) == 0:
            left += theme().px(PAD)
        return left, right - theme().px(CELL_GAP)

    def _paint_groups(self, painter: QPainter, columns: tuple[Column, ...]) -> None:
        px = theme().px
        height = px(_TIER)
        at = 0
        while at < len(columns):
            last = at
            while last + 1 < len(columns) and columns[last + 1].group == columns[at].group:
                last += 1
            left, right = self._span(at)[0], self._span(last)[1]
            if columns[at].group:
                words = QRectF(left, 0, right - left, height - 1)
                paint_text(painter, words, columns[at].group, "muted", "small")
                paint_line(painter, left, height - 1, right, height - 1, "line-strong")
            at = last + 1

    def _paint_title(self, painter: QPainter, section: int, column: Column) -> None:
        px = theme().px
        top = px(_TIER) if self._has_groups() else 0
        left, right = self._span(section)
        spot = QRectF(left, top, right - left, self.height() - top - 1)
        on = column.key == self._sorted and bool(column.key)
        grouped = self._has_groups()
        side = px(14)
        align = RIGHT if column.align == "right" else LEFT
        words = spot.adjusted(0, 0, -side - 2, 0) if on else spot
        token = "text" if grouped or on else "muted"
        paint_text(painter, words, column.title, token, "small", on or grouped, align)
        if on:
            width = min(text_width(column.title, fonts.font("small", True)), words.width())
            x = words.right() if align == RIGHT else spot.left() + width
            name = "chevron-down" if self._descending else "chevron-up"
            paint_icon(painter, name, "text", x + 2, spot.center().y() - side / 2, side)
