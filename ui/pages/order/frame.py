"""How the page of an order is laid out: head, the work at the left, photos and history at the right, the foot."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.order.foot import OrderFoot
from ui.pages.order.head import OrderHead
from ui.pages.order.history import History
from ui.pages.order.pictures import Pictures
from ui.pages.order.slot import Appointments, SlotCard
from ui.pages.order.spent import Spent
from ui.pages.order.view import OrderView
from ui.pages.order.what import What
from ui.theme.current import theme
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button
from ui.widgets.notices import EmptyState
from ui.widgets.planes import Scroller, Separator

SIDE_WIDTH, SIDE_IS_TAB_BELOW = 367, 1120


class OrderFrame(QWidget):
    """Everything on the page. Knows the window's width, and nothing of what can be done."""

    back_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.head, self.foot = OrderHead(context), OrderFoot(context)
        self.slot, self.appointments = SlotCard(context), Appointments(context)
        self.what, self.spent = What(context), Spent(context)
        self.pictures, self.history = Pictures(context), History(context)
        self.tabs = ViewTabs()
        self.tabs.setObjectName("order.tabs")
        self.tabs.changed.connect(self.show_tab)
        self._tab = "work"
        self.nothing = EmptyState("wrench")
        self.nothing.setObjectName("order.nothing")
        self.nothing_back = Button()
        self.nothing_back.setObjectName("order.nothing.back")
        self.nothing_back.clicked.connect(self.back_wanted)
        self.nothing.add_action(self.nothing_back)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        px = theme().px
        self.whole = QWidget(self)
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(px(24), px(10), px(24), px(12))
        top.addWidget(self.head)
        column.addLayout(top)
        column.addWidget(Separator())
        self._tab_row = QWidget(self.whole)
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(px(18), px(4), px(24), 0)
        row.addWidget(self.tabs)
        column.addWidget(self._tab_row)
        self.left = _scrolled((self.slot, self.what, self.appointments, self.spent), 24, 24)
        self.side = _scrolled((self.pictures, self.history), 20, 24)
        self._line = Separator(vertical=True)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.left, 1)
        body.addWidget(self._line)
        body.addWidget(self.side)
        column.addLayout(body, 1)
        column.addWidget(self.foot)
        self._stack = QStackedLayout(self)
        self._blank = QWidget(self)
        for page in (self._blank, self.whole, self.nothing):
            self._stack.addWidget(page)

    def parts(
        self,
    ) -> tuple[OrderHead | SlotCard | What | Appointments | Spent | Pictures | History | OrderFoot, ...]:
        """All parts, as they stand on the page."""
        return (
            self.head, self.slot, self.what, self.appointments, self.spent, self.pictures, self.history, self.foot,
        )  # fmt: skip

    def show_order(self, view: OrderView) -> None:
        """The order has come, or changed."""
        for part in self.parts():
            part.show_order(view)
        if self._stack.currentIndex() != 1:
            self._stack.setCurrentIndex(1)
            self.arrange()

    def show_nothing(self) -> None:
        """Another order is being fetched: nothing of the one before stays in sight."""
        self._stack.setCurrentIndex(0)

    def show_problem(self, words: str) -> None:
        """There is no such order."""
        self.nothing.set_words(words)
        self._stack.setCurrentIndex(2)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self._context.texts.t
        self.tabs.set_options([("work", t("The order"), None), ("more", t("Photos and history"), None)])
        self.tabs.set_value(self._tab)
        self.nothing_back.set_text(t("Back"))
        for part in self.parts():
            part.retranslate()

    def show_tab(self, name: object) -> None:
        """In a narrow window: the work, or photos and history."""
        self._tab = str(name)
        self.tabs.set_value(self._tab)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Take the places that the window's width leaves."""
        px = theme().px
        narrow = self.window().width() < px(SIDE_IS_TAB_BELOW)
        alone = narrow and self._tab == "more"
        self._tab_row.setVisible(narrow)
        self.left.setVisible(not alone)
        self.side.setVisible(alone or not narrow)
        self._line.setVisible(not narrow)
        self.side.setMinimumWidth(0 if narrow else px(SIDE_WIDTH))
        self.side.setMaximumWidth(16_777_215 if narrow else px(SIDE_WIDTH))

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return self.head, self.slot, self.appointments, self.spent, self.pictures, self.foot


def _scrolled(parts: tuple[QWidget, ...], left: int, right: int) -> Scroller:
    px = theme().px
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(px(left), px(16), px(right), px(16))
    column.setSpacing(px(18))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return Scroller(inner)
