"""The commands ``workorder`` and ``schedule``: slips, the plan of a week, a calendar file."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import python_calamine

from main import main
from models.core.errors import NotAllowed
from models.core.permissions import Permission, Role
from models.exchange.order_export import export_orders
from models.repairs.actions import add_cost, done
from models.repairs.kinds import CostDraft, CostKind, DoneDraft, LabourDraft, OrderFilter, Outcome
from models.scheduling.actions import place
from models.scheduling.kinds import Move
from models.store.opening import open_store
from resources.texts import load
from tests import factories
from tests.repairs import a_technician, an_order
from tests.reports.reading import text_of

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two technicians; one has an order on Monday 23 November at nine."""
    path, clock = tmp_path / "store", factories.a_clock()
    store = open_store(path, clock)
    factories.an_estate(store, clock)
    boss = factories.a_session(store, clock, Role.COORDINATOR)
    zhao, _ = a_technician(boss, "赵磊"), a_technician(boss, "赵雷")
    order = an_order(boss, title="换软管")
    start = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    place(boss, (Move(order, zhao, start, start.replace(hour=11)),))
    an_order(boss, title="疏通")
    store.disconnect()
    return path


def run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "--lang", "en", *words])


def test_slips_of_the_orders_that_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "slip.pdf"
    assert run(folder, "workorder", "w2611-0001", "W2611-0002", "-o", str(out), "--print-in", "both") == 0
    told = text_of(out.read_bytes())
    assert "派工单Jobslip" in told
    assert "换软管" in told
    assert "疏通" in told
    assert capsys.readouterr().out == f"Written to {out}.\n"


def test_an_order_that_nobody_knows_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "slip.pdf"
    assert run(folder, "workorder", "W2611-0001", "W2611-0404", "-o", str(out)) == 1
    assert "W2611-0404" in capsys.readouterr().err
    assert not out.exists()


def test_a_week_on_paper_of_all_or_of_one(folder: Path) -> None:
    out = folder.parent / "week.pdf"
    assert run(folder, "schedule", "--week", "2026-W48", "-o", str(out), "--print-in", "zh_CN") == 0
    told = text_of(out.read_bytes())
    assert "2026-W48" in told
    assert "09:00" in told
    assert "赵雷" in told
    assert run(folder, "schedule", "--week", "2026W48", "--technician", "赵磊", "-o", str(out)) == 0
    assert "赵雷" not in text_of(out.read_bytes())


def test_a_calendar_file_for_a_phone(folder: Path) -> None:
    out = folder.parent / "zhao.ics"
    assert run(folder, "schedule", "--week", "2026-W48", "--technician", "赵磊", "-o", str(out)) == 0
    events = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [datetime(2026, 11, 23, 9, tzinfo=ZONE)]
    assert "换软管" in str(events[0]["summary"])


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--week", "2026-W48", "-o", "zhao.ics"), 1, "A calendar file is for one technician."),
        (("--technician", "Nobody", "-o", "week.pdf"), 1, "There is no technician Nobody. There are: "),
        (("--technician", "赵", "-o", "week.pdf"), 1, "Several technicians match 赵: "),
        (("--week", "2027-W53", "-o", "week.pdf"), 2, "2027-W53 is not a week such as 2026-W47"),
        (("--week", "next", "-o", "week.pdf"), 2, "next is not a week such as 2026-W47"),
        (("--week", "9999-W52", "-o", "week.pdf"), 2, "9999-W52 is not a week such as 2026-W47"),
        (("--week", "0001-W01", "-o", "week.pdf"), 2, "0001-W01 is not a week such as 2026-W47"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(folder.parent)
    try:
        ended = run(folder, "schedule", *words)
    except SystemExit as stopped:
        ended = int(str(stopped.code))
    assert ended == status
    assert said in capsys.readouterr().err
    assert not list(folder.parent.glob("*.pdf"))


def test_a_week_with_nobody_and_nothing(tmp_path: Path) -> None:
    clock, out = factories.a_clock(), tmp_path / "week.pdf"
    store = open_store(tmp_path / "empty", clock)
    factories.an_estate(store, clock)
    store.disconnect()
    assert run(tmp_path / "empty", "schedule", "-o", str(out), "--print-in", "en") == 0
    assert "Therearenotechniciansyet." in text_of(out.read_bytes())


def test_work_orders_as_csv_and_as_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spent(folder)
    out = folder.parent / "orders"
    assert run(folder, "export", "workorders", "-o", f"{out}.csv") == 0
    assert capsys.readouterr().out == f"4 work orders written to {out}.csv.\n"
    with Path(f"{out}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["reference"]: row for row in csv.DictReader(stream)}
    first = rows["W2611-0001"]
    assert (first["technician"], first["starts"], first["skill"]) == (
        "赵磊",
        "2026-11-23T09:00:00+08:00",
        "Plumbing",
    )
    done = rows["W2611-0003"]
    assert (done["state"], done["outcome"], done["first_time"]) == ("done", "fixed", "True")
    assert (done["labour"], done["other"], done["total"]) == ("90.00", "12.34", "102.34")
    assert rows["W2611-0004"]["title"] == "'=1+1"
    assert run(folder, "export", "workorders", "-o", f"{out}.xlsx", "--state", "done") == 0
    names, only = python_calamine.load_workbook(f"{out}.xlsx").get_sheet_by_index(0).to_python()
    found = dict(zip(names, only, strict=True))
    assert (found["reference"], found["total"], found["first_time"]) == ("W2611-0003", 102.34, True)
    assert f"{found['finished']:%Y-%m-%d %H:%M}" == "2026-11-20 14:20"  # a real date, as the wall shows it


def spent(folder: Path) -> None:
    """Zhao Lei was an hour and a half on a third order, which cost something besides; a fourth has a strange name."""
    clock = factories.a_clock()
    store = open_store(folder, clock)
    boss = factories.a_session(store, clock, Role.COORDINATOR, "boss2")
    order, now = an_order(boss), clock.now()
    labour = LabourDraft(1, now - timedelta(minutes=90), now)
    done(boss, order, None, DoneDraft(Outcome.FIXED, labour.started_at, now, labour=(labour,)))
    add_cost(boss, order, CostDraft(CostKind.OTHER, 12_34, text="停车"))
    an_order(boss, title="=1+1")
    store.disconnect()


def test_exporting_work_orders_needs_the_right(folder: Path, tmp_path: Path) -> None:
    clock = factories.a_clock()
    store = open_store(folder, clock)
    clerk = factories.a_session(store, clock, Role.FRONT_DESK)
    clerk = replace(
        clerk, actor=replace(clerk.actor, permissions=clerk.actor.permissions - {Permission.EXPORT})
    )
    with pytest.raises(NotAllowed):
        export_orders(clerk, OrderFilter(), tmp_path / "x.csv", load("en"))
    assert not (tmp_path / "x.csv").exists()
    store.disconnect()
