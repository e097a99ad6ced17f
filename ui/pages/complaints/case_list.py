"""The rows of the page, what stands in their place while there are none, and the fetching of both."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.complaints.kinds import Tally
from models.core.session import Session
from ui.base.page import Page
from ui.base.paging import Pager
from ui.pages.complaints.columns import SORTED_COLUMN, SORTS, CaseDelegate, columns
from ui.pages.complaints.feed import Answer, Figures, Question, fetch, figures, quick_count
from ui.pages.complaints.lines import CaseLine
from ui.pages.complaints.state import ListState
from ui.widgets.cards import EmptyState, Loading
from ui.widgets.list_model import ListRow, PagedModel
from ui.widgets.list_view import RowView


class CaseList(QWidget):
    """Asks for pages as they are scrolled to, and asks again without losing the place."""

    opened = Signal(object)
    chosen = Signal(object)
    sort_wanted = Signal(object, bool)
    marks_changed = Signal(list)
    answered = Signal(object)
    quickly_counted = Signal(int, int)
    counted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._question: Question | None = None
        self._tally: Tally | None = None
        self._wants_focus = False
        self.model = PagedModel(columns(page.context.texts, ListState().columns), self)
        self._pages = Pager(page.context.jobs, self.model, self._with_counts)
        self.view = RowView(self.model, CaseDelegate(self))
        self.view.setObjectName("complaints.list")
        self.empty = EmptyState("inbox", self)
        self.empty.setObjectName("complaints.empty")
        self.loading = Loading(9, self)
        self.loading.setObjectName("complaints.loading")
        self._stack = QStackedWidget(self)
        for shown in (self.loading, self.view, self.empty):
            self._stack.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._wire()

    def _wire(self) -> None:
        self.view.activated_row.connect(self.opened)
        self.view.current_row.connect(self.chosen)
        self.view.marks_changed.connect(self.marks_changed)
        self.view.sort_wanted.connect(self._sort)

    def ask(self, state: ListState) -> None:
        """Ask for the rows of a state: another one begins at its top, the same one stays where it is."""
        context = self._page.context
        question = Question(state, context.texts.current, context.desk.zone)
        same = self._question is not None and self._question.state == state
        self._question = question
        limit = self._reach() if same else PagedModel.PAGE
        if self._stack.currentWidget() is self.loading:
            self.loading.start()
        done = partial(self._first, question, same)
        self._page.query(lambda session: fetch(session, question, None, None, limit), done, key="cases")

    def take_focus(self) -> None:
        """Give the keys to the rows, as soon as there are some."""
        self._wants_focus = self._stack.currentWidget() is not self.view
        self.view.setFocus()

    def line(self) -> CaseLine | None:
        """The chosen case."""
        row = self.view.current()
        return row.row if row is not None and isinstance(row.row, CaseLine) else None

    def marked(self) -> tuple[int, ...]:
        """The ids of the marked cases, in the order of marking."""
        return tuple(key for key in self.view.marks() if isinstance(key, int))

    def lines(self) -> list[CaseLine]:
        """The cases that are here."""
        rows = (self.model.row_at(at) for at in range(self.model.rowCount()))
        return [row.row for row in rows if row is not None and isinstance(row.row, CaseLine)]

    def meant(self) -> tuple[int, ...]:
        """What is acted on: the marked cases, or the chosen one."""
        line = self.line()
        return self.marked() or ((line.case.id,) if line is not None else ())

    def meant_lines(self) -> list[CaseLine]:
        """The same as lines, as far as they are here."""
        ids = set(self.meant())
        return [line for line in self.lines() if line.case.id in ids]

    def choose_after(self, ids: Collection[int]) -> None:
        """Choose the first case below all of these, or else the last above them."""
        rows = [self.model.row_at(at) for at in range(self.model.rowCount())]
        keys = [None if row is None or row.is_group or row.key in ids else row.key for row in rows]
        last = max((at for at, row in enumerate(rows) if row is not None and row.key in ids), default=-1)
        order = [*keys[last + 1 :], *reversed(keys[: max(last, 0)])]
        following = next((key for key in order if key is not None), None)
        if following is not None:
            self.view.select_key(following)

    def is_empty(self) -> bool:
        """Whether the answer is in, and there is nothing."""
        return self._stack.currentWidget() is self.empty

    def _reach(self) -> int:
        """How many rows to fetch so that everything in sight is in the answer."""
        bottom = self.view.rowAt(self.view.viewport().height() - 1)
        seen = self.model.rowCount() if bottom < 0 else bottom + 1
        return max(PagedModel.PAGE, seen + PagedModel.PAGE // 2, self.view.currentIndex().row() + 1)

    def _first(self, question: Question, same: bool, answer: Answer) -> None:
        if not same:
            self._tally = None
            self.view.clear_marks()
        self.loading.stop()
        place = self.view.verticalScrollBar().value() if same else 0
        self.model.set_columns(columns(self._page.context.texts, question.state.columns))
        self._pages.begin(answer, partial(_after, question))
        self._show_sort(question.state)
        self._stack.setCurrentWidget(self.view if answer.rows else self.empty)
        if not same or self.view.current() is None:
            self.view.select_first()
        self.view.verticalScrollBar().setValue(place)
        if self._wants_focus and answer.rows:
            self.take_focus()
        self._forget_gone_marks()
        self.answered.emit(answer)
        if not same:
            self._page.query(partial(quick_count, question), self._quickly_counted, key="quick")
        self._page.query(partial(figures, question), self._counted, key="figures")

    def _quickly_counted(self, counts: tuple[int, int]) -> None:
        if self._tally is None:
            self.quickly_counted.emit(*counts)

    def _counted(self, found: Figures) -> None:
        self._tally = found.tally
        for at in self.model.group_rows(0, self.model.rowCount() - 1):
            row = self.model.row_at(at)
            if row is not None:
                self.model.replace(row.key, self._counted_row(row))
        self.counted.emit(found)

    def _with_counts(self, answer: Answer) -> list[ListRow]:
        return [self._counted_row(row) if row.is_group else row for row in answer.rows]

    def _counted_row(self, row: ListRow) -> ListRow:
        if self._tally is None or not isinstance(row.key, tuple):
            return row
        count = self._tally.groups.get(row.key[1], 0)
        words = self._page.context.texts.current.number(count) if count and self._tally.complete else ""
        return replace(row, cells=(row.cells[0], words, row.cells[2]))

    def _forget_gone_marks(self) -> None:
        """What is no longer in the list must not be acted on unseen."""
        if self.view.marks() and self.model.is_done:
            here = [key for key in self.view.marks() if self.model.index_of(key) >= 0]
            if len(here) != len(self.view.marks()):
                self.view.set_marks(here)
                self.marks_changed.emit(here)

    def _show_sort(self, state: ListState) -> None:
        self.view.set_sort(SORTED_COLUMN.get(state.sort, ""), state.descending)

    def _sort(self, column: str, descending: bool) -> None:
        if column in SORTS:
            self.sort_wanted.emit(SORTS[column], descending)


def _after(question: Question, answer: Answer) -> Callable[[Session], Answer]:
    after, group = answer.next_key, answer.group
    return lambda session: fetch(session, question, after, group, PagedModel.PAGE)
