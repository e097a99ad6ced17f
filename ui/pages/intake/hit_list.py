"""The list that drops down below the finder. It never takes the focus: that stays where one types."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.directory.kinds import Found, PlaceKind
from ui.theme.current import theme
from ui.theme.paint import key_size, paint_box, paint_hits, paint_icon, paint_key
from ui.widgets.keys import key_text
from ui.widgets.themed import Themed

Index = QModelIndex | QPersistentModelIndex
DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ROW = 34
_ICONS = {PlaceKind.UNIT: "house", PlaceKind.ASSET: "wrench"}


class HitModel(QAbstractListModel):
    """What was found, one line each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: tuple[Found, ...] = ()

    def set_found(self, found: tuple[Found, ...]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        if role not in (DISPLAY, SPOKEN):
            return None
        entry = self.found[index.row()]
        return f"{entry.label}, {entry.detail}" if entry.detail else entry.label


class _HitDelegate(QStyledItemDelegate):
    """Paints a line: icon, what it is called, who lives there, the key of the chosen one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, HitModel)
        entry, px = model.found[index.row()], theme().px
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme().color("selected"))
        icon = (
            "users"
            if entry.what == "resident"
            else _ICONS.get(PlaceKind(entry.place_kind or "unit"), "building-2")
        )
        paint_icon(painter, icon, "muted", rect.x() + px(10), rect.center().y() - px(8), px(16))
        right = rect.right() - px(10)
        if selected:
            width = key_size(key_text("Return")).width()
            paint_key(painter, QRectF(right - width, rect.y(), width, rect.height()), key_text("Return"))
            right -= width + px(8)
        spot = QRectF(rect.x() + px(34), rect.y(), right - rect.x() - px(34), rect.height())
        hits = [(start, end - start) for start, end in entry.label_hits]
        spot.setLeft(spot.left() + paint_hits(painter, spot, entry.label, hits, strong=True) + px(10))
        detail_hits = [(start, end - start) for start, end in entry.detail_hits]
        paint_hits(painter, spot, entry.detail, detail_hits, token="muted", role="small")


class HitList(Themed, QFrame):
    """A framed list over the page."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = HitModel(self)
        self.view = QListView(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_HitDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.viewport().setAutoFillBackground(False)
        self.view.clicked.connect(self._clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 5, 2, 5)
        box.addWidget(self.view)
        self.hide()
        self.follow_theme()

    def show_found(self, found: tuple[Found, ...], below: QWidget, *, choose_first: bool) -> None:
        """Drop down below a field; nothing found takes the list away."""
        self._model.set_found(found)
        self.setVisible(bool(found))
        if not found:
            return
        px, ground = theme().px, self.parentWidget()
        assert ground is not None
        corner = below.mapTo(ground, below.rect().bottomLeft())
        height = px(_ROW) * len(found) + 14
        self.setGeometry(corner.x(), corner.y() + px(3), max(below.width(), px(330)), height)
        self.raise_()
        if choose_first:
            self.view.setCurrentIndex(self._model.index(0))
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())

    def move_by(self, rows: int) -> None:
        """Choose a line further down or up; the ends hold."""
        now, last = self.view.currentIndex().row(), len(self._model.found) - 1
        row = max(0, min(now + rows if now >= 0 else 0, last))
        self.view.setCurrentIndex(self._model.index(row))

    def current(self) -> Found | None:
        """The chosen line."""
        index = self.view.currentIndex()
        return self._model.found[index.row()] if index.isValid() and not self.isHidden() else None

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.found[index.row()])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = theme()
        rect = QRectF(self.rect())
        paint_box(painter, rect, shown.color("surface"), shown.color("line-strong"), shown.px(10))
        painter.end()
