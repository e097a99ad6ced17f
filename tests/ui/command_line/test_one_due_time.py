"""Two screens of a clock never disagree: wherever a due time is shown, it is the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from models.complaints.kinds import CaseFilter, CaseRow, Channel, Severity
from models.complaints.listing import case_page
from models.core.permissions import Role
from models.core.session import Session
from models.desk.kinds import DeskScope
from models.desk.queries import desk
from models.exchange.case_export import export_cases
from models.handling import actions
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.queries import case_file
from models.handling.reporting import report_cases
from models.options.queries import settings
from reports.documents.handling_report import handling_report
from reports.documents.receipt import receipt
from reports.render import to_bytes
from resources.texts import load
from tests import factories
from tests.cases import a_case, walk
from tests.reports.reading import squeezed, text_of
from tests.ui.command_line.test_commands import Run
from ui.shared.case_clock import due_look, next_clock

STATES = ("fresh", "late", "waits", "unanswered", "gathering", "resolved", "reopened")
NOW = factories.NOON + timedelta(hours=3)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "store", capsys)


@pytest.fixture
def manager(run: Run) -> Iterator[Session]:
    """A manager three hours later, at a store with a case in each state; their ids are in the order of ``STATES``."""
    clock = factories.a_clock()
    store = factories.a_store(run.folder, clock)
    factories.an_estate(store, clock)
    one = factories.a_session(store, clock, Role.FRONT_DESK)
    other = factories.a_session(store, clock, Role.FRONT_DESK, "colleague")
    chief = factories.a_session(store, clock, Role.MANAGER)
    channels = {"unanswered": Channel.EMAIL}
    grades = {"fresh": Severity.S4, "late": Severity.S2, "waits": Severity.S2}
    for state in STATES:
        grade = grades.get(state, Severity.S3)
        a_case(one, words=state, severity=grade, channel=channels.get(state, Channel.PHONE))
    ids = {state: place for place, state in enumerate(STATES, 1)}
    actions.pause(one, ids["waits"], None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(days=2)))
    walk(one, other, ids["gathering"], 5)
    for state in ("resolved", "reopened"):
        walk(one, other, ids[state], 8)
        clock.advance(minutes=30)
        actions.carried_out(one, ids[state], None, "mended")
    actions.return_to(one, ids["reopened"], None, 6, "not enough")
    clock.instant = NOW
    yield chief
    store.disconnect()


def rows_of(session: Session) -> dict[str, CaseRow]:
    page = case_page(session.store, CaseFilter(), None, session.clock.now())
    return {row.reference: row for row in page.rows}


@time_machine.travel(NOW, tick=False)
def test_every_screen_says_the_same(run: Run, manager: Session, tmp_path: Path) -> None:
    store, zone = manager.store, settings(manager.store).zone
    rows = rows_of(manager)
    due = {reference: row.next_due_at for reference, row in rows.items()}
    assert len(rows) == len(STATES)
    assert all(due.values())

    for row in rows.values():  # the case page: the clock that falls due next is one of its clocks
        shown = [one for one in case_file(store, row.id).clocks if one.name == row.next_due_kind]
        assert (shown[-1].due_at, shown[-1].warns_at) == (row.next_due_at, row.next_warns_at)
        resolve = [one for one in case_file(store, row.id).clocks if one.name == "resolved"]
        assert resolve[-1].due_at == row.resolve_due_at

    table = tmp_path / "cases.csv"
    export_cases(manager, CaseFilter(), table, "en")
    with table.open(encoding="utf-8-sig", newline="") as file:
        exported = {row["reference"]: row for row in csv.DictReader(file)}
    told = handling_report(report_cases(store, [row.id for row in rows.values()]), [load("en")])
    paper = text_of(to_bytes(told))
    for reference, row in rows.items():
        moment = row.next_due_at
        assert moment is not None
        assert datetime.fromisoformat(exported[reference]["due"]) == moment
        assert exported[reference]["clock"] == row.next_due_kind
        words = load("en").word("target", row.next_due_kind)
        local = moment.astimezone(zone)
        assert squeezed(f"Next due {words} by {local.day} Nov {local:%H:%M}") in paper
        slip = text_of(to_bytes(receipt(report_cases(store, [row.id]), [load("en")])))
        assert squeezed(f"{words} by {local.day} Nov 2026 {local:%H:%M}") in slip

    today = [
        item
        for item in desk(manager, DeskScope.ALL, zone).items
        if item.kind == rows[item.case.reference].next_due_kind
    ]
    assert len(today) >= 2
    assert all(item.due == due[item.case.reference] for item in today)

    store.disconnect()  # the command line
    assert run("list", "--format", "json") == 0
    listed = {row["reference"]: row["due"] for row in json.loads(run.out)}
    assert {reference: datetime.fromisoformat(text) for reference, text in listed.items()} == due
    for reference, moment in due.items():
        assert run("due", reference) == 0
        stamp = run.out.splitlines()[-1].split()[0]
        assert datetime.fromisoformat(stamp).replace(tzinfo=zone) == moment
        assert run("due", reference, "--clock", rows[reference].next_due_kind or "", "--why") == 0
        assert run.out.splitlines()[-1].split()[0] == stamp
    store.connect()


def test_how_pressing_it_is_follows_from_the_clock(manager: Session) -> None:
    """Amber and red begin with the clock's own times, in the list as on the case page, however the wall clock runs."""
    now, zone = manager.clock.now(), settings(manager.store).zone
    states = {}
    for row in rows_of(manager).values():
        assert row.next_due_at is not None
        ring = next_clock(row, row.next_due_at, now)
        clock = [one for one in case_file(manager.store, row.id).clocks if one.name == row.next_due_kind][-1]
        phases = {"ok": "running", "soon": "soon", "overdue": "breached", "paused": "paused"}
        assert phases[ring.state] == clock.phase(now)
        look = due_look(load("zh_CN"), row, now, zone)
        assert look.state == ring.state
        if ring.state == "paused":
            assert (look.words, look.spoken, look.token) == (
                "至 周日 14:20",
                "暂停中，至 周日 14:20",
                "muted",
            )
        states[STATES[row.id - 1]] = ring.state
    assert states["waits"] == "paused"
    assert states["late"] == states["unanswered"] == "overdue"
    assert states["resolved"] == "ok"
