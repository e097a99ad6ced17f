"""``weekly`` and the summary that goes into its folder by itself, as a scheduled task calls them."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path

import pytest
import python_calamine
import time_machine

from models.core.clock import SetClock, SystemClock
from models.core.permissions import Role
from models.options.actions import change_option
from models.store.opening import open_store
from tests import factories
from tests.cases import a_case
from tests.reports.reading import text_of
from tests.ui.command_line.test_commands import Run

NOW = "2026-11-20T14:20:00+08:00"
MONDAY = "2026-11-23T06:00:01+08:00"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Ten cases of this week and one of last week, whose title a spreadsheet might reckon with."""
    run = Run(tmp_path / "store", capsys)
    clock = SetClock(datetime.fromisoformat("2026-11-12T10:00:00+08:00"))
    store = open_store(run.folder, clock)
    factories.an_estate(store, clock)
    desk = factories.a_session(store, clock, Role.ADMINISTRATOR)
    a_case(desk, title="=1+1", words="=1+1")
    clock.instant = datetime.fromisoformat("2026-11-18T10:00:00+08:00")
    for number in range(10):
        a_case(desk, words=f"厨房漏水 {number}", where_text=f"{number}-0301")
    store.disconnect()
    return run


@time_machine.travel(NOW, tick=False)
def test_a_week_as_pdf_in_the_languages_that_are_wanted(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "w.pdf"
    assert run("weekly", "--week", "2026-W47", "-o", target) == 0
    assert run.out == f"Written to {target}.\n"
    english = target.read_bytes()
    assert "10caseshavecomeinsofar." in text_of(english)
    assert run("weekly", "--week", "2026-w47", "-o", target) == 0
    assert target.read_bytes() == english
    assert run("weekly", "--week", "2026-W47", "--print-in", "both", "-o", target) == 0
    assert "到目前接件10件。" in text_of(target.read_bytes())
    assert "10caseshavecomeinsofar." in text_of(target.read_bytes())
    assert run("weekly", "-o", target, lang="zh_CN") == 0
    assert "第46周" in text_of(target.read_bytes())


@time_machine.travel(NOW, tick=False)
def test_other_periods_and_what_is_none(run: Run, tmp_path: Path) -> None:
    for written, said in (("2026-11", "Nov2026"), ("2026-Q4", "Quarter4of2026"), ("2026-11-12", "Thu12Nov2026"),
                          ("2026", "Theyear2026"), ("2026-11-01..2026-11-19", "1Novto19Nov2026")):  # fmt: skip
        assert run("weekly", "--period", written, "-o", tmp_path / "p.pdf") == 0
        assert said in text_of((tmp_path / "p.pdf").read_bytes())
    assert run("weekly", "--period", "2027-01", "-o", tmp_path / "no.pdf") == 1
    assert "has not begun" in run.err
    assert run("weekly", "--week", "2026-W54", "-o", tmp_path / "no.pdf") == 2
    assert run("weekly", "--week", "2026-11", "-o", tmp_path / "no.pdf") == 2
    assert "2026-11 is not a week" in run.err
    assert run("weekly", "--week", "2026-W46", "--period", "2026", "-o", tmp_path / "no.pdf") == 2
    assert run("weekly", "-o", tmp_path / "no.docx") == 1
    assert "must end in .pdf, .xlsx or .csv" in run.err
    assert not list(tmp_path.glob("no.*"))


@time_machine.travel(NOW, tick=False)
def test_the_whole_summary_as_a_workbook_of_typed_columns(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "w.xlsx"
    assert run("weekly", "--period", "2026-11", "-o", target) == 0
    book = python_calamine.CalamineWorkbook.from_path(str(target))
    assert book.sheet_names == [
        "summary", "measures", "kinds", "weeks", "warnings", "buildings", "overdue", "steps", "repairs", "satisfaction",
        "words", "improvements", "decisions", "compliments",
    ]  # fmt: skip
    measures = [dict(zip(rows[0], row, strict=True)) for rows in [book.get_sheet_by_name("measures").to_python()]
                for row in rows[1:]]  # fmt: skip
    received = [row for row in measures if row["measure"] == "received"]
    assert [row["n"] for row in received] == [11, 0, 0]
    assert received[0]["first"] == date(2026, 11, 1)
    assert received[0]["identifier"] == "received@2026-11"
    assert isinstance(received[0]["n"], float | int)
    weeks = book.get_sheet_by_name("weeks").to_python()
    assert weeks[-1][:3] == ["2026-W49", date(2026, 11, 30), 0] or weeks[-1][1] == date(2026, 11, 16)
    overdue = book.get_sheet_by_name("overdue").to_python()
    assert "=1+1" in [row[2] for row in overdue]  # text, and not 2
    assert all(isinstance(row[5], datetime) for row in overdue[1:])


def test_a_week_that_is_over_gives_the_same_files_at_any_time(run: Run, tmp_path: Path) -> None:
    found = []
    for now in (NOW, "2026-11-20T18:30:00+08:00"):
        with time_machine.travel(now, tick=False):
            for name in ("w.xlsx", "w.pdf", "w.csv"):
                assert run("weekly", "--week", "2026-W46", "-o", tmp_path / name) == 0
        found.append([(tmp_path / name).read_bytes() for name in ("w.xlsx", "w.pdf", "w.csv")])
    assert found[0] == found[1]


@time_machine.travel(NOW, tick=False)
def test_the_whole_summary_as_csv_without_formulas(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "w.csv"
    assert run("weekly", "--period", "2026-11", "-o", target) == 0
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    assert {row["period"] for row in rows} == {"2026-11"}
    assert "'=1+1" in [row["value"] for row in rows if row["table"] == "overdue" and row["column"] == "title"]
    assert not [row for row in rows if row["value"].startswith(("=", "+", "@"))]
    counted = [row["value"] for row in rows if row["table"] == "kinds" and row["column"] == "cases"]
    assert counted == ["11"]


def _folder(run: Run, path: Path) -> None:
    store = open_store(run.folder)
    change_option(factories.a_session(store, SystemClock()), "weekly.folder", str(path))
    store.disconnect()


def test_on_mondays_the_summary_goes_into_its_folder_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "summaries"
    folder.mkdir()
    with time_machine.travel(NOW, tick=False):
        _folder(run, folder)
        assert run("sweep") == 0
        assert f"Put into {folder}/redress-2026-W46-zh_CN.pdf: the summary of 2026-W46\n" in run.out
        assert run("sweep", "--format", "json") == 0
        assert json.loads(run.out)["summary"] is None
    (written,) = folder.iterdir()
    assert "管理周报第46周" in text_of(written.read_bytes())
    written.unlink()  # somebody took it away
    with time_machine.travel(MONDAY, tick=False):
        assert run("sweep", "--format", "json") == 0
        assert json.loads(run.out)["summary"] == str(folder / "redress-2026-W47-zh_CN.pdf")
        assert run("sweep") == 0
    assert [one.name for one in folder.iterdir()] == ["redress-2026-W47-zh_CN.pdf"]


def test_a_folder_that_is_gone_is_said_and_tried_again(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    with time_machine.travel(NOW, tick=False):
        _folder(run, folder)
        assert run("sweep") == 0
        assert f"The folder {folder} is not there" in run.err
        assert run("sweep") == 0
        assert "is not there" in run.err
        folder.mkdir()
        assert run("sweep") == 0
        assert run.err == ""
    assert [one.name for one in folder.iterdir()] == ["redress-2026-W46-zh_CN.pdf"]


def test_a_file_of_that_name_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "redress-2026-W46-zh_CN.pdf").write_bytes(b"ours")
    with time_machine.travel(NOW, tick=False):
        _folder(run, tmp_path)
        assert run("sweep") == 0
    assert (tmp_path / "redress-2026-W46-zh_CN.pdf").read_bytes() == b"ours"
