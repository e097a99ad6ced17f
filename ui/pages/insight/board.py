"""Where the charts stand: two beside one another with hairlines between, or one below the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_line
from ui.widgets.themed import Themed

# Rows of two; what shares a place stands there side by side.
_PAIRS = (
    (("pareto",), ("trend",)),
    (("heat",), ("satisfaction", "outcomes")),
    (("waiting",), ("steps",)),
    (("workload",), ("estimates",)),
)
_SHARES = (3, 2)
_GAP = 37


class Board(Themed, QWidget):
    """Takes the panes; ``set_stacked`` where there is little room."""

    def __init__(self, panes: Mapping[str, QWidget], measures: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._places = [[self._place(panes, names) for names in pair] for pair in _PAIRS]
        self._last = measures
        self._stacked: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.set_stacked(False)
        self.follow_theme()

    def _place(self, panes: Mapping[str, QWidget], names: tuple[str, ...]) -> QWidget:
        if len(names) == 1:
            return panes[names[0]]
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(24))
        for name, share in zip(names, _SHARES, strict=True):
            row.addWidget(panes[name], share)
        return holder

    def set_stacked(self, stacked: bool) -> None:
        """One column, or two."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        row = 0
        for left, right in self._places:
            if stacked:
                self._grid.addWidget(left, row, 0, 1, 2)
                self._grid.addWidget(right, row + 1, 0, 1, 2)
                row += 2
            else:
                self._grid.addWidget(left, row, 0)
                self._grid.addWidget(right, row, 1)
                row += 1
        self._grid.addWidget(self._last, row, 0, 1, 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.update()

    def retheme(self) -> None:
        self._grid.setHorizontalSpacing(theme().px(_GAP))
        self._grid.setVerticalSpacing(theme().px(_GAP) // 2 + theme().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the rows, and between the two columns."""
        painter = QPainter(self)
        edges = sorted({widget.geometry().top() for pair in self._places for widget in pair})
        edges.append(self._last.geometry().top())
        half = self._grid.verticalSpacing() // 2
        for top in edges[1:]:
            paint_line(painter, 0, top - half, self.width(), top - half)
        if not self._stacked:
            for left, right in self._places:
                x = left.geometry().right() + self._grid.horizontalSpacing() // 2
                box = left.geometry().united(right.geometry())
                paint_line(painter, x, box.top(), x, box.bottom())
        painter.end()
