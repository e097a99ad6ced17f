"""Files of rejects: the columns as they were, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.core.errors import UserProblem
from models.exchange.reading import open_table
from models.exchange.rejects import Reject, write_rejects
from resources.texts import load

REJECTS = [
    Reject(3, ("3-1502", "Zhou"), "directory.no_unit"),
    Reject(9, ("", "Chen", "too", "many"), "row.cut"),
]


def test_columns_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    assert write_rejects(path, ("unit", "name"), REJECTS, load("en")) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark"
    rows = path.read_text("utf-8-sig").splitlines()
    assert rows[0] == "unit,name,Why not taken"
    assert rows[1].startswith("3-1502,Zhou,The unit is missing")
    assert rows[2].endswith(",too,many"), "what was too much stays behind the reason"


def test_in_the_readers_language(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, ("房号", "姓名"), REJECTS[:1], load("zh_CN"))
    assert path.read_text("utf-8-sig").splitlines() == ["房号,姓名,未收下的原因", "3-1502,Zhou,缺少房号。"]


def test_an_older_reason_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    old = Reject(2, ("3-1502", "stale", "Zhou"), "directory.no_unit")
    write_rejects(path, ("unit", "未收下的原因", "name"), [old], load("en"))
    assert path.read_text("utf-8-sig").splitlines()[1] == "3-1502,The unit is missing.,Zhou"


def test_without_headers_the_reason_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, (), REJECTS[:1], load("en"))
    assert open_table(path, headers=False).width == 3


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UserProblem, match=r"file\.unwritable"):
        write_rejects(tmp_path / "gone" / "rejects.csv", (), REJECTS, load("en"))
