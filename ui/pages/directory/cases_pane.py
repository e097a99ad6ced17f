"""The cases of a home or a person: open ones first, then the past, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.paging import Key
from models.core.session import Session
from ui.base.page import Page
from ui.base.paging import Pager
from ui.language import TextsHolder
from ui.pages.directory.home_data import OPEN, PAST, CasePage, Subject, cases
from ui.shared.case_clock import CaseLine
from ui.shared.case_rows import CaseDelegate
from ui.theme.current import theme
from ui.widgets.cards import EmptyState
from ui.widgets.lists import Column, ListRow, PagedModel, RowView

_WIDE = 640


def columns(texts: TextsHolder, *, wide: bool) -> tuple[Column, ...]:
    """What is said of a case; in a narrow room less of it."""
    t = texts.t
    made = [
        Column("severity", "", 40, sortable=False),
        Column("reference", t("Reference"), 84, token="muted", sortable=False),
        Column("title", t("What happened"), 200, stretch=True, sortable=False),
        Column("who", t("Resident"), 96, token="muted", sortable=False),
        Column("received", t("Received"), 126, token="muted", sortable=False),
        Column("steps", t("Steps"), 102, sortable=False),
        Column("due", t("Next due"), 112, sortable=False),
    ]
    return tuple(one for one in made if wide or one.key not in ("who", "received"))


_CELLS = ("severity", "reference", "title", "who", "received", "steps", "due")


class CasesPane(QWidget):
    """Asks for pages as they are scrolled to."""

    opened = Signal(object)

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self._page = page
        self._subject = Subject()
        self._counts: dict[str, int] = {}
        self.model = PagedModel(columns(page.context.texts, wide=True), self, _CELLS)
        self._pages = Pager(page.context.jobs, self.model, self._lines)
        self.view = RowView(self.model, CaseDelegate(self))
        self.view.setObjectName(f"{name}.cases")
        self.empty = EmptyState("sun-medium")
        self.empty.setObjectName(f"{name}.no_cases")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.view.activated_row.connect(self._open)

    def retranslate(self) -> None:
        """Set the words; the rows come with the next answer."""
        texts = self._page.context.texts
        self.view.setAccessibleName(texts.t("Complaints"))
        self.empty.set_words(texts.t("No complaints so far"))
        self._set_columns()

    def resizeEvent(self, event: object) -> None:
        self._set_columns()

    def _set_columns(self) -> None:
        wide = self.width() >= theme().px(_WIDE)
        self.model.set_columns(columns(self._page.context.texts, wide=wide))

    def ask(self, subject: Subject, counts: dict[str, int]) -> None:
        """Fetch the first page; the same home stays where it is."""
        same = subject == self._subject
        self._subject, self._counts = subject, counts
        limit = self._pages.reach(same)
        self._page.query(self._fetch(None, "", limit), partial(self._first, subject, same), key="cases")

    def _fetch(self, after: Key | None, group: str, limit: int) -> Callable[[Session], CasePage]:
        context = self._page.context
        return partial(
            cases,
            subject=self._subject,
            texts=context.texts.current,
            zone=context.desk.zone,
            after=after,
            group=group,
            limit=limit,
        )

    def _first(self, subject: Subject, same: bool, answer: CasePage) -> None:
        if subject != self._subject:
            return
        place = self.view.verticalScrollBar().value() if same else 0
        self._pages.begin(answer, self._after)
        self._stack.setCurrentWidget(self.view if answer.rows else self.empty)
        self.view.verticalScrollBar().setValue(place)

    def _after(self, answer: CasePage) -> Callable[[Session], CasePage]:
        return self._fetch(answer.next_key, answer.group, PagedModel.PAGE)

    def _lines(self, answer: CasePage) -> list[ListRow]:
        return [self._counted(row) for row in answer.rows]

    def _counted(self, row: ListRow) -> ListRow:
        """A heading with how many stand under it."""
        if row.key not in (OPEN, PAST):
            return row
        count = self._page.context.texts.current.number(self._counts.get(str(row.key), 0))
        return replace(row, cells=(row.cells[0], count, row.cells[2]))

    def _open(self, row: object) -> None:
        if isinstance(row, CaseLine):
            self.opened.emit(row.case.id)
