"""Writing cases to a CSV or XLSX file: real dates, no formula in any cell."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import xlsxwriter

from models.complaints.kinds import CaseFilter
from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.exchange.case_table import FIELDS, INSTANTS, all_cases, as_text, fields_of, labels
from models.exchange.whole_file import whole_file

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_CELL = 32_767  # what one cell of a workbook holds


def safe_cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def export_cases(session: Session, wanted: CaseFilter, path: Path, language: str) -> int:
    """Write the cases that the filter lets through; the ending of ``path`` decides how. Returns how many.

    The file appears whole or not at all. Raises ``UserProblem``: ``export.ending``, ``file.not_written``.
    """
    if not session.actor.may(Permission.EXPORT):
        raise NotAllowed(Permission.EXPORT)
    writers: dict[str, Callable[[Path, Iterator[dict[str, object]]], int]] = {".csv": _csv, ".xlsx": _xlsx}
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise UserProblem("export.ending", name=path.name)
    known = labels(session, language)
    rows = (fields_of(case, known) for case in all_cases(session, wanted))
    try:
        with whole_file(path) as partial:
            count = writer(partial, rows)
    except OSError as error:
        raise UserProblem("file.not_written", path=str(path)) from error
    return count


def _csv(path: Path, rows: Iterator[dict[str, object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(FIELDS)
        for row in rows:
            text = as_text(row)
            out.writerow(["" if text[field] is None else safe_cell(text[field]) for field in FIELDS])
            count += 1
    return count


def _xlsx(path: Path, rows: Iterator[dict[str, object]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True})
        when = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(FIELDS) - 1, 16)
        sheet.write_row(0, 0, FIELDS, bold)
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, field in enumerate(FIELDS):
                value = row[field]
                if field in INSTANTS and isinstance(value, datetime):
                    sheet.write_datetime(number, column, value.replace(tzinfo=None), when)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value[:_MOST_CELL])
                elif value is not None:
                    sheet.write(number, column, value)
        sheet.autofilter(0, 0, number, len(FIELDS) - 1)
    return number
