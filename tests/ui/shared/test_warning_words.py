"""The sentences of early warnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.warnings.kinds import NightRow, WarningRow, WarningRule
from resources.texts import load
from tests.factories import NOON
from ui.shared.warning_words import behind, chance, false_alarms, reckoning, smoothed, where

ROW = WarningRow(
    id=1, row_version=1, rule="exceedance", stream="cell:1:leak", level="red", category="leak", building_id=1,
    building="3", place_id=None, place="", resident_id=None, at=NOON, since=NOON - timedelta(days=7), until=NOON,
    observed=6, total=None, expected=0.5, limit=5, probability=1 / 312, alpha=0.001, weeks=(1, 0, None) * 4, cases=6,
    owner_id=None, owner="", due_at=NOON, acknowledged_at=None, acknowledged_by="", note="", incident_id=None,
    improvement_id=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1 / 312, "310 weeks"), (0.01, "100 weeks"), (0.4, "3 weeks"), (1 / 99_600, "100,000 weeks")],
)
def test_chance_in_round_figures(probability: float, said: str) -> None:
    assert chance(probability, load("en")).endswith(f"once in {said}")


def test_what_hardly_ever_happens() -> None:
    assert "less than once in 100,000 weeks" in chance(1e-9, load("en"))


def test_the_sentence_of_a_card() -> None:
    english, chinese = load("en"), load("zh_CN")
    said = "6 in seven days; usually 0.5 a week, the limit is 5: by chance once in 310 weeks."
    assert reckoning(ROW, english) == said
    assert where(ROW, english, {"leak": "Leaks"}) == "Building 3 · Leaks"
    assert where(ROW, chinese, {"leak": "渗漏水"}) == "3号楼 · 渗漏水"
    assert where(replace(ROW, building="", category=None), english, {}) == "All cases"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("rule", WarningRule)
def test_every_rule_says_its_figures(rule: WarningRule, language: str) -> None:
    said = reckoning(replace(ROW, rule=rule, observed=7, total=23), load(language))
    assert "{" not in said
    if rule not in (WarningRule.LIFE_SAFETY, WarningRule.PUBLIC_WORDS):
        assert "7" in said


def test_homes_that_share_a_lift_share_no_line() -> None:
    row = replace(ROW, rule="same_line", observed=3)
    by_line, by_place = (
        reckoning(replace(row, stream=one), load("en")) for one in ("line 1 02:leak", "place 9:lift")
    )
    assert "3 homes of one line" in by_line
    assert by_place == "3 homes report the same within seven days."


def test_a_drift_says_its_line() -> None:
    row = replace(ROW, rule="drift", weeks=(3,) * 11 + (8,), expected=3.0)
    line, limit = smoothed(row)
    assert line == pytest.approx(0.8 * 3 + 0.2 * 8)
    assert limit == pytest.approx(3 + 3 * (3 / 9) ** 0.5)


@pytest.mark.parametrize(
    ("weekly", "said"),
    [
        (0.25, "about one false alarm in 4 weeks"),
        (1.4, "about 1.4 false alarms a week"),
        (0.0, "too little history"),
    ],
)
def test_false_alarms_to_expect(weekly: float, said: str) -> None:
    night = NightRow(date(2026, 11, 20), datetime(2026, 11, 21, tzinfo=NOON.tzinfo), 46, 0.1, weekly, 0)
    assert said in false_alarms(night, load("en"))
    assert "Nothing has been looked at" in false_alarms(None, load("en"))


def test_cases_that_the_seven_days_have_left_behind_are_told_apart() -> None:
    risen = replace(ROW, observed=88, cases=92)
    assert behind(risen, load("en")) == "92, 4 of them from before these days"
    assert behind(risen, load("zh_CN")) == "92，其中 4 件在这几天之前"
    assert behind(replace(risen, cases=88), load("en")) == "88"
    assert behind(replace(risen, rule="same_line", observed=3), load("en")) == "92", "those are homes"
