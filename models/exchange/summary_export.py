"""Writing a whole summary as a workbook, one sheet a table, or as one CSV file, one line a cell.

Codes stay codes and have their names beside them; days, times, shares and amounts are what they are, not text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from models.core.errors import UserProblem
from models.core.session import Session
from models.exchange import summary_sheets as sheets
from models.exchange.summary_sheets import Sheet
from models.exchange.table_file import OPTIONS, as_text, check_may_export, fill_sheet, safe_cell
from models.exchange.whole_file import whole_file
from models.insights.periods import write
from models.summaries.kinds import Summary
from resources.texts import Texts

_HEAD = ("period", "table", "row", "column", "value")


@dataclass(frozen=True)
class Exported:
    """What was written: tables and rows."""

    tables: int
    rows: int


def export_summary(
    session: Session, summary: Summary, said: Sequence[str], path: Path, texts: Texts
) -> Exported:
    """Write a summary; ``said`` are the sentences of its commentary. The ending of ``path`` decides how.

    The file appears whole or not at all. Raises ``NotAllowed``, ``UserProblem``: ``export.ending``,
    ``file.not_written``.
    """
    check_may_export(session)
    ending = path.suffix.casefold()
    if ending not in (".csv", ".xlsx"):
        raise UserProblem("export.ending", name=path.name)
    made = sheets.sheets(summary, said, texts)
    try:
        with whole_file(path) as partial:
            (_xlsx if ending == ".xlsx" else _csv)(partial, made, summary)
    except OSError as error:
        raise UserProblem("file.not_written", path=str(path)) from error
    return Exported(len(made), sum(len(one.rows) for one in made))


def _xlsx(path: Path, made: Sequence[Sheet], summary: Summary) -> None:
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        # The same summary gives the same file: its own moment stands in it, not that of writing.
        created = datetime.combine(summary.period.first, time())
        book.set_properties(
            {"title": write(summary.period), "author": summary.estate.name, "created": created}
        )
        for one in made:
            fill_sheet(book, book.add_worksheet(one.name), one.columns, one.rows)


def _csv(path: Path, made: Sequence[Sheet], summary: Summary) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(_HEAD)
        out.writerows(_cells(made, write(summary.period)))


def _cells(made: Sequence[Sheet], period: str) -> Iterator[list[object]]:
    """A line for each cell that holds something."""
    for one in made:
        for number, row in enumerate(one.rows, 1):
            text = as_text(row)
            for name in one.columns.names:
                if text[name] not in (None, ""):
                    yield [period, one.name, number, name, safe_cell(text[name])]
