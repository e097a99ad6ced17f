"""Whether two shares, or a count and what came before it, differ by more than chance. Pure and exact.

Two shares are compared with Fisher's exact test, two-sided: the probability, both shares being the same, of a table
no likelier than the one that was seen. A count is compared with the periods before it as the early warnings are
(figures.md, section 5): negative binomial with r = S + 1/2 and p = n / (n + 1), where n says how many periods of this
length the S cases before are from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.insights.stats import AMBER, SMALLEST_ALARM, binomial_lower_tail, negative_binomial_tail

SAME = 0.05  # a share has moved, or missed its goal, when chance alone does so at most this often
_NEGLIGIBLE = 1e-18
_TIE = 1 + 1e-7  # tables whose probabilities differ by rounding alone are equally likely


@dataclass(frozen=True)
class Usual:
    """What came before: ``total`` cases in ``base`` periods as long as the one that is looked at (at least 4).

    ``outage``: one was declared in the period that is looked at, which may be why more came in.
    """

    total: int
    base: float
    outage: bool = False

    @property
    def mean(self) -> float:
        """So many a period."""
        return self.total / self.base

    def chance_of_more(self, count: int) -> float:
        """The probability of ``count`` cases or more."""
        return negative_binomial_tail(count, self.total + 0.5, self.base / (self.base + 1))

    def chance_of_fewer(self, count: int) -> float:
        """The probability of ``count`` cases or fewer."""
        return 1 - self.chance_of_more(count + 1)

    @property
    def limit(self) -> int:
        """The smallest count, at least 3, that comes by chance in at most one of a hundred periods."""
        low = SMALLEST_ALARM
        if self.chance_of_more(low) <= AMBER:
            return low
        step = 1
        while self.chance_of_more(low + step) > AMBER:
            low, step = low + step, step * 2
        high = low + step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.chance_of_more(middle) > AMBER else (low, middle)
        return high

    def is_more(self, count: int) -> bool:
        """Whether so many are more than usual."""
        return count >= self.limit

    def is_fewer(self, count: int) -> bool:
        """Whether so few are fewer than usual."""
        return self.chance_of_fewer(count) <= AMBER


def fisher(count: int, n: int, other: int, other_n: int) -> float:
    """The two-sided p of Fisher's exact test for ``count`` of ``n`` against ``other`` of ``other_n``."""
    hits, everything = count + other, n + other_n
    low, high = max(0, hits - other_n), min(hits, n)
    if low == high:
        return 1.0
    mode = min(max((hits + 1) * (n + 1) // (everything + 2), low), high)
    seen = math.exp(_log_mass(count, n, hits, everything) - _log_mass(mode, n, hits, everything)) * _TIE
    masses = [1.0, *_walk(mode, high, 1, n, hits, other_n), *_walk(mode, low, -1, n, hits, other_n)]
    return min(1.0, math.fsum(one for one in masses if one <= seen) / math.fsum(masses))


def _log_mass(x: int, n: int, hits: int, everything: int) -> float:
    """The logarithm of the hypergeometric probability, up to what all tables share."""
    return -sum(math.lgamma(part + 1) for part in (x, n - x, hits - x, everything - n - hits + x))


def _walk(start: int, end: int, way: int, n: int, hits: int, other_n: int) -> list[float]:
    """The masses from the likeliest table outwards, relative to it, until they do not count any more."""
    masses, mass, x = [], 1.0, start
    while x != end and mass > _NEGLIGIBLE:
        if way > 0:
            mass *= (n - x) * (hits - x) / ((x + 1) * (other_n - hits + x + 1))
        else:
            mass *= x * (other_n - hits + x) / ((n - x + 1) * (hits - x + 1))
        x += way
        masses.append(mass)
    return masses


def differ(count: int, n: int, other: int, other_n: int) -> bool:
    """Whether two shares differ by more than chance would have it."""
    return fisher(count, n, other, other_n) <= SAME


def misses(count: int, n: int, goal: float, *, less: bool = False) -> bool:
    """Whether a share is on the wrong side of its goal by more than chance; ``less``: a small share is good.

    One-sided exact binomial test against the goal, at 5 %.
    """
    if not 0 < goal < 1:
        return count < n if goal >= 1 and not less else bool(count) and less and goal <= 0
    if less:
        return binomial_lower_tail(n - count, n, 1 - goal) <= SAME
    return binomial_lower_tail(count, n, goal) <= SAME
