"""One item model for every list: pages come when they are wanted, cells are strings already."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

DISPLAY_ROLE = int(Qt.ItemDataRole.DisplayRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = ROW_ROLE + 1
# Looking the enumeration up costs more than the whole of data(); see the module's constants instead.
_HORIZONTAL = Qt.Orientation.Horizontal
_CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_HEADING = Qt.ItemFlag.NoItemFlags
_KEPT_PAGES = 64

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """What a column is called and how wide it is; stretching columns share what is left."""

    key: str
    title: str
    width: int
    stretch: bool = False
    align: str = "left"
    group: str = ""
    strong: bool = False
    token: str = "text"
    sortable: bool = True


@dataclass(frozen=True)
class ListRow:
    """One line: its strings, the row behind it, its key; or a group heading when `row` is None."""

    cells: tuple[str, ...]
    row: object
    key: object = None
    group: str = ""
    sort: tuple[object, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.row is None and bool(self.group)


class PagedModel(QAbstractTableModel):
    """Either grows at its end (`more_wanted`, `append`) or has a known length (`page_wanted`, `set_page`)."""

    PAGE = 64

    page_wanted = Signal(int)
    more_wanted = Signal(object)

    def __init__(self, columns: Iterable[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.generation = 0
        self._rows: list[ListRow] = []
        self._keys: dict[object, int] = {}
        self._total: int | None = None
        self._pages: OrderedDict[int, tuple[ListRow, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._to_ask: list[int] = []
        self._done = True
        self._waiting = False
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self._ask)

    def set_columns(self, columns: Iterable[Column]) -> None:
        fresh = tuple(columns)
        if fresh == self.columns:
            return
        same = [column.key for column in fresh] == [column.key for column in self.columns]
        if same:
            self.columns = fresh
            self.headerDataChanged.emit(_HORIZONTAL, 0, len(fresh) - 1)
            return
        self.beginResetModel()
        self.columns = fresh
        self.endResetModel()

    def reset(self, total: int | None = None) -> int:
        """Forget all rows. Returns the generation; answers to older questions are to be thrown away."""
        self.beginResetModel()
        self._forget()
        self._total = total
        self._done = total is not None
        self.endResetModel()
        return self.generation

    def replace_all(self, rows: Sequence[ListRow], done: bool) -> int:
        """Put the first page of a new question in the place of everything, without an empty moment."""
        self.beginResetModel()
        self._forget()
        self._total = None
        self._done = done
        self._take(rows)
        self.endResetModel()
        return self.generation

    def _forget(self) -> None:
        self.generation += 1
        self._rows, self._keys = [], {}
        self._pages.clear()
        self._asked.clear()
        self._to_ask.clear()
        self._waiting = False

    def _take(self, rows: Sequence[ListRow]) -> None:
        for row in rows:
            self._keys[row.key] = len(self._rows)
            self._rows.append(row)

    def start(self) -> None:
        """Ask for the first rows."""
        if self._total is None:
            self.fetchMore(QModelIndex())
        elif self._total:
            self._want(0)

    def append(self, rows: Sequence[ListRow], done: bool, generation: int | None = None) -> None:
        """Add the next rows at the end; those of an older generation are thrown away."""
        if generation is not None and generation != self.generation:
            return
        self._waiting, self._done = False, done
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._take(rows)
        self.endInsertRows()

    def set_page(self, first: int, rows: Sequence[ListRow], generation: int | None = None) -> None:
        """Fill in a page of a list whose length is known."""
        if generation is not None and generation != self.generation:
            return
        page = first // self.PAGE
        self._pages[page] = tuple(rows)
        self._asked.discard(page)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(first + len(rows), self._total or 0) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self._to_ask.append(page)
            # Asking from within a paint would let the answer change the model under the painter.
            self._ask_soon.start()

    def _ask(self) -> None:
        pages, self._to_ask = self._to_ask, []
        for page in pages:
            self.page_wanted.emit(page * self.PAGE)

    @property
    def loaded(self) -> int:
        """Return how many rows are here."""
        return len(self._rows) if self._total is None else sum(len(page) for page in self._pages.values())

    @property
    def is_done(self) -> bool:
        return self._done

    def row_at(self, position: int) -> ListRow | None:
        """Return a row, or None while it is still on its way (which asks for it)."""
        if self._total is None:
            return self._rows[position] if 0 <= position < len(self._rows) else None
        page = self._pages.get(position // self.PAGE)
        if page is None:
            if 0 <= position < self._total:
                self._want(position // self.PAGE)
            return None
        within = position % self.PAGE
        return page[within] if within < len(page) else None

    def index_of(self, key: object) -> int:
        """Return the position of a key among the rows that are here, or -1."""
        if self._total is None:
            return self._keys.get(key, -1)
        for number, page in self._pages.items():
            for within, row in enumerate(page):
                if row.key == key:
                    return number * self.PAGE + within
        return -1

    def replace(self, key: object, row: ListRow) -> bool:
        """Show a row anew where it stands; False when it is not here."""
        at = self.index_of(key)
        if at < 0:
            return False
        if self._total is None:
            self._rows[at] = row
            if row.key != key:
                del self._keys[key]
                self._keys[row.key] = at
        else:
            page = list(self._pages[at // self.PAGE])
            page[at % self.PAGE] = row
            self._pages[at // self.PAGE] = tuple(page)
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        return True

    def group_rows(self, first: int, last: int) -> list[int]:
        """Return which of these positions are group headings."""
        return [at for at in range(first, min(last + 1, len(self._rows))) if self._rows[at].is_group]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        if parent.isValid():
            return 0
        return len(self._rows) if self._total is None else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not (self._done or self._waiting or parent.isValid())

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_wanted.emit(self._rows[-1] if self._rows else None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row())
        return _HEADING if row is not None and row.is_group else _CHOOSABLE

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> object:
        if role not in (DISPLAY_ROLE, ROW_ROLE, SORT_ROLE):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row.row
        column = index.column()
        if role == SORT_ROLE:
            return row.sort[column] if column < len(row.sort) else None
        if row.is_group:
            return row.group if column == 0 else None
        return row.cells[column] if column < len(row.cells) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> object:
        if role == DISPLAY_ROLE and orientation == _HORIZONTAL and 0 <= section < len(self.columns):
            return self.columns[section].title
        return None
