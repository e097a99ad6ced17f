"""The commands as a script calls them: by arguments, output, standard error and exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import python_calamine

from main import main
from models.accounts import queries
from models.accounts.actions import add_staff
from models.accounts.kinds import StaffDraft
from models.accounts.passwords import seal
from models.complaints.kinds import Channel, Severity
from models.core.clock import SystemClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.handling.actions import record
from models.store.database import Store
from models.store.opening import open_store
from tests import factories
from tests.cases import WHOLE, a_case
from ui.command_line import program

ROOT = Path(__file__).parents[3]

NYC = (
    "unique_key,created_date,closed_date,complaint_type,descriptor,borough\n"
    "1,2026-05-17T02:06:05.000,,Noise - Residential,Banging/Pounding,BRONX\n"
    "2,2026-05-16T10:00:00.000,2026-05-16T12:00:00.000,HEAT/HOT WATER,ENTIRE BUILDING,QUEENS\n"
    "3,2026-05-16T10:00:00.000,2026-05-15T12:00:00.000,HEAT/HOT WATER,ENTIRE BUILDING,QUEENS\n"
)


class Run:
    """Calls the program on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str | Path, lang: str = "en") -> int:
        try:
            status = main(["--data", str(self.folder), "--lang", lang, *map(str, arguments)])
        except SystemExit as left:
            status = int(left.code or 0)
        said = self._capsys.readouterr()
        self.out, self.err = said.out, said.err
        return status


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "store", capsys)


@pytest.fixture
def nyc(tmp_path: Path) -> Path:
    path = tmp_path / "nyc.csv"
    path.write_text(NYC, "utf-8")
    return path


def test_a_fresh_store_is_set_up_by_the_first_command(run: Run) -> None:
    assert run("list", "--format", "json") == 0
    assert json.loads(run.out) == []
    assert run("verify") == 0


def test_import_list_and_import_again(run: Run, nyc: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    assert run("import", "complaints", nyc, "--rejects", rejects) == 0
    assert "3 rows read: 2 taken, 0 known already, 1 not taken." in run.out
    assert "Line 4: Closed (2026-05-15 12:00) before it was received" in run.err
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 2
    assert run("list", "--format", "json") == 0
    rows = json.loads(run.out)
    assert [(r["reference"], r["status"], r["category"], r["severity"], r["unit"]) for r in rows] == [
        ("2605-0002", "open", "Noise - Residential", "s3", "BRONX"),
        ("2605-0001", "closed", "HEAT/HOT WATER", "s3", "QUEENS"),
    ]
    assert rows[0]["received"].startswith("2026-05-17T02:06:05")
    assert {"reference", "status", "received", "due", "category", "severity", "unit"} <= rows[0].keys()
    run("import", "complaints", nyc)
    assert "0 taken, 2 known already, 1 not taken" in run.out


def test_a_trial_says_so_and_writes_nothing(run: Run, nyc: Path) -> None:
    assert run("import", "complaints", nyc, "--trial") == 0
    assert "nothing was written" in run.out
    run("list", "--format", "json")
    assert json.loads(run.out) == []


def test_filters_and_formats(run: Run, nyc: Path) -> None:
    run("import", "complaints", nyc)
    run("list", "--search", "banging", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [row["reference"] for row in rows] == ["2605-0002"]
    run("list", "--status", "closed", "--status", "resolved")
    assert "2605-0001" in run.out
    assert "2605-0002" not in run.out
    assert run.out.startswith("Reference")
    run("list", lang="zh_CN")
    assert run.out.startswith("单号")
    assert "已关闭" in run.out


def test_chinese_columns_stay_aligned(run: Run) -> None:
    store = open_store(run.folder)
    factories.an_estate(store, factories.a_clock())
    session = Session(store, OWNER, factories.a_clock())
    for words in ("电梯又停了", "Lift stopped again"):
        a_case(session, words=words, where_text="三号楼十五层走廊")
    store.disconnect()
    run("list", lang="zh_CN")
    lines = run.out.splitlines()
    assert len(lines) == 3
    assert len({line.index("三号楼") for line in lines[1:]}) == 1


def test_export_as_csv_and_as_a_workbook(run: Run, nyc: Path, tmp_path: Path) -> None:
    run("import", "complaints", nyc)
    assert run("export", "complaints", "-o", tmp_path / "x.csv") == 0
    assert len((tmp_path / "x.csv").read_text("utf-8-sig").splitlines()) == 3
    assert run("export", "complaints", "-o", tmp_path / "x.xlsx", "--status", "closed") == 0
    sheet = python_calamine.load_workbook(str(tmp_path / "x.xlsx")).get_sheet_by_index(0).to_python()
    assert len(sheet) == 2
    received = sheet[1][sheet[0].index("received")]
    assert f"{received:%Y-%m-%d %H:%M}" == "2026-05-16 10:00"  # a real date, not a text
    assert run("export", "complaints", "-o", tmp_path / "x.pdf") == 1
    assert ".csv or .xlsx" in run.err
    assert run("export", "complaints", "-o", tmp_path / "nowhere" / "x.csv") == 1


def test_nothing_in_an_export_acts_as_a_formula(run: Run, tmp_path: Path) -> None:
    store = open_store(run.folder)
    factories.an_estate(store, factories.a_clock())
    a_case(Session(store, OWNER, factories.a_clock()), title="=HYPERLINK(1)", caller_name="@SUM(A1)")
    store.disconnect()
    run("export", "complaints", "-o", tmp_path / "x.csv")
    row = next(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"))))
    assert (row["title"], row["resident"]) == ("'=HYPERLINK(1)", "'@SUM(A1)")
    run("export", "complaints", "-o", tmp_path / "x.xlsx")
    sheet = python_calamine.load_workbook(str(tmp_path / "x.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[1][sheet[0].index("title")] == "=HYPERLINK(1)"  # a text cell, as it was written


def test_wrong_usage_and_the_users_problems(run: Run, tmp_path: Path) -> None:
    assert run("list", "--status", "nope") == 2
    assert run("fly") == 2
    assert run("import", "complaints", tmp_path / "missing.csv") == 1
    assert len(run.err.splitlines()) == 1
    assert run("report", "9999-0001", "-o", tmp_path / "x.pdf") == 1
    assert "9999-0001" in run.err


def test_help_names_every_command(run: Run) -> None:
    assert run("--help") == 0
    for command in ("import", "list", "today", "due", "report", "export", "verify", "demo"):
        assert command in run.out


def test_who_acts(run: Run, nyc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(run.folder)
    factories.an_estate(store, factories.a_clock())
    owner = Session(store, OWNER, factories.a_clock())
    for login, role in (("boss", Role.ADMINISTRATOR), ("wang", Role.FRONT_DESK)):
        add_staff(owner, StaffDraft(login, login.title(), role), seal(factories.PASSWORD, login))
    store.disconnect()
    assert run("list") == 1  # an administrator with a password exists: nobody acts unnamed
    assert "--as NAME" in run.err
    assert run("--as", "boss", "list") == 1
    assert "REDRESS_PASSWORD" in run.err
    monkeypatch.setenv("REDRESS_PASSWORD", "wrong wrong wrong")
    assert run("--as", "boss", "list") == 1
    monkeypatch.setenv("REDRESS_PASSWORD", factories.PASSWORD)
    assert run("--as", "boss", "list") == 0
    assert run("list", "--as", "wang") == 0
    assert run("import", "complaints", nyc, "--as", "wang") == 1
    assert "role" in run.err


def test_damage_is_found(run: Run) -> None:
    store = open_store(run.folder)
    factories.an_estate(store, factories.a_clock())
    a_case(Session(store, OWNER, factories.a_clock()))
    with store.writing():
        store.execute("UPDATE audit_entry SET action = 'harmless' WHERE id = 2")
    store.disconnect()
    assert run("verify") == 1
    assert "audit trail" in run.err


def test_reports_and_receipts(run: Run, tmp_path: Path) -> None:
    store = open_store(run.folder)
    factories.an_estate(store, factories.a_clock())
    a_case(Session(store, OWNER, factories.a_clock()))
    store.disconnect()
    for extra in ([], ["--receipt"], ["--print-in", "both"]):
        first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
        assert run("report", "2611-0001", "-o", first, *extra) == 0
        assert run("report", "2611-0001", "-o", second, *extra) == 0
        assert first.read_bytes() == second.read_bytes()
        assert first.read_bytes().startswith(b"%PDF")


def test_a_limit_is_a_whole_number(run: Run) -> None:
    for wrong in ("0", "x", "-1", "1.5"):
        assert run("list", "--limit", wrong) == 2
        assert "_count" not in run.err
    assert run("list", "--limit", "x", lang="zh_CN") == 2
    assert "x 不是从 1 起的整数" in run.err


def test_where_rejects_go_is_looked_at_before_anything_is_read_in(
    run: Run, nyc: Path, tmp_path: Path
) -> None:
    assert run("import", "complaints", nyc, "--rejects", tmp_path / "gone" / "r.csv") == 1
    assert len(run.err.splitlines()) == 1
    assert run("import", "complaints", nyc, "--rejects", nyc) == 1
    assert nyc.read_text("utf-8") == NYC
    run("list", "--format", "json")
    assert json.loads(run.out) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a device that is always full")
def test_a_full_disk_and_a_closed_pipe_are_told_in_one_line(run: Run, nyc: Path) -> None:
    run("import", "complaints", nyc)
    command = [
        sys.executable,
        "main.py",
        "--data",
        str(run.folder),
        "--lang",
        "en",
        "list",
        "--format",
        "json",
    ]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "The output could not be written: the disk is full.\n")


def test_two_first_commands_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = queries.is_set_up

    def just_before(store: Store) -> bool:
        monkeypatch.setattr(program, "is_set_up", real)
        factories.an_estate(store, factories.a_clock())
        return False

    monkeypatch.setattr(program, "is_set_up", just_before)
    assert run("list") == 0


def test_without_a_screen_the_window_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run() == 1
    assert "no screen" in run.err
    assert len(run.err.splitlines()) == 1


def test_sweep_needs_nobody_and_says_what_it_did(run: Run) -> None:
    assert run("list") == 0  # sets the store up
    store = open_store(run.folder)
    clock = factories.a_clock()
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    clock.instant = SystemClock().now() - timedelta(hours=2)
    record(desk, replace(WHOLE, channel=Channel.EMAIL, severity=Severity.S2))
    store.disconnect()
    assert run("sweep", "--format", "json") == 0
    done = json.loads(run.out)
    assert done["escalated"] >= 3
    assert done["warned"] >= 1
    assert done["next"].endswith("+00:00")
    assert run("sweep") == 0
    assert run.out.startswith("Nothing was due.\nNext: ")
    assert run("sweep", lang="zh_CN") == 0
    assert run.out.startswith("没有到时的事项。\n下一项：")
    assert run.err == ""
