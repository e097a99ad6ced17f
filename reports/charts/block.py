"""Blocks of a page that hold charts: one, or several beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.charts.painting import RULER, draw_picture
from reports.layout.blocks import Block
from reports.layout.styles import HEADING, HEADING_BESIDE, LABEL
from reports.layout.text import Line, Span, draw_lines, height_of, set_lines
from resources.charts.kinds import BarChart, Chart, HeatTable
from resources.charts.layout import has_values, lay_out, natural_height
from resources.charts.legends import lay_legend
from resources.charts.shapes import Picture

_GAP = 4


class ChartBlock(Block):
    """A chart under its title, its legend and remark below.

    ``tall`` is the height of the chart itself where it does not grow with its rows. Charts that do are cut between
    rows where a page ends, and begin again with the names of their columns.
    """

    def __init__(
        self,
        chart: Chart,
        tall: float = 150,
        *,
        head: bool = True,
        legend: bool = True,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(before, after)
        self.chart, self._tall, self._head, self._foot = chart, tall, head, legend
        self._laid_for = -1.0

    def _lay(self, width: float) -> None:
        if self._laid_for == width:
            return
        self._laid_for, chart = width, self.chart
        title = [
            Span(chart.title, HEADING),
            Span(f"  {chart.beside}" if chart.beside else "", HEADING_BESIDE),
        ]
        self._title: Sequence[Line] = set_lines(title, width) if self._head and chart.title else ()
        tall = natural_height(chart, width, RULER) or self._tall
        self.picture: Picture = lay_out(chart, width, tall, RULER)
        keys = chart.legend if self._foot and has_values(chart) else ()
        self._legend = lay_legend(keys, width, RULER) if keys else None
        self._remark = set_lines([Span(chart.remark, LABEL)], width) if self._foot and chart.remark else ()

    def height_at(self, width: float) -> float:
        self._lay(width)
        below = [self._legend.height] if self._legend else []
        below += [height_of(self._remark)] if self._remark else []
        head = height_of(self._title) + _GAP if self._title else 0
        return head + self.picture.height + sum(part + _GAP for part in below)

    def split(self, width: float, height: float) -> list[ChartBlock]:
        """Rows that fit, and the rest; nothing for charts without rows."""
        rows = _rows_of(self.chart)
        if rows < 2:
            return []
        spare = height - (self.height_at(width) - self.picture.height)
        each = self.picture.height / (rows + 2)  # two for the names of the columns
        fit = min(rows - 1, int(spare / each) - 2)
        if fit < 1:
            return []
        return [self._of(0, fit, legend=False), self._of(fit, rows, head=False)]

    def _of(
        self, first: int, end: int, *, head: bool | None = None, legend: bool | None = None
    ) -> ChartBlock:
        return ChartBlock(
            _part(self.chart, first, end), self._tall,
            head=self._head if head is None else head, legend=self._foot if legend is None else legend,
            after=self.spaceAfter,
        )  # fmt: skip

    def draw(self) -> None:
        self._lay(self.width)
        top = self.height
        draw_lines(self.canv, self._title, 0, top, self.width)
        top -= height_of(self._title) + _GAP if self._title else 0
        draw_picture(self.canv, self.picture, 0, top)
        top -= self.picture.height + _GAP
        if self._legend is not None:
            draw_picture(self.canv, self._legend, 0, top)
            top -= self._legend.height + _GAP
        draw_lines(self.canv, self._remark, 0, top, self.width)


def _rows_of(chart: Chart) -> int:
    match chart:
        case HeatTable():
            first, end = chart.part or (0, len(chart.rows))
            return end - first
        case BarChart():
            first, end = chart.part or (0, len(chart.bars))
            return end - first
    return 0


def _part(chart: Chart, first: int, end: int) -> Chart:
    """The same chart with some of the rows that it draws."""
    if not isinstance(chart, HeatTable | BarChart):
        return chart
    start = chart.part[0] if chart.part else 0
    return replace(chart, part=(start + first, start + end))


class Beside(Block):
    """Blocks in columns, as tall as the tallest. ``shares`` are their parts of the width."""

    def __init__(
        self,
        blocks: Sequence[Block],
        shares: Sequence[float],
        *,
        gap: float = 22,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(before, after)
        self._blocks, self._shares, self._gap = blocks, shares, gap

    def _widths(self, width: float) -> list[float]:
        free = width - self._gap * (len(self._blocks) - 1)
        return [free * share / sum(self._shares) for share in self._shares]

    def height_at(self, width: float) -> float:
        return max(
            block.wrap(wide, 0)[1] for block, wide in zip(self._blocks, self._widths(width), strict=True)
        )

    def draw(self) -> None:
        x = 0.0
        for block, wide in zip(self._blocks, self._widths(self.width), strict=True):
            block.wrap(wide, 0)
            block.drawOn(self.canv, x, self.height - block.height)
            x += wide + self._gap
