"""``measures`` and the cases behind a figure; an imported file against a plain reckoning."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from models.insights.measures import TOLD
from models.store.opening import open_store
from tests import factories
from tests.ui.command_line.test_commands import Run

at = datetime.fromisoformat  # as the file has them: the time of the place
BEGINS = at("2026-10-01")
KINDS = ("Noise", "HEAT/HOT WATER", "PLUMBING")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    run = Run(tmp_path / "store", capsys)
    store, clock = open_store(run.folder), factories.a_clock()
    factories.an_estate(store, clock)
    store.disconnect()
    return run


def a_file(path: Path) -> list[tuple[datetime, datetime | None, str]]:
    """A file as the city has them; what stands in it."""
    chance = random.Random(4)
    rows: list[tuple[datetime, datetime | None, str]] = []
    for _ in range(300):
        came = BEGINS + timedelta(minutes=chance.randrange(50 * 1440))
        gone = came + timedelta(minutes=chance.randrange(1, 9 * 1440))
        rows.append(
            (
                came,
                gone if gone < at("2026-11-20") and chance.random() < 0.8 else None,
                chance.choice(KINDS),
            )
        )
    lines = ["unique_key,created_date,closed_date,complaint_type,descriptor,borough"]
    for number, (came, left, kind) in enumerate(rows):
        lines.append(f"{number},{came.isoformat()},{left.isoformat() if left else ''},{kind},x,BRONX")
    path.write_text("\n".join(lines), "utf-8")
    return rows


def asked(run: Run, *options: str) -> dict[str, Any]:
    """The measures by their keys."""
    assert run("measures", *options, "--format", "json") == 0, run.err
    return {row["measure"]: row for row in json.loads(run.out)}


@time_machine.travel(factories.NOON, tick=False)
def test_an_imported_file_is_counted_as_a_plain_reckoning_counts_it(run: Run, tmp_path: Path) -> None:
    rows = a_file(tmp_path / "city.csv")
    assert run("import", "complaints", tmp_path / "city.csv") == 0
    first, end = at("2026-11-02"), at("2026-11-16")
    days = ("--from", "2026-11-02", "--to", "2026-11-15")
    found = asked(run, *days)
    assert set(found) == set(TOLD)
    came = [row for row in rows if first <= row[0] < end]
    lasted = sorted(
        (gone - begun) / timedelta(seconds=1) for begun, gone, _ in rows if gone and first <= gone < end
    )
    assert (found["received"]["n"], found["received"]["value"]) == (len(came), len(came))
    assert found["received"]["figure"] == "received@2026-11-02..2026-11-15"
    handled = found["handling_rate"]
    assert (handled["count"], handled["n"]) == (sum(row[1] is not None for row in came), len(came))
    assert handled["value"] == handled["count"] / handled["n"]
    time = found["handling_time"]
    middle = len(lasted) // 2
    median = lasted[middle] if len(lasted) % 2 else (lasted[middle - 1] + lasted[middle]) / 2
    assert (time["n"], time["value"]) == (len(lasted), pytest.approx(median))
    assert time["mean"] == pytest.approx(sum(lasted) / len(lasted))
    waiting = [begun for begun, gone, _ in rows if begun < end and (gone is None or gone >= end)]
    assert found["backlog"]["n"] == len(waiting)
    assert found["backlog"]["extra"]["over_7"] == sum(end - one > timedelta(days=7) for one in waiting)
    assert found["backlog"]["extra"]["oldest"] == (end - min(waiting)).total_seconds()
    assert found["first_response_time"]["value"] is None, "nobody knows when somebody spoke"
    code = json.loads(_list(run, "--search", "Noise"))[0]["category"]
    assert code == "Noise"
    assert run("list", "--figure", "received@2026-11-02..2026-11-15", "--format", "json") == 0
    assert len(json.loads(run.out)) == len(came)


def _list(run: Run, *options: str) -> str:
    assert run("list", *options, "--format", "json") == 0
    return run.out


@time_machine.travel(factories.NOON, tick=False)
def test_a_slice_a_table_and_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    rows = a_file(tmp_path / "city.csv")
    run("import", "complaints", tmp_path / "city.csv")
    week = [row for row in rows if at("2026-11-09") <= row[0] < at("2026-11-16")]
    found = asked(
        run, "--period", "2026-w46", "--slice", "severity=s3", "--slice", "building=", "--measure", "received"
    )
    assert list(found) == ["received"]
    assert (found["received"]["n"], found["received"]["cut"]) == (len(week), "building_id=/severity=s3")
    assert found["received"]["figure"] == "received@2026-W46/building_id=/severity=s3"
    assert asked(run, "--period", "2026-W46", "--slice", "severity=s1")["received"]["n"] == 0
    two = [f"--slice=category=imported:{kind}" for kind in KINDS[:2]]
    either = asked(run, "--period", "2026-W46", *two)["received"]
    assert either["n"] == sum(row[2] in KINDS[:2] for row in week) > 0, "any of the values of one slice"
    assert run("list", "--figure", either["figure"], "--format", "json") == 0
    assert len(json.loads(run.out)) == either["n"]
    assert run("measures", "--period", "2026-W46", "--format", "csv") == 0
    table = {row["measure"]: row for row in csv.DictReader(io.StringIO(run.out))}
    assert table["received"]["n"] == str(len(week))
    assert json.loads(table["backlog"]["extra"])["over_30"] >= 0
    assert run("measures", "--period", "2026-W46") == 0
    line = next(line for line in run.out.splitlines() if "handling_rate@2026-W46" in line)
    handled = sum(row[1] is not None for row in week)
    assert f"{handled} of {len(week)}" in line, "n stands beside every percentage"
    assert f"{100 * handled / len(week):.1f}%" in line
    assert "n/a" not in line
    assert run("measures", "--period", "2026-W46", lang="zh_CN") == 0
    assert "处理率" in run.out


def test_what_cannot_be_asked_is_told(run: Run) -> None:
    for options in (("--period", "2026-W54"), ("--slice", "height=3"), ("--measure", "height")):
        assert run("measures", *options) == 2
        assert options[1].split("=")[0] in run.err
    for first, second in (("--period", "--to"), ("--from", "--period")):
        assert run("measures", first, "2026-11-01", second, "2026-11-02") == 2
        assert f"argument {second}: not allowed with argument {first}" in run.err
    assert run("list", "--figure", "height@2026") == 2
    assert "height@2026" in run.err


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("category=leek", "“leek” is not known as category. Nearest to it: leak (Leak), "),
        ("category=漏水", "Nearest to it: "),
        ("severity=s9", "“s9” is not known as severity. Nearest to it: s1, s2 and s3."),
        ("building=99", "“99” is not known as building"),
        ("handler=4711", "“4711” is not known as handler"),
        ("occupation=baker", "“baker” is not known as occupation: no case here says anything of it."),
    ],
)
def test_a_value_that_nobody_knows_is_told_with_those_nearest_to_it(run: Run, wanted: str, said: str) -> None:
    for command in (("measures", "--slice", wanted), ("pareto", "--slice", wanted),
                    ("list", "--figure", f"received@2026/{wanted}")):  # fmt: skip
        assert run(*command) == 2
        assert run.out == ""
        assert said.casefold() in run.err.casefold()


def test_a_slice_that_is_none_is_told_with_those_that_there_are(run: Run) -> None:
    for unclear in ("height=3", "leak"):
        assert run("measures", "--slice", unclear) == 2
        assert f"“{unclear}” does not say which cases." in run.err
        assert "as in category=leak: property, building, " in run.err
    assert run("measures", "--slice", "building=Tower") == 2
    assert "“Tower” is not known as building" in run.err
    assert run("measures", "--slice", "category=漏", lang="zh_CN") == 2
    assert "最接近的有：leak (漏水)" in run.err


def test_a_value_that_only_imported_cases_have_is_known(run: Run, tmp_path: Path) -> None:
    a_file(tmp_path / "city.csv")
    run("import", "complaints", tmp_path / "city.csv")
    assert asked(run, "--slice", "category=imported:Noise", "--period", "2026")["received"]["n"] > 0
    assert run("measures", "--slice", "category=Noice", "--period", "2026") == 2
    assert "Nearest to it: imported:Noise (Noise), noise (Noise) and" in run.err
