"""How far the list looks ahead, and how sure a share is: pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from math import sqrt

LOOK_AHEAD = timedelta(hours=4)
REMIND = timedelta(hours=2)  # before somebody comes; less than the list looks ahead
_Z = 1.959963984540054  # the normal quantile of 97.5 %

Interval = tuple[float, float]


def horizon(now: datetime, zone: tzinfo) -> datetime:
    """How far the list looks ahead: to the end of the day, and late in the evening four hours beyond."""
    return max(next_midnight(now, zone), now + LOOK_AHEAD)


def next_midnight(now: datetime, zone: tzinfo) -> datetime:
    """When the present day ends at the property."""
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)


def day_and_week(now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """When the present day and the present week began at the property; weeks begin on Monday."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    return datetime.combine(today, time(), zone), datetime.combine(monday, time(), zone)


def wilson(good: int, n: int) -> Interval:
    """The Wilson 95 % interval of a share; honest near 0 and 1, where the plain formula is not."""
    if not 0 <= good <= n or not n:
        raise ValueError("a share is so many of so many")
    share, z2 = good / n, _Z * _Z
    middle = share + z2 / (2 * n)
    spread = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    whole = 1 + z2 / n
    # At the ends the formula gives 0 and 1 exactly; floating point would miss them by a hair.
    low = (middle - spread) / whole if good else 0.0
    return max(0.0, low), min(1.0, (middle + spread) / whole) if good < n else 1.0
