"""Repairs: who does what and when, what is still to be scheduled, how each order stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.context import Context
from ui.pages.repairs.board import Board
from ui.pages.repairs.boarding import Boarding
from ui.pages.repairs.calendar import Calendar
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.eye import Eye
from ui.pages.repairs.head import BOARD, LIST, SCOPES, VIEWS, WEEK, RepairsHead
from ui.pages.repairs.keys import (
    Doing,
    board_commands,
    day_commands,
    page_commands,
    pane_commands,
    print_commands,
    view_commands,
)
from ui.pages.repairs.lines import OrderLine
from ui.pages.repairs.menu import drop_menu
from ui.pages.repairs.order_list import OrderList
from ui.pages.repairs.printing import Printing
from ui.pages.repairs.rooms import RoomsButton
from ui.theme.current import theme
from ui.widgets.schedule_kinds import Scope
from ui.widgets.themed import Themed

MINUTE_MS = 60_000
_TIGHT = 1000


class RepairsPage(Themed, Page):
    """``view`` is one of VIEWS, ``day`` an ISO date, ``order`` the id of an order to choose."""

    topics = frozenset(
        {"work_order", "technician", "absence", "contractor", "appointment", "case", "place", "setting"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("repairs")
        self.view = WEEK
        today = context.clock.now().astimezone(context.desk.zone).date()
        self.eye = Eye(context.texts.current, context.desk.zone, Scope.WEEK, today)
        self._wanted: int | None = None
        self.head = RepairsHead(self)
        self.head.add_last(RoomsButton(context))
        self.deeds = Deeds(self)
        self.calendar = Calendar(self, self.deeds)
        self.board, self.list = Board(self), OrderList(self)
        self.boarding = Boarding(self, self.board, self.deeds, self.calendar.offer)
        self.printing = Printing(self, self.calendar)
        self.doing = Doing(self)
        self._stack = QStackedWidget(self)
        self._panes: dict[str, QWidget] = dict.fromkeys(SCOPES, self.calendar)
        self._panes |= {BOARD: self.board, LIST: self.list}
        for pane in (self.calendar, self.board, self.list):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _wire(self) -> None:
        head, calendar = self.head, self.calendar
        head.turned.connect(self.turn)
        head.this_wanted.connect(self.go_this)
        head.view_wanted.connect(self.show_view)
        head.plan_wanted.connect(self.doing.plan)
        head.print_wanted.connect(self.doing.print_slips)
        calendar.day_wanted.connect(self.show_day)
        calendar.side.new.clicked.connect(self.deeds.new_order)
        calendar.shown_anew.connect(self._shown_anew)
        calendar.grid.current_stop.connect(self._look_again)
        calendar.grid.menu_wanted.connect(self._menu)
        calendar.side.list.current_row.connect(self._look_again)
        self.board.opened.connect(self._open_line)
        self.list.opened.connect(self._open_line)
        commands = self.context.commands
        commands.add(
            self, *page_commands(self.doing, self.deeds), *day_commands(self), *view_commands(self.show_view)
        )
        commands.add(self, *print_commands(self.doing, self.printing))
        commands.add(self.board, *board_commands(self.boarding, self.board))
        commands.add(calendar.grid, *pane_commands("calendar", self.doing))
        commands.add(calendar.side.list, *pane_commands("side", self.doing))
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.mark_stale)
        self._minute.start()

    # -- the life of the page

    def shown(self, **params: object) -> None:
        view, day, order = str(params.get("view") or ""), str(params.get("day") or ""), params.get("order")
        if view in VIEWS:
            self.view = view
        if day:
            self.eye = replace(self.eye, day=date.fromisoformat(day))
        if str(order or "").isdigit():
            self._wanted = int(str(order))
        if params:
            self.mark_stale()
        self._show()
        self._take_focus()

    def hidden(self) -> None:
        self.calendar.put_away()

    def refresh(self) -> None:
        eye = replace(self.eye, texts=self.context.texts.current, zone=self.context.desk.zone,
                      scope=SCOPES.get(self.view, self.eye.scope), scale=theme().scale)  # fmt: skip
        self.eye = eye
        pane: Calendar | Board | OrderList = self.calendar
        if self.view in (BOARD, LIST):
            pane = self.board if self.view == BOARD else self.list
        pane.ask(eye)
        self._show()

    def _shown_anew(self) -> None:
        if self._wanted is not None and self.calendar.grid.choose_key(self._wanted):
            self._wanted = None
        self.head.show_view(self.view, self.eye, self.calendar.seen(self.eye))
        self._look_again()

    def _show(self) -> None:
        self._stack.setCurrentWidget(self._panes[self.view])
        self.head.show_view(self.view, self.eye, self.calendar.seen(self.eye))
        self.head.plan.setVisible(self.doing.may_plan())
        self.hints_changed.emit()
        self._look_again()

    def _take_focus(self) -> None:
        first = {BOARD: self.board.columns["ready"].list, LIST: self.list.view}
        (first.get(self.view) or self.calendar.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_again(self, _what: object = None) -> None:
        self.head.set_print_day(self.context.texts.current, self.printing.day() if self.is_dated() else None)
        self.context.commands.look_again()

    def _menu(self, _key: object, point: QPoint) -> None:
        if not self.doing.is_carrying():
            drop_menu(self, self.context.texts, self.doing, point)

    # -- which days

    def show_view(self, view: str) -> None:
        """One of VIEWS, at the day that is chosen in the one before."""
        self.eye = self._at_chosen()
        if view != self.view:
            self.calendar.put_away()
            self.view = view
            self.eye = replace(self.eye, scope=SCOPES.get(view, self.eye.scope))
            self.context.navigation.remember(view=view, day=self.eye.day.isoformat())
            self._show()
            self._take_focus()
            self.mark_stale()

    def _at_chosen(self) -> Eye:
        chosen = self.printing.day() if self.calendar.seen(self.eye) is not None else None
        return replace(self.eye, day=chosen or self.eye.day)

    def show_day(self, day: object) -> None:
        """Look closer at a day."""
        if isinstance(day, date):
            self.eye = replace(self.eye, day=day)
            self.show_view("day")

    def turn(self, steps: int) -> None:
        """Days, weeks or months back or forth."""
        if self.is_dated():
            self._go_to(self._at_chosen().turned(steps))

    def go_this(self) -> None:
        """Where today is."""
        if self.is_dated():
            self._go_to(self.context.clock.now().astimezone(self.context.desk.zone).date())

    def _go_to(self, day: date) -> None:
        self.calendar.planner.discard()
        self.eye = replace(self.eye, day=day)
        self.context.navigation.remember(day=day.isoformat())
        self._show()
        self.mark_stale()

    def is_dated(self) -> bool:
        """Whether days are in sight."""
        return self.view in SCOPES

    def _open_line(self, line: object) -> None:
        if isinstance(line, OrderLine):
            self.deeds.open(line.row)

    def escape(self) -> bool:
        return self.boarding.put_away() or self.calendar.put_away()

    # -- words and room

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.retranslate(texts)
        self.calendar.retranslate(texts)
        self.board.retranslate()
        self.list.retranslate(texts)
        self.eye = replace(self.eye, texts=texts.current)
        self._show()
        self.mark_stale()  # blocks are words too

    def hints(self) -> Sequence[Hint]:
        if self.doing.is_carrying():
            return (
                Hint(("↑", "↓"), N_("technician")), Hint(("←", "→"), N_("day")), Hint(("Shift", "→"), N_("15 min")),
                Hint(("+", "-"), N_("length")), Hint(("↵",), N_("drop it here")), Hint(("Esc",), N_("drop the drag")),
            )  # fmt: skip
        if not self.is_dated():
            return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("open it")))
        turned = Hint(("[", "]"), self.view)  # "day", "week", "month": what the views are called
        if not self.calendar.side.list.hasFocus():
            return (Hint(("↑", "↓", "←", "→"), N_("choose")), turned)
        free = (Hint(("↵",), N_("free slots")),) if self.doing.may_offer() else ()
        return (Hint(("↑", "↓"), N_("choose")), *free, turned)

    def panes(self) -> Sequence[QWidget]:
        if self.view == BOARD:
            return (self.head.views, *(one.list for one in self.board.columns.values()))
        if self.view == LIST:
            return (self.head.views, self.list.filters.text, self.list.view)
        return (self.head.views, self.calendar.side.list, self.calendar.grid)

    def retheme(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.head.set_width(self.width())
        self.calendar.set_tight(self.width() < theme().px(_TIGHT))
        self.list.set_width(self.width())
