"""Table files made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from models.core.errors import UserProblem
from models.exchange.reading import TableFile, open_table

NAMES = ["周桂兰", "陈建国", "欧阳娜娜", "王伟", "诸葛亮"]
LETTER = "尊敬的物业：3号楼电梯从上周起每天停运两次，老人上下楼很困难，请尽快修好，谢谢。"


def written(folder: Path, data: bytes | str, encoding: str = "utf-8", name: str = "table.csv") -> Path:
    """A file with these bytes, or this text in an encoding."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


def workbook(path: Path, rows: Iterable[Sequence[object]], sheet: str = "Sheet1", top: int = 0) -> Path:
    """A workbook with one sheet, its first row at ``top``."""
    with xlsxwriter.Workbook(
        str(path), {"default_date_format": "yyyy-mm-dd", "remove_timezone": True}
    ) as book:
        page = book.add_worksheet(sheet)
        for index, row in enumerate(rows):
            page.write_row(top + index, 0, row)
    return path


def repacked(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same archive with something put in place of something else in one of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def texts(table: TableFile) -> list[tuple[str, ...]]:
    """All rows as texts."""
    return [row.texts() for row in table.rows()]


def codes(table: TableFile) -> list[str]:
    """The codes of all notes, after reading to the end."""
    list(table.rows())
    return [note.code for note in table.notes()]


def problem_of(path: Path) -> str:
    """The code of the problem that opening (and reading) raises; "" when there is none."""
    try:
        list(open_table(path).rows())
    except UserProblem as problem:
        return problem.code
    return ""
