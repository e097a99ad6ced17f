"""Cards of the board under the mouse: what a drop on another column means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from models.repairs.kinds import OrderRow, OrderState
from models.repairs.states import Deed, may
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.repairs.board import Board
from ui.pages.repairs.cards import CarriedCard
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.lines import OrderLine
from ui.shared.slot_words import hours_words, place_of


class Boarding(QObject):
    """Carries a card from column to column. What needs more than a drop is asked on the page of the order."""

    def __init__(self, page: Page, board: Board, deeds: Deeds, offer: Callable[[OrderRow], None]) -> None:
        super().__init__(page)
        self._page, self._context, self._board, self._deeds, self._offer = (
            page,
            page.context,
            board,
            deeds,
            offer,
        )
        self._row: OrderRow | None = None
        self.float = CarriedCard(page)
        self.float.hide()
        for column in board.columns.values():
            column.list.picked.connect(self._picked)
            column.list.carried_to.connect(self._carried)
            column.list.dropped.connect(self._dropped)

    def _picked(self, line: object, point: QPoint) -> None:
        if not isinstance(line, OrderLine) or not self._deeds.may_work():
            return
        self._row = line.row
        words = hours_words(self._context.texts.current, line.row.estimate_minutes)
        self.float.show_order(line.row, words)
        self.float.follow(point)
        self._board.columns[line.row.state].list.show_away(line.row.id)

    def _carried(self, point: QPoint) -> None:
        if self._row is not None:
            self.float.follow(point)

    def _dropped(self, point: QPoint, _keys: object) -> None:
        row = self._row
        self.put_away()
        state = self._board.state_at(point)
        if row is not None and state and state != row.state:
            self.lead(row, OrderState(state))

    def lead_on(self, by: int) -> None:
        """Shift and an arrow: to the next state, or the one before."""
        row, states = self._board.order(), list(self._board.columns)
        if row is None or row.state not in states or not self._deeds.may_work():
            return
        at = states.index(row.state) + by
        if 0 <= at < len(states):
            self.lead(row, OrderState(states[at]))

    def lead(self, row: OrderRow, state: OrderState) -> None:
        """Do what leads an order to a state, or ask for it."""
        for target, deed, doing in self._ways(row):
            if target is state and may(row.state, deed):
                doing()
                return
        texts = self._context.texts.current
        self._context.messages.tell(
            Kind.NOTE,
            texts.t("{place} cannot go from “{one}” to “{other}”.", place=place_of(row),
                    one=texts.word("order_state", row.state), other=texts.word("order_state", state)),
            passing=True,
        )  # fmt: skip

    def _ways(self, row: OrderRow) -> tuple[tuple[OrderState, Deed, Callable[[], None]], ...]:
        deeds = self._deeds

        def back() -> None:
            deeds.back_to_list(row)

        def go_on() -> None:
            deeds.go_on(row)

        def offer() -> None:
            self._offer(row)

        def set_out() -> None:
            deeds.set_out(row)

        def begin() -> None:
            deeds.begin(row)

        def wait() -> None:
            deeds.open(row, "wait")

        def finish() -> None:
            deeds.open(row, "done")

        return (
            (OrderState.READY, Deed.TAKE_BACK, back),
            (OrderState.READY, Deed.GO_ON, go_on),
            (OrderState.SCHEDULED, Deed.PLACE, offer),
            (OrderState.ON_THE_WAY, Deed.ON_THE_WAY, set_out),
            (OrderState.WORKING, Deed.START, begin),
            (OrderState.WAITING, Deed.WAIT, wait),
            (OrderState.DONE, Deed.DONE, finish),
        )

    def put_away(self) -> bool:
        """Nothing is carried any more. Says whether anything was."""
        carried, self._row = self._row is not None, None
        self.float.hide()
        for column in self._board.columns.values():
            column.list.show_away(None)
            if carried:
                column.list.let_go()
        return carried
