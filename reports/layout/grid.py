"""Tables: cells of spans, rows that stay whole where they can, a header that comes again on each page.

Cells are set by ``layout.text`` and drawn straight onto the page; a paragraph object for each cell costs three times
as much. Every row can be cut between its lines, so that no text is too long for a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.layout.blocks import Block, across
from reports.layout.text import Line, Spans, draw_lines, drop_of, height_of, set_lines

_PAD = 2.2  # above and below the lines of a row
_GAP = 8  # between columns
_TALL = 110  # a row taller than this may be cut


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a fixed width in points, or a ``share`` of what the fixed ones leave."""

    width: float = 0
    share: float = 0
    align: str = "left"


class Row:
    """One row whose cells have been set."""

    def __init__(self, cells: Sequence[Sequence[Line]]) -> None:
        self.cells = cells

    @cached_property
    def drop(self) -> float:
        """How far below the top of the cells their common first baseline lies."""
        return max((drop_of(lines) for lines in self.cells), default=0)

    @cached_property
    def height(self) -> float:
        return (
            max((self.drop - drop_of(lines) + height_of(lines) for lines in self.cells), default=0) + 2 * _PAD
        )

    def cut(self, height: float) -> tuple[Row, Row] | None:
        """What fits into a height, and the rest; ``None`` when not even a line fits."""
        heads, tails = [], []
        for lines in self.cells:
            used, count = 2 * _PAD + self.drop - drop_of(lines), 0
            while count < len(lines) and used + lines[count].leading <= height:
                used += lines[count].leading
                count += 1
            heads.append(lines[:count])
            tails.append(lines[count:])
        return (Row(heads), Row(tails)) if any(heads) and any(tails) else None


class Grid(Block):
    """A table. ``header`` and each row hold one cell of spans for each column."""

    def __init__(
        self,
        columns: Sequence[Column],
        header: Sequence[Spans] | None,
        rows: Sequence[Sequence[Spans]],
        *,
        ruled: bool = True,
        gap: float = _GAP,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(before, after)
        self._columns, self._header, self._rows, self._ruled, self._gap = columns, header, rows, ruled, gap
        self._set: list[Row] | None = None
        self._head: Row | None = None
        self._set_for = -1.0

    def _of(self, rows: list[Row]) -> Grid:
        """The same table with some of its rows, already set."""
        part = Grid(self._columns, self._header, (), ruled=self._ruled, gap=self._gap, after=self.spaceAfter)
        part._set, part._head, part._set_for = rows, self._head, self._set_for
        return part

    def widths(self, width: float) -> list[float]:
        """The widths of the columns in a table of that width."""
        shares = sum(column.share for column in self._columns)
        free = width - sum(c.width for c in self._columns) - self._gap * (len(self._columns) - 1)
        return [column.width or free * column.share / shares for column in self._columns]

    def _rows_at(self, width: float) -> list[Row]:
        if self._set is None or self._set_for != width:
            widths = self.widths(width)
            self._head = _row(self._header, widths) if self._header else None
            self._set = [_row(cells, widths) for cells in self._rows]
            self._set_for = width
        return self._set

    def height_at(self, width: float) -> float:
        rows = self._rows_at(width)
        return sum(row.height for row in rows) + (self._head.height if self._head else 0)

    def split(self, width: float, height: float) -> list[Grid]:
        """Rows that fit, and the rest under the same header."""
        rows = self._rows_at(width)
        room = height - (self._head.height if self._head else 0)
        count = 0
        while count < len(rows) and rows[count].height <= room:
            room -= rows[count].height
            count += 1
        if count == len(rows):
            return []
        cut = rows[count].cut(room) if rows[count].height > _TALL else None
        if cut is not None:
            return [self._of([*rows[:count], cut[0]]), self._of([cut[1], *rows[count + 1 :]])]
        return [self._of(rows[:count]), self._of(rows[count:])] if count else []

    def draw(self) -> None:
        widths, top = self.widths(self.width), self.height
        rows = self._rows_at(self.width)
        if self._head is not None:
            self._draw_row(self._head, widths, top)
            top -= self._head.height
            if self._ruled:
                across(self.canv, 0, self.width, top, "line-strong")
        for index, row in enumerate(rows):
            self._draw_row(row, widths, top)
            top -= row.height
            if self._ruled and index < len(rows) - 1:
                across(self.canv, 0, self.width, top, "line-strong", 0.35)

    def _draw_row(self, row: Row, widths: Sequence[float], top: float) -> None:
        """Draw the cells of a row, small text on the baseline of the larger one beside it."""
        x = 0.0
        for column, width, lines in zip(self._columns, widths, row.cells, strict=True):
            draw_lines(self.canv, lines, x, top - _PAD - row.drop + drop_of(lines), width, column.align)
            x += width + self._gap


def _row(cells: Sequence[Spans], widths: Sequence[float]) -> Row:
    return Row([set_lines(spans, width) for spans, width in zip(cells, widths, strict=True)])
