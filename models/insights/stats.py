"""Exact statistics of small counts (figures.md, sections 5 and 7). Pure: numbers in, numbers out.

Limits of three standard deviations are wrong for small counts: everything here sums the tails themselves. All
probabilities are accurate to about ten digits, also where they are very small.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence

SMALLEST_ALARM = 3  # fewer cases than this are never an alarm, however quiet it was before
AMBER, RED = 0.01, 0.001
DRIFT_LAMBDA, DRIFT_WIDTH = 0.2, 3.0
_Z95 = 1.959963984540054  # the normal quantile of 0.975
_NEGLIGIBLE = 1e-17


def negative_binomial_tail(k: int, r: float, p: float) -> float:
    """P(X >= k), where X counts failures before the ``r``-th success, each trial succeeding with probability ``p``.

    P(X = x) = gamma(x + r) / (x! gamma(r)) p^r (1 - p)^x. ``r`` > 0 need not be whole, 0 < p < 1.
    """

    def log_mass(x: int) -> float:
        parts = math.lgamma(x + r) - math.lgamma(x + 1) - math.lgamma(r)
        return parts + r * math.log(p) + x * math.log1p(-p)

    return _upper(k, r * (1 - p) / p, log_mass, lambda x: (x + r) / (x + 1) * (1 - p))


def binomial_lower_tail(k: int, n: int, p: float) -> float:
    """P(X <= k) for ``n`` trials that succeed with probability ``p``; 0 < p < 1."""
    if k >= n:
        return 1.0
    failures, q = n - k, 1 - p  # at most k successes: at least n - k failures

    def log_mass(x: int) -> float:
        ways = math.lgamma(n + 1) - math.lgamma(x + 1) - math.lgamma(n - x + 1)
        return ways + x * math.log(q) + (n - x) * math.log(p)

    return _upper(failures, n * q, log_mass, lambda x: (n - x) / (x + 1) * q / p)


def _upper(k: int, mean: float, log_mass: Callable[[int], float], ratio: Callable[[int], float]) -> float:
    """The tail from ``k`` up. Above the mean it is summed itself, so that small ones are exact; below, what is left."""
    if k <= 0:
        return 1.0
    if k > mean:
        return min(1.0, _sum(k, 1, log_mass, ratio))
    return max(0.0, 1.0 - _sum(k - 1, -1, log_mass, ratio))


def _sum(x: int, direction: int, log_mass: Callable[[int], float], ratio: Callable[[int], float]) -> float:
    """Masses from ``x`` up, or down to 0, until what is left does not count any more."""
    term, parts, total = math.exp(log_mass(x)), [], 0.0
    while term > total * _NEGLIGIBLE and x >= 0:
        parts.append(term)
        total += term
        term = term * ratio(x) if direction > 0 else _below(x, term, ratio)
        x += direction
    return math.fsum(parts)


def _below(x: int, term: float, ratio: Callable[[int], float]) -> float:
    return term / ratio(x - 1) if x > 0 else 0.0


@functools.lru_cache(maxsize=65536)
def tail_probability(k: int, total: int, weeks: int) -> float:
    """The probability of ``k`` cases or more in the next week, after ``total`` cases in ``weeks`` weeks.

    Negative binomial with r = total + 1/2 and p = weeks / (weeks + 1).
    """
    return negative_binomial_tail(k, total + 0.5, weeks / (weeks + 1))


@functools.lru_cache(maxsize=65536)
def limit(total: int, weeks: int, alpha: float) -> int:
    """The smallest count, at least 3, that comes by chance with a probability of at most ``alpha``."""
    low, step = SMALLEST_ALARM, 1
    if tail_probability(low, total, weeks) <= alpha:
        return low
    while tail_probability(low + step, total, weeks) > alpha:
        low, step = low + step, step * 2
    high = low + step  # low is not enough, high is
    while high - low > 1:
        middle = (low + high) // 2
        if tail_probability(middle, total, weeks) > alpha:
            low = middle
        else:
            high = middle
    return high


def wilson(count: int, n: int) -> tuple[float, float]:
    """The Wilson 95 % interval of ``count`` out of ``n``; the whole range when nothing was counted."""
    if n <= 0:
        return 0.0, 1.0
    share, z2 = count / n, _Z95 * _Z95
    middle = share + z2 / (2 * n)
    reach = _Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = (middle - reach) / (1 + z2 / n), (middle + reach) / (1 + z2 / n)
    return (0.0 if count == 0 else max(0.0, low)), (1.0 if count == n else min(1.0, high))


def ewma(counts: Sequence[int | None], mean: float, weight: float = DRIFT_LAMBDA) -> tuple[float, ...]:
    """The exponentially weighted moving average after each week, from ``mean`` on; ``None``: not counted."""
    line, at = [], mean
    for count in counts:
        at = at if count is None else weight * count + (1 - weight) * at
        line.append(at)
    return tuple(line)


def ewma_limit(mean: float, weight: float = DRIFT_LAMBDA, width: float = DRIFT_WIDTH) -> float:
    """Over this the average has drifted: mean + L sigma, sigma^2 = mean lambda / (2 - lambda)."""
    return mean + width * math.sqrt(mean * weight / (2 - weight))


def conditional_binomial(before: int, after: int, e_before: float, e_after: float) -> float:
    """One-sided p of a drop: how probable so few cases after are, if nothing had changed.

    Given the sum of both counts, the later one is binomial with probability e_after / (e_before + e_after); ``e_*`` are
    exposures in one unit (homes lived in times days). P(X <= after). For a rise ask with both sides exchanged.
    """
    n = before + after
    if n == 0 or e_before <= 0 or e_after <= 0:
        return 1.0
    return binomial_lower_tail(after, n, e_after / (e_before + e_after))


def quantile(values: Sequence[float], q: float) -> float:
    """The ``q``-quantile of values in rising order, at least one, by linear interpolation: PERCENTILE.INC of Excel."""
    at = (len(values) - 1) * q
    low = math.floor(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)
