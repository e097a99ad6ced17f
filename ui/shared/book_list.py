"""A list with a panel beside it: the half of a book that shows."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.page import Page
from ui.shared.book_panel import BookPanel
from ui.theme.current import theme
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowView
from ui.widgets.themed import Themed


class BookList(Themed, QWidget):
    """Rows have an ``id``. Subclasses say the columns and cells, and what stands over the panel."""

    def __init__(
        self, page: Page, stem: str, form: QWidget, delegate: RowDelegate | None = None, width: int = 380
    ) -> None:
        super().__init__()
        self.setObjectName(stem)
        self.page, self.context = page, page.context
        self.rows: Sequence[Any] = ()
        self.shown: int | None = None
        self.filling = False
        rows = delegate or RowDelegate()
        self.list = RowView(PagedModel(()), rows)
        rows.setParent(self.list)
        self.list.setObjectName(f"{stem}.list")
        self.panel = BookPanel(form, stem, width)
        self.above = QVBoxLayout()
        self._box = QVBoxLayout()
        self._box.addLayout(self.above)
        self._box.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._box, 1)
        row.addWidget(self.panel)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(12), px(8), px(12), px(8))

    def columns(self) -> tuple[Column, ...]:
        """The columns, in the language of now."""
        raise NotImplementedError

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        """The words of a row; ``unsaved`` says that something was typed for it."""
        raise NotImplementedError

    def head(self, row: Any | None) -> tuple[str, str]:
        """What the panel is called, and the line below; ``None`` is a new row."""
        raise NotImplementedError

    def show_deeds(self, row: Any | None) -> None:
        """Set the words of the panel's other buttons, and whether they are there."""

    def may(self) -> bool:
        """Whether the person at the desk may change anything here."""
        return True

    @property
    def row(self) -> Any | None:
        """The row that is chosen; ``None`` for a new one or none at all."""
        return next((row for row in self.rows if row.id == self.shown), None)

    def fill(self, unsaved: Container[int]) -> None:
        """Write the list anew; the chosen row stays chosen."""
        self.filling = True
        self.list.paged.set_columns(self.columns())
        rows = [ListRow(self.cells(row, row.id in unsaved), row, row.id) for row in self.rows]
        self.list.paged.replace_all(rows, done=True)
        self.filling = False
