"""A list, and beside it the form of the row that is chosen: technicians, parts, work that comes back.

What was typed and not saved waits until its row is chosen again, and survives a crash.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from ui.base.drafts import DraftKeeper
from ui.base.form import FieldProblem, Form
from ui.base.page import Page
from ui.base.values import inner
from ui.messages import Kind
from ui.shared.book_panel import BookPanel, pack, unpack
from ui.theme.current import theme
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowView
from ui.widgets.themed import Themed

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

    def take(self, values: dict[str, Any]) -> None:
        """Fill in what was typed before and not saved: it counts as typed."""
        clean = self._clean
        self.set_values({**self.values(), **values})
        self._clean = clean


class Book(Themed, QWidget):
    """Base of these lists. Subclasses say the columns and cells, and write; rows have ``id`` and ``row_version``."""

    shown_changed = Signal()  # another row, or the same one in another state

    def __init__(
        self, page: Page, stem: str, form: RowForm, delegate: RowDelegate | None = None, width: int = 380
    ) -> None:
        super().__init__()
        self.setObjectName(stem)
        self.page, self.context, self.form = page, page.context, form
        self.rows: Sequence[Any] = ()
        self.shown: int | None = None
        self._filling = False
        self._kept: dict[int, dict[str, Any]] = {}
        rows = delegate or RowDelegate()
        self.list = RowView(PagedModel(()), rows)
        rows.setParent(self.list)
        self.list.setObjectName(f"{stem}.list")
        self.panel = BookPanel(form, stem, width)
        self.above = QVBoxLayout()
        self.drafts = DraftKeeper(self, self.context, stem, self._unsaved)
        self._restored = False
        self._lay_out()
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self.edit)
        self.form.changed.connect(self._typed)
        self.panel.save.clicked.connect(self.save)
        self.panel.cancel.clicked.connect(self.cancel)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout()
        self._box.addLayout(self.above)
        self._box.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._box, 1)
        row.addWidget(self.panel)

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(12), px(8), px(12), px(8))

    # What subclasses say

    def columns(self) -> tuple[Column, ...]:
        """The columns, in the language of now."""
        raise NotImplementedError

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        """The words of a row; ``unsaved`` says that something was typed for it."""
        raise NotImplementedError

    def head(self, row: Any | None) -> tuple[str, str]:
        """What the panel is called, and the line below; ``None`` is a new row."""
        raise NotImplementedError

    def write(self, row: Any | None, draft: Any) -> None:
        """Save: run an action with ``done=self.added`` or ``done=self.saved`` and ``failed=self.form.tell``."""
        raise NotImplementedError

    def may(self) -> bool:
        """Whether the person at the desk may change anything here."""
        return True

    def show_deeds(self, row: Any | None) -> None:
        """Set the words of the panel's other buttons, and whether they are there."""

    # What is shown

    @property
    def row(self) -> Any | None:
        """The row that is chosen; ``None`` for a new one or none at all."""
        return next((row for row in self.rows if row.id == self.shown), None)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Take fresh rows; the chosen one stays, and so does what is being typed."""
        self.rows = tuple(rows)
        self._fill()
        known = {row.id for row in self.rows}
        if self.shown != NEW:
            if self.shown not in known:
                self.shown = self.rows[0].id if self.rows else None
                self._load()
            if self.shown is not None:
                self.list.select_key(self.shown)
        if self.shown is not None and self.shown != NEW:
            self._load_fresh()
        if not self._restored:
            self._restored = True
            self.drafts.restore(self._give_back)
        self.show_panel()

    def show_again(self) -> None:
        """Fill the form with the row that somebody asked for by its id."""
        if self.shown is not None:
            self.list.select_key(self.shown)
            self._load()

    def _load_fresh(self) -> None:
        row = self.row
        if row is not None and not self.form.is_dirty():
            self.form.load_row(row)

    def _fill(self) -> None:
        self._filling = True
        self.list.paged.set_columns(self.columns())
        self.list.paged.replace_all(
            [ListRow(self.cells(row, row.id in self._kept), row, row.id) for row in self.rows], done=True
        )
        self._filling = False

    def retranslate(self) -> None:
        """Set all words."""
        self.form.retranslate()
        self._fill()
        self.show_panel()

    def show_panel(self) -> None:
        """Bring the panel in line with the row and with what is typed."""
        row, texts = self.row, self.context.texts
        there = row is not None or self.shown == NEW
        self.panel.setVisible(there)
        title, line = self.head(row)
        self.panel.say(title, line)
        self.panel.save.set_text(texts.t("Save"))
        self.panel.cancel.set_text(texts.t("Cancel"))
        may = self.may()
        dirty = self.shown == NEW or self.form.is_dirty()
        self.form.setEnabled(may)
        self.panel.show_foot(may and dirty)
        self.show_deeds(row)
        self.shown_changed.emit()

    # Choosing and typing

    def _chosen(self, row: object) -> None:
        key = getattr(row, "id", None)
        if self._filling or key is None or key == self.shown:
            return
        self.keep()
        self.shown = key
        self._load()

    def _load(self) -> None:
        self.form.load_row(self.row)
        if self.shown is not None and (kept := self._kept.pop(self.shown, None)) is not None:
            self.form.take(kept)
        self.show_panel()

    def keep(self) -> None:
        """What was typed and not saved waits until its row is chosen again."""
        if self.shown is not None and self.may() and self.form.is_dirty():
            self._kept[self.shown] = self.form.values()

    def edit(self, _row: object = None) -> None:
        """Into the first field."""
        first = next(iter(self.form._fields.values()), None)
        if first is not None and self.may():
            inner(first).setFocus(Qt.FocusReason.OtherFocusReason)

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
            self._kept.pop(self.shown, None)
        if self.shown == NEW:
            row = self.list.current()
            self.shown = row.key if row is not None and isinstance(row.key, int) else None
        self.form.load_row(self.row)
        self._load()
        self.drafts.touch()
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Escape: what is being typed is put away first."""
        if self.panel.isVisible() and (self.shown == NEW or self.form.is_dirty()):
            self.cancel()
            return True
        return False

    def _typed(self) -> None:
        self.drafts.touch()
        self.show_panel()

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
        self.form.mark_clean()
        self.shown = row_id if isinstance(row_id, int) else None
        self._settled()

    def saved(self, _value: object = None) -> None:
        """The chosen row was written."""
        self.form.mark_clean()
        self._settled()
        self.show_panel()

    def _settled(self) -> None:
        self.drafts.touch()
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Saved"))

    # Drafts

    def _unsaved(self) -> dict[str, Any]:
        self_kept = {key: values for key, values in self._kept.items() if key != self.shown}
        if self.shown is not None and self.may() and self.form.is_dirty():
            self_kept[self.shown] = self.form.values()
        return {str(key): pack(values) for key, values in self_kept.items()}

    def _give_back(self, data: dict[str, Any] | None) -> None:
        """After a crash: what was typed for the chosen row comes back at once, the rest when its row is chosen."""
        for key, values in (data or {}).items():
            self._kept.setdefault(int(key), unpack(values))
        if self.shown is not None and self.shown in self._kept and not self.form.is_dirty():
            self._load()
        if self._kept:
            self._fill()
