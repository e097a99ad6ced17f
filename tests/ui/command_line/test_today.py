"""``today`` with everything that may wait: appeals, second looks, visits, what waits for others, what to know."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from models.complaints.kinds import Severity
from models.core.permissions import Role
from models.handling import actions
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import PromiseDraft
from models.store.opening import open_store
from tests import factories
from tests.cases import a_case, walk
from tests.ui.command_line.test_commands import Run


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "store", capsys)


@time_machine.travel(factories.NOON + timedelta(days=28, hours=1), tick=False)
def test_everything_that_may_wait_is_there_in_both_languages(run: Run) -> None:
    store = open_store(run.folder)
    clock = factories.a_clock()
    factories.an_estate(store, clock)
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    other = factories.a_session(store, clock, Role.FRONT_DESK, "colleague")
    done = a_case(desk)
    walk(desk, other, done, 8)
    actions.carried_out(desk, done, None, "mended")
    clock.advance(days=28)
    actions.ask_appeal(desk, done, None, "It drips again")
    waits, soon = a_case(desk), a_case(desk, severity=Severity.S1)
    actions.pause(
        desk, waits, None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(hours=5), "a pump")
    )
    actions.make_promise(
        desk, soon, PromiseDraft("the fitter comes", clock.now() + timedelta(hours=2), "visit")
    )
    clock.advance(hours=1)
    store.disconnect()
    assert run("today", "--format", "json") == 0
    rows = json.loads(run.out)
    found = {(row["need"], row["kind"], row["group"]) for row in rows}
    assert {
        ("second_look", "second_look", "follow_ups"),
        ("appeal", "stage2_acknowledged", "appeals"),
        ("wait", "parts", "waiting"),
        ("promise", "visit", "visits"),
        ("step", "on_site", "overdue"),
    } <= found
    places = [
        "overdue",
        "soon",
        "promises",
        "visits",
        "follow_ups",
        "appeals",
        "approvals",
        "later",
        "waiting",
    ]
    order = [places.index(row["group"]) for row in rows]
    assert order == sorted(order)
    assert run("today") == 0
    assert "Acknowledge the appeal" in run.out
    assert "Waiting for parts" in run.out
    assert "say that you know" in run.err
    assert run("today", lang="zh_CN") == 0
    assert "等配件" in run.out
    assert "28 天再看" in run.out
    assert "等您确认知悉" in run.err
