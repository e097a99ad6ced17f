"""``improvements``: the register for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from models.core.permissions import Role
from models.exchange.improvement_export import COLUMNS
from models.improvements import actions
from models.store.opening import open_store
from models.sweep.actions import sweep
from tests import factories
from tests.models.improvements.made import DRAFT, GOLDEN_DAY, a_place, golden_weeks, homes
from tests.ui.command_line.test_commands import Run


@time_machine.travel(factories.NOON, tick=False)
def test_the_register_for_people_and_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path / "store", capsys)
    store, clock = open_store(run.folder), factories.a_clock()
    estate = factories.an_estate(store, clock)
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    homes(store, a_place(store, "building", "3", estate, estate), 3)
    golden_weeks(store)
    judged = actions.propose(desk, replace(DRAFT, owner_id=desk.actor.staff_id)).value
    actions.put_in_force(desk, judged, None, GOLDEN_DAY)
    actions.propose(desk, replace(DRAFT, title="=late", category="noise", due_on=date(2026, 11, 11)))
    clock.advance(minutes=1)
    sweep(desk)
    store.disconnect()
    assert run("improvements", "--format", "json") == 0
    late, row = json.loads(run.out)
    assert (late["late_days"], late["state"]) == (9, "proposed")
    assert (row["state"], row["verdict"], row["before"], row["after"]) == ("judged", "achieved", 22, 9)
    assert (row["before_exposure"], row["after_exposure"], row["period_count"]) == (12, 12, 22)
    assert (round(row["drop_percent"], 1), round(row["p_value"], 4)) == (59.1, 0.0147)
    assert (row["effective_on"], row["owner"]) == ("2026-10-16", "Front_Desk")
    assert run("improvements", "--state", "late", "--format", "csv") == 0
    found = list(csv.DictReader(io.StringIO(run.out)))
    assert [one["title"] for one in found] == ["'=late"]  # nothing acts as a formula
    assert run("--lang", "en", "improvements", "--state", "judged") == 0
    assert "Of 1 judged this quarter, 1 worked. 1 plan is late." in run.out
    assert "Achieved" in run.out
    assert "−59.1 % of −50 %" in run.out
    assert "late" not in run.out.splitlines()[-1]
    assert run("--lang", "zh_CN", "improvements") == 0
    assert "本季度评定 1 项，1 项见效。1 项计划逾期。" in run.out
    assert run("export", "improvements", "-o", str(tmp_path / "register.xlsx")) == 0
    sheet = CalamineWorkbook.from_path(str(tmp_path / "register.xlsx")).get_sheet_by_index(0).to_python()
    first, second = (dict(zip(COLUMNS.names, one, strict=True)) for one in sheet[1:])
    assert sheet[0] == list(COLUMNS.names)
    assert (first["title"], first["due_on"]) == ("=late", date(2026, 11, 11))
    assert (second["verdict"], second["before"], round(second["p_value"], 4)) == ("achieved", 22, 0.0147)  # type: ignore[arg-type]
