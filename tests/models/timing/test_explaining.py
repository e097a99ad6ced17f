from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.timing.business import due, explain, open_time
from models.timing.kinds import Calendar, Explanation, Pause, Target, Why, target
from models.timing.presets import preset_calendar
from resources.texts.words import WORDS
from tests.models.timing.made import SHANGHAI, at, closed, situations, wall, weekly

OFFICE = preset_calendar("office", SHANGHAI)


def told(explanation: Explanation) -> list[tuple[str, str, str, str]]:
    """Each piece as local times, with its reason and label."""
    return [(wall(one.start)[5:], wall(one.end)[5:], one.why.value, one.label) for one in explanation.pieces]


def test_a_weekend_with_a_holiday_is_told_stretch_by_stretch() -> None:
    calendar = weekly("01234", "09-12", "13-18", d2026_11_23=closed(label="创城检查"))
    assert told(explain(calendar, at("2026-11-20 11:00"), target("7h"))) == [
        ("11-20 11:00", "11-20 12:00", "open", ""),
        ("11-20 12:00", "11-20 13:00", "outside_hours", ""),
        ("11-20 13:00", "11-20 18:00", "open", ""),
        ("11-20 18:00", "11-21 00:00", "outside_hours", ""),
        ("11-21 00:00", "11-23 00:00", "day_off", ""),
        ("11-23 00:00", "11-24 00:00", "closed_day", "创城检查"),
        ("11-24 00:00", "11-24 09:00", "outside_hours", ""),
        ("11-24 09:00", "11-24 10:00", "open", ""),
    ]


def test_working_days_do_not_count_the_day_of_the_start() -> None:
    assert told(explain(OFFICE, at("2026-11-19 20:00"), target("1wd"))) == [
        ("11-19 20:00", "11-20 09:00", "outside_hours", ""),
        ("11-20 09:00", "11-20 18:00", "start_day", ""),
        ("11-20 18:00", "11-21 00:00", "outside_hours", ""),
        ("11-21 00:00", "11-23 00:00", "day_off", ""),
        ("11-23 00:00", "11-23 09:00", "outside_hours", ""),
        ("11-23 09:00", "11-23 18:00", "open", ""),
    ]


def test_a_pause_names_its_reason_and_takes_open_time_only() -> None:
    pause = Pause(at("2026-11-20 17:00"), at("2026-11-23 10:00"), "parts")
    explanation = explain(OFFICE, at("2026-11-20 16:00"), target("2h"), [pause])
    assert [row for row in told(explanation) if row[2] == "paused"] == [
        ("11-20 17:00", "11-20 18:00", "paused", "parts"),
        ("11-23 09:00", "11-23 10:00", "paused", "parts"),
    ]
    assert wall(explanation.due) == "2026-11-23 11:00"


def test_a_day_that_closes_early_names_it_outside_its_hours() -> None:
    calendar = weekly("01234", "09-18", d2026_11_20=closed("12-18", label="消防演练"))
    assert told(explain(calendar, at("2026-11-20 11:00"), target("2h")))[1][2:] == (
        "outside_hours", "消防演练",
    )  # fmt: skip


def test_weeks_count_every_hour() -> None:
    explanation = explain(OFFICE, at("2026-11-20 11:00"), target("1w"))
    assert told(explanation) == [("11-20 11:00", "11-27 11:00", "open", "")]


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_a_word(why: Why) -> None:
    assert f"why.{why.value}" in WORDS


@settings(max_examples=80, deadline=None)
@given(
    situations(),
    st.one_of(st.integers(0, 3000).map(Target), st.integers(1, 6).map(lambda n: Target(days=n))),
    st.lists(st.tuples(st.integers(-600, 6000), st.integers(0, 3000)), max_size=3),
)
def test_pieces_are_a_whole_and_add_up(
    situation: tuple[Calendar, datetime], wanted: Target, raw: list[tuple[int, int]]
) -> None:
    calendar, start = situation
    pauses = [Pause(start + timedelta(minutes=a), start + timedelta(minutes=a + b)) for a, b in raw]
    found = explain(calendar, start, wanted, pauses)
    assert found.due == due(calendar, start, wanted, pauses)
    if not found.pieces:
        assert found.due == start
        return
    assert (found.pieces[0].start, found.pieces[-1].end) == (start, found.due)
    assert all(a.end == b.start for a, b in pairwise(found.pieces))
    assert all(one.start < one.end for one in found.pieces)
    ran = sum((one.end - one.start for one in found.pieces if one.why is Why.OPEN), timedelta())
    if wanted.days:
        first = sum((one.end - one.start for one in found.pieces if one.why is Why.START_DAY), timedelta())
        assert ran + first == open_time(calendar, start, found.due, pauses)
    else:
        assert ran == timedelta(minutes=wanted.minutes)
    assert set(found.counted) | set(found.skipped) == set(found.pieces)
