"""What is to be scheduled, beside the calendar: cards, soonest due first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.repairs.kinds import OrderRow
from ui.base.page import Page
from ui.base.paging import After, Pager, by_key
from ui.language import TextsHolder
from ui.pages.repairs.cards import CardDelegate
from ui.pages.repairs.eye import Eye
from ui.pages.repairs.feed import Cards, to_schedule
from ui.pages.repairs.lines import OrderLine
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, SectionHead
from ui.widgets.carry_list import CarryList
from ui.widgets.controls import IconButton
from ui.widgets.labels import Label
from ui.widgets.list_model import Column, PagedModel
from ui.widgets.themed import Themed

WIDTH, WIDTH_TIGHT = 272, 208


class CardList(CarryList):
    """Orders as cards."""

    def __init__(self, name: str, parent: QWidget) -> None:
        self.cards = CardDelegate()
        super().__init__(PagedModel((Column("card", "", 100, stretch=True),)), self.cards, parent)
        self.cards.setParent(self)
        self.paged.setParent(self)
        self.setObjectName(name)
        self.head.hide()

    def order(self) -> OrderRow | None:
        """The chosen order."""
        found = self.current()
        return found.row.row if found is not None and isinstance(found.row, OrderLine) else None

    def show_away(self, key: object) -> None:
        """Dash the card that is in somebody's hand."""
        if self.cards.away != key:
            self.cards.away = key
            self.viewport().update()

    def holds(self, point: QPoint) -> bool:
        """Whether a place of the screen is over it."""
        return self.isVisible() and self.rect().contains(self.mapFromGlobal(point))


class SideList(Themed, QWidget):
    """The list with its head; asks for more as it is scrolled."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.head, self._tight, self._waiting = SectionHead(), False, 0
        self.new = IconButton("plus")
        self.new.setObjectName("repairs.new")
        self.head.add_action(self.new)
        self.list = CardList("repairs.to_schedule", self)
        self._pages: Pager[Cards] = Pager(page.context.jobs, self.list.paged)
        self.empty = EmptyState("circle-check", self)
        self.empty.setObjectName("repairs.to_schedule.empty")
        self.help = Label("", "small", "muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.help)
        self.empty.hide()
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(22), px(14), px(16), px(12))
        self._column.setSpacing(px(8))

    def set_tight(self, tight: bool) -> None:
        """Leave the calendar room in a small window."""
        self._tight = tight
        self.help.setVisible(not tight)
        self._say_order(self._page.context.texts)

    def ask(self, eye: Eye) -> None:
        """Read the list anew."""
        self.new.setVisible(self._page.context.desk.may(Permission.ORDER_WORK))
        ask = partial(to_schedule, eye)
        self._page.query(partial(ask, None), partial(self._came, by_key(ask)), key="to_schedule")

    def _came(self, after: After[Cards], found: Cards) -> None:
        texts = self._page.context.texts.current
        self._pages.begin(found, after)
        self.list.setVisible(bool(found.rows))
        self.empty.setVisible(not found.rows)
        self._waiting = found.waiting
        self.head.set_count(texts.number(found.total))
        self._say_order(self._page.context.texts)

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.head.set_heading(texts.word("order_state", "ready"))
        self.new.set_name(texts.t("New work order"))
        self._say_order(texts)
        self.list.setAccessibleName(texts.word("order_state", "ready"))
        self.help.set_text(texts.t("Drag a card, or press Enter and the next free slots come up as a list."))
        self.empty.set_words(
            texts.t("Everything has its slot."), texts.t("New work orders come here when they are ready.")
        )

    def _say_order(self, texts: TextsHolder) -> None:
        """What the figure leaves out comes before how the list is sorted."""
        note = texts.t("soonest first")
        if self._waiting:
            note = texts.n("and {n} that waits", "and {n} that wait", self._waiting)
        self.head.set_note("" if self._tight else note)
