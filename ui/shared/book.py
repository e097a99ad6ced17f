"""A list, and beside it the form of the row that is chosen: technicians, parts, work that comes back.

What was typed and not saved waits until its row is chosen again, and survives a crash.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from models.core.errors import UserProblem
from ui.base.form import FieldProblem, Form
from ui.base.page import Page
from ui.base.values import inner
from ui.messages import Kind
from ui.operations import AnyAction, Undo
from ui.shared.book_list import BookList
from ui.shared.unsaved import Unsaved
from ui.widgets.lists import RowDelegate

NEW = 0  # the key of a row that is not there yet


class RowForm(Form[Any]):
    """A form of one row. ``FIELD_OF`` says beside which field a problem of the store is told."""

    FIELD_OF: dict[str, str] = {}

    def load_row(self, row: Any | None) -> None:
        """Show a row, or empty fields for a new one."""
        raise NotImplementedError

    def tell(self, problem: UserProblem) -> bool:
        """Say a problem beside its field; ``False`` when it belongs to none."""
        field = self.FIELD_OF.get(problem.code)
        if field is None:
            return False
        self.show_problems([FieldProblem(field, self.context.texts.problem(problem))])
        return True

    def edit_first(self) -> None:
        """Into the first field."""
        first = next(iter(self._fields.values()), None)
        if first is not None:
            inner(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, values: dict[str, Any]) -> None:
        """Fill in what was typed before and not saved: it counts as typed."""
        clean = self._clean
        self.set_values({**self.values(), **values})
        self._clean = clean


class Book(BookList):
    """Base of these lists. Subclasses write; rows have ``id`` and ``row_version``."""

    def __init__(
        self, page: Page, stem: str, form: RowForm, delegate: RowDelegate | None = None, width: int = 380
    ) -> None:
        super().__init__(page, stem, form, delegate, width)
        self.form = form
        self.unsaved = Unsaved(self, self.context, stem, self._typing)
        self.unsaved.came_back.connect(self._came_back)
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self.edit)
        self.form.changed.connect(self._typed)
        self.panel.save.clicked.connect(self.save)
        self.panel.cancel.clicked.connect(self.cancel)

    def write(self, row: Any | None, draft: Any) -> None:
        """Save: run an action with ``done=self.added`` or ``done=self.saved`` and ``failed=self.form.tell``."""
        raise NotImplementedError

    # What is shown

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Take fresh rows; the chosen one stays, and so does what is being typed."""
        self.rows = tuple(rows)
        self.fill(self.unsaved)
        if self.shown != NEW:
            if self.row is None:
                self.shown = self.rows[0].id if self.rows else None
                self._load()
            if self.shown is not None:
                self.list.select_key(self.shown)
            if self.row is not None and not self.form.is_dirty():
                self.form.load_row(self.row)
        self.unsaved.restore()
        self.show_panel()

    def show_again(self) -> None:
        """Fill the form with the row that somebody asked for by its id."""
        if self.shown is not None:
            self.list.select_key(self.shown)
            self._load()

    def retranslate(self) -> None:
        """Set all words."""
        self.form.retranslate()
        self.fill(self.unsaved)
        self.show_panel()

    def show_panel(self) -> None:
        """Bring the panel in line with the row and with what is typed."""
        row, texts = self.row, self.context.texts
        self.panel.setVisible(row is not None or self.shown == NEW)
        self.panel.say(*self.head(row))
        self.panel.save.set_text(texts.t("Save"))
        self.panel.cancel.set_text(texts.t("Cancel"))
        self.form.setEnabled(self.may())
        self.panel.show_foot(self.may() and (self.shown == NEW or self.form.is_dirty()))
        self.show_deeds(row)

    # Choosing and typing

    def _chosen(self, row: object) -> None:
        key = getattr(row, "id", None)
        if self.filling or key is None or key == self.shown:
            return
        self.keep()
        self.shown = key
        self._load()

    def _load(self) -> None:
        self.form.load_row(self.row)
        if self.shown is not None and (kept := self.unsaved.take(self.shown)) is not None:
            self.form.take(kept)
        self.show_panel()

    def _typing(self) -> tuple[int, dict[str, Any]] | None:
        """The row that is being typed into, and what stands in the form."""
        if self.shown is None or not self.may() or not self.form.is_dirty():
            return None
        return self.shown, self.form.values()

    def keep(self) -> None:
        """What was typed and not saved waits until its row is chosen again."""
        if (typing := self._typing()) is not None:
            self.unsaved.put(*typing)

    def edit(self, _row: object = None) -> None:
        """Into the first field."""
        if self.may():
            self.form.edit_first()

    def add(self) -> None:
        """Empty fields for a new row, or what was typed for it before."""
        if self.may():
            self.keep()
            self.shown = NEW
            self._load()
            self.edit()

    def cancel(self) -> None:
        """Back to what is saved."""
        if self.shown is not None:
            self.unsaved.take(self.shown)
        if self.shown == NEW:
            row = self.list.current()
            self.shown = row.key if row is not None and isinstance(row.key, int) else None
        self._load()
        self.unsaved.touch()
        self.fill(self.unsaved)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Escape: what is being typed is put away first."""
        if self.panel.isVisible() and (self.shown == NEW or self.form.is_dirty()):
            self.cancel()
            return True
        return False

    def _typed(self) -> None:
        self.unsaved.touch()
        self.show_panel()

    def _came_back(self) -> None:
        """After a crash: what was typed for the chosen row comes back at once, the rest when its row is chosen."""
        if self.shown is not None and self.shown in self.unsaved and not self.form.is_dirty():
            self._load()
        self.fill(self.unsaved)

    # Saving

    def save(self) -> None:
        """Write the form, or say what is missing."""
        if not self.may() or self.shown is None or not (self.shown == NEW or self.form.is_dirty()):
            return
        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            return
        self.write(self.row, self.form.draft())

    def added(self, row_id: object) -> None:
        """A new row was written: it is chosen as soon as the list has it."""
        self.shown = row_id if isinstance(row_id, int) else None
        self.saved()

    def saved(self, _value: object = None) -> None:
        """The chosen row was written."""
        self.form.mark_clean()
        self.unsaved.touch()
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Saved"))
        if self.row is not None:  # a new one comes with the fresh list
            self.show_panel()

    def turn(self, row: Any, forth: AnyAction, back: AnyAction, words: str) -> None:
        """Put a row aside, or take it back: two actions of id and version that undo one another."""

        def undo(_value: object) -> Undo:
            return Undo(words, back, (row.id, row.row_version + 1))

        self.page.run(forth, row.id, row.row_version, undo=undo)
