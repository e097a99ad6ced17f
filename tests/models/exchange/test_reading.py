"""Headers: whether there are any, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.exchange.reading import fold_header, open_table
from tests.models.exchange.files import codes, texts, written


def test_headers_fold_alike() -> None:
    assert (
        fold_header("Unique Key")
        == fold_header("unique_key")
        == fold_header(" ＵＮＩＱＵＥ－ＫＥＹ：")
        == "uniquekey"
    )
    assert fold_header("联系电话 (手机)") == "联系电话手机"


@pytest.mark.parametrize(
    "data",
    [
        "7016 20 AVENUE,11204,1\r\n422 EAST 26 STREET,11226,15\r\n",
        "3-1502,周桂兰,13800001234\n3-1602,陈建国,13911112222\n",
        "Zhou,owner\nChen,owner\nWu,tenant\n",
        "a,a\nb,c\n",
        "left,right,,\none,two,three,four\nfive,six,seven,eight\n",
    ],
)
def test_no_header(tmp_path: Path, data: str) -> None:
    table = open_table(written(tmp_path, data))
    assert table.headers == ()
    assert next(table.rows()).line == 1
    assert codes(table) == ["file.no_headers"]


def test_what_the_person_knows_counts(tmp_path: Path) -> None:
    path = written(tmp_path, "2024,2025\n1,2\n")
    assert open_table(path).headers == ()
    assert open_table(path, headers=True).headers == ("2024", "2025")
    words = written(tmp_path, "unit,name\n3-1502,Zhou\n")
    assert open_table(words).headers == ("unit", "name")
    assert len(texts(open_table(words, headers=False))) == 2


def test_known_names_prove_a_header(tmp_path: Path) -> None:
    path = written(tmp_path, "List of homes,,2026\n\nUnit,2024,Name\n3-1502,1,Zhou\n")
    table = open_table(path, known={"unit", "name"})
    assert table.headers == ("Unit", "2024", "Name")
    assert [(row.line, row.texts()) for row in table.rows()] == [(4, ("3-1502", "1", "Zhou"))]
    assert codes(table) == ["file.title_rows"]


def test_columns_without_a_name_at_the_end_are_extra(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "unit,name,,\n3-1502,Zhou,,x\n"), known={"unit", "name"})
    assert table.headers == ("unit", "name")
    assert next(table.rows()).extra == 1


def test_a_header_and_nothing_else(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "unit,name\n"))
    assert table.headers == ("unit", "name")
    assert texts(table) == []


def test_one_column(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "房号\n3-1502\n3-1602\n"), known={"房号"})
    assert (table.headers, table.width) == (("房号",), 1)
    assert texts(table) == [("3-1502",), ("3-1602",)]
