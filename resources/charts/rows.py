"""Charts that grow downwards: lying bars with their values, and a strip of parts with its legend."""

from __future__ import annotations

from dataclasses import dataclass

from resources.charts.drawing import Drawing
from resources.charts.kinds import Bar, BarChart, Role, Strip
from resources.charts.lettering import Ruler
from resources.charts.shapes import Box, Size
from resources.charts.tints import fill_of

ROW = 24.0
_BAR = 9.0
_NAMES = 0.38
_STRIP = 8.0
_PART_ROW = 22.0


@dataclass(frozen=True)
class _Columns:
    """Widths: names, bars with their values, and one for each column of figures that has room."""

    names: float
    bars: float
    value: float
    figures: tuple[float, ...]


def _columns(chart: BarChart, width: float, ruler: Ruler) -> _Columns:
    u = ruler.unit
    heads = _heads(chart)
    rows = [_figures(chart, bar) for bar in chart.bars]
    figures: list[float] = []
    for at in range(max([len(heads), *map(len, rows)])):
        wide = max((ruler.width(row[at], strong=True) for row in rows if at < len(row)), default=0)
        if at < len(heads):
            wide = max(wide, min(ruler.width(heads[at]), 90 * u))
        figures.append(wide + 14 * u)
    behind = () if chart.value_head else chart.bars
    value = max((ruler.width(bar.mark.shown, strong=True) for bar in behind), default=0) + 8 * u
    labels = max((ruler.width(bar.mark.label, Size.NAME) for bar in chart.bars), default=0) + 10 * u
    names = min(labels, width * _NAMES)
    while figures and width - names - value - sum(figures) < 40 * u:
        if names > 60 * u and names > labels * 0.5:
            names = max(60 * u, names * 0.85)
        else:
            figures.pop()
    return _Columns(names, max(2.0, width - names - value - sum(figures)), value, tuple(figures))


def _heads(chart: BarChart) -> tuple[str, ...]:
    return (chart.value_head, *chart.heads) if chart.value_head else chart.heads


def _figures(chart: BarChart, bar: Bar) -> tuple[str, ...]:
    """What stands at the right of a bar; the value itself where it has a column."""
    return (bar.mark.shown, *bar.columns) if chart.value_head else bar.columns


def _drawn(chart: BarChart) -> range:
    """The rows that are drawn."""
    return range(*(chart.part or (0, len(chart.bars))))


def bars_height(chart: BarChart, ruler: Ruler) -> float:
    """How tall all rows are, with the names of the columns."""
    head = ruler.heights[Size.TICK] + 3 * ruler.unit if _heads(chart) else 0
    return head + len(_drawn(chart)) * ROW * ruler.unit


def lay_bars(chart: BarChart, d: Drawing) -> None:
    """Name, bar, value; figures at the right."""
    u = d.u
    columns = _columns(chart, d.width, d.ruler)
    rights = _rights(columns, d.width)
    top = 0.0
    heads = _heads(chart)
    if heads:
        top = d.high() + 3 * u
        for head, right, wide in zip(heads, rights, columns.figures, strict=False):
            d.write(right, d.high() / 2, head, align="right", room=wide - 6 * u)
    reach = [value for bar in chart.bars for value in (bar.mark.value, bar.beyond) if value is not None]
    most = max(reach, default=0) or 1
    for place, at in enumerate(_drawn(chart)):
        bar, middle = chart.bars[at], top + (place + 0.5) * ROW * u
        d.write(
            0, middle, bar.mark.label, token="text", size=Size.NAME, room=columns.names - 8 * u, sure=True
        )
        end = _draw_bar(chart, d, at, middle, columns, most)
        if not chart.value_head:
            d.write(
            end + 6 * u, middle, bar.mark.shown, token="overdue" if bar.mark.role is Role.ALARM else "text",
            strong=True, mark=at, sure=True,
        )  # fmt: skip
        for number, (words, right) in enumerate(zip(_figures(chart, bar), rights, strict=False)):
            strong = bool(chart.value_head) and number == 0
            token = "text" if strong else "muted"
            d.write(right, middle, words, token=token, strong=strong, align="right", mark=at, sure=True)
        whole = Box(0, middle - ROW * u / 2, d.width, ROW * u)
        d.spot(at, whole.grown(-u), whole, at, 0)


def _rights(columns: _Columns, width: float) -> list[float]:
    rights, edge = [], width
    for wide in reversed(columns.figures):
        rights.append(edge)
        edge -= wide
    return rights[::-1]


def _draw_bar(chart: BarChart, d: Drawing, at: int, middle: float, columns: _Columns, most: float) -> float:
    """The bar and what reaches beyond it; returns where it ends."""
    bar, u, left = chart.bars[at], d.u, columns.names
    scale = columns.bars / most
    end = left
    if bar.mark.value is not None:
        wide = max(bar.mark.value * scale, u)
        dotted = bar.mark.role is Role.OTHER
        box = Box(left, middle - _BAR * u / 2, wide, _BAR * u)
        fill = None if dotted else fill_of(bar.mark.role)
        d.rect(box, fill, "control" if dotted else None, radius=2, dotted=dotted, mark=at)
        end = left + wide
    if bar.beyond is not None and left + bar.beyond * scale > end:
        far = left + bar.beyond * scale
        d.line(end, middle, far, middle, "control", width=1.3, mark=at)
        d.line(far, middle - 4 * u, far, middle + 4 * u, "control", width=1.3, mark=at)
        end = far
    return end


def strip_height(chart: Strip, width: float, ruler: Ruler) -> float:
    """The strip, a line for each part, and the sentence below."""
    foot = len(ruler.wrap(chart.foot, width)) * ruler.heights[Size.TICK] * 1.15
    return (_STRIP + 10 + len(chart.parts) * _PART_ROW + (8 if chart.foot else 0)) * ruler.unit + foot


def lay_strip(chart: Strip, d: Drawing) -> None:
    """Parts side by side, named below."""
    u = d.u
    total = sum(part.value or 0 for part in chart.parts)
    gap, there = 2 * u, [part for part in chart.parts if part.value]
    free = d.width - gap * max(0, len(there) - 1)
    x = 0.0
    if not there:
        d.rect(Box(0, 0, d.width, _STRIP * u), "step-locked", radius=2)
    for at, part in enumerate(chart.parts):
        if part.value:
            wide = free * part.value / total
            d.rect(Box(x, 0, wide, _STRIP * u), fill_of(part.role), radius=2, mark=at)
            x += wide + gap
    top = (_STRIP + 10) * u
    for at, part in enumerate(chart.parts):
        middle = top + (at + 0.5) * _PART_ROW * u
        quiet = part.role in (Role.QUIET, Role.FAINT)
        token = "muted" if quiet else "text"
        d.rect(Box(0, middle - 4.5 * u, 9 * u, 9 * u), fill_of(part.role), radius=2, mark=at)
        value = d.write(
            d.width, middle, part.shown, token=token, size=Size.NAME, strong=not quiet, align="right", mark=at
        )
        room = (value.box.x if value else d.width) - 24 * u
        d.write(16 * u, middle, part.label, token=token, size=Size.NAME, room=room, mark=at)
        place = Box(0, middle - _PART_ROW * u / 2, d.width, _PART_ROW * u)
        d.spot(at, place, place, at, 0)
    top += len(chart.parts) * _PART_ROW * u + 8 * u
    for number, line in enumerate(d.ruler.wrap(chart.foot, d.width)):
        d.write(0, top + (number + 0.5) * d.high() * 1.15, line)
