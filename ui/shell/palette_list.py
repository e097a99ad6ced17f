"""The list below the search box: headings, things found, things to do."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.palette import PaletteEntry, PaletteGroup
from ui.theme.current import theme
from ui.theme.lettering import paint_hits, paint_text
from ui.theme.paint import key_size, paint_icon, paint_key
from ui.theme.strokes import paint_box
from ui.widgets.keys import key_text
from ui.widgets.themed import Themed

Index = QModelIndex | QPersistentModelIndex

DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
HEAD_HEIGHT, ROW_HEIGHT = 26, 34


class PaletteModel(QAbstractListModel):
    """Headings (plain strings) and entries, in one column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[str | PaletteEntry] = []

    def set_groups(self, groups: tuple[PaletteGroup, ...]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._lines = []
        for group in groups:
            self._lines.append(group.title)
            self._lines.extend(group.entries)
        self.endResetModel()

    def line(self, row: int) -> str | PaletteEntry:
        """A heading or an entry."""
        return self._lines[row]

    def entry_rows(self) -> list[int]:
        """The rows that can be chosen."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, PaletteEntry)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        if role not in (DISPLAY, SPOKEN):
            return None
        line = self._lines[index.row()]
        if isinstance(line, str):
            return line
        return f"{line.title}, {line.detail}" if line.detail else line.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Paints a line at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = isinstance(_line(index), str)
        return QSize(100, theme().px(HEAD_HEIGHT if head else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = _line(index)
        rect = QRectF(option.rect)
        if isinstance(line, str):
            inset = rect.adjusted(theme().px(12), 0, -theme().px(12), 0)
            paint_text(painter, inset, line, "muted", "small")
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, rect, line, selected)

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: PaletteEntry, selected: bool) -> None:
        px = theme().px
        if selected:
            painter.fillRect(rect, theme().color("selected"))
        paint_icon(painter, entry.icon, "muted", rect.x() + px(12), rect.center().y() - px(8), px(16))
        keys = key_text(entry.keys) if entry.keys else ("↵" if selected else "")
        right = rect.right() - px(12)
        if keys:
            width = key_size(keys).width()
            paint_key(painter, QRectF(right - width, rect.y(), width, rect.height()), keys)
            right -= width + px(8)
        left = rect.x() + px(38)
        where = QRectF(left, rect.y(), right - left, rect.height())
        strong = bool(entry.detail)
        left += paint_hits(painter, where, entry.title, entry.hits, strong=strong) + px(12)
        where.setLeft(left)
        paint_text(painter, where, entry.detail, "muted")


class PaletteList(Themed, QFrame):
    """The dropped list. Never takes the focus: that stays in the search box."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("search.found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = PaletteModel(self)
        self.view = QListView(self)
        self.view.setObjectName("search.found.list")
        self.view.setModel(self._model)
        self.view.setItemDelegate(PaletteDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self.view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 6, 2, 6)
        column.addWidget(self.view)
        self.hide()
        self.follow_theme()

    def show_groups(self, groups: tuple[PaletteGroup, ...]) -> None:
        """Show what was found, the first line chosen."""
        self._model.set_groups(groups)
        self.setVisible(bool(groups))
        self.move_by(0)

    def height_for_all(self) -> int:
        """As tall as its lines, within the window."""
        lines = [self._model.line(row) for row in range(self._model.rowCount())]
        px = theme().px
        height = sum(px(HEAD_HEIGHT if isinstance(line, str) else ROW_HEIGHT) for line in lines) + 14
        return min(height, self.window().height() - px(110))

    def move_by(self, rows: int) -> None:
        """Choose a line further down or up; headings are passed over, the ends hold."""
        choices = self._model.entry_rows()
        if not choices:
            return
        now = self.view.currentIndex().row()
        place = choices.index(now) + rows if now in choices else 0
        row = choices[max(0, min(place, len(choices) - 1))]
        self.view.setCurrentIndex(self._model.index(row))

    def current_entry(self) -> PaletteEntry | None:
        """The chosen line."""
        index = self.view.currentIndex()
        line = self._model.line(index.row()) if index.isValid() else None
        return line if isinstance(line, PaletteEntry) else None

    def entries(self) -> list[PaletteEntry]:
        """All lines that can be chosen, in order."""
        lines = (self._model.line(row) for row in self._model.entry_rows())
        return [line for line in lines if isinstance(line, PaletteEntry)]

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        paint_box(
            painter,
            QRectF(self.rect()),
            theme().color("surface"),
            theme().color("line-strong"),
            theme().px(10),
        )

    def _clicked(self, index: QModelIndex) -> None:
        line = self._model.line(index.row())
        if isinstance(line, PaletteEntry):
            self.chosen.emit(line)


def _line(index: Index) -> str | PaletteEntry:
    model = index.model()
    assert isinstance(model, PaletteModel)
    return model.line(index.row())
