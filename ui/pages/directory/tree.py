"""The place tree: branches are fetched when they are opened, and again without folding up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from models.core.session import Session
from models.directory.kinds import PlaceNode, PlaceRow
from models.directory.queries import children
from ui.pages.directory.words import PLACE_ICONS
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_box, paint_icon, paint_text
from ui.widgets.themed import Themed

NODE_ROLE = int(Qt.ItemDataRole.UserRole)
EVERYBODY = 0  # the key of the first line, which leaves nobody out
Index = QModelIndex | QPersistentModelIndex
Branches = Mapping[int | None, tuple[PlaceNode, ...]]


def branches(session: Session, opened: Iterable[int]) -> Branches:
    """The properties, and what lies in each opened place. One statement each."""
    found: dict[int | None, tuple[PlaceNode, ...]] = {None: children(session, None)}
    for place_id in opened:
        found[place_id] = children(session, place_id)
    return found


def plain(index: Index) -> QModelIndex:
    """An index as most of Qt wants it."""
    return QModelIndex(index)  # type: ignore[arg-type]  # the stubs know one of the two kinds


class _Item(QStandardItem):
    """A place; its branch is there only once it was fetched."""

    def __init__(self, node: PlaceNode | None, words: str) -> None:
        super().__init__(words)
        self.node = node
        self.fetched = node is None
        self.setEditable(False)
        self.setData(node.place.id if node is not None else EVERYBODY, NODE_ROLE)
        if node is not None:
            self.setAccessibleDescription(str(node.people))


class PlaceModel(QStandardItemModel):
    """Knows that a branch exists before it is fetched."""

    wanted = Signal(int)

    def item_at(self, index: Index) -> _Item | None:
        """The item of an index."""
        item = self.itemFromIndex(plain(index)) if index.isValid() else None
        return item if isinstance(item, _Item) else None

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        item = self.item_at(parent)
        if item is None or item.node is None:
            return super().hasChildren(parent) if item is None else False
        return item.node.children > 0

    def canFetchMore(self, parent: Index) -> bool:
        item = self.item_at(parent)
        return item is not None and not item.fetched and self.hasChildren(parent)

    def fetchMore(self, parent: Index) -> None:
        item = self.item_at(parent)
        if item is not None and not item.fetched:
            item.fetched = True
            self.wanted.emit(int(item.data(NODE_ROLE)))

    def find(self, place_id: int) -> _Item | None:
        """The item of a place that has been fetched."""
        found = self.match(
            self.index(0, 0),
            NODE_ROLE,
            place_id,
            1,
            Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
        )
        return self.item_at(found[0]) if found else None


class _PlaceDelegate(QStyledItemDelegate):
    """An icon, the label, and how many people."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), theme().px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        item = model.item_at(index) if isinstance(model, PlaceModel) else None
        rect: QRect = option.rect
        if item is None:
            return
        px = theme().px
        spot = QRectF(rect).adjusted(px(2), 0, -px(8), 0)
        side = px(16)
        icon = PLACE_ICONS.get(item.node.place.kind, "house") if item.node is not None else "users-round"
        paint_icon(painter, icon, "muted", spot.left(), spot.top() + (spot.height() - side) / 2, side)
        spot.adjust(side + px(8), 0, 0, 0)
        if item.node is not None and item.node.people:
            count = str(item.node.people)
            paint_text(painter, spot, count, "faint", "small", None, RIGHT)
            spot.adjust(0, 0, -text_width(count, fonts.font("small")) - px(6), 0)
        strong = item.node is None or item.node.place.kind in ("property", "building")
        paint_text(painter, spot, item.text(), "text", "body", strong)


class PlaceTree(Themed, QTreeView):
    """``chosen`` carries a place's id or ``EVERYBODY``; ``opened`` is Enter or a double click."""

    chosen = Signal(int)
    opened = Signal(int)
    branch_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._name: Callable[[PlaceRow], str] = _label
        self._filling = False
        self.places = PlaceModel(self)
        self.setModel(self.places)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.wanted.connect(self.branch_wanted)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._open)
        self.follow_theme()

    def retheme(self) -> None:
        self.setIndentation(theme().px(16))

    def set_words(self, everybody: str, name: Callable[[PlaceRow], str]) -> None:
        """What the first line is called, and how places are."""
        self._words, self._name = everybody, name
        if self.places.rowCount():
            self.places.item(0).setText(everybody)

    # Filling

    def unfolded(self) -> list[int]:
        """The places whose branches are here."""
        found: list[int] = []
        waiting = [self.places.item(row) for row in range(self.places.rowCount())]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, _Item) and item.node is not None and item.rowCount():
                found.append(item.node.place.id)
            waiting += [item.child(row) for row in range(item.rowCount())]
        return found

    def show_branches(self, found: Branches) -> None:
        """Fill the tree anew; what was open, chosen and in sight stays so."""
        current, folded = self.current(), self._expanded()
        place = self.verticalScrollBar().value()
        first = self.places.rowCount() == 0
        self._filling = True
        self.places.clear()
        self.places.appendRow(_Item(None, self._words))
        for node in found.get(None, ()):
            self.places.appendRow(self._made(node, found))
        self._filling = False
        roots = {node.place.id for node in found.get(None, ())}
        for place_id in roots if first else folded:
            item = self.places.find(place_id)
            if item is not None:
                self.expand(item.index())
        self.choose(current if current is not None else EVERYBODY)
        self.verticalScrollBar().setValue(place)

    def add_branch(self, place_id: int, nodes: tuple[PlaceNode, ...]) -> None:
        """A branch that was asked for."""
        item = self.places.find(place_id)
        if item is not None and not item.rowCount():
            item.fetched = True
            for node in nodes:
                item.appendRow(_Item(node, self._name(node.place)))

    def _made(self, node: PlaceNode, found: Branches) -> _Item:
        item = _Item(node, self._name(node.place))
        for child in found.get(node.place.id, ()):
            item.fetched = True
            item.appendRow(self._made(child, found))
        return item

    def _expanded(self) -> list[int]:
        found = [self.places.find(place_id) for place_id in self.unfolded()]
        return [
            int(item.data(NODE_ROLE)) for item in found if item is not None and self.isExpanded(item.index())
        ]

    # Choosing

    def current(self) -> int | None:
        """The chosen place, ``EVERYBODY``, or nothing yet."""
        item = self.places.item_at(self.currentIndex())
        return None if item is None else int(item.data(NODE_ROLE))

    def node(self) -> PlaceNode | None:
        """The chosen place with its figures."""
        item = self.places.item_at(self.currentIndex())
        return item.node if item is not None else None

    def only_property(self) -> PlaceNode | None:
        """The property, where there is just one."""
        item = self.places.item_at(self.places.index(1, 0))
        return item.node if item is not None and self.places.rowCount() == 2 else None

    def choose(self, place_id: int) -> bool:
        """Choose a place that is here."""
        item = self.places.find(place_id)
        self.setCurrentIndex(item.index() if item is not None else self.places.index(0, 0))
        return item is not None

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        item = self.places.item_at(now)
        if item is not None and not self._filling:
            self.chosen.emit(int(item.data(NODE_ROLE)))

    def _open(self, *_: object) -> None:
        place_id = self.current()
        if place_id:
            self.opened.emit(place_id)

    # Keys, focus, painting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, px = theme(), theme().px
        rect = QRectF(option.rect)
        chosen = plain(index) == self.currentIndex()
        hover = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) == plain(index)
        if chosen:
            plane = "selected" if self.hasFocus() else "sunken"
            paint_box(painter, rect, shown.color(plane), None, px(7))
            if self.hasFocus():
                bar = QRectF(rect.left(), rect.top() + px(6), 3, rect.height() - px(12))
                paint_box(painter, bar, shown.color("accent"), None, 1.5)
        elif hover and self.viewport().underMouse():
            paint_box(painter, rect, shown.color("hover"), None, px(7))
        level, parent = 0, index.parent()
        while parent.isValid():
            level, parent = level + 1, parent.parent()
        left = rect.left() + px(6) + level * self.indentation()
        if self.places.hasChildren(index):
            side = px(14)
            icon = "chevron-down" if self.isExpanded(plain(index)) else "chevron-right"
            paint_icon(painter, icon, "muted", left, rect.center().y() - side / 2, side)
        spot = QStyleOptionViewItem(option)
        spot.rect = QRect(
            int(left) + px(18), int(rect.top()), int(rect.right() - left) - px(18), int(rect.height())
        )
        self.itemDelegate().paint(painter, spot, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The chevrons are painted with the rows."""


def _label(place: PlaceRow) -> str:
    return place.label
