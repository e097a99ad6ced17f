"""Pure decisions: references, what time costs, what is too long for a slot."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.repairs.rules import check_amount, check_minutes, cost_of, reference_of, worked_minutes
from models.scheduling import actions as scheduling
from models.scheduling.kinds import Move
from tests.models.repairs.conftest import Yard, refused

START = datetime(2026, 11, 20, tzinfo=UTC)


def test_references() -> None:
    assert reference_of(date(2026, 11, 3), 7) == "W2611-0007"
    assert reference_of(date(2026, 1, 31), 12345) == "W2601-12345"


@pytest.mark.parametrize(
    ("rate", "minutes", "cost"),
    [(60_00, 60, 60_00), (60_00, 1, 1_00), (100, 3, 5), (1, 30, 1), (1, 29, 0), (0, 90, 0)],
)
def test_what_time_costs(rate: int, minutes: int, cost: int) -> None:
    """To the nearest minor unit; a half goes up."""
    assert cost_of(rate, START, START + timedelta(minutes=minutes)) == cost


@given(st.integers(0, 10**7), st.integers(1, 10**9), st.integers(1, 10**9))
def test_time_told_in_two_costs_the_same_but_for_rounding(rate: int, one: int, two: int) -> None:
    middle, end = START + timedelta(milliseconds=one), START + timedelta(milliseconds=one + two)
    apart = cost_of(rate, START, middle) + cost_of(rate, middle, end)
    assert abs(apart - cost_of(rate, START, end)) <= 1


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [(40, 6_130, 102), (0, 6_119, 101), (59, 61, 1), (1, 59, 0), (0, 3_600, 60)],
)
def test_time_is_told_by_the_minutes_that_clocks_show(begin: int, end: int, minutes: int) -> None:
    first, last = START + timedelta(seconds=begin), START + timedelta(seconds=end)
    assert worked_minutes(first, last) == minutes


def test_bounds() -> None:
    check_minutes(1)
    check_minutes(31 * 24 * 60)
    check_amount(10**11)
    for minutes in (0, -1, 31 * 24 * 60 + 1):
        with pytest.raises(UserProblem):
            check_minutes(minutes)


def test_work_longer_than_a_day_is_split_before_it_is_scheduled(yard: Yard) -> None:
    long = yard.made("ready", yard.case, estimate_minutes=40 * 60)
    with refused("slot.far"):
        scheduling.place(yard.session, (Move(long, yard.technician, yard.at(days=3700), yard.at(days=3701)),))
    monday = datetime(2026, 11, 23, 1, tzinfo=UTC)  # 09:00 in Shanghai
    with refused("slot.too_long"):
        scheduling.place(yard.session, (Move(long, yard.technician, monday, monday + timedelta(hours=40)),))
    assert yard.row(long).state == "ready"
    rest = scheduling.split(yard.session, long, None, 8 * 60).value
    scheduling.place(yard.session, (Move(long, yard.technician, monday, monday + timedelta(hours=8)),))
    assert (yard.row(long).state, yard.row(long).estimate_minutes) == ("scheduled", 480)
    assert (yard.row(rest).state, yard.row(rest).estimate_minutes, yard.row(rest).complaint_id) == (
        "ready", 32 * 60, yard.case,
    )  # fmt: skip
    assert yard.file(rest).part_of == (long, yard.row(long).reference)
