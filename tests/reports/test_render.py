"""Bytes and files: whole or not at all, the same in every process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.core.errors import UserProblem
from reports.documents.handling_report import handling_report
from reports.render import to_bytes, write_file
from resources.texts import load
from tests.reports import cases

ROOT = Path(__file__).parents[2]
_PRINT = """
import hashlib
from reports.documents.handling_report import handling_report
from reports.render import to_bytes
from resources.texts import load
from tests.reports import cases
print(hashlib.sha256(to_bytes(handling_report([cases.the_leak()], [load("zh_CN"), load("en")]))).hexdigest())
"""


def _leak() -> bytes:
    return to_bytes(handling_report([cases.the_leak()], [load("zh_CN"), load("en")]))


def test_another_process_with_another_hash_seed_prints_the_same_bytes() -> None:
    here = hashlib.sha256(_leak()).hexdigest()
    for seed in ("1", "77"):
        there = subprocess.run(
            [sys.executable, "-c", _PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/New_York"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.strip() == here


def test_several_workers_may_print_at_once() -> None:
    alone = _leak()
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: _leak(), range(6))) == {alone}


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    write_file(target, b"old")
    write_file(str(target), b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["报告.pdf"]


def test_a_place_that_cannot_be_written_is_told_kindly(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "file").write_bytes(b"")
    for target in (tmp_path / "missing" / "a.pdf", folder, tmp_path / "file" / "a.pdf"):
        with pytest.raises(UserProblem) as problem:
            write_file(target, b"x")
        assert problem.value.code == "file.not_written"
        assert problem.value.facts == {"path": str(target)}
        assert str(target) in load("en").problem(problem.value.code, problem.value.facts)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_no_part_of_the_layout_speaks_to_qt_or_a_database() -> None:
    ask = "import sys, reports.layout.frame\nprint([m for m in ('PySide6', 'peewee') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
