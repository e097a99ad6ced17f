"""One item model for every list: pages come when they are wanted, cells are strings already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

DISPLAY_ROLE = int(Qt.ItemDataRole.DisplayRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = ROW_ROLE + 1
# Looking the enumeration up costs more than the whole of data(); see the module's constants instead.
_HORIZONTAL = Qt.Orientation.Horizontal
_CHOOSABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_HEADING = Qt.ItemFlag.NoItemFlags

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
    """Grows at its end: says ``more_wanted`` and takes what comes with ``append``.

    ``cells`` names the strings of the rows by the keys of columns, for lists that leave columns out where there is
    little room; without it the strings stand in the order of the columns.
    """

    PAGE = 64

    more_wanted = Signal(object)

    def __init__(
        self, columns: Iterable[Column], parent: QObject | None = None, cells: Iterable[str] = ()
    ) -> None:
        super().__init__(parent)
        self.generation = 0
        self._names = {key: at for at, key in enumerate(cells)}
        self._rows: list[ListRow] = []
        self._keys: dict[object, int] = {}
        self._done = True
        self._waiting = False
        self._know(tuple(columns))

    def _know(self, columns: tuple[Column, ...]) -> None:
        self.columns = columns
        self._places = tuple(self._names.get(column.key, at) for at, column in enumerate(columns))

    def set_columns(self, columns: Iterable[Column]) -> None:
        fresh = tuple(columns)
        if fresh == self.columns:
            return
        same = [column.key for column in fresh] == [column.key for column in self.columns]
        if same:
            self._know(fresh)
            self.headerDataChanged.emit(_HORIZONTAL, 0, len(fresh) - 1)
            return
        self.beginResetModel()
        self._know(fresh)
        self.endResetModel()

    def replace_all(self, rows: Sequence[ListRow], done: bool) -> int:
        """Put the first page of a new question in the place of everything, without an empty moment.

        Returns the generation; answers to older questions are to be thrown away.
        """
        self.beginResetModel()
        self.generation += 1
        self._rows, self._keys = [], {}
        self._waiting, self._done = False, done
        self._take(rows)
        self.endResetModel()
        return self.generation

    def _take(self, rows: Sequence[ListRow]) -> None:
        for row in rows:
            self._keys[row.key] = len(self._rows)
            self._rows.append(row)

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

    @property
    def is_done(self) -> bool:
        return self._done

    def row_at(self, position: int) -> ListRow | None:
        """Return a row, or None where there is none."""
        return self._rows[position] if 0 <= position < len(self._rows) else None

    def text(self, row: ListRow, column: int) -> str:
        """Return what a row says in a column."""
        at = self._places[column]
        return row.cells[at] if at < len(row.cells) else ""

    def texts(self, row: ListRow) -> Iterator[tuple[Column, str]]:
        """Return every column that is shown, with what a row says in it."""
        for at, column in enumerate(self.columns):
            yield column, self.text(row, at)

    def index_of(self, key: object) -> int:
        """Return the position of a key among the rows that are here, or -1."""
        return self._keys.get(key, -1)

    def replace(self, key: object, row: ListRow) -> bool:
        """Show a row anew where it stands; False when it is not here."""
        at = self.index_of(key)
        if at < 0:
            return False
        self._rows[at] = row
        if row.key != key:
            del self._keys[key]
            self._keys[row.key] = at
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        return True

    def group_rows(self, first: int, last: int) -> list[int]:
        """Return which of these positions are group headings."""
        return [at for at in range(first, min(last + 1, len(self._rows))) if self._rows[at].is_group]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

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
        return self.text(row, column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> object:
        if role == DISPLAY_ROLE and orientation == _HORIZONTAL and 0 <= section < len(self.columns):
            return self.columns[section].title
        return None
