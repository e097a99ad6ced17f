"""A slow reckoning of tails and limits: fractions and sixty digits, independent of the product's own."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache


def slow_tail(k: int, total: int, weeks: int) -> Decimal:
    """P(X >= k) of the next week, to fifty digits: masses as fractions, one square root at the end."""
    r, p = Fraction(2 * total + 1, 2), Fraction(weeks, weeks + 1)
    mass, below = p**total, Fraction(0)  # the missing factor p ** (1/2) comes below
    for x in range(k):
        below += mass
        mass = mass * (r + x) / (x + 1) * (1 - p)
    with localcontext() as context:
        context.prec = 60
        root = (Decimal(p.numerator) / Decimal(p.denominator)).sqrt()
        return 1 - Decimal(below.numerator) / Decimal(below.denominator) * root


@cache
def slow_limit(total: int, weeks: int, alpha: float) -> int:
    k = 3
    while slow_tail(k, total, weeks) > Decimal(str(alpha)):
        k += 1
    return k
