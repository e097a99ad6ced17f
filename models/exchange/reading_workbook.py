"""Rows of a workbook (xlsx, or the older xls), told by its content and not by its name.

What is inside is measured before anything is unpacked into memory: a small file may hold gigabytes of zeros, or one
cell in the last row and column of a sheet.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from models.core.errors import UserProblem
from models.exchange.reading_kinds import Cell, Limits, Note, RawRow

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLOCK = 1 << 20
_OVERLAP = 64
_ROW = re.compile(rb'<row [^>]{0,200}?\br="([0-9]{1,10})"')
_WIDE_COLUMN = re.compile(rb'\br="([A-Z]{1,4})[0-9]{1,10}"')
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so may be one; ``open_workbook`` looks closer."""
    return head.startswith((ZIP, OLE))


@dataclass
class WorkbookTable:
    """One sheet of a workbook."""

    sheet: CalamineSheet
    others: tuple[str, ...]
    done: int = 0

    def rows(self) -> Iterator[RawRow]:
        """The rows that hold anything; lines are the sheet's own row numbers."""
        for line, values in enumerate(self.sheet.iter_rows(), 1):
            self.done = line
            cells = [_cell(value) for value in values]
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                yield RawRow(line, tuple(cells))

    @property
    def share(self) -> float:
        """How much of the sheet the latest reading went through."""
        return self.done / (self.sheet.end[0] + 1) if self.sheet.end else 1.0

    def notes(self) -> list[Note]:
        """That other sheets were left alone, if so."""
        return (
            [Note("file.other_sheets", {"sheet": self.sheet.name, "n": len(self.others)})]
            if self.others
            else []
        )


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return str(value) if isinstance(value, timedelta) else value


def open_workbook(path: Path, sheet: str | None, limits: Limits) -> WorkbookTable:
    """The named sheet, or the first visible one that holds anything.

    Raises ``file.not_a_table``, ``file.too_large``, ``file.locked``, ``file.unreadable``, ``file.no_sheet``,
    ``file.empty``.
    """
    _measure(path, limits)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())) as book:
            visible = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
            if sheet is not None and sheet not in book.sheet_names:
                raise UserProblem("file.no_sheet", name=path.name, sheet=sheet)
            names = [sheet] if sheet is not None else visible or list(book.sheet_names)
            filled = [found for found in map(book.get_sheet_by_name, names) if found.height]
    except PasswordError as error:
        raise UserProblem("file.locked", name=path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UserProblem("file.unreadable", name=path.name) from error
    if not filled:
        raise UserProblem("file.empty", name=path.name)
    return WorkbookTable(filled[0], tuple(found.name for found in filled[1:]))


def _measure(path: Path, limits: Limits) -> None:
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(OLE):
            if _LOCKED in head + file.read(_BLOCK):
                raise UserProblem("file.locked", name=path.name)
            return  # 65,536 rows of 256 cells are the most that the old format can say
    try:
        with zipfile.ZipFile(path) as archive:
            _measure_archive(archive, path.name, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UserProblem("file.unreadable", name=path.name) from error


def _measure_archive(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    members = archive.infolist()
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise UserProblem("file.not_a_table", name=name)
    if any(member.flag_bits & 1 for member in members):
        raise UserProblem("file.locked", name=name)
    if sum(member.file_size for member in members) > limits.unpacked_bytes or len(members) > limits.columns:
        raise UserProblem("file.too_large", name=name)
    for member in members:
        if member.filename.startswith("xl/") and member.filename.endswith(".xml"):
            _measure_member(archive, member, name, limits)


def _measure_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    """Unpack a part once without keeping it: its size is as declared, and its used range is one that fits."""
    rows, width, tail = 1, 1, b""
    sheet = member.filename.startswith("xl/worksheets/")
    with archive.open(member) as part:  # stops at the declared size, and complains when the sum does not fit
        while block := part.read(_BLOCK):
            if not sheet:
                continue
            text = tail + block
            rows = max(rows, max(map(int, _ROW.findall(text)), default=1))
            width = max(width, max(map(_column_number, set(_WIDE_COLUMN.findall(text))), default=1))
            tail = text[-_OVERLAP:]
    if rows * width > limits.sheet_cells or width > max(limits.columns, 1):
        raise UserProblem("file.too_large", name=name)


def _column_number(letters: bytes) -> int:
    """A 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
