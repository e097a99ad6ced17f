"""A plain table as a CSV or XLSX file: real dates and numbers, no formula in any cell."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.exchange.whole_file import whole_file

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_MOST_CELL = 32_767  # what one cell of a workbook holds
Row = Mapping[str, object]


@dataclass(frozen=True)
class Columns:
    """The names of the columns, and which of them hold local times, amounts, days and shares (0 to 1)."""

    names: tuple[str, ...]
    instants: frozenset[str]
    amounts: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()


def safe_cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_text(fields: Row) -> dict[str, object]:
    """The same with local times as ISO text with their offset: for CSV and JSON."""
    return {name: _as_text(value) for name, value in fields.items()}


def _as_text(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def check_may_export(session: Session) -> None:
    """Raises ``NotAllowed``."""
    if not session.actor.may(Permission.EXPORT):
        raise NotAllowed(Permission.EXPORT)


def write_rows(path: Path, columns: Columns, rows: Iterator[Row]) -> int:
    """Write the rows; the ending of ``path`` decides how. Returns how many.

    The file appears whole or not at all. Raises ``UserProblem``: ``export.ending``, ``file.not_written``.
    """
    writers: dict[str, Callable[[Path, Columns, Iterator[Row]], int]] = {".csv": _csv, ".xlsx": _xlsx}
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise UserProblem("export.ending", name=path.name)
    try:
        with whole_file(path) as partial:
            return writer(partial, columns, rows)
    except OSError as error:
        raise UserProblem("file.not_written", path=str(path)) from error


def _csv(path: Path, columns: Columns, rows: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(columns.names)
        for row in rows:
            text = as_text(row)
            out.writerow(["" if text[field] is None else safe_cell(text[field]) for field in columns.names])
            count += 1
    return count


def _xlsx(path: Path, columns: Columns, rows: Iterator[Row]) -> int:
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        return fill_sheet(book, book.add_worksheet(), columns, rows)


def fill_sheet(book: Any, sheet: Any, columns: Columns, rows: Iterable[Row]) -> int:
    """Write a header and rows into a sheet of a workbook; returns how many rows."""
    looks = _looks(book, columns)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns.names) - 1, 16)
    sheet.write_row(0, 0, columns.names, book.add_format({"bold": True}))
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, field in enumerate(columns.names):
            value, look = row[field], looks.get(field)
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value.replace(tzinfo=None), look)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, look)
            elif isinstance(value, str):
                sheet.write_string(number, column, value[:_MOST_CELL])
            elif value is not None:
                sheet.write(number, column, value, look)
    sheet.autofilter(0, 0, number, len(columns.names) - 1)
    return number


def _looks(book: Any, columns: Columns) -> dict[str, Any]:
    """How the figures of each column are shown."""
    kinds = (
        (columns.instants, "yyyy-mm-dd hh:mm"), (columns.amounts, "#,##0.00"), (columns.days, "yyyy-mm-dd"),
        (columns.shares, "0.0%"),
    )  # fmt: skip
    return {name: book.add_format({"num_format": shown}) for names, shown in kinds for name in sorted(names)}
