"""The board: a column for each state; a card that is carried to another one asks for what leads there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.repairs.kinds import OrderRow
from ui.base.page import Page
from ui.base.paging import Pager, by_key
from ui.jobs import Jobs
from ui.pages.repairs.eye import Eye
from ui.pages.repairs.feed import COLUMNS, Cards, board, more_of
from ui.pages.repairs.side import CardList
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.planes import Separator
from ui.widgets.themed import Themed


class BoardColumn(Themed, QWidget):
    """One state with its orders."""

    def __init__(self, jobs: Jobs, state: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self.head = SectionHead()
        self.list = CardList(f"repairs.board.{state}", self)
        self.pages: Pager[Cards] = Pager(jobs, self.list.paged)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self.list, 1)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(10), px(12), px(6), px(8))
        self._column.setSpacing(px(6))


class Board(QWidget):
    """``opened`` an order by Enter or a double click."""

    opened = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(14), 0, theme().px(14), 0)
        row.setSpacing(0)
        self.columns = {state.value: BoardColumn(page.context.jobs, state.value, self) for state in COLUMNS}
        for at, column in enumerate(self.columns.values()):
            if at:
                row.addWidget(Separator(vertical=True))
            row.addWidget(column, 1)
            column.list.activated_row.connect(self.opened)

    def ask(self, eye: Eye) -> None:
        """Read the board anew."""
        self._page.query(partial(board, eye), partial(self._came, eye), key="board")

    def _came(self, eye: Eye, found: dict[str, Cards]) -> None:
        texts = self._page.context.texts.current
        for state, cards in found.items():
            column = self.columns[state]
            column.pages.begin(cards, by_key(partial(more_of, eye, state)))
            column.head.set_count(texts.number(cards.total))

    def state_at(self, point: QPoint) -> str:
        """The state whose column is at a place of the screen; empty where there is none."""
        for state, column in self.columns.items():
            if column.isVisible() and column.rect().contains(column.mapFromGlobal(point)):
                return state
        return ""

    def focused(self) -> CardList | None:
        """The column that has the keys."""
        return next((one.list for one in self.columns.values() if one.list.hasFocus()), None)

    def order(self) -> OrderRow | None:
        """The chosen order of the column that has the keys."""
        found = self.focused()
        return found.order() if found is not None else None

    def step(self, by: int) -> None:
        """Go to the column at the left or the right."""
        lists = [one.list for one in self.columns.values()]
        now = self.focused()
        at = lists.index(now) if now is not None else 0
        lists[max(0, min(len(lists) - 1, at + by))].setFocus()

    def retranslate(self) -> None:
        """Set all words."""
        texts = self._page.context.texts
        for state, column in self.columns.items():
            words = texts.word("order_state", state)
            column.head.set_heading(words)
            column.list.setAccessibleName(words)
