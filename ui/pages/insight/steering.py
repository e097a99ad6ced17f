"""Changes what is looked at: by the head, by menus, by keys, by opening rows of the Pareto table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from models.insights.kinds import Period, PeriodKind, Slice, SliceValue, Weight
from models.insights.periods import EARLIEST
from ui.base.page import Page
from ui.pages.insight.asking import DaysDialog, period_of
from ui.pages.insight.menus import OneOfMenu, SliceMenu, drop
from ui.pages.insight.names import Names
from ui.pages.insight.sight import FIRST, LINES, Sight, first_sight, of_kind, turned

PARETO, TREND = "pareto", "trend"


class Steering(QObject):
    """``changed`` carries the part that is to be asked for again, empty for all of them."""

    changed = Signal(str)

    def __init__(self, page: Page, names: Callable[[], Names]) -> None:
        super().__init__(page)
        self._page, self._names = page, names
        self.sight = first_sight(self.today())

    def today(self) -> date:
        """The day at the property."""
        context = self._page.context
        return context.clock.now().astimezone(context.desk.zone).date()

    def look(self, sight: Sight, part: str = "") -> None:
        """Look there."""
        if sight != self.sight:
            self.sight = sight
            self.changed.emit(part)

    # -- which days

    def show_kind(self, kind: object) -> None:
        """Days, weeks, months, quarters, years; free days are asked for."""
        wanted = PeriodKind(str(kind))
        if wanted is PeriodKind.FREE:
            self.ask_days()
        elif wanted is not self.sight.period.kind:
            self._go(of_kind(wanted, self.sight.period, self.today()))

    def turn(self, steps: int) -> None:
        """Periods on or back; beyond the present one there is nothing, nor before there were any."""
        fresh = turned(self.sight.period, steps)
        if fresh.first.year >= EARLIEST and fresh.first <= self.today():
            self._go(fresh)

    def go_this(self) -> None:
        """The period of today; after free days its week."""
        kind, today = self.sight.period.kind, self.today()
        kind = PeriodKind.WEEK if kind is PeriodKind.FREE else kind
        self._go(of_kind(kind, Period(PeriodKind.DAY, today, today), today))

    def ask_days(self) -> None:
        """Ask from which day to which."""
        dialog = DaysDialog(self._page.context, self._page, self.sight.period)
        dialog.submitted.connect(partial(self._days_chosen, dialog))
        dialog.open()

    def _days_chosen(self, dialog: DaysDialog, values: object) -> None:
        try:
            period = period_of(values)
        except UserProblem as problem:
            dialog.refuse(self._page.context.texts.problem(problem))
            return
        dialog.accept()
        if period is not None:
            self._go(period)

    def _go(self, period: Period) -> None:
        self.look(self.sight.at(period))

    # -- which cases

    def choose_slices(self, under: QWidget, slice_: Slice | None = None) -> None:
        """Drop the menu of slices, or that of one."""
        texts = self._page.context.texts.current
        menu = SliceMenu(texts, self._names(), self.sight.cut, self._page)
        menu.chosen.connect(self._chosen)
        drop(menu.menu_of(slice_), under, menu)

    def _chosen(self, slice_: Slice, value: SliceValue) -> None:
        """A value; that which holds already is taken back."""
        if (slice_, value) in self.sight.cut.values:
            self.look(self.sight.lacking(slice_, value))
        else:
            self.narrow(slice_, value)

    def narrow(self, slice_: Slice, value: SliceValue) -> None:
        """Only cases of this value."""
        self.look(self.sight.narrowed(slice_, value))

    def widen(self, slice_: object = None) -> None:
        """Without one slice, or without any."""
        self.look(self.sight.widened(slice_ if isinstance(slice_, Slice) else None))

    # -- the Pareto table

    def choose_weight(self, under: QWidget) -> None:
        """Drop the weights."""
        texts = self._page.context.texts
        options = [(one, texts.word("weight", one)) for one in Weight]
        self._drop("insight.weights", options, self.sight.weight, self._weigh, under)

    def _weigh(self, weight: object) -> None:
        self.look(replace(self.sight, weight=Weight(str(weight))), PARETO)

    def choose_first(self, under: QWidget) -> None:
        """Drop by what the table can begin."""
        texts = self._page.context.texts
        options = [(one, texts.word("slice", one)) for one in FIRST]
        self._drop("insight.first", options, self.sight.first, self._begin, under)

    def _begin(self, first: object) -> None:
        self.look(replace(self.sight, first=Slice(str(first)), trail=()), PARETO)

    def open_value(self, value: SliceValue) -> bool:
        """One level down, where there is one."""
        if not self.sight.can_open(value):
            return False
        self.look(self.sight.opened(value), PARETO)
        return True

    def up_to(self, depth: int) -> None:
        """Back to a level of the table."""
        self.look(self.sight.up_to(depth), PARETO)

    def up(self) -> bool:
        """One level up; ``False`` at the top."""
        if not self.sight.trail:
            return False
        self.up_to(len(self.sight.trail) - 1)
        return True

    # -- the trend

    def choose_lines(self, under: QWidget) -> None:
        """Drop by what the trend is told apart."""
        texts = self._page.context.texts
        options = [(one, texts.word("slice", one) if one else texts.t("All together")) for one in LINES]
        self._drop("insight.lines", options, self.sight.lines, self._tell_apart, under)

    def _tell_apart(self, lines: object) -> None:
        self.look(replace(self.sight, lines=lines if isinstance(lines, Slice) else None), TREND)

    def _drop(
        self,
        name: str,
        options: list[tuple[Slice | None, str]] | list[tuple[Slice, str]] | list[tuple[Weight, str]],
        held: object,
        chosen: Callable[[object], None],
        under: QWidget,
    ) -> None:
        menu = OneOfMenu(name, list(options), held, self._page)
        menu.chosen.connect(chosen)
        drop(menu, under)
