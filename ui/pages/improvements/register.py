"""The list of the page: rows by groups, fetched as one scrolls, and what stands in their place while there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.core.session import Session
from models.improvements.kinds import ImprovementView
from ui.base.page import Page
from ui.base.paging import Pager
from ui.pages.improvements.data import Line, Listed, Reader, listed, more
from ui.pages.improvements.rows import ImprovementDelegate, columns
from ui.widgets.cards import EmptyState, Loading
from ui.widgets.lists import PagedModel, RowView

_WIDE = 1200


class Register(QWidget):
    """``chosen`` and ``opened`` carry a ``Line``; ``came`` what the store answered."""

    chosen = Signal(object)
    opened = Signal(object)
    came = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._view = ImprovementView.ALL
        self._anew = True
        self.model = PagedModel(columns(page.context.texts.current, _WIDE))
        delegate = ImprovementDelegate()
        self.view = RowView(self.model, delegate)
        delegate.setParent(self.view)
        self.view.setObjectName("improvements.list")
        self._pages: Pager[Listed] = Pager(page.context.jobs, self.model)
        self.empty, self.loading = EmptyState("sprout"), Loading(6)
        self.empty.setObjectName("improvements.empty")
        for stand_in in (self.empty, self.loading):  # while there is nothing the keys of the page still work
            stand_in.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack = QStackedWidget()
        for widget in (self.loading, self.view, self.empty):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.view.current_row.connect(self._chosen)
        self.view.activated_row.connect(self._opened)

    def ask(self, view: ImprovementView, wanted: int | None) -> None:
        """Ask for the rows of a tab; another tab begins at its top. ``wanted`` is the row to be chosen."""
        self._anew = self._anew or view is not self._view
        self._view = view
        if self.stack.currentWidget() is self.loading:
            self.loading.start()
        context = self._page.context
        eye = Reader(context.texts.current, context.desk.zone)
        ask = partial(listed, view, self._pages.reach(not self._anew), eye)
        self._page.query(ask, partial(self._came, view, eye, wanted), key="list")

    def _came(self, view: ImprovementView, eye: Reader, wanted: int | None, found: Listed) -> None:
        if view is not self._view:
            return
        self.loading.stop()
        place = 0 if self._anew else self.view.verticalScrollBar().value()
        self._pages.begin(found, partial(_after, view, eye))
        here = wanted is not None and self.view.select_key(wanted)
        if not here and self.view.current() is None:
            self.view.select_first()
        if not self._anew:
            self.view.verticalScrollBar().setValue(place)
        self._anew = False
        self._show(self.view if found.rows else self.empty)
        self.came.emit(found)

    def _show(self, widget: QWidget) -> None:
        """Put one in the place of another; the keys stay in this place."""
        window = self.window()
        focus: QWidget | None = window.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if widget is not self.stack.currentWidget():
            self.stack.setCurrentWidget(widget)
            if had_focus:
                self.take_focus()

    def line(self) -> Line | None:
        """The row that is chosen."""
        row = self.view.current()
        return row.row if row is not None and isinstance(row.row, Line) else None

    def take_focus(self) -> None:
        """Give the keys to the rows, or to what stands in their place."""
        shown = next(
            one for one in (self.view, self.empty, self.loading) if self.stack.currentWidget() is one
        )
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_columns(self, width: int) -> None:
        """Show the columns that there is room for."""
        self.model.set_columns(columns(self._page.context.texts.current, width))

    def retranslate(self) -> None:
        """Set the words that do not depend on the rows."""
        texts = self._page.context.texts
        self.view.setAccessibleName(texts.t("Improvements"))
        self.loading.setAccessibleName(texts.t("Looking …"))
        self.say_nothing(self._view)

    def say_nothing(self, view: ImprovementView) -> None:
        """The words that stand in the place of rows."""
        t = self._page.context.texts.t
        words = {
            ImprovementView.ALL: (
                t("Nothing is to get better yet."), t("N begins with what most complaints are about."),
            ),
            ImprovementView.LATE: (t("No plan is late."), ""),
        }  # fmt: skip
        self.empty.set_words(*words.get(view, (t("Nothing here right now"), "")))

    def _chosen(self, row: object) -> None:
        if isinstance(row, Line):
            self.chosen.emit(row)

    def _opened(self, row: object) -> None:
        if isinstance(row, Line):
            self.opened.emit(row)


def _after(view: ImprovementView, eye: Reader, answer: Listed) -> Callable[[Session], Listed]:
    return partial(more, view, answer, eye)
