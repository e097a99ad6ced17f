"""Writing to a terminal, a pipe or a file: tables, CSV and JSON."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from models.exchange.table_file import safe_cell

Row = Mapping[str, object]

_MOST_WIDTH = 48


def width(text: str) -> int:
    """Columns that a text takes in a terminal: Chinese characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _cut(text: str, most: int) -> str:
    if width(text) <= most:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > most - 1:
            break
        kept += char
    return kept + "…"


def _pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def write_table(titles: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Aligned columns under their titles; long cells are cut with an ellipsis."""
    lines = [[_cut(" ".join(cell.split()), _MOST_WIDTH) for cell in row] for row in (titles, *rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(titles))]
    for line in lines:
        out.write("  ".join(_pad(cell, widths[column]) for column, cell in enumerate(line)).rstrip() + "\n")


def write_csv(fields: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """CSV with a header row; nothing in it acts as a formula."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow(["" if row[field] is None else safe_cell(row[field]) for field in fields])


def write_json(rows: Iterable[Row], out: TextIO) -> None:
    """A JSON array, one object a line, written as it comes."""
    out.write("[")
    for number, row in enumerate(rows):
        out.write((",\n " if number else "\n ") + json.dumps(row, ensure_ascii=False))
    out.write("\n]\n")
