"""What is done on the page, and how each of it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

import models.scheduling.actions as scheduling
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.repairs import actions as repairs
from models.repairs.kinds import OrderRow
from models.scheduling.kinds import Move, Slot
from ui.base.page import Page
from ui.operations import AnyAction, Undo
from ui.shared.order_dialog import new_order
from ui.shared.slot_words import place_of

ORDER_PAGE = "order"


class Deeds(QObject):
    """Runs the actions; ``after`` is called with the id of the order when something went well."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context

    def may_schedule(self) -> bool:
        """Whether this person may move orders."""
        return self._context.desk.may(Permission.SCHEDULE)

    def may_override(self) -> bool:
        """Whether this person may place against what speaks against it."""
        return self._context.desk.may(Permission.OVERRIDE_SCHEDULE)

    def may_work(self) -> bool:
        """Whether this person may tell how the work goes."""
        return self._context.desk.may(Permission.ORDER_WORK)

    def new_order(self) -> None:
        """Ask for an order of no case, such as a repair that a technician saw on the way."""
        if self.may_work():
            new_order(self._page)

    # -- slots

    def place(
        self,
        moves: Sequence[Move],
        words: str,
        reason: str = "",
        done: Callable[[object], None] | None = None,
        failed: Callable[[UserProblem], bool | None] | None = None,
    ) -> None:
        """Make moves, all of them or none; one undo takes all of them back."""
        undo = partial(_taken_back, words)
        self._page.run(scheduling.place, tuple(moves), reason, undo=undo, done=done, failed=failed)

    def place_order(
        self, row: OrderRow, move: Move, reason: str = "", done: Callable[[object], None] | None = None
    ) -> None:
        """Give an order its slot."""
        texts = self._context.texts.current
        assert move.starts_at is not None
        when = texts.when(move.starts_at, self._context.desk.zone, self._context.clock.now())
        known = texts.t("{place} is placed: {when}.", place=place_of(row), when=when)
        self.place((move,), known, reason, done)

    def take(self, row: OrderRow, slot: Slot, done: Callable[[object], None] | None = None) -> None:
        """Give an order one of the slots that were offered."""
        move = Move(row.id, slot.technician_id, slot.starts_at, slot.ends_at, row.row_version)
        self.place_order(row, move, done=done)

    def back_to_list(self, row: OrderRow) -> None:
        """Take an order's slot away."""
        if row.starts_at is None:
            return
        words = self._context.texts.t("{place} is back on the list.", place=place_of(row))
        self.place((Move(row.id, None, None, None, row.row_version),), words)

    def swap(self, one: OrderRow, other: OrderRow, minutes: int) -> None:
        """Let two orders change places; what had no slot sends the other one to the list."""
        if other.starts_at is None or other.ends_at is None:
            return
        end = other.starts_at + timedelta(minutes=minutes)
        moves = [Move(one.id, other.technician_id, other.starts_at, end, one.row_version)]
        if one.starts_at is None:
            moves.append(Move(other.id, None, None, None, other.row_version))
        else:
            until = one.starts_at + (other.ends_at - other.starts_at)
            moves.append(Move(other.id, one.technician_id, one.starts_at, until, other.row_version))
        words = self._context.texts.t("{one} and {other} have changed places.", one=place_of(one),
                                      other=place_of(other))  # fmt: skip
        self.place(moves, words)

    def split(self, row: OrderRow, minutes_first: int) -> None:
        """Make two orders of one."""
        words = self._context.texts.t("{place} is split: the rest is on the list.", place=place_of(row))
        undo = partial(_always, Undo(words, scheduling.join, (row.id,)))
        self._page.run(scheduling.split, row.id, row.row_version, minutes_first, undo=undo)

    # -- how the work goes

    def step(self, row: OrderRow, action: AnyAction) -> None:
        """Set out, begin, go on: whatever needs nothing but the order."""
        self._page.run(action, row.id, row.row_version)

    def set_out(self, row: OrderRow) -> None:
        """The technician is on the way."""
        self.step(row, repairs.on_the_way)

    def begin(self, row: OrderRow) -> None:
        """The technician is there."""
        self.step(row, repairs.start)

    def go_on(self, row: OrderRow) -> None:
        """What it waited for has come."""
        self.step(row, repairs.go_on)

    # -- elsewhere

    def open(self, row: OrderRow, deed: str = "") -> None:
        """Go to the order; ``deed`` says what to ask for there at once: "done", "no_access", "wait", "check"."""
        params: dict[str, object] = {"reference": row.reference}
        if deed:
            params["deed"] = deed
        self._context.navigation.navigate(ORDER_PAGE, **params)


def _taken_back(words: str, inverse: object) -> Undo | None:
    return Undo(words, scheduling.place, (inverse,)) if inverse else None


def _always(undo: Undo, _value: object) -> Undo:
    return undo
