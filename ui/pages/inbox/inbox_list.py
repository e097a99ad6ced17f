"""The rows of the inbox, what stands in their place while there are none, and the fetching of both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.session import Session
from models.escalation.kinds import InboxState
from ui.base.page import Page
from ui.base.paging import Pager
from ui.pages.inbox.feed import Answer, Line, Question, fetch
from ui.pages.inbox.rows import COLUMNS, InboxDelegate
from ui.widgets.cards import EmptyState, Loading
from ui.widgets.list_model import PagedModel
from ui.widgets.list_view import RowView


class InboxList(QWidget):
    """Asks for pages as they are scrolled to, and asks again without losing the place."""

    opened = Signal(object)
    chosen = Signal()
    answered = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._state = InboxState.OPEN
        self._anew = True
        self._wants_focus = False
        self.delegate = InboxDelegate(self)
        self.model = PagedModel(COLUMNS, self)
        self._pages: Pager[Answer] = Pager(page.context.jobs, self.model)
        self.view = RowView(self.model, self.delegate)
        self.view.setObjectName("inbox.list")
        self.view.head.hide()
        self.loading, self.empty = Loading(8, self), EmptyState("bell", self)
        self.empty.setObjectName("inbox.empty")
        self.empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget(self)
        for shown in (self.loading, self.view, self.empty):
            self._stack.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.view.activated_row.connect(self.opened)
        self.view.marks_changed.connect(self.chosen)
        self.view.current_row.connect(self.chosen)

    def ask(self, state: InboxState) -> None:
        """Ask for what is new or what was seen: the same list stays where it is, another begins at its top."""
        if state is not self._state:
            self._state, self._anew = state, True
            self.view.clear_marks()
        question = self._question()
        if self._stack.currentWidget() is self.loading:
            self.loading.start()
        limit = self._pages.reach(not self._anew)
        self._page.query(lambda session: fetch(session, question, None, limit), self._came, key="inbox")

    def retranslate(self) -> None:
        """Set the words of what stands in the place of rows."""
        texts = self._page.context.texts
        self.view.setAccessibleName(texts.t("What you should know"))
        self.loading.setAccessibleName(texts.t("Looking …"))
        if self._state is InboxState.OPEN:
            self.empty.set_words(
                texts.t("Nothing you should know."), texts.t("Warnings and escalations come here at once.")
            )
        else:
            self.empty.set_words(texts.t("Nothing seen yet."), "")

    def take_focus(self) -> None:
        """Give the keys to the rows, or to what stands in their place."""
        self._wants_focus = self._stack.currentWidget() is self.loading
        shown = self.empty if self._stack.currentWidget() is self.empty else self.view
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self) -> Line | None:
        """The chosen row."""
        row = self.view.current()
        return row.row if row is not None and isinstance(row.row, Line) else None

    def lines(self) -> tuple[Line, ...]:
        """The marked rows, or the chosen one."""
        marked = [self.model.row_at(self.model.index_of(key)) for key in self.view.marks()]
        lines = tuple(row.row for row in marked if row is not None and isinstance(row.row, Line))
        return lines or tuple(filter(None, [self.line()]))

    def has_rows(self) -> bool:
        """Whether there is anything to choose from."""
        return self._stack.currentWidget() is self.view

    def _question(self) -> Question:
        context = self._page.context
        return Question(self._state, context.texts.current, context.desk.zone)

    def _came(self, answer: Answer) -> None:
        if answer.question.state is not self._state:
            return
        self.loading.stop()
        place = 0 if self._anew else self.view.verticalScrollBar().value()
        self.delegate.measure(answer.rows)
        self._pages.begin(answer, _after)
        here = [key for key in self.view.marks() if self.model.index_of(key) >= 0]
        if len(here) != len(self.view.marks()):  # what is no longer here must not be acted on unseen
            self.view.set_marks(here)
        if self._anew or self.view.current() is None:
            self.view.select_first()
        self._anew = False
        self._show(self.view if answer.rows else self.empty)
        self.view.verticalScrollBar().setValue(place)
        if self._wants_focus:
            self.take_focus()
        self.retranslate()
        self.answered.emit(answer)

    def _show(self, widget: QWidget) -> None:
        """Put one in the place of another; the keys stay in this place."""
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if widget is not self._stack.currentWidget():
            self._stack.setCurrentWidget(widget)
            if had_focus:
                self.take_focus()


def _after(answer: Answer) -> Callable[[Session], Answer]:
    question, after = answer.question, answer.next_key
    return lambda session: fetch(session, question, after, PagedModel.PAGE)
