"""The heat table: cases in two directions, with the sum of each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from models.insights.kinds import SliceValue
from reports.charts.wording import Heading, joined, said, valued
from resources.charts.kinds import HeatRow, HeatTable, Key, KeyShape, Mark, Role, Table
from resources.texts import Texts


class _All:
    """All columns of a row."""


@dataclass(frozen=True)
class Folded:
    """The columns that were put together at the end."""

    values: tuple[SliceValue, ...]


ALL = _All()
Column = SliceValue | _All | Folded
CellLink = Callable[[SliceValue, Column], str]
Cell = tuple[SliceValue, SliceValue]
_MOST = 9


def _no_link(_row: SliceValue, _column: Column) -> str:
    return ""


def heat_table(
    counts: Iterable[tuple[SliceValue, SliceValue, int]],
    texts: Texts,
    row_name: Callable[[SliceValue], str],
    column_name: Callable[[SliceValue], str],
    link: CellLink = _no_link,
    *,
    flagged: Mapping[Cell, int | None] | None = None,
    rows: Sequence[SliceValue] | None = None,
    most_columns: int = _MOST,
    **heading: Unpack[Heading],
) -> HeatTable:
    """Rows in the order given, else by their names; columns by their sums, ``None`` and what is too much last.

    ``flagged`` are cells over their limit, with the limit. The link of a total is ``link(row, ALL)``, that of what
    was put together at the end ``link(row, Folded(…))``.
    """
    found: dict[SliceValue, dict[SliceValue, int]] = defaultdict(lambda: defaultdict(int))
    sums: dict[SliceValue, int] = defaultdict(int)
    for row, column, n in counts:
        found[row][column] += n
        sums[column] += n
    order = list(rows) if rows is not None else sorted(found, key=lambda row: (row is None, row_name(row)))
    columns = sorted(sums, key=lambda column: (column is None, -sums[column], column_name(column)))
    folded: list[SliceValue] = []
    if len(columns) > most_columns + 1:
        columns, folded = columns[:most_columns], columns[most_columns:]
    flags = dict(flagged or {})
    made = _Maker(texts, row_name, column_name, link, flags, columns, folded)
    names = [column_name(column) for column in columns]
    names += [texts.n("{n} other", "{n} others", len(folded))] if folded else []
    lines = tuple(made.row(row, found.get(row, {})) for row in order)
    return HeatTable(
        columns=tuple(names),
        rows=lines,
        total_words=texts.t("Total"),
        legend=tuple(made.keys()),
        table=_table(texts, names, lines),
        **said(heading, texts),
    )


class _Maker:
    """Makes the rows."""

    def __init__(
        self,
        texts: Texts,
        row_name: Callable[[SliceValue], str],
        column_name: Callable[[SliceValue], str],
        link: CellLink,
        flags: Mapping[Cell, int | None],
        columns: Sequence[SliceValue],
        folded: Sequence[SliceValue],
    ) -> None:
        self._texts, self._row_name, self._column_name, self._link = texts, row_name, column_name, link
        self._flags, self._columns, self._folded = flags, columns, folded
        self._seen: dict[Cell, int] = {}

    def row(self, row: SliceValue, counts: Mapping[SliceValue, int]) -> HeatRow:
        """One line with its sum."""
        label, total = self._row_name(row), sum(counts.values())
        cells = [self._cell(row, column, counts.get(column, 0)) for column in self._columns]
        if self._folded:
            rest = sum(counts.get(column, 0) for column in self._folded)
            flagged = [(row, column) for column in self._folded if (row, column) in self._flags]
            self._seen |= {cell: counts.get(cell[1], 0) for cell in flagged}
            link = self._link(row, Folded(tuple(self._folded))) if rest else ""
            cells.append(self._mark(label, self._texts.t("others"), rest, link, bool(flagged)))
        sum_ = Mark(
            label, float(total), self._texts.number(total), self._link(row, ALL) if total else "",
            spoken=valued(self._texts, label, self._cases(total)),
        )  # fmt: skip
        return HeatRow(label, tuple(cells), sum_)

    def _cases(self, n: int) -> str:
        return self._texts.n("{n} case", "{n} cases", n)

    def _cell(self, row: SliceValue, column: SliceValue, n: int) -> Mark:
        flagged = (row, column) in self._flags
        if flagged:
            self._seen[row, column] = n
        link = self._link(row, column) if n else ""
        return self._mark(self._row_name(row), self._column_name(column), n, link, flagged)

    def _mark(self, row: str, column: str, n: int, link: str, flagged: bool) -> Mark:
        label = joined(self._texts, (row, column))
        spoken = valued(self._texts, label, self._cases(n))
        if flagged:
            spoken = joined(self._texts, (spoken, self._texts.t("over its limit")))
        return Mark(
            label, float(n), self._texts.number(n), link, Role.ALARM if flagged else Role.PLAIN, spoken
        )

    def keys(self) -> Iterable[Key]:
        """What the red frames mean: the first by its name, more of them by their number."""
        if len(self._seen) > 1:
            words = self._texts.n("{n} cell over its limit", "{n} cells over their limits", len(self._seen))
            yield Key(words, "overdue", KeyShape.FRAME, grave=True)
        for (row, column), n in self._seen.items():
            if len(self._seen) > 1:
                return
            limit = self._flags[row, column]
            where = joined(self._texts, (self._row_name(row), self._column_name(column)))
            facts = {"where": where, "n": self._texts.number(n)}
            words = (
                self._texts.t("{where}: {n}, over its limit", **facts)
                if limit is None
                else self._texts.t("{where}: {n} ≥ limit {limit}", **facts, limit=self._texts.number(limit))
            )
            yield Key(words, "overdue", KeyShape.FRAME, grave=True)


def _table(texts: Texts, names: Sequence[str], lines: Sequence[HeatRow]) -> Table:
    return Table(
        ("", *names, texts.t("Total")),
        tuple((line.label, *(cell.shown for cell in line.cells), line.total.shown) for line in lines),
        (False, *(True for _ in names), True),
        tuple(line.total.link for line in lines),
    )
