"""When something is due soon, how far the list looks ahead, and how sure a share is: pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from math import sqrt

from models.complaints.kinds import CaseRow
from models.handling.steps import BY_CODE
from models.timing.policy import WARN_SHARE

WARN_BEFORE = timedelta(minutes=15)
LOOK_AHEAD = timedelta(hours=4)
_Z = 1.959963984540054  # the normal quantile of 97.5 %

# Targets that count from the receipt of the complaint; the others from the beginning of their step.
_FROM_RECEIPT = frozenset({"first_response", "contained", "plan_told"})

Interval = tuple[float, float]


def clock_start(case: CaseRow, started: datetime | None) -> datetime:
    """When the clock began that a list shows of a case; ``started`` is when its present step did.

    In the last step it is the call's clock once the work is done, and until then that of the whole case.
    """
    if case.next_since is not None:
        return case.next_since
    step = BY_CODE.get(case.next_due_kind or "")
    clock = step.clock if step is not None else None
    if clock == "follow_up":
        return case.resolved_at or case.received_at
    return case.received_at if started is None or clock in _FROM_RECEIPT else started


def is_soon(since: datetime, due: datetime, now: datetime) -> bool:
    """Whether three quarters of the time are used up, or 15 minutes are left, whichever comes first."""
    left = due - now
    return timedelta() <= left and (left <= WARN_BEFORE or left <= (due - since) * (1 - WARN_SHARE))


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
