"""What the keys do on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from models.repairs.kinds import OPEN, OrderRow
from models.repairs.states import Deed, may
from resources.texts import N_
from ui.commands import Command, Scope
from ui.pages.repairs.board import Board
from ui.pages.repairs.boarding import Boarding
from ui.pages.repairs.calendar import Calendar
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.eye import Eye
from ui.pages.repairs.head import BOARD, LIST, VIEWS
from ui.pages.repairs.order_list import OrderList
from ui.pages.repairs.printing import Printing
from ui.widgets import schedule_kinds as shown
from ui.widgets.schedule_kinds import STEP

WAYS = 4


class Host(Protocol):
    """What the keys ask of the page."""

    view: str
    eye: Eye
    calendar: Calendar
    board: Board
    list: OrderList
    deeds: Deeds
    printing: Printing

    def is_dated(self) -> bool: ...
    def turn(self, steps: int) -> None: ...
    def go_this(self) -> None: ...


class Doing:
    """What the keys do with the order that is chosen, and whether they can."""

    def __init__(self, page: Host) -> None:
        self._page = page

    def order(self) -> OrderRow | None:
        """The order that the keys mean."""
        if self._page.view == BOARD:
            return self._page.board.order()
        return self._page.list.order() if self._page.view == LIST else self._page.calendar.order()

    def is_carrying(self) -> bool:
        """Whether something is in the hand."""
        return self._page.calendar.hands.carrying.hand is not None

    def has_order(self) -> bool:
        """Whether an order that is open is chosen."""
        row = self.order()
        return row is not None and row.state in OPEN and not self.is_carrying()

    def has_movable(self) -> bool:
        """Whether an order is chosen that may be moved, by this person."""
        row = self.order()
        return (
            self.has_order()
            and row is not None
            and may(row.state, Deed.PLACE)
            and self._page.deeds.may_schedule()
        )

    def has_slot(self) -> bool:
        """Whether an order with a slot is chosen."""
        row = self.order()
        return self.has_order() and row is not None and row.starts_at is not None

    def may_offer(self) -> bool:
        """Whether Enter lists free slots."""
        return self.has_movable()

    def may_plan(self) -> bool:
        """Whether days are in sight that can be planned, by this person."""
        dated = self._page.is_dated() and self._page.eye.scope is not shown.Scope.MONTH
        return dated and self._page.deeds.may_schedule()

    def has_plan(self) -> bool:
        """Whether there is a plan to be taken over."""
        return self._page.calendar.planner.plan is not None

    def enter(self) -> None:
        """Drop what is carried; open a day of the month; else list free slots, or open what cannot be moved."""
        stop, row = self._page.calendar.grid.stop(), self.order()
        if self.is_carrying():
            self._page.calendar.hands.drop()
        elif self._page.eye.scope is shown.Scope.MONTH and stop is not None:
            self._page.calendar.open_day(stop)
        elif self.has_movable():
            self._page.calendar.offer_chosen()
        elif row is not None:
            self._page.deeds.open(row)

    def pick_up(self) -> None:
        """Take the chosen order up; on board and list its calendar comes first."""
        row = self.order()
        if row is None:
            return
        if self._page.is_dated():
            self._page.calendar.hands.pick_up(row)
        else:
            self._page.calendar.offer(row)

    def finish_work(self) -> None:
        """Tell that the work is done."""
        self._open(self.order(), "done")

    def no_access(self) -> None:
        """Tell that nobody was in."""
        self._open(self.order(), "no_access")

    def open_order(self) -> None:
        """Go to the order."""
        self._open(self.order())

    def _open(self, row: OrderRow | None, do: str = "") -> None:
        if row is not None:
            self._page.deeds.open(row, do)

    def back_to_list(self) -> None:
        """Take the slot away."""
        row = self.order()
        if row is not None and self.has_movable():
            self._page.deeds.back_to_list(row)

    def split(self) -> None:
        """Make two orders of one."""
        self._page.calendar.ask_split(self.order())

    def swap(self) -> None:
        """Change places with whoever is in the way."""
        self._page.calendar.hands.swap()

    def lengthen(self, minutes: int) -> None:
        """Make what is carried longer or shorter."""
        self._page.calendar.hands.lengthen(minutes)

    def go_way(self, at: int) -> None:
        """A way of the red card."""
        self._page.calendar.hands.conflict.card.choose(at)

    def plan(self) -> None:
        """Plan the days that are shown."""
        if self.may_plan():
            self._page.calendar.plan(self._page.eye)

    def apply_plan(self) -> None:
        """Take the plan over."""
        self._page.calendar.planner.apply()

    def print_slips(self) -> None:
        """The job slips of the chosen day; on board and list that of the chosen order."""
        self._page.printing.slips(self.order())


def page_commands(doing: Doing, deeds: Deeds) -> tuple[Command, ...]:
    """Keys that work wherever the focus is on the doing."""
    pane, carrying = Scope.PANE, doing.is_carrying
    return (
        Command("repairs.move", N_("move"), "M", doing.pick_up, pane, hint=doing.has_movable,
                enabled=doing.has_movable),
        Command("repairs.done", N_("done"), "D", doing.finish_work, pane, hint=doing.has_order,
                enabled=doing.has_order),
        Command("repairs.no_access", N_("no access"), "N", doing.no_access, pane, hint=doing.has_slot,
                enabled=doing.has_slot),
        Command("repairs.new", N_("new work order"), "A", deeds.new_order, pane, palette=True, icon="plus",
                enabled=deeds.may_work),
        Command("repairs.open", N_("open it"), "O", doing.open_order, pane, enabled=doing.has_order),
        Command("repairs.unschedule", N_("back to the list"), ("Delete", "Backspace"), doing.back_to_list, pane,
                enabled=doing.has_slot),
        Command("repairs.split", N_("split"), "S", doing.split, pane, enabled=doing.has_movable),
        Command("repairs.swap", N_("change places"), "X", doing.swap, pane, hint=carrying, enabled=carrying),
        Command("repairs.longer", N_("longer"), ("+", "="), partial(doing.lengthen, STEP), pane, enabled=carrying),
        Command("repairs.shorter", N_("shorter"), "-", partial(doing.lengthen, -STEP), pane, enabled=carrying),
        Command("repairs.plan", N_("plan these days"), "P", doing.plan, pane, palette=True, icon="calendar-clock",
                enabled=doing.may_plan),
        Command("repairs.apply_plan", N_("take the plan over"), "Ctrl+Return", doing.apply_plan, Scope.PAGE,
                hint=doing.has_plan, enabled=doing.has_plan),
    )  # fmt: skip


def print_commands(doing: Doing, printing: Printing) -> tuple[Command, ...]:
    """Paper for technicians."""
    return (
        Command("repairs.print", N_("print job slips"), "Ctrl+P", doing.print_slips, Scope.PAGE, palette=True,
                icon="printer"),
        Command("repairs.day_sheets", N_("print day sheets"), (), printing.day_sheets, Scope.PAGE, palette=True,
                icon="printer"),
        Command("repairs.week_plan", N_("print the plan of the week"), (), printing.week_plan, Scope.PAGE,
                palette=True, icon="printer"),
    )  # fmt: skip


def day_commands(page: Host) -> tuple[Command, ...]:
    """Keys that turn to other days."""
    pane = Scope.PANE
    return (
        Command("repairs.before", N_("earlier"), "[", partial(page.turn, -1), pane, enabled=page.is_dated),
        Command("repairs.after", N_("later"), "]", partial(page.turn, 1), pane, enabled=page.is_dated),
        Command("repairs.this", N_("today"), "T", page.go_this, pane, enabled=page.is_dated),
    )  # fmt: skip


def view_commands(show: Callable[[str], None]) -> tuple[Command, ...]:
    """Alt and a figure: the views."""
    titles = (N_("day"), N_("week"), N_("month"), N_("board"), N_("list"))
    return tuple(
        Command(f"repairs.view.{view}", title, f"Alt+{at + 1}", partial(show, view), Scope.PAGE)
        for at, (view, title) in enumerate(zip(VIEWS, titles, strict=True))
    )


def board_commands(boarding: Boarding, board: Board) -> tuple[Command, ...]:
    """Arrows go from column to column; with Shift they take the card along."""
    pane = Scope.PANE
    return (
        Command("repairs.board.left", N_("the column before"), "Left", partial(board.step, -1), pane),
        Command("repairs.board.right", N_("the next column"), "Right", partial(board.step, 1), pane),
        Command("repairs.board.back", N_("to the state before"), "Shift+Left", partial(boarding.lead_on, -1), pane),
        Command("repairs.board.on", N_("to the next state"), "Shift+Right", partial(boarding.lead_on, 1), pane,
                hint=True),
    )  # fmt: skip


def pane_commands(name: str, doing: Doing) -> tuple[Command, ...]:
    """Keys of the calendar, and of the list beside it."""
    ways = tuple(
        Command(f"repairs.{name}.way{at + 1}", N_("a way out"), str(at + 1), partial(doing.go_way, at), Scope.PANE,
                enabled=doing.is_carrying)
        for at in range(WAYS)
    )  # fmt: skip
    if name != "calendar":
        return ways
    free = Command(
        "repairs.free_slots",
        N_("free slots"),
        ("Return", "Enter"),
        doing.enter,
        Scope.PANE,
        hint=doing.may_offer,
    )
    return (free, *ways)
