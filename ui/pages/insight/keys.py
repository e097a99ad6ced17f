"""What the keys do on the page."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from models.insights.kinds import PeriodKind
from resources.texts import N_
from ui.commands import Command, Scope
from ui.pages.insight.head import KEYS
from ui.pages.insight.steering import Steering

TITLES = {
    PeriodKind.DAY: N_("look at a day"),
    PeriodKind.WEEK: N_("look at a week"),
    PeriodKind.MONTH: N_("look at a month"),
    PeriodKind.QUARTER: N_("look at a quarter"),
    PeriodKind.YEAR: N_("look at a year"),
    PeriodKind.FREE: N_("look at other days"),
}


class Host(Protocol):
    """What the keys ask of the page."""

    steering: Steering

    def choose_slices(self) -> None: ...
    def choose_weight(self) -> None: ...
    def choose_first(self) -> None: ...
    def choose_lines(self) -> None: ...
    def toggle_table(self) -> None: ...
    def has_chart(self) -> bool: ...
    def print_summary(self) -> None: ...
    def may_go_up(self) -> bool: ...


def commands(page: Host) -> tuple[Command, ...]:
    """All of them; single letters, as nothing is written on this page."""
    steer, scope = page.steering, Scope.PAGE
    kinds = [
        Command(f"insight.{kind.value}", TITLES[kind], KEYS[kind], partial(steer.show_kind, kind), scope)
        for kind in PeriodKind
    ]
    return (
        *kinds,
        Command("insight.before", N_("the period before"), "[", partial(steer.turn, -1), scope),
        Command("insight.after", N_("the period after"), "]", partial(steer.turn, 1), scope),
        Command("insight.this", N_("the present period"), "T", steer.go_this, scope),
        Command("insight.slices", N_("choose cases"), "F", page.choose_slices, scope, palette=True),
        Command("insight.weight", N_("weigh otherwise"), "G", page.choose_weight, scope),
        Command("insight.first", N_("order by something else"), "B", page.choose_first, scope),
        Command("insight.lines", N_("tell the trend apart"), "L", page.choose_lines, scope),
        Command(
            "insight.table",
            N_("the chart as a table, or as a chart again"),
            "V",
            page.toggle_table,
            scope,
            enabled=page.has_chart,
        ),
        Command(
            "insight.up",
            N_("one level up"),
            "Backspace",
            steer.up,
            scope,
            page.may_go_up,
            enabled=page.may_go_up,
        ),
        Command("insight.print", N_("print"), "Ctrl+P", page.print_summary, scope, hint=True),
    )
