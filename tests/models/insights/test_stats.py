"""Exact statistics against a slow reckoning with fractions and fifty digits."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction

import pytest

from models.insights import stats
from tests.models.insights.slow_stats import slow_limit, slow_tail


def test_the_printed_table_of_limits() -> None:
    """figures.md, section 5, line by line."""
    totals = (0, 2, 4, 6, 12, 24, 48, 96)
    assert [stats.limit(s, 12, stats.AMBER) for s in totals] == [3, 3, 3, 4, 5, 7, 11, 17]
    assert [stats.limit(s, 12, stats.RED) for s in totals] == [3, 4, 5, 5, 7, 9, 13, 20]


def test_tails_and_limits_are_those_of_the_slow_reckoning() -> None:
    for weeks in (4, 7, 12):
        for total in (0, 1, 2, 3, 7, 19, 40, 150):
            for k in (0, 1, 3, 6, 12, 30):
                slow = float(slow_tail(k, total, weeks))
                assert stats.tail_probability(k, total, weeks) == pytest.approx(slow, rel=1e-9, abs=1e-300)
            for alpha in (stats.AMBER, stats.RED):
                assert stats.limit(total, weeks, alpha) == slow_limit(total, weeks, alpha)


def test_large_counts_do_not_underflow() -> None:
    """(12/13) ** 96000 is nothing to a float; the limit still stands where the normal curve has it."""
    most = stats.limit(96_000, 12, stats.RED)
    assert abs(most - (8000 + 3.09 * math.sqrt(8000 * 13 / 12))) < 5
    assert (
        stats.tail_probability(most, 96_000, 12) <= stats.RED < stats.tail_probability(most - 1, 96_000, 12)
    )
    assert stats.tail_probability(7000, 96_000, 12) == pytest.approx(1.0)


def test_a_drop_is_judged_by_the_exact_binomial() -> None:
    """P(X <= after) given the sum, with unequal exposures, as fractions have it."""
    for before, after, e_before, e_after in (
        (20, 10, 1, 1),
        (9, 2, 28, 28),
        (31, 30, 4, 3),
        (400, 300, 7, 6),
    ):
        n, p = before + after, Fraction(e_after, e_before + e_after)
        slow = sum(math.comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(after + 1))
        assert stats.conditional_binomial(before, after, e_before, e_after) == pytest.approx(
            float(slow), rel=1e-9
        )
    assert stats.conditional_binomial(10, 0, 1, 1) == pytest.approx(0.5**10)
    assert stats.conditional_binomial(0, 0, 1, 1) == 1.0
    assert stats.conditional_binomial(0, 7, 1, 1) == 1.0


def test_wilson_solves_its_own_equation() -> None:
    """At each end of the interval the share lies 1.96 standard errors away, by the error at that end."""
    z = statistics.NormalDist().inv_cdf(0.975)
    for count, n in ((9, 10), (1, 40), (33, 66), (97, 100)):
        for end in stats.wilson(count, n):
            assert abs(count / n - end) == pytest.approx(z * math.sqrt(end * (1 - end) / n))
    low, high = stats.wilson(0, 12)
    assert low == 0.0
    assert high == pytest.approx(z * z / (12 + z * z))
    assert stats.wilson(12, 12)[1] == 1.0
    assert stats.wilson(0, 0) == (0.0, 1.0)


def test_quantiles_are_those_of_a_spreadsheet() -> None:
    values = [3.0, 4.5, 8.0, 20.0, 21.0, 40.0, 41.0]
    deciles = statistics.quantiles(values, n=10, method="inclusive")
    assert [stats.quantile(values, n / 10) for n in range(1, 10)] == pytest.approx(deciles)
    assert stats.quantile([5.0], 0.9) == 5.0


def test_drift_starts_at_the_mean_and_leaves_weeks_out() -> None:
    line = stats.ewma([10, None, 0], 5.0)
    assert line == pytest.approx((6.0, 6.0, 4.8))
    assert stats.ewma_limit(5.0) == pytest.approx(5 + 3 * math.sqrt(5 / 9))
