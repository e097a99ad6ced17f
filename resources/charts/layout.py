"""From a chart and a size to shapes. Pure: the same on paper and on screen, but for the measure of letters."""

from __future__ import annotations

from resources.charts.columns import lay_columns, lay_intervals
from resources.charts.drawing import Drawing
from resources.charts.heats import heat_height, lay_heat
from resources.charts.kinds import (
    BarChart,
    Chart,
    ColumnChart,
    ControlChart,
    HeatTable,
    IntervalChart,
    LineChart,
    ParetoChart,
    Sparkline,
    Strip,
)
from resources.charts.lettering import Ruler
from resources.charts.paretos import lay_pareto
from resources.charts.rows import bars_height, lay_bars, lay_strip, strip_height
from resources.charts.shapes import Picture, Size
from resources.charts.weeks import lay_control, lay_lines, lay_spark

_GROWING = (HeatTable, Strip, BarChart)
LEAST = (110.0, 64.0)  # narrower or lower than this nothing is drawn


def lay_out(chart: Chart, width: float, height: float, ruler: Ruler) -> Picture:
    """The shapes of a chart in a place; only its sentence where it has no marks."""
    d = Drawing(width, height, ruler)
    if not has_values(chart):
        for at, line in enumerate(ruler.wrap(chart.empty, width, Size.NAME, most=3)):
            d.write(0, (at + 0.7) * d.high(Size.NAME), line, size=Size.NAME)
    elif isinstance(chart, Sparkline):
        lay_spark(chart, d)
    elif width >= LEAST[0] * ruler.unit and (height >= LEAST[1] * ruler.unit or isinstance(chart, _GROWING)):
        _lay(chart, d)
    return d.picture()


def has_values(chart: Chart) -> bool:
    """Whether there is anything to draw."""
    if isinstance(chart, ParetoChart) and chart.total <= 0:
        return False
    return bool(chart.marks)


def _lay(chart: Chart, d: Drawing) -> None:
    match chart:
        case ParetoChart():
            lay_pareto(chart, d)
        case ControlChart():
            lay_control(chart, d)
        case HeatTable():
            lay_heat(chart, d)
        case IntervalChart():
            lay_intervals(chart, d)
        case Strip():
            lay_strip(chart, d)
        case ColumnChart():
            lay_columns(chart, d)
        case BarChart():
            lay_bars(chart, d)
        case LineChart():
            lay_lines(chart, d)
        case _:
            raise TypeError(type(chart).__name__)


def natural_height(chart: Chart, width: float, ruler: Ruler) -> float | None:
    """How tall a chart is that grows with its rows; ``None`` for one that takes any height."""
    if not has_values(chart):
        return 3 * ruler.heights[Size.NAME] if isinstance(chart, _GROWING) else None
    match chart:
        case HeatTable():
            return heat_height(chart, width, ruler)
        case Strip():
            return strip_height(chart, width, ruler)
        case BarChart():
            return bars_height(chart, ruler)
    return None
