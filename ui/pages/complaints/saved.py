"""Views that people keep: fetched, saved, renamed, deleted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from models.core.session import Session
from models.options.actions import delete_view, rename_view, save_view
from models.options.kinds import ViewRow
from models.options.queries import views
from ui.base.page import Page
from ui.operations import Undo
from ui.pages.complaints.dialogs import NameDialog, ViewName
from ui.pages.complaints.state import ListState, to_body

PAGE_ID = "complaints"


def fetch_views(session: Session) -> tuple[ViewRow, ...]:
    """The person's own views, then everybody's."""
    return views(session, PAGE_ID)


class SavedViews(QObject):
    """The views of this page. ``saved`` carries the id of the one just kept."""

    changed = Signal()
    saved = Signal(int)
    deleted = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.rows: tuple[ViewRow, ...] = ()

    def fetch(self) -> None:
        """Read them again."""
        self._page.query(fetch_views, self._fetched, key="views")

    def row(self, view_id: int | None) -> ViewRow | None:
        """A view by its id."""
        return next((row for row in self.rows if row.id == view_id), None)

    def ask_to_save(self, state: ListState) -> None:
        """Ask for a name, and keep the list as it is under it."""
        present = self.row(state.saved)
        dialog = NameDialog(self._page.context, self._page, present.name if present else "")
        dialog.answered.connect(partial(self._save, state))
        dialog.open()

    def ask_to_rename(self, view_id: int) -> None:
        """Ask for another name."""
        row = self.row(view_id)
        if row is not None:
            dialog = NameDialog(self._page.context, self._page, row.name, renaming=True)
            dialog.answered.connect(partial(self._rename, row))
            dialog.open()

    def delete(self, view_id: int) -> None:
        """Remove a view; can be taken back."""
        row = self.row(view_id)
        if row is not None:
            self._page.run(
                delete_view, view_id, done=partial(self._deleted, view_id), undo=partial(self._undo_of, row)
            )

    def _save(self, state: ListState, answer: object) -> None:
        if isinstance(answer, ViewName):
            self._page.run(
                save_view, PAGE_ID, answer.name, to_body(state), answer.shared, done=self.saved.emit
            )

    def _rename(self, row: ViewRow, answer: object) -> None:
        if isinstance(answer, ViewName):
            self._page.run(rename_view, row.id, row.row_version, answer.name)

    def _deleted(self, view_id: int, _nothing: object) -> None:
        self.deleted.emit(view_id)

    def _undo_of(self, row: ViewRow, _nothing: object) -> Undo:
        words = self._page.context.texts.t("View “{name}” was deleted.", name=row.name)
        return Undo(words, save_view, (PAGE_ID, row.name, row.body, row.shared))

    def _fetched(self, rows: tuple[ViewRow, ...]) -> None:
        if rows != self.rows:
            self.rows = rows
            self.changed.emit()
