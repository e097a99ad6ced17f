"""How a row of a list is painted: at once, not cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import CENTRE, LEFT, RIGHT
from ui.theme.paint import paint_box, paint_icon, paint_line, paint_text
from ui.widgets.list_model import Column, ListRow, PagedModel

PAD = 12  # the plane of a row reaches this far beyond its text, at both sides
CELL_GAP = 12
_ALIGN = {"left": LEFT, "right": RIGHT, "centre": CENTRE}


@dataclass(frozen=True)
class RowState:
    """What the user is doing to a row just now."""

    hover: bool = False
    selected: bool = False
    focused: bool = False
    active: bool = False
    marked: bool = False
    last: bool = False


@dataclass(frozen=True)
class Share:
    """What a column got: its section in the head, and where its text stands within a row."""

    key: str
    section: int
    span: tuple[float, float]


def share_width(columns: tuple[Column, ...], room: int) -> list[Share]:
    """Share the width of a list: fixed columns as drawn, stretching ones what is left, by their widths."""
    px = theme().px
    pad, gap = px(PAD), px(CELL_GAP)
    left_over = room - 2 * pad - sum(px(column.width) for column in columns if not column.stretch)
    parts = sum(column.width for column in columns if column.stretch) or 1
    shares: list[Share] = []
    left = 0
    for at, column in enumerate(columns):
        width = max(px(40), left_over * column.width // parts) if column.stretch else px(column.width)
        start = pad if at == 0 else 0
        end = pad if at == len(columns) - 1 else 0
        inner = width if end else width - gap
        shares.append(Share(column.key, start + width + end, (float(left + start), float(max(0, inner)))))
        left += start + width + end
    return shares


class RowHost(Protocol):
    """What a delegate asks of the list that it paints for."""

    @property
    def paged(self) -> PagedModel: ...

    def cell_span(self, key: str) -> tuple[float, float]: ...


class RowDelegate(QStyledItemDelegate):
    """Paints planes and lines of rows, and the columns' strings; pages override `paint_row`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._height, self._group_height = 32, 29
        self.view: RowHost | None = None

    def set_heights(self, row: int = 32, group: int = 29) -> None:
        """Set the heights as drawn; the view takes them when it is made and when the theme changes."""
        self._height, self._group_height = row, group

    @property
    def row_height(self) -> int:
        return theme().px(self._height)

    @property
    def group_height(self) -> int:
        return theme().px(self._group_height)

    def cell_rect(self, key: str, rect: QRectF) -> QRectF:
        """Return where a column's text goes within a row's rectangle; empty for a column not shown."""
        if self.view is None:
            return QRectF()
        left, width = self.view.cell_span(key)
        return QRectF(rect.left() + left, rect.top(), width, rect.height())

    def column(self, key: str) -> Column | None:
        columns = self.view.paged.columns if self.view is not None else ()
        return next((column for column in columns if column.key == key), None)

    def paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        """Paint the plane, the bar of the selected row, the line below and the focus ring."""
        shown = theme()
        radius = shown.px(7)
        plane = None
        if state.selected:
            plane = "selected" if state.active else "sunken"
        elif state.marked:
            plane = "selected"
        elif state.hover:
            plane = "hover"
        if plane:
            paint_box(painter, rect, shown.color(plane), None, radius)
        elif not state.last:
            bottom, pad = round(rect.bottom()) - 1, shown.px(PAD)
            paint_line(painter, round(rect.left()) + pad, bottom, round(rect.right()) - pad, bottom)
        if state.selected and state.active:
            bar = QRectF(rect.left(), rect.top() + shown.px(6), 3, rect.height() - shown.px(12))
            paint_box(painter, bar, shown.color("accent"), None, 1.5)
        if state.focused and not state.selected:
            paint_box(painter, rect, None, shown.color("focus"), radius, 2)
        if state.marked:
            side = shown.px(12)
            top = rect.center().y() - side / 2
            paint_icon(painter, "check", "accent", rect.left() + 3, top, side)

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        """Paint what stands on the plane."""
        if self.view is None:
            return
        for column, text in self.view.paged.texts(row):
            spot = self.cell_rect(column.key, rect)
            if text and not spot.isEmpty():
                align = _ALIGN[column.align]
                paint_text(painter, spot, text, column.token, "body", column.strong, align)

    def paint_group(self, painter: QPainter, rect: QRectF, row: ListRow) -> None:
        """Paint a heading between rows: strong words, a quiet count in the second cell, a token in the third."""
        pad = theme().px(PAD)
        count = row.cells[1] if len(row.cells) > 1 else ""
        token = row.cells[2] if len(row.cells) > 2 and row.cells[2] else "text"
        spot = rect.adjusted(pad, theme().px(4), -pad, 0)
        width = paint_text(painter, spot, row.group, token, "small", True)
        figure = spot.adjusted(width + theme().px(6), 0, 0, 0)
        paint_text(painter, figure, count, "muted", "small")

    @staticmethod
    def line_of(rect: QRectF, number: int, lines: int = 2, role: str = "body") -> QRectF:
        """Return the rectangle of one of several text lines, the block centred in the row."""
        height = fonts.line_height(role)
        top = rect.center().y() - height * lines / 2 + number * height
        return QRectF(rect.left(), top, rect.width(), height)
