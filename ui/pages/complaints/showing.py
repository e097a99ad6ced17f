"""What is shown just now: one state, from which tabs, chips, rows and figures follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from models.complaints.kinds import Sort, View
from ui.base.page import Page
from ui.pages.complaints.case_list import CaseList
from ui.pages.complaints.controls import SEARCH, ListControls
from ui.pages.complaints.feed import Answer, Figures
from ui.pages.complaints.saved import SavedViews
from ui.pages.complaints.state import Filters, ListState, figure_of, from_body
from ui.widgets.controls import Button


class Showing(QObject):
    """Keeps the state, and everything in step with it."""

    changed = Signal()

    def __init__(self, page: Page, controls: ListControls, rows: CaseList, saved: SavedViews) -> None:
        super().__init__(page)
        self._page, self._controls, self._rows, self._saved = page, controls, rows, saved
        self.state = ListState()
        self._before_search = self.state
        self._milliseconds = 0
        self.widen = Button("", "x")
        self.widen.setObjectName("complaints.empty.clear")
        self.widen.clicked.connect(self._widen)
        rows.empty.add_action(self.widen)
        controls.view_wanted.connect(self.choose_tab)
        rows.sort_wanted.connect(self._sort)
        rows.answered.connect(self._answered)
        rows.quickly_counted.connect(controls.quickly_counted)
        rows.counted.connect(self._counted)
        saved.changed.connect(self._views_changed)
        saved.saved.connect(self._view_saved)
        saved.deleted.connect(self._view_deleted)

    def take(self, params: Mapping[str, object]) -> None:
        """What other pages ask for: ``figure``, ``search``, ``view``, ``filters`` as the body of a saved view."""
        figure = figure_of(params.get("figure"))
        search, view, filters = params.get("search"), params.get("view"), params.get("filters")
        if figure:
            self.show_state(self.state.behind(figure))
        elif isinstance(search, str) and search.strip():
            self.search(search.strip())
        elif isinstance(view, str) and view in frozenset(View):
            self.show_state(self.state.in_view(View(view)))
        elif self.is_searching():
            self.end_search()
        if isinstance(filters, dict):
            self.show_state(from_body(filters))

    def show_state(self, state: ListState) -> None:
        """Show another list."""
        if state != self.state:
            if self.state.filters.figure and not state.filters.figure:
                self._page.context.navigation.remember(figure="")  # whoever comes back has put it away
            self.state = state
            self._controls.show_state(state)
            self._rows.ask(state)
            self.changed.emit()

    def ask_again(self) -> None:
        """The same list, as it is by now."""
        self._rows.ask(self.state)

    def is_searching(self) -> bool:
        """Whether the search tab is shown."""
        return bool(self.state.search) and self.state.saved is None

    def search(self, words: str) -> None:
        """Look among all cases; the view of before comes back afterwards."""
        if self.is_searching() and words == self.state.search:
            return
        if not self.is_searching():
            self._before_search = self.state
        self.show_state(self.state.searching(words))

    def end_search(self) -> None:
        """Back to the view of before."""
        self.show_state(self._before_search)

    def choose_view(self, view: View) -> None:
        """One of the built-in views."""
        self.show_state(self.state.in_view(view))

    def choose_tab(self, code: str) -> None:
        """A built-in view or a saved one, by the code of its tab."""
        if code.startswith("saved:"):
            row = self._saved.row(int(code.partition(":")[2]))
            if row is not None:
                self.show_state(from_body(row.body, row.id))
        elif code != SEARCH:
            self.choose_view(View(code))

    def _sort(self, sort: Sort, descending: bool) -> None:
        self.show_state(self.state.ordered(sort, descending))

    def _widen(self) -> None:
        self.show_state(replace(self.state, filters=Filters()))

    def _answered(self, answer: Answer) -> None:
        self._milliseconds = answer.milliseconds
        self.show_emptiness()

    def _counted(self, figures: Figures) -> None:
        self._controls.counted(figures, self._milliseconds)

    def _views_changed(self) -> None:
        self._controls.show_state(self.state)

    def _view_saved(self, view_id: int) -> None:
        self.state = replace(self.state, saved=view_id)
        self._saved.fetch()
        self._controls.show_state(self.state)
        self.ask_again()

    def _view_deleted(self, view_id: int) -> None:
        if self.state.saved == view_id:
            self.show_state(replace(self.state, saved=None))

    def show_emptiness(self) -> None:
        """The words that stand in the place of rows."""
        t, state, empty = self._page.context.texts.t, self.state, self._rows.empty
        narrowed = bool(state.filters.set_fields())
        self.widen.set_text(t("Clear the filters"))
        self.widen.setVisible(narrowed)
        if state.search:
            empty.set_icon("search")
            empty.set_words(
                t("Nothing found for “{words}”", words=state.search),
                t("Fewer or shorter words find more. A unit, a phone number or a name will do."),
            )
        elif narrowed:
            empty.set_icon("search")
            empty.set_words(t("No case fits these filters"))
        else:
            empty.set_icon("sun-medium", "ok")
            empty.set_words(t("Nothing here right now"), t("New complaints are recorded with Ctrl+N."))
