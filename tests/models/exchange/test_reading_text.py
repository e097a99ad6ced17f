"""Text tables: delimiters, quotes, ragged rows, files cut short, rubbish."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.exchange.reading import Limits, open_table
from tests.models.exchange.files import LETTER, codes, problem_of, texts, written


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["房号", "姓名", "金额"], ["3-1502", "周桂兰", "1.200,50"], ["3-1602", "陈建国", "7"]]
    if delimiter == ",":
        rows[1][2] = "1.200"
    table = open_table(written(tmp_path, "\n".join(delimiter.join(row) for row in rows)))
    assert (table.delimiter, table.headers) == (delimiter, tuple(rows[0]))
    assert texts(table) == [tuple(row) for row in rows[1:]]


def test_what_excel_writes_for_itself(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "sep=;\nunit;name\n3-1502;Zhou, G\n"))
    assert table.headers == ("unit", "name")
    assert texts(table) == [("3-1502", "Zhou, G")]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    data = 'unit,words\r\n3-1502,"one\r\ntwo, ""three"""\r\n\r\n,\r\n3-1602,four\r\n'
    rows = list(open_table(written(tmp_path, data)).rows())
    assert [(row.line, row.texts()) for row in rows] == [
        (2, ("3-1502", 'one\ntwo, "three"')),
        (6, ("3-1602", "four")),
    ]


def test_ragged_rows(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "unit,name,note\n3-1502,Zhou\n3-1602,Chen,x,y,\n3-1702,Wu,z\n"))
    rows = list(table.rows())
    assert [row.texts()[:3] for row in rows] == [
        ("3-1502", "Zhou", ""),
        ("3-1602", "Chen", "x"),
        ("3-1702", "Wu", "z"),
    ]
    assert [row.extra for row in rows] == [0, 1, 0]
    assert [(note.code, note.facts) for note in table.notes()] == [("file.ragged", {"n": 2})]


def test_noughts_are_left_out(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, b"unit,name\n3-15\x0002,Zhou\n"))
    assert texts(table) == [("3-1502", "Zhou")]
    assert codes(table) == ["file.nuls"]


@pytest.mark.parametrize(
    "tail",
    ['3-1602,"the lift is', "3-1602,Ch", "3-1602", '3-1602,"one\ntwo\nthree'],
    ids=["quote", "whole", "cell", "lines"],
)
def test_a_file_cut_short(tmp_path: Path, tail: str) -> None:
    table = open_table(written(tmp_path, "unit,words,kind\n3-1502,Zhou,owner\n3-1503,Wu,owner\n" + tail))
    rows = list(table.rows())
    assert [row.cut for row in rows] == [False, False, True]
    assert [note.facts for note in table.notes() if note.code == "file.cut"] == [{"line": 4}]


def test_a_file_cut_within_a_character(tmp_path: Path) -> None:
    data = f"房号,留言,类型\n3-1502,{LETTER},业主\n3-1602,{LETTER}".encode("gb18030")[:-1]
    table = open_table(written(tmp_path, data))
    assert "file.cut" in codes(table)
    assert "file.bad_bytes" not in codes(table)


def test_a_last_line_without_an_end_is_not_cut(tmp_path: Path) -> None:
    assert codes(open_table(written(tmp_path, "unit,name\n3-1502,Zhou\n3-1602,Chen"))) == []


def test_a_stray_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"3-{n},Zhou,ok\n" for n in range(100, 130))
    table = open_table(written(tmp_path, 'unit,name,note\n3-99,"Chen,5\n' + rows))
    found = texts(table)
    assert len(found) == 31
    assert found[0] == ("3-99", "Chen", "5")
    assert found[-1] == ("3-129", "Zhou", "ok")
    assert codes(table) == ["file.stray_quote"]


def test_quotes_inside_a_cell(tmp_path: Path) -> None:
    table = open_table(
        written(tmp_path, 'unit,note\n3-1502,5" pipe\n3-1602,"so ""loud"""\n3-1702,"odd" end\n')
    )
    assert texts(table) == [("3-1502", '5" pipe'), ("3-1602", 'so "loud"'), ("3-1702", "odd end")]


def test_a_long_letter_is_one_cell(tmp_path: Path) -> None:
    letter = LETTER * 6_000
    table = open_table(written(tmp_path, f'unit,words\n3-1502,"{letter}"\n'))
    assert texts(table) == [("3-1502", letter)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\xef\xbb\xbf", "file.empty"),
        (b" \r\n\r\n", "file.empty"),
        (b",,,\n,,,\n" * 10, "file.empty"),
        (b"%PDF-1.7 ...", "file.not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "file.not_a_table"),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "file.not_a_table"),
        (b'{"a": [1, 2]}', "file.not_a_table"),
        (bytes(range(1, 32)) * 50, "file.not_a_table"),
        (b"x" * 3_000_000, "file.not_a_table"),
        (b"PK\x03\x04 and no more", "file.unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.unreadable"),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, code: str) -> None:
    assert problem_of(written(tmp_path, data)) == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "gone.csv") == "file.missing"
    assert problem_of(tmp_path) == "file.is_folder"


def test_limits(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n" + "1,2\n" * 100)
    with pytest.raises(UserProblem, match=r"file\.too_large"):
        open_table(path, limits=Limits(text_bytes=100))
    with pytest.raises(UserProblem, match=r"file\.too_large"):
        open_table(written(tmp_path, "," * 50), limits=Limits(columns=20))


def test_progress_and_reading_again(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a,b\n" + "1,2\n" * 200_000))
    reading = table.rows()
    next(reading)
    assert 0 < table.progress < 0.9
    assert sum(1 for _ in reading) == 199_999
    assert table.progress == 1
    assert sum(1 for _ in table.rows()) == 200_000


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from('",;\n\t'), max_size=12)
DELIMITED = st.sampled_from([",", ";", "\t", "|"])


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=12),
    DELIMITED,
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read(rows: list[list[str]], delimiter: str, end: str) -> None:
    """Any cells, every one quoted; the delimiter is told by the header alone when need be."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator=end)
    writer.writerows([["unit", "name", "note"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        table = open_table(written(Path(folder), buffer.getvalue()), known={"unit", "name", "note"})
        assert table.delimiter == delimiter
        assert texts(table) == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.binary(max_size=600) | st.text('",;\n\r\t a1房', max_size=200).map(str.encode))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert problem_of(written(Path(folder), data)) in (
            "", "file.empty", "file.not_a_table", "file.too_large", "file.unreadable",
        )  # fmt: skip
