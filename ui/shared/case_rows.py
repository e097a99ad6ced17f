"""Cases as compact rows: tag, words, the eight segments, the clock."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.shared.case_clock import CaseLine, DueLook
from ui.theme.current import theme
from ui.theme.paint import paint_ring, paint_steps, paint_tag, paint_text
from ui.widgets.list_model import ListRow
from ui.widgets.list_rows import RowDelegate, RowState

_STRONG = ("soon", "overdue")


class CaseDelegate(RowDelegate):
    """Of whatever columns the list shows; ``severity``, ``steps`` and ``due`` are painted, the others are words."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if self.view is None or not isinstance(line, CaseLine):
            return
        for column, words in self.view.paged.texts(row):
            spot = self.cell_rect(column.key, rect)
            if column.key == "severity":
                paint_tag(painter, spot, line.case.severity.upper(), line.case.severity)
            elif column.key == "steps":
                height = theme().px(5)
                bar = QRectF(spot.left(), round(spot.center().y() - height / 2), spot.width(), height)
                paint_steps(painter, bar, line.case.steps)
            elif column.key == "due":
                paint_due(painter, spot, line.due)
            else:
                paint_text(painter, spot, words, column.token, "body", column.strong)


def paint_due(painter: QPainter, spot: QRectF, look: DueLook) -> None:
    """The ring and its words, in the column of what is due next."""
    if not look.state:
        return
    side = theme().px(16)
    ring = QRectF(spot.left(), spot.center().y() - side / 2, side, side)
    paint_ring(painter, ring, look.fraction, look.state)
    words = spot.adjusted(side + theme().px(7), 0, 0, 0)
    paint_text(painter, words, look.words, look.token, "body", look.state in _STRONG)
