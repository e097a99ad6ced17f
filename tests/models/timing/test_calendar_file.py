from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from models.core.errors import UserProblem
from models.timing.business import due
from models.timing.calendar_file import calendar_body, calendar_of, read_calendar
from models.timing.kinds import Calendar, DayException, DayKind, Target, target
from tests.models.timing.made import SHANGHAI, at, situations, wall

WHOLE: dict[str, Any] = {
    "timezone": SHANGHAI,
    "week": {day: ["09:00-12:00", "13:30-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
    "exceptions": [
        {"date": "2026-10-01", "kind": "closed", "label": "国庆节"},
        {"date": "2026-10-10", "kind": "open", "hours": ["09:00-24:00"]},
        {"date": "2026-09-20", "kind": "open"},
    ],
}


def changed(**fields: object) -> dict[str, Any]:
    return {**WHOLE, **fields}


def day(**fields: object) -> dict[str, Any]:
    return changed(exceptions=[{"date": "2026-10-10", "kind": "open", **fields}])


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "calendar.json"
    path.write_text(json.dumps(WHOLE, ensure_ascii=False), encoding="utf-8-sig")
    calendar = read_calendar(path.read_bytes())
    assert calendar.hours_of(date(2026, 9, 18)) == ((540, 720), (810, 1080))
    assert calendar.hours_of(date(2026, 9, 19)) == ()
    assert calendar.hours_of(date(2026, 9, 20)) == ((540, 720), (810, 1080))  # the usual hours
    assert calendar.hours_of(date(2026, 10, 1)) == ()
    assert calendar.hours_of(date(2026, 10, 10)) == ((540, 1440),)
    assert calendar.exceptions[date(2026, 10, 1)].label == "国庆节"
    assert wall(due(calendar, at("2026-11-20 17:00"), target("2h"))) == "2026-11-23 10:00"


def test_only_the_zone_and_a_day_are_needed() -> None:
    calendar = calendar_of({"timezone": "UTC", "week": {"tue": ["9:00–17:00"]}})
    assert calendar == Calendar("UTC", ((), ((540, 1020),), (), (), (), (), ()))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", "calendar.not_json"),
        (b"\xff\xfe\x00", "calendar.not_json"),
        ("[" * 100_000, "calendar.not_json"),
        ("[]", "calendar.shape"),
        (changed(week=[]) | {"week": "always"}, "calendar.shape"),
        (changed(week={"mon": "09:00-18:00"}), "calendar.shape"),
        (changed(exceptions={"date": "2026-10-10"}), "calendar.shape"),
        (changed(exceptions=["2026-10-10"]), "calendar.shape"),
        (changed(exeptions=[]), "calendar.unknown_field"),
        (changed(week={"monday": ["09:00-18:00"]}), "calendar.unknown_day"),
        (changed(timezone="Asia/Shangai"), "calendar.zone"),
        (changed(timezone="../../etc/passwd"), "calendar.zone"),
        (changed(timezone="Asia"), "calendar.zone"),
        (changed(timezone=""), "calendar.zone_missing"),
        (changed(timezone=8), "calendar.zone_missing"),
        (changed(week={"mon": ["nine to five"]}), "calendar.hours"),
        (changed(week={"mon": [None]}), "calendar.hours"),
        (changed(week={"mon": ["09:00-18:60"]}), "calendar.hours"),
        (changed(week={"mon": ["18:00-09:00"]}), "calendar.interval"),
        (changed(week={"mon": ["09:00-09:00"]}), "calendar.interval"),
        (changed(week={"mon": ["09:00-24:01"]}), "calendar.interval"),
        (changed(week={"mon": ["09:00-12:00", "11:00-18:00"]}), "calendar.overlap"),
        (day(hours=["09:00-12:00", "11:00-18:00"]), "calendar.overlap"),
        (day(hours=["12:00-09:00"]), "calendar.interval"),
        (day(kind="half"), "calendar.kind"),
        (day(kind=None), "calendar.kind"),
        (day(kind=["open"]), "calendar.kind"),
        (day(date="10.10.2026"), "calendar.date"),
        (day(date="2026-02-30"), "calendar.date"),
        (day(date=None), "calendar.date"),
        ({"timezone": "UTC", "exceptions": [{"date": "2026-10-10", "kind": "open"}]}, "calendar.open_hours"),
        (
            changed(
                exceptions=[{"date": "2026-10-10", "kind": "open"}, {"date": "2026-10-10", "kind": "closed"}]
            ),
            "calendar.contradiction",
        ),
    ],
)
def test_what_is_wrong_is_told(body: object, code: str) -> None:
    with pytest.raises(UserProblem) as problem:
        read_calendar(body if isinstance(body, str | bytes) else json.dumps(body))
    assert problem.value.code == code


def test_two_lines_for_a_day_add_up() -> None:
    lines = [
        {"date": "2026-11-20", "kind": "closed", "hours": ["09:00-10:00"], "label": "a"},
        {"date": "2026-11-20", "kind": "closed", "hours": ["17:00-18:00"]},
        {"date": "2026-11-23", "kind": "closed", "hours": ["17:00-18:00"]},
        {"date": "2026-11-23", "kind": "closed"},
    ]
    calendar = calendar_of(changed(exceptions=lines))
    assert calendar.hours_of(date(2026, 11, 20)) == ((600, 720), (810, 1020))
    assert calendar.exceptions[date(2026, 11, 20)].label == "a"
    assert calendar.hours_of(date(2026, 11, 23)) == ()


@settings(max_examples=60, deadline=None)
@given(situations())
def test_a_calendar_survives_being_written(situation: tuple[Calendar, datetime]) -> None:
    calendar, _ = situation
    assert read_calendar(json.dumps(calendar_body(calendar))) == calendar


def test_a_calendar_needs_seven_days() -> None:
    with pytest.raises(UserProblem) as problem:
        Calendar("UTC", ((),) * 6)
    assert problem.value.code == "calendar.week"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("90m", Target(90)), ("2h", Target(120)), ("1h30m", Target(90)), (" 1h 5 min ", Target(65)),
        ("3wd", Target(days=3)), ("3WD", Target(days=3)), ("12w", Target(weeks=12)), ("0m", Target()),
    ],
)  # fmt: skip
def test_targets_are_read(text: str, wanted: Target) -> None:
    assert target(text) == wanted
    assert target(str(wanted)) == wanted


@pytest.mark.parametrize("text", ["", " ", "2", "h", "-2h", "2.5h", "3d", "2h3wd", "３h", "1234567m", "soon"])
def test_what_is_no_target_is_told(text: str) -> None:
    with pytest.raises(UserProblem) as problem:
        target(text)
    assert problem.value.code == "target.wrong"


def test_a_target_has_one_unit() -> None:
    for wrong in ({"minutes": 5, "days": 1}, {"days": -1}, {"weeks": 1, "minutes": 2}):
        with pytest.raises(UserProblem):
            Target(**wrong)


def test_an_open_exception_of_a_working_day_adds_and_a_closed_one_removes() -> None:
    monday = date(2026, 11, 23)
    week = (((540, 1080),),) * 5 + ((), ())
    for kind, hours, left in (
        (DayKind.OPEN, ((1080, 1200),), ((540, 1200),)),
        (DayKind.OPEN, (), ((540, 1080),)),
        (DayKind.CLOSED, ((600, 660),), ((540, 600), (660, 1080))),
        (DayKind.CLOSED, ((0, 1440),), ()),
    ):
        assert Calendar("UTC", week, {monday: DayException(kind, hours)}).hours_of(monday) == left
