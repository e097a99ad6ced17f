"""The list beside the tree: people or places, filtered while typing, page by page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.session import Session
from models.directory.kinds import PlaceItem, ResidentItem
from ui.base.page import Page
from ui.base.paging import Pager
from ui.language import TextsHolder
from ui.pages.directory.list_data import Answer, Question, View, fetch
from ui.theme.paint import paint_tag, paint_text
from ui.widgets.cards import EmptyState, Loading
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView


def people_columns(texts: TextsHolder) -> tuple[Column, ...]:
    """What is said of people."""
    t = texts.t
    return (
        Column("name", t("Name"), 160, stretch=True, strong=True, sortable=False),
        Column("home", t("Home"), 110, sortable=False),
        Column("kind", texts.p("resident", "As"), 110, token="muted", sortable=False),
        Column("phone", t("Phone"), 150, token="muted", sortable=False),
        Column("care", "", 96, sortable=False),
    )


def place_columns(texts: TextsHolder) -> tuple[Column, ...]:
    """What is said of places."""
    t = texts.t
    return (
        Column("label", t("Place"), 200, strong=True, sortable=False),
        Column("kind", t("Kind"), 110, token="muted", sortable=False),
        Column("who", t("Who lives there"), 200, stretch=True, token="muted", sortable=False),
    )


class DirectoryDelegate(RowDelegate):
    """Strings, and a tag for those who need care."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        if self.view is None:
            return
        for column, text in zip(self.view.paged.columns, row.cells, strict=False):
            spot = self.cell_rect(column.key, rect)
            if not text or spot.isEmpty():
                continue
            if column.key == "care":
                paint_tag(painter, spot, text, "soon")
                continue
            strong = column.strong or column.key == "home"
            token = column.token
            if column.key == "home" and isinstance(row.row, ResidentItem) and not row.row.present:
                strong, token = False, "faint"
            paint_text(painter, spot, text, token, "body", strong)


class DirectoryList(QWidget):
    """Asks for pages as they are scrolled to, and asks again without losing the place."""

    resident_opened = Signal(int)
    place_opened = Signal(int)
    answered = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._question: Question | None = None
        self._wants_focus = False
        self.model = PagedModel(people_columns(page.context.texts), self)
        self._pages: Pager[Answer] = Pager(page.context.jobs, self.model)
        self.view = RowView(self.model, DirectoryDelegate(self))
        self.view.setObjectName("residents.list")
        self.empty = EmptyState("users-round")
        self.empty.setObjectName("residents.empty")
        self.loading = Loading(9)
        self._stack = QStackedWidget()
        for widget in (self.loading, self.view, self.empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.view.activated_row.connect(self._open)

    def retranslate(self) -> None:
        """Set the words; the rows come with the next answer."""
        texts = self._page.context.texts
        self.view.setAccessibleName(texts.t("Residents"))
        self.loading.setAccessibleName(texts.t("Looking …"))
        self._say_empty()

    def ask(self, view: View, text: str, place_id: int | None) -> None:
        """Ask for the first rows; the same question stays where it is."""
        question = Question(view, text, place_id, self._page.context.texts.current)
        same = question == self._question
        self._question = question
        limit = self._pages.reach(same)
        if self._stack.currentWidget() is self.loading:
            self.loading.start()
        done = partial(self._first, question, same)
        self._page.query(lambda session: fetch(session, question, None, limit), done, key="list")

    def take_focus(self) -> None:
        """Give the keys to the rows, as soon as there are some."""
        self._wants_focus = self._stack.currentWidget() is not self.view
        self.view.setFocus()

    def _first(self, question: Question, same: bool, answer: Answer) -> None:
        self.loading.stop()
        texts = self._page.context.texts
        place = self.view.verticalScrollBar().value() if same else 0
        self.model.set_columns(people_columns(texts) if question.of_people else place_columns(texts))
        self._pages.begin(answer, partial(_after, question))
        self._say_empty()
        self._stack.setCurrentWidget(self.view if answer.rows else self.empty)
        if not same or not self.view.selectionModel().hasSelection():
            self.view.select_first()
        self.view.verticalScrollBar().setValue(place)
        if self._wants_focus and answer.rows:
            self.take_focus()
        self.answered.emit(answer)

    def _open(self, row: object) -> None:
        if isinstance(row, ResidentItem):
            self.resident_opened.emit(row.resident.id)
        elif isinstance(row, PlaceItem):
            self.place_opened.emit(row.place.id)

    def _say_empty(self) -> None:
        t = self._page.context.texts.t
        question = self._question
        if question is not None and question.text:
            self.empty.set_words(t("Nothing fits “{words}”", words=question.text), t("Esc shows all again."))
        elif question is not None and question.place_id is not None:
            self.empty.set_words(t("Nobody here") if question.of_people else t("Nothing here"))
        elif question is not None and question.view is View.FORMER:
            self.empty.set_words(t("Nobody has moved out"))
        elif question is not None and question.view is View.RETIRED:
            self.empty.set_words(t("Every place is in use"))
        else:
            self.empty.set_words(
                t("The directory is empty"),
                t("Import a list of units and residents, or add them one by one."),
            )


def _after(question: Question, answer: Answer) -> Callable[[Session], Answer]:
    after = answer.next_key
    return lambda session: fetch(session, question, after, PagedModel.PAGE)
