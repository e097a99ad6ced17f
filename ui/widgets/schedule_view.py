"""The part of the schedule that Qt asks: what there is, where it stands, what the keys choose.

It is a list to Qt, so that readers of the screen hear a list whose items say who, when and what; where the items
stand is the layout's business.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_line
from ui.widgets.schedule_kinds import Scope, Sheet
from ui.widgets.schedule_layout import Box, Layout, Stop, lay_out
from ui.widgets.schedule_paint import HEAD, paint_day, paint_hours, words
from ui.widgets.themed import Themed

Index = QModelIndex | QPersistentModelIndex
_READ = int(Qt.ItemDataRole.AccessibleTextRole)
_SHOWN = int(Qt.ItemDataRole.DisplayRole)
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ARROWS = {
    int(Qt.Key.Key_Up): (-1, 0), int(Qt.Key.Key_Down): (1, 0),
    int(Qt.Key.Key_Left): (0, -1), int(Qt.Key.Key_Right): (0, 1),
}  # fmt: skip
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class StopModel(QAbstractListModel):
    """Everything that the arrows reach, in reading order, with what is read out of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.layout_shown = Layout(Sheet(Scope.WEEK))

    def show(self, layout: Layout) -> None:
        """Show another layout."""
        self.beginResetModel()
        self.layout_shown = layout
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.layout_shown.stops)

    def data(self, index: Index, role: int = _SHOWN) -> object:
        if role not in (_READ, _SHOWN) or not 0 <= index.row() < len(self.layout_shown.stops):
            return None
        return spoken(self.layout_shown, index.row())


def spoken(layout: Layout, at: int) -> str:
    """What is read out at a stop: whose it is, the day, the time, and what it is."""
    stop, sheet = layout.stops[at], layout.sheet
    where = f"{sheet.lanes[stop.lane].name}, {sheet.days[stop.day].spoken}"
    if stop.block >= 0:
        return f"{where}, {sheet.blocks[stop.block].spoken}"
    away = next((s.words for s in sheet.shades if (s.lane, s.day) == (stop.lane, stop.day) and s.words), "")
    return f"{where}, {away or sheet.empty}"


class DayHead(QWidget):
    """The days, above the lanes; they do not scroll."""

    def __init__(self, view: ScheduleView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, px = self.rect().toRectF(), theme().px
        painter.fillRect(rect, theme().color("surface"))
        layout, width = self._view.shown, self._view.viewport().width()
        sheet, names = layout.sheet, layout.names(width)
        words(painter, QRectF(px(14), 0, names - px(18), rect.height()), sheet.corner, "muted")
        bottom = self.height() - 1
        for at, day in enumerate(sheet.days):
            left, wide = layout.column(at, width)
            paint_day(painter, QRectF(left, 0, wide, rect.height()), day)
            if sheet.scope is Scope.DAY:
                paint_hours(painter, QRectF(0, 0, width, rect.height()), sheet, names)
            paint_line(painter, round(left), 0, round(left), bottom)
        paint_line(painter, 0, bottom, self.width(), bottom)
        painter.end()


class ScheduleView(Themed, QListView):
    """Shows a layout: scrolls it, says where its stops are, and moves between them by the arrows.

    While ``steering`` the arrows move something else: ``steered`` lanes, days, with Shift.
    """

    current_stop = Signal(object)
    steered = Signal(int, int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Layout(Sheet(Scope.WEEK))
        self.steering = False
        self.stops = StopModel(self)
        self.head = DayHead(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Editable items would switch the input method on, and it would eat the single letters.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)
        self.setModel(self.stops)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_layout(self, layout: Layout) -> None:
        """Show a layout; what was chosen stays chosen where it is still there, and the place stays."""
        before, place = self.key(), self.verticalScrollBar().value()
        stop = self.stop()
        self.shown = layout
        self.stops.show(layout)
        self.updateGeometries()
        self.verticalScrollBar().setValue(place)
        if before is not None and before in layout.by_key:
            self.choose(layout.by_key[before], seen=False)
        elif stop is not None and (stop.lane, stop.day) in layout.first:
            self.choose(layout.first[stop.lane, stop.day], seen=False)
        self.head.update()
        self.viewport().update()

    def stop(self) -> Stop | None:
        """The chosen stop."""
        at = self.currentIndex().row()
        return self.shown.stops[at] if 0 <= at < len(self.shown.stops) else None

    def key(self) -> object:
        """The key of the chosen block; ``None`` where a cell without any is chosen."""
        stop = self.stop()
        return None if stop is None or stop.block < 0 else self.shown.sheet.blocks[stop.block].key

    def choose(self, at: int, *, seen: bool = True) -> None:
        """Choose a stop by its position."""
        self.selectionModel().setCurrentIndex(self.stops.index(at, 0), _CHOOSE)
        if seen:
            self.scrollTo(self.stops.index(at, 0))

    def choose_key(self, key: object) -> bool:
        """Choose a block by its key."""
        at = self.shown.by_key.get(key, -1)
        if at >= 0:
            self.choose(at)
        return at >= 0

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        for index in (now, before):
            self.viewport().update(self.visualRect(index).adjusted(-3, -3, 3, 3))
        self.current_stop.emit(self.stop())

    def place(self, box: Box) -> QRectF:
        """A box of the layout where it stands in the window."""
        return QRectF(box.x, box.y - self.verticalOffset(), box.w, box.h)

    # -- what Qt asks

    def visualRect(self, index: Index) -> QRect:
        if not 0 <= index.row() < len(self.shown.stops):
            return QRect()
        return self.place(self.shown.box(self.shown.stops[index.row()], self.viewport().width())).toRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        spot = self.shown.spot(point.x(), point.y() + self.verticalOffset(), self.viewport().width())
        if spot is None:
            return QModelIndex()
        stops = self.shown.cell_stops(spot.lane, spot.day)
        at = next((n for n in stops if self.shown.stops[n].block == spot.block), stops[0])
        return self.stops.index(at, 0)

    def show_lane(self, lane: int) -> None:
        """Bring a lane into sight."""
        if (lane, 0) in self.shown.first:
            self.scrollTo(self.stops.index(self.shown.first[lane, 0], 0))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not 0 <= index.row() < len(self.shown.stops):
            return
        stop, bar = self.shown.stops[index.row()], self.verticalScrollBar()
        top, bottom = self.shown.tops[stop.lane], self.shown.tops[stop.lane + 1]
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # the layout is made already; a list would measure every item

    def updateGeometries(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.shown.height - high))
        bar.setPageStep(high)
        bar.setSingleStep(theme().px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._fit()

    def retheme(self) -> None:
        if self.shown.scale != theme().scale:
            self.show_layout(lay_out(self.shown.sheet, theme().scale))
        self._fit()

    def _fit(self) -> None:
        high = theme().px(HEAD)
        self.setViewportMargins(0, high, 0, 0)
        self.head.setGeometry(0, 0, self.width(), high)
        self.updateGeometries()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(int(event.key()))
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if self.steering and arrow is not None:
            self.steered.emit(*arrow, shift)
        elif arrow is not None and event.modifiers() in _PLAIN and self.shown.stops:
            self.go(*arrow)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.shown.stops:
            self.go(0, -99 if event.key() == Qt.Key.Key_Home else 99)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.shown.stops:
            rows = max(1, self.viewport().height() // max(1, self.shown.tops[1]))
            self.go(-rows if event.key() == Qt.Key.Key_PageUp else rows, 0)
        else:
            event.ignore()  # letters are commands; a search would choose something else

    def go(self, lanes: int, days: int) -> None:
        """Choose the stop in a direction."""
        at = self.currentIndex().row()
        if at < 0:
            self.choose(0)
        elif self.shown.sheet.scope is Scope.DAY and not lanes:
            self.choose(self.shown.along_step(at, days))
        elif self.shown.sheet.scope is Scope.DAY:
            stop = self.shown.stops[at]
            lane = max(0, min(len(self.shown.sheet.lanes) - 1, stop.lane + lanes))
            self.choose(self.shown.first[lane, stop.day])
        else:
            self.choose(self.shown.step(at, lanes, days))
