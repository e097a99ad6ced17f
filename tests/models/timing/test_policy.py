from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import product

import pytest

from models.core.errors import UserProblem
from models.timing.kinds import Target, target
from models.timing.policy import (
    Policy,
    from_body,
    households_within,
    is_major,
    preset,
    severity_of,
    to_body,
)
from models.timing.presets import NEVER_PAUSED, POLICIES, STARTS, TARGETS
from resources.texts.words import WORDS
from tests.models.timing.made import SHANGHAI, at, wall

CN = preset("cn-property", "office", SHANGHAI)
UK = preset("uk-code-2024", "office", "Europe/London")

# figures.md, section 1, as printed there
FIGURES = {
    "first_response": ("5m", "15m", "30m", "1wd"),
    "hand_over": ("5m", "20m", "20m", "1wd"),
    "on_site": ("30m", "60m", "1wd", None),
    "contained": ("2h", "4h", "1wd", None),
    "plan_told": ("4h", "8h", "1wd", "3wd"),
    "progress_told": ("2h", "4h", "1wd", "3wd"),
    "resolved": ("24h", "24h", "3wd", "7wd"),
    "follow_up": ("24h", "24h", "3wd", "7wd"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_chinese_preset_is_the_published_table(name: str) -> None:
    wanted = tuple(None if text is None else target(text) for text in FIGURES[name])
    assert tuple(CN.target(severity, name) for severity in ("s1", "s2", "s3", "s4")) == wanted


def test_grave_cases_run_day_and_night() -> None:
    assert [CN.calendar(one).name for one in ("s1", "s2", "s3", "s4")] == [
        "always", "always", "office", "office",
    ]  # fmt: skip


def test_promises_of_a_burst_pipe_at_night() -> None:
    promised = CN.promises("s2", at("2026-11-20 23:50"))
    assert {name: wall(when)[8:] for name, when in promised.items()} == {
        "first_response": "21 00:05", "hand_over": "21 00:10", "on_site": "21 00:50", "contained": "21 03:50",
        "plan_told": "21 07:50", "progress_told": "21 03:50", "resolved": "21 23:50", "follow_up": "22 23:50",
    }  # fmt: skip


def test_promises_follow_what_has_happened() -> None:
    received = at("2026-11-20 09:00")
    events = {"resolved": at("2026-11-20 17:00"), "told": at("2026-11-20 15:00")}
    promised = CN.promises("s2", received, events)
    assert wall(promised["follow_up"]) == "2026-11-21 17:00"
    assert wall(promised["progress_told"]) == "2026-11-20 19:00"
    assert wall(promised["resolved"]) == "2026-11-21 09:00"


def test_a_fee_question_on_friday_afternoon() -> None:
    promised = CN.promises("s3", at("2026-11-20 17:45"))
    assert wall(promised["first_response"]) == "2026-11-23 09:15"
    assert wall(promised["resolved"]) == "2026-11-25 18:00"


def test_the_british_stages_count_from_the_acknowledgement() -> None:
    received = at("2026-11-02 10:00", "Europe/London")  # a Monday
    first = UK.promises("s3", received)
    assert wall(first["first_response"], "Europe/London") == "2026-11-09 18:00"
    assert wall(first["stage1_answered"], "Europe/London") == "2026-11-23 18:00"
    assert first["stage1_answered"] == first["resolved"]  # the latest that both may be
    assert "stage2_answered" not in first
    soon = {"first_response": at("2026-11-02 11:00", "Europe/London")}
    assert wall(UK.promises("s3", received, soon)["stage1_answered"], "Europe/London") == "2026-11-16 18:00"
    assert wall(UK.promises("s3", received, soon)["stage1_extended"], "Europe/London") == "2026-11-30 18:00"
    asked = {**soon, "stage2_asked": at("2026-11-17 09:30", "Europe/London")}
    second = UK.promises("s3", received, asked)
    assert wall(second["stage2_acknowledged"], "Europe/London") == "2026-11-24 18:00"
    assert wall(second["stage2_answered"], "Europe/London") == "2026-12-22 18:00"


def test_a_significant_hazard() -> None:
    policy = preset("hazard", "office", "Europe/London")
    received = at("2026-11-02 10:00", "Europe/London")
    promised = policy.promises("s3", received, {"investigated": at("2026-11-04 12:00", "Europe/London")})
    assert wall(promised["investigated"], "Europe/London") == "2026-11-16 18:00"
    assert wall(promised["summary_told"], "Europe/London") == "2026-11-09 18:00"
    assert wall(promised["works_begun"], "Europe/London") == "2026-11-11 18:00"
    assert wall(promised["further_works"], "Europe/London") == "2027-01-27 12:00"
    emergency = policy.promises("s1", at("2026-11-07 22:00", "Europe/London"))  # a Saturday night
    assert wall(emergency["contained"], "Europe/London") == "2026-11-08 22:00"


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_survives_being_stored(name: str) -> None:
    policy = preset(name, "daily", SHANGHAI)
    assert from_body(json.loads(json.dumps(to_body(policy)))) == policy


@pytest.mark.parametrize("name", POLICIES)
def test_presets_are_whole(name: str) -> None:
    for table in POLICIES[name].values():
        assert set(table) <= set(TARGETS)
        assert {"first_response", "resolved", "follow_up"} <= set(table)
    assert set(STARTS) <= set(TARGETS)
    assert set(TARGETS) >= NEVER_PAUSED
    assert all(f"target.{one}" in WORDS for one in TARGETS)


def test_what_others_count_from_is_reckoned_first() -> None:
    for name, event in STARTS.items():
        if event in TARGETS:
            assert TARGETS.index(event) < TARGETS.index(name)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "policy.wrong"),
        ({**to_body(CN), "targets": None}, "policy.wrong"),
        ({**to_body(CN), "targets": {"s1": {"resolved": "soon"}}}, "target.wrong"),
        ({**to_body(CN), "targets": {"s1": {"resolved": 5}}}, "policy.wrong"),
        ({**to_body(CN), "office": {"timezone": "Moon/Base"}}, "calendar.zone"),
    ],
)
def test_a_damaged_policy_is_told(body: dict[str, object], code: str) -> None:
    with pytest.raises(UserProblem) as problem:
        from_body(body)
    assert problem.value.code == code


def test_an_unknown_preset_is_told() -> None:
    with pytest.raises(UserProblem) as problem:
        preset("moon", "office", SHANGHAI)
    assert problem.value.code == "policy.unknown"


def test_nothing_promised_is_never_due() -> None:
    assert CN.due("s4", "contained", at("2026-11-20 09:00")) is None
    assert Policy("own", {}, frozenset(), CN.office, CN.always).target("s1", "resolved") is None


@pytest.mark.parametrize(
    ("urgency", "impact", "vulnerable", "grade"),
    [
        (1, "unit", False, "s4"), (1, "unit", True, "s3"), (2, "unit", False, "s3"), (1, "floor", False, "s3"),
        (3, "floor", False, "s2"), (2, "building", False, "s2"), (2, "building", True, "s1"),
        (4, "unit", False, "s1"), (1, "estate", False, "s1"), (4, "estate", True, "s1"),
    ],
)  # fmt: skip
def test_severity_is_the_worse_of_urgency_and_impact(
    urgency: int, impact: str, vulnerable: bool, grade: str
) -> None:
    assert severity_of(urgency, impact, vulnerable=vulnerable) == grade


def test_life_safety_outranks_everything() -> None:
    for urgency, impact, vulnerable in product((1, 2, 3, 4), ("unit", "estate"), (False, True)):
        assert severity_of(urgency, impact, vulnerable=vulnerable, life_safety=True) == "s1"


def test_three_households_within_seven_days_are_major() -> None:
    monday = at("2026-11-16 09:00")

    def told(*days: float) -> int:
        return households_within((number, monday + timedelta(days=day)) for number, day in enumerate(days))

    assert (told(), told(0), told(0, 3, 7), told(0, 3, 7.01), told(0, 8, 9, 10, 40)) == (0, 1, 3, 2, 3)
    same: list[tuple[str, datetime]] = [("3-1502", monday + timedelta(hours=hour)) for hour in range(9)]
    assert households_within(same) == 1
    assert is_major(3, ())
    assert not is_major(2, ("injury", "vulnerable"))
    assert all(is_major(1, (flag,)) for flag in ("media", "petition", "legal"))


def test_a_target_says_itself_in_the_form_that_is_read() -> None:
    assert [str(one) for one in (Target(15), Target(1440), Target(90), Target(days=3), Target(weeks=12))] == [
        "15m", "24h", "90m", "3wd", "12w",
    ]  # fmt: skip
