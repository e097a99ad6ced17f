"""What happened to an order, the newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.order.view import OrderView
from ui.shared.order_event_words import OrderNames, order_event_sentence
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import LinkButton
from ui.widgets.event_line import EventLine

SHOWN = 7


class History(QWidget):
    """The latest events; a link shows them all."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.history")
        self._context = context
        self._view: OrderView | None = None
        self._all = False
        self.head = SectionHead()
        self.more = LinkButton()
        self.more.setObjectName("order.history.all")
        self.more.clicked.connect(self._toggle)
        self.head.add_action(self.more)
        self.lines: list[EventLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addSpacing(theme().px(6))

    def show_order(self, view: OrderView) -> None:
        """Show the history of an order."""
        if self._view is None or self._view.id != view.id:
            self._all = False
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("History"))
        if view is None:
            return
        file = view.file
        near = {one[0]: one[1] for one in (*file.related, file.part_of, file.return_of) if one is not None}
        people = {one.id: one.name for one in view.technicians}
        names = OrderNames(view.now, people, view.parts, near, view.currency, view.zone)
        events = file.events[::-1]
        shown = events if self._all else events[:SHOWN]
        self.more.set_text(texts.t("Fewer") if self._all else texts.t("All {n}", n=len(events)))
        self.more.setVisible(len(events) > SHOWN)
        while len(self.lines) < len(shown):
            line = EventLine(self)
            self.lines.append(line)
            self._column.addWidget(line)
        for index, line in enumerate(self.lines):
            line.setVisible(index < len(shown))
            if index < len(shown):
                one = shown[index]
                when = texts.when(one.at, view.zone, view.now)
                line.show_words(
                    when, order_event_sentence(texts, one, names), one.staff, last=index == len(shown) - 1
                )

    def _toggle(self) -> None:
        self._all = not self._all
        self.retranslate()
