"""A list whose rows can be picked up with the mouse and carried somewhere else."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.list_model import PagedModel
from ui.widgets.list_rows import RowDelegate
from ui.widgets.list_view import RowView


class CarryList(RowView):
    """``picked`` the row and the place on the screen; ``carried_to`` a place; ``dropped`` a place and the keys held.

    What a row may be dropped on is for others to say.
    """

    picked = Signal(object, QPoint)
    carried_to = Signal(QPoint)
    dropped = Signal(QPoint, object)

    def __init__(
        self, model: PagedModel, delegate: RowDelegate | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, delegate, parent)
        self._pressed: QPoint | None = None
        self._carrying = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        on_row = self.indexAt(event.position().toPoint()).isValid()
        if event.button() == Qt.MouseButton.LeftButton and on_row:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.globalPosition().toPoint()
        if self._carrying:
            self.carried_to.emit(point)
        elif self._pressed is None:
            super().mouseMoveEvent(event)
        elif (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            row = self.current()
            if row is not None and row.row is not None:
                self._carrying = True
                self.picked.emit(row.row, point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carrying, self._carrying, self._pressed = self._carrying, False, None
        if carrying:
            self.dropped.emit(event.globalPosition().toPoint(), event.modifiers())
        else:
            super().mouseReleaseEvent(event)

    def let_go(self) -> None:
        """Esc: the mouse may still be down, but it holds nothing any more."""
        self._carrying, self._pressed = False, None
