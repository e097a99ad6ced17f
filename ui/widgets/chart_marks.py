"""The part of a chart on the screen that Qt asks: which marks there are, where they stand, how tall it is.

To Qt it is a list of its marks, so that readers of the screen hear label and value of each.
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
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QSizePolicy, QWidget

from resources.charts.kinds import Chart, Mark
from resources.charts.layout import lay_out, natural_height
from resources.charts.shapes import Picture, Spot
from ui.theme.current import theme
from ui.widgets.chart_paint import rect_of, ruler
from ui.widgets.themed import Themed

Index = QModelIndex | QPersistentModelIndex
_READ = int(Qt.ItemDataRole.AccessibleTextRole)
_SHOWN = int(Qt.ItemDataRole.DisplayRole)
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_EMPTY = Picture(0, 0, ())
_LEAST = (180, 120)
_USUAL = (420, 220)


class MarkModel(QAbstractListModel):
    """The marks of a chart in reading order, and what is read out of each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()

    def show(self, marks: tuple[Mark, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.marks = marks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.marks)

    def data(self, index: Index, role: int = _SHOWN) -> object:
        if role not in (_READ, _SHOWN) or not 0 <= index.row() < len(self.marks):
            return None
        return self.marks[index.row()].said


class MarkList(Themed, QListView):
    """Holds a chart, its shapes at the present size, and the mark that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.model_of_marks = MarkModel(self)
        self._picture, self._laid_for = _EMPTY, (-1, -1, 0.0)
        self._spots: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setModel(self.model_of_marks)

    def set_chart(self, chart: Chart | None) -> None:
        """Show a chart. The place of the arrows stays when the marks have the same labels."""
        if chart == self.chart:
            return
        at, before = self.currentIndex().row(), self.model_of_marks.marks
        self.chart, self._laid_for = chart, (-1, -1, 0.0)
        marks = chart.marks if chart is not None else ()
        self.model_of_marks.show(marks)
        self.setAccessibleName(" ".join(filter(None, (chart.title, chart.beside))) if chart else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if marks else Qt.FocusPolicy.NoFocus)
        if 0 <= at < len(marks) and at < len(before) and marks[at].label == before[at].label:
            self.choose(at)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if self.hasHeightForWidth():
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.updateGeometry()
        self.viewport().update()

    @property
    def shown(self) -> Picture:
        """The shapes at the present size; reckoned once for each."""
        size = (self.viewport().width(), self.viewport().height(), theme().scale)
        if self._laid_for != size:
            self._laid_for = size
            self._picture = lay_out(self.chart, size[0], size[1], ruler()) if self.chart else _EMPTY
            self._spots = {spot.mark: at for at, spot in enumerate(self._picture.spots)}
        return self._picture

    def mark(self) -> Mark | None:
        """The mark that the arrows stand on."""
        at = self.currentIndex().row()
        return self.model_of_marks.marks[at] if 0 <= at < len(self.model_of_marks.marks) else None

    def choose(self, at: int) -> None:
        """Stand on a mark."""
        self.selectionModel().setCurrentIndex(self.model_of_marks.index(at, 0), _CHOOSE)

    # -- places

    def spot_of(self, mark: int) -> Spot | None:
        """Where a mark is."""
        picture = self.shown
        at = self._spots.get(mark)
        return None if at is None else picture.spots[at]

    def visualRect(self, index: Index) -> QRect:
        spot = self.spot_of(index.row())
        return QRect() if spot is None else rect_of(spot.box).toAlignedRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        spot = self.shown.spot_at(point.x(), point.y())
        return QModelIndex() if spot is None else self.model_of_marks.index(spot.mark, 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a mark into sight in whatever the chart is scrolled in."""
        rect, area = self.visualRect(index), self._scrolled_in()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None and not rect.isNull():
            there = self.mapTo(inside, rect.center())
            area.ensureVisible(there.x(), there.y(), rect.width() // 2 + 8, rect.height() // 2 + 8)

    def bring_into_sight(self) -> None:
        """All of it with its head, where there is room for that."""
        area, holder = self._scrolled_in(), self.parentWidget() or self
        if area is not None and holder.height() <= area.viewport().height():
            area.ensureWidgetVisible(holder, 0, theme().px(8))

    def _scrolled_in(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # where items stand is the picture's business

    def updateGeometries(self) -> None:
        """Nothing scrolls in here."""

    def hasHeightForWidth(self) -> bool:
        return self.chart is not None and natural_height(self.chart, _USUAL[0], ruler()) is not None

    def heightForWidth(self, width: int) -> int:
        tall = natural_height(self.chart, width, ruler()) if self.chart else None
        return -1 if tall is None else round(tall + 0.5)

    def sizeHint(self) -> QSize:
        px = theme().px
        wide = px(_USUAL[0])
        tall = self.heightForWidth(wide)
        return QSize(wide, tall if tall > 0 else px(_USUAL[1]))

    def minimumSizeHint(self) -> QSize:
        px = theme().px
        tall = self.heightForWidth(max(self.width(), px(_LEAST[0])))
        return QSize(px(_LEAST[0]), tall if tall > 0 else px(_LEAST[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if self.hasHeightForWidth():
            self.updateGeometry()
