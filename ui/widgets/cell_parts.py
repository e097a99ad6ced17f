"""The parts of a table of cells that are typed into: its rows, its heads, how a cell is painted, its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme.current import theme
from ui.theme.lettering import RIGHT
from ui.theme.paint import paint_box, paint_icon, paint_line, paint_tag, paint_text
from ui.widgets.line_field import LineField

Index = QModelIndex | QPersistentModelIndex
Place = tuple[str, str]  # key of the row, key of the column
ROW, HEAD = 34, 34
_DISPLAY, SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True)
class Reading:
    """What a text means, or what is wrong with it, in words; ``text`` is how it is written for short."""

    words: str = ""
    problem: str = ""
    text: str = ""


Reader = Callable[[Place, str], Reading]


def _unread(_place: Place, _text: str) -> Reading:
    return Reading()


class CellModel(QAbstractTableModel):
    """What was typed, by row and column, and what stood there before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[tuple[str, str], ...] = ()
        self.columns: tuple[tuple[str, str], ...] = ()
        self.texts: dict[Place, str] = {}
        self.base: dict[Place, str] = {}
        self.reader: Reader = _unread

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def place(self, index: Index) -> Place:
        """The keys of a cell."""
        return self.rows[index.row()][0], self.columns[index.column()][0]

    def reading(self, place: Place) -> Reading:
        """What stands there, in words."""
        text = self.texts.get(place, "")
        return self.reader(place, text) if text else Reading()

    def is_changed(self, place: Place) -> bool:
        """Whether something else stood there before."""
        return self.texts.get(place, "") != self.base.get(place, "")

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        place = self.place(index)
        if role == _DISPLAY:
            return self.texts.get(place, "")
        if role == SPOKEN:
            found = self.reading(place)
            names = f"{self.rows[index.row()][1]}, {self.columns[index.column()][1]}"
            return f"{names}: {found.problem or found.words or self.texts.get(place, '') or '–'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:
            return None
        names = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        return names[section][1] if section < len(names) else None

    def set_heads(self, rows: tuple[tuple[str, str], ...], columns: tuple[tuple[str, str], ...]) -> bool:
        """Take the rows and columns with their words; whether they are others than before."""
        if (rows, columns) == (self.rows, self.columns):
            return False
        same = [key for key, _ in rows] == [key for key, _ in self.rows] and len(columns) == len(self.columns)
        if not same:
            self.beginResetModel()
        self.rows, self.columns = rows, columns
        if not same:
            self.endResetModel()
        else:
            self.tell()
        return not same

    def tell(self) -> None:
        """Everything may look different."""
        if self.rows and self.columns:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class TagHead(QHeaderView):
    """The columns as tags; a column's key is the kind of its tag."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        model = self.model()
        if isinstance(model, CellModel) and section < len(model.columns):
            key, title = model.columns[section]
            painter.save()
            paint_tag(painter, QRectF(rect).adjusted(theme().px(10), 0, 0, 0), title, key)
            painter.restore()


class NameHead(QHeaderView):
    """The rows' names at the left, each with the line below its row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        model = self.model()
        if isinstance(model, CellModel) and section < len(model.rows):
            painter.save()
            box = QRectF(rect)
            paint_text(painter, box.adjusted(0, 0, -8, 0), model.rows[section][1])
            bottom = round(box.bottom()) - 1
            paint_line(painter, round(box.left()), bottom, round(box.right()), bottom)
            painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Words at the left, what was typed small at the right; a dot where it changed, a red frame where it is wrong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, CellModel)
        place, shown = model.place(index), theme()
        px = shown.px
        found, text = model.reading(place), model.texts.get(place, "")
        painter.save()
        box = QRectF(option.rect)
        bottom = round(box.bottom()) - 1
        paint_line(painter, round(box.left()), bottom, round(box.right()), bottom)
        self._paint_ground(painter, box, index, bool(found.problem))
        inner = box.adjusted(px(10), 0, -px(10), 0)
        if model.is_changed(place):
            paint_box(
                painter, QRectF(box.left() + 3, box.center().y() - 2, 4, 4), shown.color("accent"), None, 2
            )
        if not text:
            paint_text(painter, inner, "–", "faint")
        elif found.problem:
            paint_icon(
                painter, "circle-alert", "s1", inner.right() - px(14), box.center().y() - px(7), px(14)
            )
            paint_text(painter, inner.adjusted(0, 0, -px(18), 0), text, "s1")
        else:
            token = "accent" if model.is_changed(place) else "text"
            said_once = found.words == text
            taken = 0.0 if said_once else paint_text(painter, inner, text, "faint", "small", None, RIGHT)
            paint_text(painter, inner.adjusted(0, 0, -taken - px(6), 0), found.words, token)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, index: Index, wrong: bool) -> None:
        view, shown = self.parent(), theme()
        assert isinstance(view, QWidget)
        chosen = getattr(view, "currentIndex", QModelIndex)() == index
        inside = box.adjusted(1, 2, -1, -2)
        if chosen and view.hasFocus():
            paint_box(painter, inside, shown.color("selected"), shown.color("focus"), shown.px(5), 2)
        elif wrong:
            paint_box(painter, inside, None, shown.color("s1"), shown.px(5), 1)


class CellEditor(LineField):
    """The field over a cell. Tells how it is left: enter, escape, tab, backtab, up, down or focus."""

    left = Signal(str)
    _LEAVES: Mapping[int, str] = {
        int(Qt.Key.Key_Return): "enter",
        int(Qt.Key.Key_Enter): "enter",
        int(Qt.Key.Key_Escape): "escape",
        int(Qt.Key.Key_Tab): "tab",
        int(Qt.Key.Key_Backtab): "backtab",
        int(Qt.Key.Key_Up): "up",
        int(Qt.Key.Key_Down): "down",
    }

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            how = self._LEAVES.get(event.key())
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if how is not None and plain:
                if event.type() == QEvent.Type.ShortcutOverride:  # Esc belongs to the cell first
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self.left.emit(how)
                    return True
        return super().event(event)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit("focus")
