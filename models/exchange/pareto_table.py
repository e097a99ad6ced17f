"""A foreign table for the Pareto rule: any text encoding or a workbook; rows of one label are added up by whoever asks.

The column of labels is the one that is named, else the first with a usual heading (label, sub-type, type, category,
cause …; 标签, 子类, 类型 …), else the first whose cells are not all numbers. The column of counts likewise (count,
number, cases …; 数量, 件数 …), else the first of numbers. A closing line that adds all others up is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.core.errors import UserProblem
from models.exchange.reading import TableFile, TableRow, fold_header, open_table
from models.insights.pareto import Heap

LABELS = (
    "label", "subtype", "subcategory", "type", "category", "kind", "rootcause", "cause", "reason", "name", "item",
    "标签", "子类", "小类", "类型", "类别", "分类", "种类", "原因", "根本原因", "根因", "名称", "项目", "問題", "问题",
)  # fmt: skip
COUNTS = (
    "count", "counts", "number", "n", "cases", "complaints", "numberofcomplaints", "numberofcases", "quantity",
    "frequency", "total", "数量", "件数", "次数", "宗数", "计数", "投诉量", "投诉数", "投诉件数", "频数", "合计",
)  # fmt: skip
OTHERS = frozenset(
    {"other", "others", "unclassified", "otherunclassified", "其他", "其它", "未分类", "其他未分类"}
)
_SUMS = frozenset({"", "total", "totals", "sum", "grandtotal", "合计", "总计", "总数", "共计"})
_NUMBER = re.compile(r"[+-]?\d+(?:\.0*)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\u2009\u00a0' ]\d{3})+(?:\.0*)?")


@dataclass(frozen=True)
class _Line:
    """A row of the file that counts; ``number`` is where it begins in the file."""

    number: int
    label: str
    count: int


def read_counts(path: Path, label: str | None = None, count: str | None = None) -> tuple[Heap, ...]:
    """The rows of a table file as labels and whole counts, in their order.

    ``label`` and ``count`` are headings, in any case and spelling, or numbers of columns from 1. Raises what
    ``open_table`` raises, and ``pareto.no_label``, ``pareto.no_text``, ``pareto.no_count``, ``pareto.wrong_count``,
    ``pareto.empty``.
    """
    known = [fold_header(one) for one in (*LABELS, *COUNTS)]
    file = open_table(path, known=known)
    rows = [row for row in file.rows() if any(row.text(index) for index in range(file.width))]
    if not rows:
        raise UserProblem("pareto.empty", file=file.name)
    counts = _column(file, count, COUNTS) if count or _named(file, COUNTS) is not None else None
    labels = _column(file, label, LABELS) if label or _named(file, LABELS) is not None else None
    if labels is None:
        labels = _first(file, rows, numbers=False, but=counts)
    if labels is None:
        raise UserProblem("pareto.no_text", file=file.name)
    if counts is None:
        counts = _first(file, rows, numbers=True, but=labels)
    if counts is None:
        raise UserProblem("pareto.no_count", file=file.name)
    return _heaps(
        [_line(file, row, labels, counts) for row in rows if _is_told(row, labels, counts)], file.name
    )


def is_other(label: str) -> bool:
    """Whether a label of a foreign table says nothing."""
    return not label or fold_header(label) in OTHERS


def _named(file: TableFile, wanted: Sequence[str]) -> int | None:
    folded = [fold_header(name) for name in file.headers]
    return next((folded.index(one) for one in map(fold_header, wanted) if one in folded), None)


def _column(file: TableFile, told: str | None, wanted: Sequence[str]) -> int | None:
    if told is None:
        return _named(file, wanted)
    found = _named(file, (told,))
    if found is None and told.isdecimal() and 0 < int(told) <= file.width:
        found = int(told) - 1
    if found is None:
        columns = ", ".join(file.headers) or str(file.width)
        raise UserProblem("pareto.no_label", file=file.name, column=told, columns=columns)
    return found


def _first(file: TableFile, rows: Sequence[TableRow], *, numbers: bool, but: int | None) -> int | None:
    for index in range(file.width):
        cells = [text for row in rows if (text := row.text(index))]
        if index != but and cells and all(_number(text) is not None for text in cells) == numbers:
            return index
    return None


def _is_told(row: TableRow, labels: int, counts: int) -> bool:
    return bool(row.text(labels) or row.text(counts))


def _line(file: TableFile, row: TableRow, labels: int, counts: int) -> _Line:
    text = row.text(counts)
    count = _number(text)
    if count is None or count < 0:
        raise UserProblem("pareto.wrong_count", file=file.name, line=row.line, text=text)
    return _Line(row.line, " ".join(row.text(labels).split()), count)


def _number(text: str) -> int | None:
    """A whole number as people write it: ``1,094``, ``270.0``, full-width digits; ``None`` for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[, ']", "", plain)
    return int(plain.split(".")[0]) if _NUMBER.fullmatch(plain) else None


def _heaps(lines: Iterable[_Line], file: str) -> tuple[Heap, ...]:
    found = list(lines)
    if len(found) > 2 and fold_header(found[-1].label) in _SUMS:
        *others, last = found
        if last.count == sum(one.count for one in others):
            found = others
    if not found:
        raise UserProblem("pareto.empty", file=file)
    return tuple(Heap(one.label, one.count) for one in found)
