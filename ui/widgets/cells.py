"""A table of cells that are typed into: arrows move, typing begins, Enter keeps and goes down, Esc puts back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from ui.theme.current import theme
from ui.widgets.cell_parts import HEAD, ROW, CellDelegate, CellModel, NameHead, Place, Reader, TagHead
from ui.widgets.cell_typing import CellTyping
from ui.widgets.planes import Scroller
from ui.widgets.themed import Themed

_OPEN = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
_CLEAR = (int(Qt.Key.Key_Delete), int(Qt.Key.Key_Backspace))
_ASIDE = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class CellTable(Themed, QTableView):
    """As high as its rows. ``changed`` comes when a cell was typed anew, with its place and text."""

    changed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CellModel(self)
        self._read_only = False
        self._name_width, self._cell_width = 176, 158
        self.setModel(self.cells)
        self.setHorizontalHeader(TagHead(self))
        self.setVerticalHeader(NameHead(self))
        self.setItemDelegate(CellDelegate(self))
        self._set_up()
        self.typing = CellTyping(self, self.cells)
        self.typing.typed.connect(self.put)
        self.typing.stepped.connect(self.step)
        self.selectionModel().currentChanged.connect(self.typing.explain)
        self.follow_theme()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(
            QAbstractButton
        ):  # Qt's own, where the two heads meet: nothing to see or say
            corner.setObjectName("")
            corner.setFixedSize(0, 0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # As in lists: an input method would eat the first letter. The field over the cell takes what follows.
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    # -- what it shows

    def set_heads(self, rows: Iterable[tuple[str, str]], columns: Iterable[tuple[str, str]]) -> None:
        """Set (key, words) of rows and columns; a column's key is the kind of its tag."""
        fresh = (tuple(rows), tuple(columns))
        if [key for key, _ in fresh[0]] != [key for key, _ in self.cells.rows]:
            self.finish()
        if self.cells.set_heads(*fresh):
            self.retheme()
        self.viewport().update()
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.viewport().update()

    def set_reader(self, reader: Reader) -> None:
        """Say what texts mean; call it again in another language."""
        self.cells.reader = reader
        self.cells.tell()
        self.typing.explain()

    def set_texts(self, texts: Mapping[Place, str], base: Mapping[Place, str] | None = None) -> None:
        """Show these texts; ``base`` is what stood there before."""
        self.typing.close()
        self.cells.texts = dict(texts)
        if base is not None:
            self.cells.base = dict(base)
        self.cells.tell()
        self.typing.explain()

    def texts(self) -> dict[Place, str]:
        """What stands in the cells, without empty ones."""
        return {place: text for place, text in self.cells.texts.items() if text}

    def first_problem(self) -> Place | None:
        """The first cell that cannot be read."""
        places = ((row, column) for row, _ in self.cells.rows for column, _ in self.cells.columns)
        return next((place for place in places if self.cells.reading(place).problem), None)

    def go_to(self, place: Place) -> None:
        """Choose a cell and take the focus."""
        row = [key for key, _ in self.cells.rows].index(place[0])
        column = [key for key, _ in self.cells.columns].index(place[1])
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.cells.index(row, column))
        self.typing.explain()

    def set_read_only(self, on: bool) -> None:
        """Let nobody type."""
        self._read_only = on

    def set_widths(self, name: int, cell: int) -> None:
        """The widths of the names and of the cells, as drawn."""
        if (name, cell) != (self._name_width, self._cell_width):
            self._name_width, self._cell_width = name, cell
            self.retheme()

    def retheme(self) -> None:
        px = theme().px
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalHeader().setFixedWidth(px(self._name_width))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        for column in range(self.cells.columnCount()):
            self.setColumnWidth(column, px(self._cell_width))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        px = theme().px
        width = px(self._name_width) + px(self._cell_width) * self.cells.columnCount()
        return QSize(width, px(HEAD) + px(ROW) * self.cells.rowCount())

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        plain = not event.modifiers() & _ASIDE
        if event.key() in _OPEN and plain:
            self._open()
        elif event.key() in _CLEAR and plain and not self._read_only:
            self.put(self.place(), "")
        elif plain and len(letter) == 1 and letter.isprintable() and letter != " ":
            self._open(letter)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, 0))
        self.viewport().update()
        self.typing.explain()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self.typing.explain()

    def _open(self, letter: str = "") -> None:
        if not self._read_only:
            self.typing.open(letter)

    def finish(self) -> None:
        """Keep what is being typed."""
        self.typing.leave("focus")

    def place(self) -> Place | None:
        """The keys of the chosen cell."""
        index = self.currentIndex()
        return self.cells.place(index) if index.isValid() else None

    def put(self, place: object, text: str) -> None:
        """Take what was typed."""
        if not isinstance(place, tuple):
            return
        text = (self.cells.reader(place, text).text or text) if text else ""
        if self.cells.texts.get(place, "") == text:
            return
        self.cells.texts[place] = text
        self.cells.tell()
        self.changed.emit(place, text)
        self.typing.explain()

    def step(self, down: int, right: int) -> None:
        """Choose a neighbour; beyond the end of a row the next one follows."""
        at = self.currentIndex()
        row, column = at.row() + down, at.column() + right
        if not 0 <= column < self.cells.columnCount():
            row, column = (row + 1, 0) if column > 0 else (row - 1, self.cells.columnCount() - 1)
        if 0 <= row < self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(row, column))

    def scrollTo(
        self, index: QModelIndex | QPersistentModelIndex, hint: QAbstractItemView.ScrollHint = _VISIBLE
    ) -> None:
        """The table is as high as its rows: what scrolls is the page around it."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, Scroller):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None and index.isValid():
            rect = self.visualRect(index)
            spot = self.viewport().mapTo(inside, QPoint(rect.left(), rect.center().y()))
            area.ensureVisible(spot.x(), spot.y(), 0, rect.height() * 2)
