"""How far the list looks ahead: pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

LOOK_AHEAD = timedelta(hours=4)
REMIND = timedelta(hours=2)  # before somebody comes; less than the list looks ahead


def horizon(now: datetime, zone: tzinfo) -> datetime:
    """How far the list looks ahead: to the end of the day, and late in the evening four hours beyond."""
    return max(next_midnight(now, zone), now + LOOK_AHEAD)


def next_midnight(now: datetime, zone: tzinfo) -> datetime:
    """When the present day ends at the property."""
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
