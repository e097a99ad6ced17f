"""The heat table: cases in two directions, with the sum of each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from models.directory.units import natural_key
from models.insights.kinds import SliceValue
from reports.charts.wording import Heading, joined, said, valued
from resources.charts.kinds import HeatRow, HeatTable, Key, KeyShape, Mark, Role, Table
from resources.texts import Texts


class _All:
    """All columns of a row."""


@dataclass(frozen=True)
class Folded:
    """The rows or columns that were put together at the end."""

    values: tuple[SliceValue, ...]


ALL = _All()
Column = SliceValue | _All | Folded
Row = SliceValue | Folded
CellLink = Callable[[Row, Column], str]
Cell = tuple[SliceValue, SliceValue]
_MOST = 9


def _no_link(_row: Row, _column: Column) -> str:
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
    most_rows: int | None = None,
    **heading: Unpack[Heading],
) -> HeatTable:
    """Rows in the order given, else by their names; columns by their sums, ``None`` and what is too much last.

    Of more than ``most_rows`` those stay that have flags, then those with the most. ``flagged`` are cells over their
    limit, with the limit. The link of a total is ``link(row, ALL)``, of what was put together ``link(row, Folded(…))``
    or ``link(Folded(…), column)``.
    """
    found: dict[Cell, int] = defaultdict(int)
    for row, column, n in counts:
        found[row, column] += n
    flags = dict(flagged or {})
    order = list(rows) if rows is not None else _by_name({row for row, _ in found}, row_name)
    sums = _sums(found, 1)
    columns = sorted(sums, key=lambda column: (column is None, -sums[column], column_name(column)))
    kept = columns[:most_columns] if len(columns) > most_columns + 1 else columns
    down = _lines(order, _weightiest(order, found, flags, most_rows), row_name, texts)
    across = _lines(columns, set(kept), column_name, texts)
    made = _Maker(texts, link, flags, found, across)
    lines = tuple(made.row(one) for one in down)
    names = [one.name for one in across]
    return HeatTable(
        columns=tuple(names),
        rows=lines,
        total_words=texts.t("Total"),
        legend=tuple(made.keys(row_name, column_name)),
        table=_table(texts, names, lines),
        **said(heading, texts),
    )


def _by_name(rows: Iterable[SliceValue], name: Callable[[SliceValue], str]) -> list[SliceValue]:
    """As people count: building 12 after building 3."""
    return sorted(rows, key=lambda row: (row is None, natural_key(name(row)), str(row)))


def _sums(found: Mapping[Cell, int], part: int) -> dict[SliceValue, int]:
    sums: dict[SliceValue, int] = defaultdict(int)
    for cell, n in found.items():
        sums[cell[part]] += n
    return sums


def _weightiest(
    order: Sequence[SliceValue], found: Mapping[Cell, int], flags: Mapping[Cell, object], most: int | None
) -> set[SliceValue]:
    if most is None or len(order) <= most + 1:
        return set(order)
    sums, flagged = _sums(found, 0), {row for row, _ in flags}
    ranked = sorted(range(len(order)), key=lambda at: (order[at] not in flagged, -sums[order[at]], at))
    return {order[at] for at in ranked[:most]}


@dataclass(frozen=True)
class _Line:
    """A row or a column: what it is called in its head and in a mark, what its link is told, what it counts."""

    name: str
    spoken: str
    key: Row
    values: tuple[SliceValue, ...]

    @property
    def is_folded(self) -> bool:
        """Whether several share it."""
        return isinstance(self.key, Folded)


def _lines(
    order: Sequence[SliceValue], kept: Collection[SliceValue], name: Callable[[SliceValue], str], texts: Texts
) -> list[_Line]:
    """One for each that is kept, and one for all others."""
    lines = [_Line(name(one), name(one), one, (one,)) for one in order if one in kept]
    folded = tuple(one for one in order if one not in kept)
    if folded:
        words = texts.n("{n} other", "{n} others", len(folded))
        lines.append(_Line(words, texts.t("others"), Folded(folded), folded))
    return lines


class _Maker:
    """Makes the rows."""

    def __init__(
        self,
        texts: Texts,
        link: CellLink,
        flags: Mapping[Cell, int | None],
        found: Mapping[Cell, int],
        columns: Sequence[_Line],
    ) -> None:
        self._texts, self._link, self._flags, self._found, self._columns = texts, link, flags, found, columns
        self._seen: dict[Cell, int] = {}

    def row(self, row: _Line) -> HeatRow:
        """One line with its sum."""
        cells = tuple(self._cell(row, column) for column in self._columns)
        total = sum(int(cell.value or 0) for cell in cells)
        spoken = valued(self._texts, row.name, self._cases(total))
        link = self._link(row.key, ALL) if total else ""
        role = Role.OTHER if row.is_folded else Role.PLAIN
        sum_ = Mark(row.name, float(total), self._texts.number(total), link, role, spoken)
        return HeatRow(row.name, cells, sum_)

    def _cases(self, n: int) -> str:
        return self._texts.n("{n} case", "{n} cases", n)

    def _cell(self, row: _Line, column: _Line) -> Mark:
        pairs = [(one, other) for one in row.values for other in column.values]
        n = sum(self._found.get(pair, 0) for pair in pairs)
        flagged = {pair: self._found.get(pair, 0) for pair in pairs if pair in self._flags}
        self._seen |= flagged
        label = joined(self._texts, (row.name, column.spoken))
        spoken = valued(self._texts, label, self._cases(n))
        if flagged:
            spoken = joined(self._texts, (spoken, self._texts.t("over its limit")))
        link = self._link(row.key, column.key) if n else ""
        folded = row.is_folded or column.is_folded
        role = Role.ALARM if flagged else Role.OTHER if folded else Role.PLAIN
        return Mark(label, float(n), self._texts.number(n), link, role, spoken)

    def keys(
        self, row_name: Callable[[SliceValue], str], column_name: Callable[[SliceValue], str]
    ) -> Iterable[Key]:
        """What the red frames mean: the first by its name, more of them by their number."""
        if len(self._seen) > 1:
            words = self._texts.n("{n} cell over its limit", "{n} cells over their limits", len(self._seen))
            yield Key(words, "overdue", KeyShape.FRAME, grave=True)
            return
        for (row, column), n in self._seen.items():
            limit = self._flags[row, column]
            where = joined(self._texts, (row_name(row), column_name(column)))
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
