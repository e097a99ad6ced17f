"""How a row of the inbox is painted: when, what is so, of which case or plan, for whom."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from ui.pages.inbox.feed import Line
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import text_width
from ui.theme.paint import RIGHT, paint_icon, paint_tag, paint_text
from ui.widgets.lists import PAD, Column, ListRow, RowDelegate, RowState

ROW = 48
COLUMNS = (Column("item", "", 100, stretch=True),)
_ICON, _WHEN, _WHEN_MOST, _TAG, _GAP = 17, 92, 132, 26, 14


class InboxDelegate(RowDelegate):
    """Two lines a row; what has been seen is quiet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_heights(row=ROW)
        self._when = float(_WHEN)

    def measure(self, rows: tuple[ListRow, ...]) -> None:
        """Give the times the room that the longest of them needs."""
        font = fonts.font("body", True)
        longest = max(
            (text_width(row.row.when, font) for row in rows if isinstance(row.row, Line)), default=0
        )
        self._when = float(min(max(longest, theme().px(_WHEN)), theme().px(_WHEN_MOST)))

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if not isinstance(line, Line):
            return
        px = theme().px
        middle, side, left = rect.center().y(), px(_ICON), rect.left() + px(PAD)
        paint_icon(painter, line.icon, line.token, left, middle - side / 2, side)
        when = QRectF(left + side + px(10), rect.top(), self._when, rect.height())
        paint_text(painter, when, line.when, line.token, "body", True)
        right = rect.right() - px(PAD) - px(_TAG)
        if line.severity:
            tag = QRectF(right, rect.top(), px(_TAG), rect.height())
            paint_tag(painter, tag, line.severity.upper(), line.severity)
        whom = text_width(line.whom, fonts.font("small"))
        spot = QRectF(right - px(_GAP) - whom - 2, rect.top(), whom + 2, rect.height())
        paint_text(painter, spot, line.whom, "muted", "small", None, RIGHT)
        words = QRectF(when.right() + px(_GAP), rect.top(), 0, rect.height())
        words.setRight(max(words.left(), spot.left() - px(_GAP)))
        paint_text(
            painter,
            self.line_of(words, 0),
            line.sentence,
            "muted" if line.seen else "text",
            "body",
            not line.seen,
        )
        paint_text(painter, self.line_of(words, 1), line.about, "muted", "small")
