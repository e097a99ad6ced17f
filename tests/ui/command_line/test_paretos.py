"""``pareto`` of the store and of foreign tables, and ``warnings``, as a terminal sees them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
import xlsxwriter

from models.core.permissions import Role
from models.store.opening import open_store
from tests import factories
from tests.models.insights.test_pareto import GOLDEN
from tests.models.warnings.made import DAY, Made, local
from tests.ui.command_line.test_commands import Run

TODAY = date(2026, 11, 20)
NOON = factories.NOON
HEADS = ("sub-type", "root cause", "count")
CHINESE = ("小类", "根本原因", "件数")


def text_table(rows: list[tuple[Any, ...]], encoding: str, between: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=between).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(path: Path, rows: list[tuple[Any, ...]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def utf8(path: Path) -> None:
    path.write_bytes(text_table([HEADS, *GOLDEN], "utf-8-sig"))


def gbk(path: Path) -> None:
    path.write_bytes(text_table([CHINESE, *GOLDEN, ("合计", "", 1094)], "gb18030", "\t"))


def utf16(path: Path) -> None:
    rows = [(kind, cause, f"{count:,}") for kind, cause, count in GOLDEN]
    path.write_bytes(text_table([("Sub Type", "Root_Cause", "Number of complaints"), *rows], "utf-16", ";"))


def xlsx(path: Path) -> None:
    workbook(path, [("Late deliveries in June", "", ""), HEADS, *GOLDEN])


@pytest.mark.parametrize("write", [utf8, gbk, utf16, xlsx])
def test_the_published_table_in_any_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], write: Callable[[Path], None]
) -> None:
    """process.md, section 5, to the digit; nobody needs a store for it."""
    run = Run(tmp_path / "store", capsys)
    path = tmp_path / f"table.{'xlsx' if write is xlsx else 'csv'}"
    write(path)
    assert run("pareto", "--table", str(path), "--format", "json") == 0
    rows = json.loads(run.out)
    assert [row["count"] for row in rows] == [270, 270, 260, 100, 80, 34, 30, 25, 20, 5]
    percent = [round(row["cumulative"] * 100, 1) for row in rows]
    assert percent == [24.7, 49.4, 73.1, 82.3, 89.6, 92.7, 95.4, 97.7, 99.5, 100]
    assert [row["vital"] for row in rows] == [True] * 4 + [False] * 6
    assert not run.folder.exists()
    column = "2" if write is gbk else "root cause"
    args = ("pareto", "--table", str(path), "--label", column, "--total", "1178", "--format", "json")
    assert run(*args) == 0
    first, second, *_, last = json.loads(run.out)
    assert (first["label"], first["count"], round(first["share"] * 100)) == (
        "customer wants a fixed time",
        530,
        45,
    )
    assert (second["label"], second["count"]) == ("post office late", 304)
    assert (last["count"], round(last["share"] * 100, 1), last["vital"], last["cumulative"]) == (
        84,
        7.1,
        False,
        1.0,
    )


def test_a_table_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path / "store", capsys)
    path = tmp_path / "t.csv"
    path.write_text("what,n\n渗漏水,21\n电梯,11\n其他,8\n=1+1,4\n", encoding="utf-8")
    assert run("--lang", "zh_CN", "pareto", "--table", str(path)) == 0
    lines = run.out.splitlines()
    assert lines[1].split() == ["渗漏水", "21", "47.7", "%", "47.7", "%", "关键"]
    assert lines[-1].split()[0] == "其他", "other is last, whatever it weighs"
    assert "18.2 % 未分类" in run.err
    assert run("pareto", "--table", str(path), "--format", "csv") == 0
    assert "'=1+1" in run.out, "nothing acts as a formula"


@pytest.mark.parametrize(
    ("content", "args", "said"),
    [
        ("label,count\na,5\nb,x\n", (), "“x” is not a count"),
        ("label,count\na,5\nb,2.5\n", (), "“2.5” is not a count"),
        ("label,count\na,-5\nb,1\n", (), "“-5” is not a count"),
        ("label,count\na,5\nb,\n", (), "is not a count"),
        ("label,count\na,5\nb,3\n", ("--label", "cause"), "no column “cause”. Its columns: label, count"),
        ("label,count\na,5\nb,3\n", ("--total", "7"), "more than the total of 7"),
        ("label,word\na,five\nb,three\n", (), "no column of counts"),
        ("a,b\n1,2\n3,4\n", (), "no column of labels"),
        ("label,count\n", (), "has no rows"),
        ("", (), "is empty"),
    ],
)
def test_bad_tables_are_told_kindly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, args: tuple[str, ...], said: str
) -> None:
    run = Run(tmp_path / "store", capsys)
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    assert run("--lang", "en", "pareto", "--table", str(path), *args) == 1
    assert said in run.err
    assert not run.out


@pytest.mark.parametrize("args", [("--by", "cause"), ("--period", "2026-W46"), ("--slice", "category=leak")])
def test_options_of_the_store_do_not_go_with_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    run = Run(tmp_path / "store", capsys)
    path = tmp_path / "table.csv"
    path.write_text("label,count\na,5\nb,3\n", encoding="utf-8")
    assert run("--lang", "en", "pareto", "--table", str(path), *args) == 2
    assert f"{args[0]} does not go here" in run.err
    assert run("--lang", "en", "pareto", "--total", "7") == 2
    assert "--total does not go here" in run.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path / "store", capsys)
    assert run("--lang", "en", "pareto", "--table", str(tmp_path / "none.csv")) == 1
    assert "none.csv" in run.err


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    """A store with a burst of leaks in building 3."""
    folder = tmp_path / "store"
    store, clock = open_store(folder, factories.a_clock()), factories.a_clock()
    made = Made(store, factories.an_estate(store, clock))
    factories.a_session(store, clock, Role.COORDINATOR)
    building = made.place("building", "3")
    for week in range(1, 14):
        made.case(local(TODAY - 7 * DAY * week), category="noise", building_id=building)
    for n in range(6):
        made.case(local(TODAY - DAY * n, 9), category="leak", subcategory="leak.pipe", building_id=building,
                  cause="wear" if n < 4 else "unknown")  # fmt: skip
    store.disconnect()
    return folder


@time_machine.travel(NOON, tick=False)
def test_of_the_store(estate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(estate, capsys)
    assert run("--lang", "en", "pareto", "--period", "2026-11", "--format", "json") == 0
    rows = [(row["label"], row["count"]) for row in json.loads(run.out)]
    assert rows == [("Leak", 6), ("Noise", 2)]
    weighed = (
        "--by",
        "building",
        "--weight",
        "severity_points",
        "--from",
        "2026-11-15",
        "--to",
        "2026-11-20",
    )
    assert run("--lang", "zh_CN", "pareto", *weighed, "--format", "json") == 0
    assert [(row["label"], row["severity_points"]) for row in json.loads(run.out)] == [("3", 12)]
    narrowed = ("--by", "subcategory", "--slice", "category=leak", "--period", "2026-W47", "--format", "csv")
    assert run("--lang", "en", "pareto", *narrowed) == 0
    assert [row["count"] for row in csv.DictReader(io.StringIO(run.out))] == ["5"]
    causes = ("--by", "cause", "--slice", "category=leak", "--period", "2026-11", "--format", "json")
    assert run("--lang", "zh_CN", "pareto", *causes) == 0
    assert [(row["label"], row["count"], row["other"]) for row in json.loads(run.out)] == [
        ("老化磨损", 4, False), ("尚不清楚", 2, True),
    ]  # fmt: skip
    assert run("--lang", "en", "pareto", "--period", "yesterday") == 2
    assert "is not a period" in run.err
    for args in (("measures", "--to", "9999-12-31"), ("warnings", "--at", "9999-12-31")):
        assert run("--lang", "en", *args) == 2  # no week comes after that day
        assert "9999-12-31 is not a day" in run.err


@time_machine.travel(NOON, tick=False)
def test_what_remedies_cost_is_money_and_so_is_its_total(
    estate: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(estate, factories.a_clock())
    with store.writing():
        store.execute(
            """INSERT INTO remedy (complaint_id, kind, amount_minor, state, granted_at)
            SELECT id, 'refund', 61750, 'granted', received_at FROM complaint WHERE category = 'leak' LIMIT 2"""
        )
    store.disconnect()
    run = Run(estate, capsys)
    assert run("--lang", "en", "pareto", "--weight", "remedy_cost", "--period", "2026-11") == 0
    assert "¥1,235" in run.out
    assert "Total: ¥1,235" in run.err


@time_machine.travel(NOON, tick=False)
def test_warnings_are_looked_for_and_listed(estate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(estate, capsys)
    assert run("--lang", "en", "warnings", "--format", "json") == 0
    assert json.loads(run.out) == []
    assert run("--lang", "en", "warnings", "--look", "--format", "json") == 0
    found = {row["stream"]: row for row in json.loads(run.out)}
    leak = found["category:leak"]
    assert (leak["level"], leak["observed"], leak["limit"], leak["expected"]) == ("red", 6, 3, 0)
    assert leak["weeks"] == [0] * 12
    assert leak["alpha"] == 0.001
    assert 0 < leak["probability"] < 0.001
    assert leak["at"].startswith("2026-11-20T06:20:00")
    assert run("--lang", "zh_CN", "warnings") == 0
    line = next(one for one in run.out.splitlines() if " 漏水 " in one)
    assert line.split()[:5] == ["红色", "比平时多", "漏水", "6", "0.0"]


@time_machine.travel(NOON, tick=False)
def test_what_a_look_would_find_and_every_limit_without_writing(
    estate: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(estate, capsys)
    assert run("warnings", "--at", "2026-11-18", "--format", "json") == 0
    found = {row["stream"]: row for row in json.loads(run.out)}
    leak = found["category:leak"]
    assert (leak["observed"], leak["since"][:10], leak["until"][:10]) == (4, "2026-11-12", "2026-11-19")
    assert run("warnings", "--at", "2026-11-18", "--streams", "--format", "json") == 0
    every = {row["stream"]: row for row in json.loads(run.out)}
    assert every["category:noise"] == {
        "stream": "category:noise", "observed": 1, "total": 11, "weeks": 11, "amber": 5, "red": 7,
        "probability": pytest.approx(1 - (11 / 12) ** 11.5),
    }  # fmt: skip
    assert [stream for stream in every if stream.startswith("cell:")], "cells are watched, too"
    assert run("--lang", "en", "warnings", "--at", "2026-11-18") == 0
    head, *lines = ([cell.strip() for cell in one.split("  ") if cell] for one in run.out.splitlines())
    assert head == [
        "Level", "Warning", "Where", "Seen", "Usual", "Limit", "By chance",
    ]  # fmt: skip
    assert ["Red", "More than usual", "Leak", "4"] in [line[:4] for line in lines]
    assert "category" not in run.out, "people are told in words"
    assert run("--lang", "zh_CN", "warnings", "--at", "2026-11-18", "--streams") == 0
    table = [line.split() for line in run.out.splitlines()]
    assert table[0] == ["位置", "实际", "之前", "周数", "黄色起点", "红色起点", "碰巧概率"]
    assert ["噪音", "1", "11", "11", "5", "7"] in [row[:6] for row in table]
    assert ["3号楼", "·", "噪音", "1", "11", "11", "7"] in [row[:7] for row in table], (
        "cells are red or nothing"
    )
    assert ["全部投诉", "5"] in [row[:2] for row in table]
    assert run("warnings", "--all", "--format", "json") == 0
    assert json.loads(run.out) == []
