"""Patterns and rules: there and back, and what is beyond patterns is left alone."""

from __future__ import annotations

from datetime import date
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.recurring.kinds import Frequency
from models.recurring.patterns import Nth, Pattern, pattern_of, rule_of, usual_on
from models.recurring.rules import check_rule, occurrences

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        (Pattern(Frequency.DAILY), "FREQ=DAILY"),
        (Pattern(Frequency.DAILY, 3, count=5), "FREQ=DAILY;INTERVAL=3;COUNT=5"),
        (Pattern(Frequency.WEEKLY), "FREQ=WEEKLY;BYDAY=FR"),
        (Pattern(Frequency.WEEKLY, 2, frozenset({3, 0})), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        (Pattern(Frequency.MONTHLY), "FREQ=MONTHLY;BYMONTHDAY=20"),
        (Pattern(Frequency.MONTHLY, on=Nth(1, 0)), "FREQ=MONTHLY;BYDAY=1MO"),
        (
            Pattern(Frequency.MONTHLY, on=-1, until=date(2027, 12, 31)),
            "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
        ),
        (Pattern(Frequency.YEARLY), "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20"),
    ],
)
def test_written_as_the_standard_does(pattern: Pattern, rule: str) -> None:
    assert rule_of(pattern, FRIDAY) == rule


_ON = st.one_of(
    st.sampled_from([-1, *range(1, 32)]), st.builds(Nth, st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6))
)


@given(
    st.sampled_from(list(Frequency)),
    st.integers(1, 9),
    st.frozensets(st.integers(0, 6), min_size=1),
    _ON,
    st.one_of(st.none(), st.integers(1, 99)),
    st.one_of(st.none(), st.dates(date(2031, 1, 1), date(2040, 1, 1))),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_there_and_back(
    frequency: Frequency,
    interval: int,
    weekdays: frozenset[int],
    on: int | Nth,
    count: int | None,
    until: date | None,
    start: date,
) -> None:
    pattern = Pattern(
        frequency,
        interval,
        weekdays if frequency is Frequency.WEEKLY else frozenset(),
        on if frequency is Frequency.MONTHLY else None,
        count,
        until if count is None else None,
    )
    rule = rule_of(pattern, start)
    assert pattern_of(rule, start) == pattern
    assert rule_of(pattern_of(rule, start) or Pattern(), start) == rule


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("FREQ=MONTHLY", Pattern(Frequency.MONTHLY, on=20)),
        ("FREQ=WEEKLY;WKST=MO;INTERVAL=1", Pattern(Frequency.WEEKLY)),
        ("FREQ=YEARLY", Pattern(Frequency.YEARLY)),
        ("rrule:freq=weekly;byday=th,mo", Pattern(Frequency.WEEKLY, weekdays=frozenset({0, 3}))),
    ],
)
def test_what_the_first_day_implies_is_understood(rule: str, pattern: Pattern) -> None:
    assert pattern_of(rule, FRIDAY) == pattern


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYMONTH=3",
        "FREQ=DAILY;BYMONTH=3",
        "FREQ=WEEKLY;WKST=SU",
        "FREQ=DAILY;UNTIL=20271231T235959Z",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=13",
        "FREQ=HOURLY",
        "nonsense",
        "",
    ],
)
def test_what_is_beyond_patterns_is_left_alone(rule: str) -> None:
    assert pattern_of(rule, FRIDAY) is None


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_what_is_suggested_begins_on_the_first_day(start: date) -> None:
    for on in usual_on(start):
        rule = check_rule(rule_of(Pattern(on=on), start), start, SHANGHAI)
        days = [one.day for one in islice(occurrences(rule, start, 540, SHANGHAI), 2)]
        assert start in days or on == -1 or on == Nth(-1, start.weekday())
