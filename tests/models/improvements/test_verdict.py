"""The verdict on an improvement: the golden row, weeks, and every count against a slow reckoning with fractions."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import comb

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.improvements.kinds import Verdict
from models.improvements.verdict import by_chance, judge, ready_on, windows


def test_the_golden_row_of_the_register() -> None:
    """Shower trays: 22 cases in four weeks before, 9 after; homes lived in 1 142 and 1 156 a week, target 50 %."""
    found = judge(22, 9, 4 * 1142, 4 * 1156, 50)
    assert found.verdict is Verdict.ACHIEVED
    assert found.drop_percent is not None
    assert round(found.drop_percent, 1) == 59.6
    assert round(100 * found.p_value, 1) == 1.4
    assert not by_chance(found.verdict, found.drop_percent, 50)


@pytest.mark.parametrize(
    ("before", "after", "target", "verdict"),
    [
        (7, 0, 50, Verdict.NOT_ENOUGH_DATA),  # one case short of anything that can be said
        (8, 0, 50, Verdict.ACHIEVED),
        (14, 8, 40, Verdict.NOT_ACHIEVED),  # the target is reached, but 14.3 in 100 come up so by chance
        (18, 16, 30, Verdict.NOT_ACHIEVED),
        (12, 5, 50, Verdict.ACHIEVED),  # 7.2 in 100
        (10, 5, 50, Verdict.NOT_ACHIEVED),  # 15.1 in 100
        (20, 10, 50, Verdict.ACHIEVED),  # exactly the target
        (20, 10, 51, Verdict.NOT_ACHIEVED),
        (0, 0, 50, Verdict.NOT_ENOUGH_DATA),
        (10, 30, 1, Verdict.NOT_ACHIEVED),  # it rose
    ],
)
def test_verdicts(before: int, after: int, target: int, verdict: Verdict) -> None:
    assert judge(before, after, 400, 400, target).verdict is verdict


def test_the_target_reached_may_be_chance() -> None:
    found = judge(14, 8, 400, 400, 40)
    assert by_chance(found.verdict, found.drop_percent, 40)
    assert not by_chance(Verdict.NOT_ACHIEVED, 39.9, 40)
    assert not by_chance(Verdict.NOT_ENOUGH_DATA, 100.0, 40)


def test_without_homes_weeks_are_compared_as_they_are() -> None:
    plain = judge(22, 9, 4, 4, 50)
    for exposures in ((0, 0), (0, 4000), (4000, 0)):
        found = judge(22, 9, *exposures, 50)
        assert (found.verdict, found.drop_percent, found.p_value) == (
            plain.verdict, plain.drop_percent, plain.p_value,
        )  # fmt: skip
        assert (found.before_exposure, found.after_exposure) == exposures


def slowly(before: int, after: int, e_before: int, e_after: int, target: int) -> tuple[Verdict, Fraction]:
    """The same in whole numbers and fractions, term by term."""
    share, n = Fraction(e_after, e_before + e_after), before + after
    p = sum((comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(after + 1)), Fraction(0))
    if before < 8:
        return Verdict.NOT_ENOUGH_DATA, p
    drop = 1 - Fraction(after, e_after) / Fraction(before, e_before)
    achieved = drop >= Fraction(target, 100) and p <= Fraction(1, 10)
    return (Verdict.ACHIEVED if achieved else Verdict.NOT_ACHIEVED), p


@given(
    st.integers(0, 60), st.integers(0, 60), st.integers(1, 6000), st.integers(1, 6000), st.integers(1, 100)
)
@example(20, 10, 1000, 1000, 50)
@example(8, 0, 1, 6000, 100)
@example(60, 60, 6000, 1, 1)
def test_it_equals_a_slow_reckoning(
    before: int, after: int, e_before: int, e_after: int, target: int
) -> None:
    verdict, p = slowly(before, after, e_before, e_after, target)
    assume(abs(p - Fraction(1, 10)) > Fraction(1, 10**9))
    found = judge(before, after, e_before, e_after, target)
    assert found.verdict is verdict
    assert abs(found.p_value - float(p)) <= 1e-9 + 1e-7 * float(p)
    if before:
        rate = Fraction(after, e_after) / Fraction(before, e_before)
        assert found.drop_percent == pytest.approx(float(100 * (1 - rate)), rel=1e-9, abs=1e-9)


@given(st.dates(date(2000, 1, 10), date(2190, 1, 1)))
@example(date(2026, 10, 16))
@example(date(2027, 1, 1))  # in week 53 of the year before
@example(date(2026, 11, 16))  # a Monday
def test_weeks_are_whole_and_do_not_meet(day: date) -> None:
    found = windows(day)
    week = timedelta(days=7)
    assert all(one.weekday() == 0 for one in (*found.before, *found.after))
    for side in (found.before, found.after):
        assert [b - a for a, b in pairwise(side)] == [week] * 3
    assert found.before[-1] + week <= day
    assert day <= found.after[0]
    if found.left_out is None:
        assert day.weekday() == 0
        assert found.before[-1] + week == found.after[0] == day
    else:
        assert found.before[-1] + week == found.left_out == found.after[0] - week
        assert found.left_out < day < found.after[0]
    assert ready_on(day) == found.after[-1] + week


def test_the_weeks_of_the_golden_row() -> None:
    """In force on Friday 16 October 2026: W38 to W41, W42 left out, W43 to W46."""
    found = windows(date(2026, 10, 16))
    assert [one.isocalendar().week for one in found.before] == [38, 39, 40, 41]
    assert found.left_out is not None
    assert found.left_out.isocalendar().week == 42
    assert [one.isocalendar().week for one in found.after] == [43, 44, 45, 46]
    assert ready_on(date(2026, 10, 16)) == date(2026, 11, 16)
