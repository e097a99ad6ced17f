"""Everything above the rows, kept in step with what the list shows: tabs, chips, figures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.base.page import Page
from ui.pages.complaints.bars import BulkBar, FilterBar, Heading, ViewBar
from ui.pages.complaints.choices import Choices, chip_words
from ui.pages.complaints.columns import TITLES
from ui.pages.complaints.feed import COUNTED, Figures
from ui.pages.complaints.filter_menu import SORT_TITLES
from ui.pages.complaints.saved import SavedViews
from ui.pages.complaints.state import ListState
from ui.pages.complaints.view_words import VIEWS
from ui.theme.current import theme
from ui.widgets.cards import Separator
from ui.widgets.themed import Themed

SEARCH = "search"


class ListControls(Themed, QWidget):
    """Shows the state; what is wanted instead comes from the tabs and from ``ListMenus``."""

    view_wanted = Signal(object)

    def __init__(self, page: Page, saved: SavedViews) -> None:
        super().__init__(page)
        self._page, self._saved = page, saved
        self.state = ListState()
        self._figures: Figures | None = None
        self._milliseconds = 0
        self._quick: tuple[int, int] | None = None
        self._exact = False
        self.choices = Choices()
        self.heading = Heading(self)
        self.views = ViewBar(self)
        self.filters = FilterBar(self)
        self.bulk = BulkBar(self)
        self._lay_out()
        self.views.tabs.changed.connect(self.view_wanted)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._tops = QVBoxLayout()
        self._bottoms = QVBoxLayout()
        self._tabs = QVBoxLayout()
        self._tops.addWidget(self.heading)
        self._tabs.addWidget(self.views)
        self._bottoms.addWidget(self.filters)
        self._bottoms.addWidget(self.bulk)
        self._column.addLayout(self._tops)
        self._column.addLayout(self._tabs)
        self._column.addWidget(Separator(parent=self))
        self._column.addLayout(self._bottoms)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(0, px(14), 0, 0)
        self._column.setSpacing(0)
        self._tops.setContentsMargins(px(24), 0, px(24), px(8))
        self._tabs.setContentsMargins(px(18), 0, px(18), 0)
        self._bottoms.setContentsMargins(px(24), px(10), px(24), px(6))

    def retranslate(self) -> None:
        """Set all words."""
        texts = self._page.context.texts
        for bar in (self.heading, self.views, self.filters, self.bulk):
            bar.retranslate(texts)
        self.show_state(self.state)

    # What is shown

    def show_state(self, state: ListState) -> None:
        """Show another view, other chips, another order."""
        if _rows_of(state) != _rows_of(self.state):
            self._quick, self._exact = None, False
        self.state = state
        self._show_tabs()
        self._show_chips()
        self._show_count()
        self._show_order()

    def set_choices(self, choices: Choices) -> None:
        """Take people, buildings and categories as they are now."""
        self.choices = choices
        self._show_chips()

    def quickly_counted(self, count: int, total: int) -> None:
        """Show the first figure."""
        self._quick, self._exact = (count, total), count < COUNTED
        self._show_count()

    def counted(self, figures: Figures, milliseconds: int) -> None:
        """Show the exact figures."""
        self._figures, self._milliseconds = figures, milliseconds
        found = figures.tally
        self._quick = (found.total if found.complete else COUNTED, figures.total)
        self._exact = found.complete
        self._show_tabs()
        self._show_count()

    def show_marks(self, count: int) -> None:
        """Show what can be done with the marked cases, in the place of the filters."""
        texts = self._page.context.texts
        self.bulk.count.set_text(texts.n("{n} case marked", "{n} cases marked", count))
        self.bulk.setVisible(count > 0)
        self.filters.setVisible(count == 0)

    def _show_tabs(self) -> None:
        texts = self._page.context.texts
        counts = self._figures.views if self._figures else {}
        tabs: list[tuple[str, str, int | None]] = []
        if self.state.search and self.state.saved is None:
            tabs.append((SEARCH, self.state.search, self._quick[0] if self._quick else None))
        tabs += [(view.value, texts.word("view", view), counts.get(view)) for view in VIEWS]
        tabs += [(f"saved:{row.id}", row.name, None) for row in self._saved.rows]
        self.views.show_views(tabs, self.tab())

    def tab(self) -> str:
        """The tab of the present state."""
        if self.state.saved is not None and self._saved.row(self.state.saved) is not None:
            return f"saved:{self.state.saved}"
        return SEARCH if self.state.search else self.state.view.value

    def _show_chips(self) -> None:
        texts, filters = self._page.context.texts.current, self.state.filters
        self.filters.show_chips(
            {name: chip_words(texts, self.choices, name, filters) for name in filters.set_fields()}
        )

    def _show_count(self) -> None:
        texts = self._page.context.texts
        if self._quick is None:
            self.filters.count.set_text("")
            return
        count, total = self._quick
        more = count >= COUNTED and not self._exact
        shown = texts.current.number(count) + ("+" if more else "")
        words = texts.t("{n} of {total}", n=shown, total=texts.current.number(total))
        if self.state.search and self._milliseconds:
            words = texts.t("{found} in {ms} ms", found=words, ms=self._milliseconds)
        self.filters.count.set_text(words)

    def _show_order(self) -> None:
        t = self._page.context.texts.t
        state = self.state
        by = TITLES.get(state.sort.value) or SORT_TITLES[state.sort]
        words = t("Grouped by clock") if state.shows_groups else t("By {column}", column=t(by))
        self.filters.order.set_text(words)


def _rows_of(state: ListState) -> tuple[object, ...]:
    """What decides which rows there are, in whatever order and columns."""
    return state.view, state.search, state.filters
