"""Choosing in a list: by position, by key, by the arrows; headings cannot be chosen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.widgets.list_model import ListRow, PagedModel

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ChoosingTable(QTableView):
    """One chosen row that stays chosen, by its key, when the rows are fetched anew."""

    current_row = Signal(object)

    def __init__(self, model: PagedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paged = model
        self._kept_key: object = None
        self._kept_at = -1

    def use_model(self) -> None:
        """Show the model; called once, when the view has been set up."""
        self.setModel(self.paged)
        self.paged.modelAboutToBeReset.connect(self._keep_place)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def current(self) -> ListRow | None:
        """Return the chosen row, or None."""
        index = self.currentIndex()
        return self.paged.row_at(index.row()) if index.isValid() else None

    def select_row(self, position: int) -> None:
        """Choose a row by position and bring it into sight."""
        index = self.paged.index(position, 0)
        if index.isValid() and index.flags() != Qt.ItemFlag.NoItemFlags:
            self.selectionModel().setCurrentIndex(index, _SELECT)
            self.scrollTo(index)

    def select_first(self) -> None:
        """Choose the first row that is not a heading."""
        at = self._choosable(0, 1)
        if at >= 0:
            self.select_row(at)

    def select_key(self, key: object) -> bool:
        """Choose a row by its key; a key that is not here yet is chosen when it comes."""
        at = self.paged.index_of(key)
        if at < 0:
            self._kept_key, self._kept_at = key, -1
            return False
        self._kept_key, self._kept_at = None, -1
        self.select_row(at)
        return True

    def choose_again(self) -> None:
        """After rows have come: choose what was chosen, or was asked for before it was here."""
        if self._kept_key is not None and self.paged.index_of(self._kept_key) >= 0:
            self.select_key(self._kept_key)
        elif self._kept_at >= 0 and self.paged.is_done:
            self._choose_successor()
        elif self._kept_key is None and self.hasFocus() and not self.currentIndex().isValid():
            # A list that has the keys has a row to use them on.
            self.select_first()

    def _choose_successor(self) -> None:
        """The chosen row has gone: choose the one that came into its place, or the last."""
        place = min(self._kept_at, self.paged.rowCount() - 1)
        at = self._choosable(place, 1)
        if at < 0:
            at = self._choosable(place, -1)
        self._kept_key, self._kept_at = None, -1
        if at >= 0:
            self.select_row(at)

    def _choosable(self, start: int, step: int) -> int:
        at = start
        while 0 <= at < self.paged.rowCount():
            row = self.paged.row_at(at)
            if row is None or not row.is_group:
                return at
            at += step
        return -1

    def _keep_place(self) -> None:
        row = self.current()
        if row is not None:
            self._kept_key, self._kept_at = row.key, self.currentIndex().row()

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        row = self.paged.row_at(now.row()) if now.isValid() else None
        if row is not None:  # chosen anew: what was chosen before is waited for no longer
            self._kept_key, self._kept_at = None, -1
        self.current_row.emit(row.row if row is not None else None)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        before = self.currentIndex().row()
        back = action in (actions.MoveUp, actions.MovePageUp, actions.MoveEnd)
        if action == actions.MoveHome:
            target = 0
        elif action == actions.MoveEnd:
            target = self.paged.rowCount() - 1
        else:
            target = super().moveCursor(action, modifiers).row()
        at = self._choosable(target, -1 if back else 1)
        if at < 0:
            at = before if before >= 0 else self._choosable(0, 1)
        return self.paged.index(at, 0)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; a search would fetch page after page."""
