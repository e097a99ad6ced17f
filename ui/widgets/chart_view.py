"""A chart on the screen: follows theme and scale, shows the value of what is pointed at, and is walked by keys.

To Qt it is a list of its marks, so that readers of the screen hear label and value of each.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from resources.charts.kinds import Chart, ColumnChart, ControlChart, IntervalChart, LineChart, Role
from resources.charts.shapes import Spot
from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.chart_marks import MarkList
from ui.widgets.chart_paint import bubble_rect, chart_image, paint_bubble, paint_picture, rect_of

Index = QModelIndex | QPersistentModelIndex
_ARROWS = {
    int(Qt.Key.Key_Up): (-1, 0), int(Qt.Key.Key_Down): (1, 0),
    int(Qt.Key.Key_Left): (0, -1), int(Qt.Key.Key_Right): (0, 1),
}  # fmt: skip
_ENTER = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_KEYED = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_LEAST = (180, 120)
_USUAL = (420, 220)
_IN_TIME = (ControlChart, LineChart, IntervalChart, ColumnChart)


class ChartView(MarkList):
    """Paints a chart. Enter or a click opens what is behind a mark: ``opened`` carries its link."""

    opened = Signal(str)
    current_changed = Signal(object)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hover: Spot | None = None
        self._by_keys = False  # whoever walks by the mouse sees what it points at
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.follow_theme()

    def set_chart(self, chart: Chart | None) -> None:
        self._hover = None
        super().set_chart(chart)

    def open_current(self) -> None:
        """Open what is behind the mark; nothing where nothing is."""
        mark = self.mark()
        if mark is not None and mark.link:
            self.opened.emit(mark.link)

    def image(self, sharp: float = 2) -> QImage:
        """A picture for other documents, with title and legend."""
        assert self.chart is not None
        return chart_image(self.chart, max(self.width(), _USUAL[0]), max(self.height(), _LEAST[1]), sharp)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_picture(painter, self.shown, theme(), event.rect().toRectF())
        self._paint_pointed(painter)
        painter.end()

    def _paint_pointed(self, painter: QPainter) -> None:
        """The ring of the keys and the words of the mark; those of the mouse come first."""
        spot = self.spot_of(self.currentIndex().row()) if self.hasFocus() else None
        if spot is not None:
            frame = rect_of(spot.box).intersected(self.viewport().rect().toRectF())
            paint_box(painter, frame, None, theme().color("focus"), theme().px(4), 2)
        said = self._hover or (spot if self._by_keys else None)
        if said is not None:
            paint_bubble(painter, self.words_of(said), self.bubble_of(said))

    @property
    def pointed(self) -> Spot | None:
        """What the mouse points at."""
        return self._hover

    def words_of(self, spot: Spot) -> str:
        """What the bubble of a mark says."""
        return self.model_of_marks.marks[spot.mark].said

    def bubble_of(self, spot: Spot) -> QRectF:
        """Where the words of a mark stand."""
        view = self.viewport()
        return bubble_rect(self.words_of(spot), rect_of(spot.box), view.width(), view.height())

    # -- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self.shown.spot_at(event.position().x(), event.position().y())
        if spot != self._hover:
            self._hover = spot
            link = spot is not None and bool(self.model_of_marks.marks[spot.mark].link)
            shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.viewport().update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._by_keys = False
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.choose(index.row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.open_current()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    # -- keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Before Qt, which would begin at the first one.
        if not self.currentIndex().isValid() and self.model_of_marks.marks:
            self.choose(self._first())
        self._by_keys = event.reason() in _KEYED
        super().focusInEvent(event)
        if self._by_keys:
            self.bring_into_sight()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _first(self) -> int:
        """Where the arrows begin: at an alarm, else at the present, else at the first mark."""
        marks = self.model_of_marks.marks
        alarms = [at for at, mark in enumerate(marks) if mark.role is Role.ALARM]
        if alarms:
            return alarms[-1]
        return len(marks) - 1 if isinstance(self.chart, _IN_TIME) else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        arrow, plain = _ARROWS.get(int(event.key())), event.modifiers() in _PLAIN
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif arrow is not None and plain:
            self.go(*arrow)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self.go(0, -9999 if event.key() == Qt.Key.Key_Home else 9999)
        elif event.key() in _ENTER and plain:
            self.open_current()
        else:
            event.ignore()  # letters are commands

    def go(self, rows: int, columns: int) -> None:
        """Stand on the next mark in a direction; far away is the end of the row."""
        picture = self.shown
        at = self._spots.get(self.currentIndex().row())
        if at is None:
            if picture.spots:
                self.choose(picture.spots[0].mark)
            return
        if abs(columns) > 1:
            own = [spot for spot in picture.spots if spot.row == picture.spots[at].row]
            end = max(own, key=lambda spot: spot.column * columns)
            self.choose(end.mark)
            return
        there = picture.beside(at, rows, columns)
        if there == at:  # one row, or one column: every arrow moves along it
            there = picture.beside(at, columns, rows) if self._is_single() else at
        self.choose(picture.spots[there].mark)

    def _is_single(self) -> bool:
        spots = self.shown.spots
        return len({spot.row for spot in spots}) == 1 or len({spot.column for spot in spots}) == 1

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self._hover = None
        self.viewport().update()
        if now.isValid() and self.hasFocus():
            self.scrollTo(now)
        self.current_changed.emit(self.mark())
