"""The list itself: a table view that paints rows, moves by keys and never edits."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from ui.widgets.list_choosing import ChoosingTable
from ui.widgets.list_header import TwoTierHeader
from ui.widgets.list_model import PagedModel
from ui.widgets.list_rows import RowDelegate, RowState, share_width
from ui.widgets.themed import Themed

_ENTER = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
_SHOWN_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class RowView(Themed, ChoosingTable):
    """Rows of one height, painted at once; Enter opens, Space marks."""

    activated_row = Signal(object)
    marks_changed = Signal(list)
    sort_wanted = Signal(str, bool)

    def __init__(
        self, model: PagedModel, delegate: RowDelegate | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self.rows = delegate or RowDelegate(self)
        self.rows.view = self
        self.head = TwoTierHeader(self)
        self._hover = -1
        self._marks: dict[object, None] = {}
        self._heads: list[int] = []
        self._spans: dict[str, tuple[float, float]] = {}
        self._set_up()
        self.use_model()
        self._connect(model)
        self.follow_theme()

    def _set_up(self) -> None:
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Editable items would switch the input method on, and it would eat the single letters.
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)

    def _connect(self, model: PagedModel) -> None:
        model.modelReset.connect(self._was_reset)
        model.rowsInserted.connect(self._were_inserted)
        self.head.sort_wanted.connect(self.sort_wanted)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def retheme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.rows.row_height)
        self._size_groups(0, self.paged.rowCount() - 1)
        self._share_width()

    def _was_reset(self) -> None:
        self.head.updateGeometry()
        self.updateGeometries()
        self._share_width()
        self._hover = -1
        # The head keeps the heights of positions, where other rows may stand by now.
        for at in self._heads:
            if at < self.paged.rowCount():
                self.verticalHeader().resizeSection(at, self.rows.row_height)
        self._heads.clear()
        self._were_inserted(QModelIndex(), 0, self.paged.rowCount() - 1)

    def _were_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._size_groups(first, last)
        self.choose_again()
        self._look_ahead()

    def _size_groups(self, first: int, last: int) -> None:
        for at in self.paged.group_rows(max(0, first), last):
            self.verticalHeader().resizeSection(at, self.rows.group_height)
            self._heads.append(at)

    def _look_ahead(self) -> None:
        """Ask for more before the end is in sight."""
        bottom = self.rowAt(self.viewport().height() - 1)
        near = bottom < 0 or bottom > self.paged.rowCount() - PagedModel.PAGE // 2
        if near and self.paged.rowCount() and self.paged.canFetchMore(QModelIndex()):
            self.paged.fetchMore(QModelIndex())

    # Marks

    def marks(self) -> tuple[object, ...]:
        return tuple(self._marks)

    def set_marks(self, keys: object) -> None:
        """Mark these keys and no others; says nothing."""
        self._marks = dict.fromkeys(keys if isinstance(keys, (list, tuple, set)) else ())
        self.viewport().update()

    def clear_marks(self) -> None:
        if self._marks:
            self._marks.clear()
            self.viewport().update()
            self.marks_changed.emit([])

    def _toggle_mark(self) -> None:
        row = self.current()
        if row is None or row.is_group:
            return
        if row.key in self._marks:
            del self._marks[row.key]
        else:
            self._marks[row.key] = None
        self.viewport().update()
        self.marks_changed.emit(list(self._marks))

    # Order and widths

    def set_sort(self, key: str, descending: bool = False) -> None:
        self.head.set_sort(key, descending)

    def cell_span(self, key: str) -> tuple[float, float]:
        """Return left edge and width of a column's text within a row; (0, 0) when it is not shown."""
        return self._spans.get(key, (0.0, 0.0))

    def _share_width(self) -> None:
        shares = share_width(self.paged.columns, self.viewport().width())
        self._spans = {share.key: share.span for share in shares}
        for at, share in enumerate(shares):
            self.head.resizeSection(at, share.section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _SHOWN_PLAIN
        if event.key() in _ENTER and plain:
            self._open()
        elif event.key() == Qt.Key.Key_Space and plain:
            self._toggle_mark()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        row = self.current()
        if row is not None and not row.is_group:
            self.activated_row.emit(row.row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_at(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_at(-1)

    def _hover_at(self, position: int) -> None:
        if position != self._hover:
            for at in (position, self._hover):
                if at >= 0:
                    top = self.rowViewportPosition(at)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(at))
            self._hover = position

    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self.currentIndex().isValid()
        super().focusInEvent(event)  # Qt makes some row the current one, without choosing it
        if not chosen:
            self.select_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        count = self.paged.rowCount()
        at = self.rowAt(max(0, area.top()))
        while 0 <= at < count:
            top = self.rowViewportPosition(at)
            if top > area.bottom():
                break
            self._paint_at(painter, at, top, at == count - 1)
            at += 1
        painter.end()

    def _paint_at(self, painter: QPainter, at: int, top: int, last: bool) -> None:
        rect = self.viewport().rect().toRectF()
        rect.setTop(top)
        rect.setHeight(self.rowHeight(at))
        row = self.paged.row_at(at)
        if row is None:
            return
        if row.is_group:
            self.rows.paint_group(painter, rect, row)
            return
        chosen = self.currentIndex().row() == at
        following = None if last else self.paged.row_at(at + 1)
        state = RowState(
            hover=self._hover == at,
            selected=chosen and self.selectionModel().isRowSelected(at, QModelIndex()),
            focused=chosen and self.hasFocus(),
            active=self.hasFocus(),
            marked=row.key in self._marks,
            last=last or (following is not None and following.is_group),
        )
        self.rows.paint_ground(painter, rect, state)
        self.rows.paint_row(painter, rect, row, state)
