"""The schedule under the mouse: says what is taken hold of and where it goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QListView, QToolTip, QWidget

from ui.theme.current import theme
from ui.widgets.schedule_canvas import ScheduleCanvas
from ui.widgets.schedule_kinds import STEP, Block, Scope, Spot

_PULL = 6  # pixels that make a block of the week a quarter of an hour longer


class ScheduleGrid(ScheduleCanvas):
    """Signals carry plain keys and spots; what may go where is for others to say (`set_carried`).

    ``picked`` key, screen position; ``pulled`` key, minutes longer; ``pull_ended`` True when let go of, False when
    given up; ``carried_to`` screen position; ``dropped`` screen position, keyboard modifiers;
    ``touched`` at every press of a button.
    """

    picked = Signal(object, QPoint)
    carried_to = Signal(QPoint)
    dropped = Signal(QPoint, object)
    pulled = Signal(object, int)
    pull_ended = Signal(object)
    opened = Signal(object)
    touched = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: tuple[QPoint, Spot] | None = None
        self._held = ""
        self.follow_theme()

    # -- the mouse

    def block_of(self, spot: Spot | None) -> Block | None:
        """The block at a spot."""
        return None if spot is None or spot.block < 0 else self.shown.sheet.blocks[spot.block]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        point = event.globalPosition().toPoint()
        spot = self.spot_at(point)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.choose(index.row(), seen=False)
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self._pressed = (point, spot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button, or the key that means it."""
        if self.key() is None:
            return
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        middle = self.visualRect(self.currentIndex()).center()
        point = self.viewport().mapToGlobal(middle) if by_keys else event.globalPos()
        self.menu_wanted.emit(self.key(), point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.globalPosition().toPoint()
        if self._held == "carry":
            self.carried_to.emit(point)
        elif self._held == "pull" and self._pressed is not None:
            self.pulled.emit(self.key(), self._pull(point))
        elif self._pressed is not None:
            self._take_hold(point)
        else:
            self._show_edge(self.spot_at(point))

    def _take_hold(self, point: QPoint) -> None:
        assert self._pressed is not None
        begin, spot = self._pressed
        block = self.block_of(spot)
        if block is None or block.fixed or block.tone in ("count", "ghost"):
            return
        if (point - begin).manhattanLength() < QApplication.startDragDistance():
            return
        self._held = "pull" if spot.edge else "carry"
        if spot.edge:
            self.pulled.emit(block.key, self._pull(point))
        else:
            self.picked.emit(block.key, begin)
            self.carried_to.emit(point)

    def _pull(self, point: QPoint) -> int:
        assert self._pressed is not None
        moved = point - self._pressed[0]
        if self.shown.sheet.scope is Scope.DAY:
            begin, end = self.shown.sheet.axis
            wide = self.viewport().width() - self.shown.names(self.viewport().width())
            return round(moved.x() * (end - begin) / max(1, wide) / STEP) * STEP
        return round(moved.y() / theme().px(_PULL)) * STEP

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held, self._pressed = self._held, "", None
        if held == "carry":
            self.dropped.emit(event.globalPosition().toPoint(), event.modifiers())
        elif held == "pull":
            self.pull_ended.emit(True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self.currentIndex().isValid():
            self.opened.emit(self.stop())

    def let_go(self) -> None:
        """Esc: the mouse may still be down, but it holds nothing any more."""
        self._held, self._pressed = "", None

    def _show_edge(self, spot: Spot | None) -> None:
        block = self.block_of(spot)
        pulls = spot is not None and spot.edge and block is not None and not block.fixed
        across = self.shown.sheet.scope is Scope.DAY
        shape = Qt.CursorShape.SizeHorCursor if across else Qt.CursorShape.SizeVerCursor
        self.viewport().setCursor(shape if pulls else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        QListView.focusInEvent(self, event)
        if not self.currentIndex().isValid() and self.shown.stops:
            self.choose(0, seen=False)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            block = self.block_of(self.spot_at(event.globalPos()))
            QToolTip.showText(event.globalPos(), block.spoken if block is not None else "", self)
            return True
        return bool(super().viewportEvent(event))
