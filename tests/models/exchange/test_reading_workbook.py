"""Workbooks: by content, typed, and never larger in memory than they should be."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from models.core.errors import UserProblem
from models.exchange.reading import Limits, cell_text, open_table
from tests.models.exchange.files import codes, problem_of, repacked, texts, workbook, written

ROWS: Sequence[Sequence[object]] = [
    ["房号", "姓名", "入住", "面积"],
    ["3-1502", "周桂兰", date(2020, 5, 1), 89.5],
    ["3-1602", "陈建国", date(2021, 6, 2), 120],
]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "a list .xls", "list.csv", "list"])
def test_content_tells_and_not_the_name(tmp_path: Path, name: str) -> None:
    made = workbook(tmp_path / "made.xlsx", ROWS)
    table = open_table(made.rename(tmp_path / name))
    assert (table.kind, table.encoding, table.headers) == ("workbook", "", tuple(map(str, ROWS[0])))
    assert [row.line for row in table.rows()] == [2, 3]


def test_cells_have_their_types(tmp_path: Path) -> None:
    row = next(open_table(workbook(tmp_path / "a.xlsx", ROWS)).rows())
    assert row.cells == ("3-1502", "周桂兰", date(2020, 5, 1), 89.5)
    assert row.texts() == ("3-1502", "周桂兰", "2020-05-01", "89.5")
    assert (row.text(3), row.text(9), row.text(-1)) == ("89.5", "", "")


def test_cells_as_texts() -> None:
    assert cell_text(1502.0) == "1502"
    assert cell_text(True) == "TRUE"
    assert cell_text(None) == ""
    assert cell_text(datetime(2026, 11, 20, 14, 20)) == "2026-11-20 14:20:00"  # noqa: DTZ001 - as a sheet has it


def test_empty_rows_at_the_end_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page, pale = book.add_worksheet(), book.add_format({"bg_color": "#eeeeee"})
        for index, row in enumerate(ROWS):
            page.write_row(index, 0, [str(cell) for cell in row])
        for index in range(3, 20_000):
            page.write_blank(index, 0, None, pale)
        page.write(20_000, 0, " ")
    table = open_table(path)
    assert len(texts(table)) == 2
    assert codes(table) == []


def test_a_title_above_the_header(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path / "a.xlsx", [["翠湖花园住户名册"], [], *ROWS], top=2))
    assert table.headers == ("房号", "姓名", "入住", "面积")
    assert [row.line for row in table.rows()] == [6, 7]
    assert codes(table) == ["file.title_rows"]


def test_sheets(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("empty")
        book.add_worksheet("hidden").hide()
        book.get_worksheet_by_name("hidden").write_row(0, 0, ["no", "no"])
        for name in ("homes", "more"):
            book.add_worksheet(name).write_row(0, 0, ["unit", name])
    table = open_table(path)
    assert table.headers == ("unit", "homes")
    assert [(note.code, note.facts) for note in table.notes()] == [
        ("file.other_sheets", {"sheet": "homes", "n": 1})
    ]
    assert open_table(path, sheet="more").headers == ("unit", "more")
    with pytest.raises(UserProblem, match=r"file\.no_sheet"):
        open_table(path, sheet="gone")
    assert problem_of(workbook(tmp_path / "none.xlsx", [])) == "file.empty"


def test_one_cell_in_the_last_corner_is_not_unfolded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "corner.xlsx", ROWS)
    repacked(path, SHEET, b'<row r="3"', b'<row r="1048576"')
    repacked(path, SHEET, b'r="D3"', b'r="XFD1048576"')
    assert problem_of(path) == "file.too_large"


def test_rows_times_columns_have_a_limit(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path / "far.xlsx", ROWS), SHEET, b'<row r="3"', b'<row r="3000"')
    assert open_table(path, limits=Limits(sheet_cells=12_000)).headers
    with pytest.raises(UserProblem, match=r"file\.too_large"):
        open_table(path, limits=Limits(sheet_cells=11_999))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx", ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(20_000_000))
    with pytest.raises(UserProblem, match=r"file\.too_large"):
        open_table(path, limits=Limits(unpacked_bytes=10_000_000))
    assert path.stat().st_size < 100_000


def test_a_part_that_says_it_is_small(tmp_path: Path) -> None:
    """The declared size is what may be read of it; more than that is an error, not memory."""
    path = workbook(tmp_path / "liar.xlsx", ROWS)
    repacked(path, SHEET, b"</sheetData>", b"</sheetData>" + b" " * 5_000_000)
    data = bytearray(path.read_bytes())
    real = struct.pack("<L", _size_of(path, SHEET))
    assert data.count(real) >= 1
    path.write_bytes(bytes(data).replace(real, struct.pack("<L", 300)))
    assert problem_of(path) in ("file.unreadable", "file.too_large")


def _size_of(path: Path, part: str) -> int:
    with zipfile.ZipFile(path) as archive:
        return archive.getinfo(part).file_size


def test_other_archives_and_damage(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert problem_of(path) == "file.not_a_table"
    whole = workbook(tmp_path / "a.xlsx", ROWS).read_bytes()
    assert problem_of(written(tmp_path, whole[: len(whole) // 2], name="half.xlsx")) == "file.unreadable"
    broken = repacked(
        tmp_path / "a.xlsx", SHEET, b"<sheetData>", b"<sheetData><row><c t='s'><v>99999</v></c></wrong>"
    )
    assert problem_of(broken) == "file.unreadable"


def test_a_password(tmp_path: Path) -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 1000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 1000
    )
    assert problem_of(written(tmp_path, ole, name="secret.xlsx")) == "file.locked"


def test_limits_of_the_file_itself(tmp_path: Path) -> None:
    with pytest.raises(UserProblem, match=r"file\.too_large"):
        open_table(workbook(tmp_path / "a.xlsx", ROWS), limits=Limits(workbook_bytes=100))
