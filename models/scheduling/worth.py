"""What a plan is worth: whole points, so that a solver can prove things about them.

In this order of weight, for every order that gets a slot:

* **placed at all**, by severity: 8, 4, 2, 1 times ``PLACED`` for S1 to S4 (the severity points of the reports);
* **late**: an order that ends after it is due is worth ``LATE`` instead, and ``LATE_DAY`` less for every local day
  between the day it is due and the day of the slot, six at most: late is better than never;
* **early**: up to ``EARLY`` for a start at the very beginning of the plan, evenly less towards its end, times the same
  severity points: graver ones come first;
* **the way**: ``WAY`` off for each minute from the order before on the same day.

The weights are far apart: 30 minutes on the way cost as much as 3 % of an S4.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

POINTS = {"s1": 8, "s2": 4, "s3": 2, "s4": 1}
PLACED = 100_000
LATE = 60_000
LATE_DAY = 5_000
MOST_LATE_DAYS = 6
EARLY = 2_000
WAY = 100
STEP = timedelta(minutes=5)  # slots of a plan begin and end on such steps


def points_of(severity: str) -> int:
    """How much an order counts; what is not known counts as the slightest."""
    return POINTS.get(severity, POINTS["s4"])


def placed(points: int, due: datetime | None, starts: datetime, ends: datetime, zone: ZoneInfo) -> int:
    """What it is worth that an order is done between these moments."""
    if due is None or ends <= due:
        return points * PLACED
    days = (starts.astimezone(zone).date() - due.astimezone(zone).date()).days
    return points * (LATE - LATE_DAY * min(MOST_LATE_DAYS, max(0, days)))


def early(points: int, step: int, steps: int) -> int:
    """What a start at a step of a plan of so many steps is worth."""
    return points * max(1, EARLY // max(1, steps)) * (steps - step)
