"""All builders of charts in one place: pure functions from what queries return, and texts, to descriptions."""

from __future__ import annotations

from reports.charts.bars import BarRow, Load, bars, step_times, step_waiting, workload_bars
from reports.charts.heat import ALL, Folded, heat_table
from reports.charts.pareto import pareto_chart
from reports.charts.shares import interval_chart, outcome_strip
from reports.charts.verdicts import before_after
from reports.charts.weeks import control_chart, sparkline, week_bars, week_lines
from reports.charts.wording import Heading

__all__ = [
    "ALL",
    "BarRow",
    "Folded",
    "Heading",
    "Load",
    "bars",
    "before_after",
    "control_chart",
    "heat_table",
    "interval_chart",
    "outcome_strip",
    "pareto_chart",
    "sparkline",
    "step_times",
    "step_waiting",
    "week_bars",
    "week_lines",
    "workload_bars",
]
