"""Insight: what happens, why, and whether it gets better."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.insights.identifiers import looks_like
from models.insights.kinds import Slice
from models.insights.periods import write as write_period
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.context import Context
from ui.pages.insight.head import InsightHead
from ui.pages.insight.keys import commands
from ui.pages.insight.looking import Looking
from ui.pages.insight.names import Names
from ui.pages.insight.period_words import period_head
from ui.pages.insight.reckoned import ReckonedDialog
from ui.pages.insight.saving import GridSaver
from ui.pages.insight.sheet import InsightSheet
from ui.pages.insight.steering import Steering

_COMPLAINTS, _WARNINGS, _REPORT = "complaints", "warnings", "report"


class InsightPage(Page):
    """``figure`` is an identifier: its period and cut are looked at."""

    topics = frozenset({"case", "warning", "improvement", "place", "category", "cause", "setting"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("insight")
        self.names = Names(context.texts.current)
        self.steering = Steering(self, self._names)
        self.saver = GridSaver(self)
        self.head = InsightHead(self)
        self.sheet = InsightSheet(self, self.steering, self.saver)
        self.looking = Looking(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.sheet, 1)
        self._wire()
        self.retranslate()

    def _wire(self) -> None:
        head, steer = self.head, self.steering
        head.kind_wanted.connect(self._kind_wanted)
        head.turned.connect(steer.turn)
        head.slices.clicked.connect(self.choose_slices)
        head.weight.clicked.connect(self.choose_weight)
        head.print.clicked.connect(self.print_summary)
        head.chips.removed.connect(steer.widen)
        head.chips.opened.connect(self._chip_opened)
        steer.changed.connect(self._looked_elsewhere)
        self.sheet.opened.connect(self.open_figure)
        self.sheet.tiles.opened.connect(self.open_tile)
        self.looking.arrived.connect(self._arrived)
        self.looking.busy.connect(self.sheet.foot.show_busy)
        self.context.commands.add(self, *commands(self))

    def _names(self) -> Names:
        return self.names

    # -- the life of the page

    def shown(self, **params: object) -> None:
        figure = str(params.get("figure") or "")
        if figure and looks_like(figure):
            self.steering.look(self.steering.sight.of(figure))
        if not self.isAncestorOf(self.window().focusWidget()):
            self.head.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._show_sight()
        self.looking.ask(self.steering.sight)

    def _looked_elsewhere(self, part: str) -> None:
        """Another period or other cases: everything is asked for anew; another table: only that."""
        self.context.navigation.remember(figure=self.steering.sight.figure)
        self._show_sight()
        if part and not self.stale and self.isVisible():
            self.looking.ask(self.steering.sight, part)
        else:
            self.mark_stale()
        self.context.commands.look_again()

    def _arrived(self, name: str, found: object) -> None:
        if isinstance(found, Names):
            self.names = found
            self._show_sight()
        self.sheet.take(name, found)

    def _show_sight(self) -> None:
        texts, sight, today = self.context.texts.current, self.steering.sight, self.steering.today()
        name, days = period_head(texts, sight.period, today)
        goes_on = sight.period.first <= today < sight.period.end
        if goes_on:
            days = texts.t("{days}, so far", days=days) if days else texts.t("so far")
        self.head.show_period(sight.period.kind, name, days, today < sight.period.end)
        self.head.show_chips(self.names.chips(sight.cut))
        self.head.weight.set_text(
            texts.t("By {weight}", weight=texts.word("weight", sight.weight, inside=True))
        )

    # -- doing

    def _kind_wanted(self, kind: object) -> None:
        self.steering.show_kind(kind)
        self.head.kinds.set_value(self.steering.sight.period.kind)

    def choose_slices(self) -> None:
        """Drop the menu of slices."""
        self.steering.choose_slices(self.head.slices)

    def _chip_opened(self, slice_: object) -> None:
        under = self.head.chips.chip(slice_) or self.head.slices
        self.steering.choose_slices(under, slice_ if isinstance(slice_, Slice) else None)

    def choose_weight(self) -> None:
        """Drop the weights of the Pareto table."""
        self.steering.choose_weight(self.head.weight)

    def choose_first(self) -> None:
        """Drop by what the Pareto table can begin."""
        self.steering.choose_first(self.sheet.pareto.turn)

    def choose_lines(self) -> None:
        """Drop by what the trend is told apart."""
        self.steering.choose_lines(self.sheet.trend.turn)

    def toggle_table(self) -> None:
        """Show the chart in hand as a table, or as a chart again."""
        pane = self.sheet.pane_in_hand()
        if pane is not None:
            pane.toggle_table()

    def has_chart(self) -> bool:
        """Whether the keys are on a chart that shows something."""
        pane = self.sheet.pane_in_hand()
        return pane is not None and pane.more.isEnabled()

    def may_go_up(self) -> bool:
        """Whether the Pareto table was opened further down."""
        return bool(self.steering.sight.trail)

    def open_figure(self, figure: str) -> None:
        """Show the cases behind a figure."""
        self.context.navigation.navigate(_COMPLAINTS, figure=figure)

    def open_tile(self, key: str) -> None:
        """Warnings have a page of their own, which knows of no slices; behind the others are cases."""
        if key == _WARNINGS and not self.steering.sight.cut.values:
            self.context.navigation.navigate(_WARNINGS, period=write_period(self.steering.sight.period))
        else:
            self.sheet.open_measure(key)

    def print_summary(self) -> None:
        """Make the summary of the period that is shown."""
        period = write_period(self.steering.sight.period)
        self.context.navigation.navigate(_REPORT, kind="weekly", period=period)

    # -- words and room

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.retranslate(texts)
        self.head.slices.set_text(texts.t("Which cases"))
        self.head.print.set_text(texts.p("button", "Summary"))
        self.sheet.retranslate(texts)
        self.head.fit()
        self._show_sight()
        self.mark_stale()  # everything shown is words too

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("[", "]"), N_("before and after")),
            Hint(("D", "W", "M"), N_("day, week, month")),
            Hint(("Tab",), N_("next chart")),
            Hint(("↵",), N_("see the cases")),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.head.kinds, *self.sheet.panes())

    def escape(self) -> bool:
        return self.steering.up()

    def help(self) -> bool:
        dialog = ReckonedDialog(self.context, self, self.sheet.measure())
        dialog.open()
        return True
