"""``due`` and ``today`` as a script calls them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from models.accounts.actions import add_staff
from models.accounts.kinds import StaffDraft
from models.accounts.passwords import seal
from models.complaints.queries import case_row
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.handling.actions import carried_out, finish_step, make_promise, pause
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import PromiseDraft
from models.store.opening import open_store
from tests import factories
from tests.cases import FACTS, a_case, ready, walk
from tests.ui.command_line.test_commands import Run

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "store", capsys)


def a_file(folder: Path, hours: str, days: str, exceptions: list[dict[str, Any]] | None = None) -> Path:
    """A calendar file: the same hours on so many days of the week."""
    week = {day: [hours] for day in _DAYS if day in days.split()}
    path = folder / "calendar.json"
    body = {"timezone": "Asia/Shanghai", "week": week, "exceptions": exceptions or []}
    path.write_text(json.dumps(body), "utf-8")
    return path


WEEKDAYS, EVERY_DAY = " ".join(_DAYS[:5]), " ".join(_DAYS)
CLOSED = [{"date": f"2026-11-{day}", "kind": "closed"} for day in (11, 13)]
WORKING_SATURDAY = [{"date": "2026-11-21", "kind": "open", "hours": ["09:00-18:00"], "label": "make-up day"}]


@pytest.mark.parametrize(
    ("hours", "days", "exceptions", "start", "length", "due"),
    [
        ("08:00-18:00", EVERY_DAY, [], "2026-11-16T16:00", "4h", "2026-11-17T10:00"),
        ("08:00-18:00", WEEKDAYS, [], "2026-11-16T17:00", "4h", "2026-11-17T11:00"),
        (
            "08:00-18:00",
            WEEKDAYS,
            [],
            "2026-11-16T17:00",
            "3h",
            "2026-11-17T10:00",
        ),  # the warning one hour before
        ("09:00-17:00", WEEKDAYS, [], "2026-11-20T16:00", "8h", "2026-11-23T16:00"),
        ("09:00-17:00", WEEKDAYS, [], "2026-11-20T16:00", "2h", "2026-11-23T10:00"),
        ("09:00-21:00", EVERY_DAY, CLOSED, "2026-11-09T23:00", "48h", "2026-11-15T21:00"),
        ("10:00-12:00", "tue", [], "2026-11-18T10:00", "3h", "2026-12-01T11:00"),
        ("10:00-12:00", "tue", [], "2026-11-18T10:00", "1wd", "2026-12-01T12:00"),
        ("09:00-18:00", WEEKDAYS, WORKING_SATURDAY, "2026-11-20T17:00", "2h", "2026-11-21T10:00"),
        ("09:00-18:00", WEEKDAYS, WORKING_SATURDAY, "2026-11-20T17:00", "90m", "2026-11-21T09:30"),
        ("09:00-18:00", WEEKDAYS, WORKING_SATURDAY, "2026-11-20T17:00", "3wd", "2026-11-24T18:00"),
    ],
)
def test_golden_vectors(
    run: Run,
    tmp_path: Path,
    hours: str,
    days: str,
    exceptions: list[dict[str, Any]],
    start: str,
    length: str,
    due: str,
) -> None:
    file = a_file(tmp_path, hours, days, exceptions)
    for why in ([], ["--why"]):
        assert run("due", "--from", start, "--target", length, "--calendar", file, *why) == 0
        assert run.out.splitlines()[-1].split()[0] == due
        assert run.err == ""
    assert not run.folder.exists()  # reckoning leaves nothing behind


def test_a_pause_is_a_stretch_that_is_not_open(run: Run, tmp_path: Path) -> None:
    """Two open hours that are taken out make it two open hours later, as the pause of the golden vectors does."""
    friday = {"date": "2026-11-20", "kind": "closed", "hours": ["17:00-18:00"]}
    monday = {"date": "2026-11-23", "kind": "closed", "hours": ["09:00-10:00"]}
    plain = a_file(tmp_path, "09:00-18:00", WEEKDAYS)
    run("due", "--from", "2026-11-20T16:00", "--target", "3h", "--calendar", plain)
    before = datetime.fromisoformat(run.out.split()[0])
    run("due", "--from", "2026-11-20T16:00", "--target", "3h", "--calendar",
        a_file(tmp_path, "09:00-18:00", WEEKDAYS, [friday, monday]))  # fmt: skip
    assert datetime.fromisoformat(run.out.split()[0]) - before == timedelta(hours=2)


def test_why_lists_what_counts_and_what_does_not(run: Run, tmp_path: Path) -> None:
    file = a_file(
        tmp_path, "09:00-18:00", WEEKDAYS, [{"date": "2026-11-23", "kind": "closed", "label": "Feast"}]
    )
    run("due", "--from", "2026-11-20T17:00", "--target", "2h", "--calendar", file, "--why")
    lines = run.out.splitlines()
    assert lines[0] == "2 h from 2026-11-20T17:00:"
    rows = [line.split(maxsplit=2) for line in lines[2:-2]]
    assert [row[0] for row in rows][1:] == [row[1] for row in rows][:-1]  # without gaps
    assert rows[0][:2] == ["2026-11-20T17:00", "2026-11-20T18:00"]
    assert rows[0][2].endswith("Counted")
    assert rows[-1][1] == "2026-11-24T10:00" == lines[-1].split()[0]
    assert any("Closed: Feast" in line for line in lines)
    assert lines[-2] == "Counted: 2 h"
    run("due", "--from", "2026-11-20T17:00", "--target", "2h", "--calendar", file, "--why", lang="zh_CN")
    assert "计入：2 时" in run.out


def test_presets_and_zones(run: Run) -> None:
    start = ("due", "--from", "2026-11-20T19:30", "--target", "1h")
    for name, due in (
        ("office", "2026-11-23T10:00"),
        ("daily", "2026-11-21T08:30"),
        ("always", "2026-11-20T20:30"),
    ):
        assert run(*start, "--calendar", name) == 0
        assert run.out.split()[0] == due
    run(*start)
    assert run.out.split()[0] == "2026-11-23T10:00"  # the office of the property
    run("due", "--from", "2026-11-20T12:30+01:00", "--target", "1h", "--calendar", "always")
    assert run.out.split()[0] == "2026-11-20T20:30"
    run("due", "--from", "2026-11-20T12:30:15", "--target", "1h", "--calendar", "always")
    assert run.out.split()[0] == "2026-11-20T13:30:15"


def test_the_propertys_own_calendar_is_the_default_and_nobody_signs_in(run: Run) -> None:
    store = open_store(run.folder)
    clock = factories.a_clock()
    draft = StaffDraft("boss", "Boss", Role.ADMINISTRATOR)
    factories.an_estate(store, clock)
    add_staff(Session(store, OWNER, clock), draft, seal(factories.PASSWORD, "boss"))
    store.disconnect()
    assert run("due", "--from", "2026-11-20T17:00", "--target", "2h") == 0
    assert run.out.split()[0] == "2026-11-23T10:00"
    assert run("due", "--from", "2026-11-20T17:00", "--target", "2h", "--calendar", "property") == 0
    assert run("today") == 1  # other people's work is nobody's business


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--from", "2026-11-20T17:00", "--target", "2x"], 1, "2x"),
        (["--from", "yesterday", "--target", "2h"], 1, "yesterday"),
        (["--from", "2026-11-20", "--target", "2h"], 1, "2026-11-20"),
        (["--from", "0001-01-01T00:00+14:00", "--target", "2h"], 1, "0001"),
        (["--from", "9999-12-31T23:59", "--target", "900000h"], 1, "too far"),
        (["--from", "2026-11-20T17:00", "--target", "2h", "--calendar", "moon"], 1, "moon"),
        (["--from", "2026-11-20T17:00"], 2, "--target"),
        (["--target", "2h"], 2, "--from"),
        ([], 2, "reference"),
        (["2611-0001", "--target", "2h"], 2, "either"),
        (["2611-0001", "--calendar", "office"], 2, "either"),
        (["9999-0001"], 1, "9999-0001"),
    ],
)
def test_wrong_input_is_told_in_one_line(run: Run, arguments: list[str], status: int, said: str) -> None:
    assert run("due", *arguments) == status
    assert said in run.err
    assert len(run.err.splitlines()) == 1
    assert run.out == ""


@pytest.mark.parametrize(
    "body",
    [
        '{"timezone": "UTC", "week": {}}',
        '{"timezone": "UTC", "exceptions": [{"date": "2020-01-01", "kind": "open", "hours": ["09:00-10:00"]}]}',
        '{"timezone": "Mars/Base", "week": {"mon": ["09:00-10:00"]}}',
        '{"week": {"mon": ["09:00-10:00"]}}',
        '{"timezone": "UTC", "week": {"mon": ["18:00-09:00"]}}',
        '{"timezone": "UTC", "week": {"mon": "09:00-10:00"}}',
        "[1, 2",
        "",
    ],
)
def test_calendars_that_do_not_work(run: Run, tmp_path: Path, body: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(body, "utf-8")
    assert run("due", "--from", "2026-11-20T17:00", "--target", "2h", "--calendar", file) == 1
    assert len(run.err.splitlines()) == 1


def test_a_case_and_its_reasons(run: Run) -> None:
    store = open_store(run.folder)
    clock = factories.a_clock()
    factories.an_estate(store, clock)
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    other = factories.a_session(store, clock, Role.FRONT_DESK, "colleague")
    first = a_case(desk, urgency=2)
    closed = a_case(desk)
    walk(desk, other, closed, 9)
    by_hand = a_case(desk)
    for step in range(2, 8):
        ready(desk, other, by_hand, step)
        finish_step(desk, by_hand, None, FACTS[step])
    carried_out(desk, by_hand, None, "换了软管")
    clock.advance(minutes=100)
    pause(desk, first, None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(days=2, hours=18), "seal"))
    row = case_row(store, first)
    store.disconnect()
    assert row.next_due_at is not None
    assert run("due", row.reference, "--why") == 0
    lines = run.out.splitlines()
    assert lines[0].startswith(f"{row.reference}  On site")
    assert lines[1].startswith("1 working day from 2026-11-20T14:20")
    assert lines[-1].split()[0] == "2026-11-24T12:00"
    assert "Paused: Waiting for parts" in run.out
    assert "Waiting for parts: seal" in run.out
    assert run("due", row.reference) == 0
    assert len(run.out.splitlines()) == 2
    assert run("due", row.reference, "--clock", "first_response") == 0
    assert run.out.splitlines()[-1].split()[0] == "2026-11-20T14:50"
    assert run("due", row.reference, "--clock", "stage2_answered") == 1
    assert run("due", "--clock", "resolved", "--from", "2026-11-20T17:00", "--target", "2h") == 2
    assert run("due", "2611-0003", "--why") == 0
    assert "Follow-up call" in run.out
    assert run("due", "2611-0002") == 1
    assert "2611-0002 is closed" in run.err


@time_machine.travel(factories.NOON + timedelta(days=3, minutes=35), tick=False)
def test_the_day(run: Run) -> None:
    store = open_store(run.folder)
    clock = factories.a_clock()
    factories.an_estate(store, clock)
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    late = a_case(desk)
    make_promise(desk, late, PromiseDraft("Ring back", clock.now() + timedelta(days=3, minutes=40)))
    store.disconnect()
    assert run("today", "--format", "json") == 0
    rows = json.loads(run.out)
    assert [(row["need"], row["group"], row["kind"]) for row in rows] == [
        ("step", "soon", "on_site"),
        ("promise", "promises", "call"),
    ]
    assert rows[1]["due"] == "2026-11-23T15:00:00+08:00"
    assert run("today", "--all", "--format", "csv") == 0
    assert [row["about"] for row in csv.DictReader(io.StringIO(run.out))] == ["", "Ring back"]
    assert run("today") == 0
    first, titles, step, promise = run.out.splitlines()
    assert first.startswith("Nothing is overdue. 1 is due soon; 陈建国 first")
    assert "Reference" in titles
    assert "Be on site" in step
    assert "by 15:00" in promise
    assert run("today", lang="zh_CN") == 0
    assert "回电" in run.out
    assert run("today", "--format", "xml") == 2


@time_machine.travel(factories.NOON, tick=False)
def test_an_empty_day_says_so(run: Run) -> None:
    assert run("today") == 0
    assert run.out.startswith("Nothing is waiting.")
    assert run("today", "--format", "json") == 0
    assert json.loads(run.out) == []
