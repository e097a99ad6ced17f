"""The heat table: counts in two directions, the more the darker, with the sum of each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from resources.charts.drawing import Drawing
from resources.charts.kinds import HeatTable, Mark, Role
from resources.charts.lettering import Ruler
from resources.charts.names import Names, arrange, draw_above
from resources.charts.shapes import Box, Size

ROW = 24.0
_GAP = 2.0
_BAR = 22.0
_NAMES = 0.3  # of the width, at most
_SHADES = 4
_LEAST_NAMES = 64.0
_WIDEST = 96.0  # a cell
NOTHING = "·"


def shade(value: float, most: float) -> int:
    """Which of the shades 0 to 4 a count has beside the largest one."""
    if value <= 0:
        return 0
    return 1 if most <= 1 else 1 + round((_SHADES - 1) * (value - 1) / (most - 1))


@dataclass(frozen=True)
class _Columns:
    """Where the columns stand: widths in the measure of the drawing. ``right`` is where the table ends."""

    names: float
    cell: float
    bar: float
    total: float
    right: float


def _columns(chart: HeatTable, width: float, ruler: Ruler) -> _Columns:
    u, count = ruler.unit, max(1, len(chart.columns))
    values = {(cell.shown, cell.role is Role.ALARM) for row in chart.rows for cell in row.cells if cell.value}
    least = max((ruler.width(*_figure(value)) for value in values), default=0) + u
    figures = [row.total.shown for row in chart.rows]
    sums = max((ruler.width(words, strong=True) for words in figures), default=0)
    total = max(sums, min(ruler.width(chart.total_words), 60 * u))
    labels = max((ruler.width(row.label, Size.NAME) for row in chart.rows), default=0) + 12 * u
    bar = _BAR * u + 10 * u
    free = width - total - 6 * u
    names = min(labels, max(width * _NAMES, 40 * u))
    if free - names - bar < count * least:
        bar, total = 4 * u, sums  # figures come before bars and names
        free = width - total - 6 * u
        names = max(min(names, free - bar - count * least), min(names, _LEAST_NAMES * u))
    cell = max(1.0, (free - names - bar) / count)
    spare = max(0.0, cell - _WIDEST * u) * count  # few columns do not grow into boards
    return _Columns(names, cell - spare / count, bar, total, width - spare)


def _head(chart: HeatTable, columns: _Columns, ruler: Ruler) -> Names:
    return arrange(chart.columns, columns.cell, ruler, (columns.names, columns.bar), turned=3)


def _head_height(chart: HeatTable, columns: _Columns, ruler: Ruler) -> float:
    return _head(chart, columns, ruler).height * ruler.heights[Size.TICK]


def _figure(value: tuple[str, bool]) -> tuple[str, Size, bool]:
    return value[0], Size.TICK, value[1]


def _drawn(chart: HeatTable) -> range:
    """The rows that are drawn."""
    return range(*(chart.part or (0, len(chart.rows))))


def heat_height(chart: HeatTable, width: float, ruler: Ruler) -> float:
    """How tall all rows are."""
    head = _head_height(chart, _columns(chart, width, ruler), ruler)
    return head + 5 * ruler.unit + len(_drawn(chart)) * ROW * ruler.unit


def lay_heat(chart: HeatTable, d: Drawing) -> None:
    """Names of columns, then row by row."""
    columns, u = _columns(chart, d.width, d.ruler), d.u
    head = _head_height(chart, columns, d.ruler)
    _draw_head(chart, d, columns, head)
    top = head + 5 * u
    # What was put together from many is no measure for the others, and stays pale.
    most = _largest(cell for row in chart.rows for cell in row.cells)
    largest = _largest(row.total for row in chart.rows)
    firsts = [0, *accumulate(len(row.cells) + 1 for row in chart.rows)]
    for place, number in enumerate(_drawn(chart)):
        y = top + place * ROW * u
        _draw_row(chart, d, columns, number, firsts[number], Box(0, y, d.width, ROW * u), most)
        _draw_total(chart, d, columns, number, y, largest, firsts[number])


def _largest(marks: Iterable[Mark]) -> float:
    return max((mark.value or 0 for mark in marks if mark.role is not Role.OTHER), default=0)


def _draw_head(chart: HeatTable, d: Drawing, columns: _Columns, head: float) -> None:
    high = d.high()
    room = columns.bar + columns.total
    d.write(columns.right - d.u, head - high / 2, chart.total_words, align="right", room=room)
    xs = [columns.names + (at + 0.5) * columns.cell for at in range(len(chart.columns))]
    draw_above(d, _head(chart, columns, d.ruler), xs, head)


def _draw_row(
    chart: HeatTable, d: Drawing, columns: _Columns, number: int, first: int, place: Box, most: float
) -> None:
    row, u, gap = chart.rows[number], d.u, _GAP * d.u / 2
    middle = place.middle[1]
    room = columns.names - 6 * u
    d.write(0, middle, row.label, token="text", size=Size.NAME, room=room, sure=True)
    for at, mark in enumerate(row.cells):
        box = Box(columns.names + at * columns.cell, place.y, columns.cell, place.h)
        inner, value = box.grown(-gap), mark.value or 0
        alarm = mark.role is Role.ALARM
        level = shade(min(value, 1), most) if mark.role is Role.OTHER else shade(value, most)
        if level or alarm:
            frame = "overdue" if alarm else None
            d.rect(inner, f"heat{level}", frame, radius=3, width=2, mark=first + at)
        words = mark.shown if value else NOTHING
        if d.ruler.width(words, strong=alarm) <= box.w:
            d.write(
                *box.middle, words, token="text" if value else "control", strong=alarm, align="centre",
                mark=first + at, sure=True,
            )  # fmt: skip
        d.spot(first + at, inner, box, number, at)


def _draw_total(
    chart: HeatTable, d: Drawing, columns: _Columns, number: int, y: float, largest: float, first: int
) -> None:
    row, u = chart.rows[number], d.u
    mark, middle = first + len(row.cells), y + ROW * u / 2
    right = columns.right - columns.total - 8 * u
    if columns.bar > _BAR * u and largest and row.total.value:
        wide = max(u, _BAR * u * min(1.0, row.total.value / largest))
        d.rect(Box(right - wide, middle - 2 * u, wide, 4 * u), "step-done", radius=1, mark=mark)
    d.write(
        columns.right - u,
        middle,
        row.total.shown,
        token="text",
        strong=True,
        align="right",
        mark=mark,
        sure=True,
    )
    box = Box(columns.right - columns.total - 4 * u, y, columns.total + 4 * u, ROW * u)
    d.spot(mark, box.grown(-u), box, number, len(row.cells))
