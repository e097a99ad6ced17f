"""What is read out of a table file: cells, rows, notes; and how much of it is read at most."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time

from models.core.errors import Fact

Cell = str | int | float | bool | date | datetime | time | None
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a file may have at most; beyond it is refused before it can fill the memory."""

    text_bytes: int = 512 * MEBIBYTE
    workbook_bytes: int = 128 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    sheet_cells: int = 20_000_000
    columns: int = 4_000
    row_characters: int = 2_000_000
    row_lines: int = 2_000


@dataclass(frozen=True)
class Note:
    """Something about the file that the person should know; told by ``texts.problem(code, facts)``."""

    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before it is known which one is the header. ``cut``: the file ends in the middle of it."""

    line: int
    cells: tuple[Cell, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table; ``line`` is where it begins in the file, counted from 1.

    ``cells`` has one cell for every column, and more when the row is longer: ``extra`` counts those that are filled.
    """

    line: int
    cells: tuple[Cell, ...]
    cut: bool = False
    extra: int = 0

    def text(self, index: int) -> str:
        """A cell as text without blanks around it; empty beyond the end."""
        return cell_text(self.cells[index]).strip() if 0 <= index < len(self.cells) else ""

    def texts(self) -> tuple[str, ...]:
        """Every cell as text, as it goes into a file of rejects."""
        return tuple(cell_text(cell) for cell in self.cells)


def cell_text(cell: Cell) -> str:
    """A cell as text: numbers without a needless fraction, days and instants in ISO form."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def fold_header(text: str) -> str:
    """A header for comparing: "Unique Key", "unique_key" and "ＵＮＩＱＵＥ　ＫＥＹ" are the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())
