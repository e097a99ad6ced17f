"""Once a night everything is looked at for what announces itself (``models.warnings``), at 02:00 of the property.

Each night is looked at as of its midnight, whenever the program comes to it; of nights that were missed, the last
seven, and none before the first case. A look that somebody asks for takes no night's place: the day that it was made on
was not over. It is a step of its own: whoever acts does not wait for it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.core.clock import to_millis
from models.core.work import Work
from models.insights.weekly import midnight, zone_of
from models.store.database import Store
from models.warnings.evaluating import evaluate

HOUR = time(2)
MISSED = 7
_DAY = timedelta(days=1)
# One more than can be missed, each of another day: before them there is nothing to make up for.
_LAST = f"""SELECT day, evaluated_at FROM night WHERE ?1 IS NULL OR evaluated_at <= ?1
    ORDER BY day DESC LIMIT {MISSED + 3}"""
_FIRST = "SELECT min(received_at) FROM complaint"


def next_night(store: Store, now: datetime | None = None) -> datetime | None:
    """When the next night is to be looked at; ``None`` before the first case. Two statements on indexes.

    Looks that a clock made which was ahead of ``now`` do not count.
    """
    first = store.rows(_FIRST)[0][0]
    if first is None:
        return None
    zone = zone_of(store)
    begun = datetime.fromtimestamp(first / 1000, zone).date()
    last = _last_whole(store, now, zone)
    seen = begun if last is None else max(begun, last + _DAY)
    return datetime.combine(seen + _DAY, HOUR, zone)


def _last_whole(store: Store, now: datetime | None, zone: ZoneInfo) -> date | None:
    """The last day that was looked at when it was over."""
    for text, at in store.rows(_LAST, (to_millis(now) if now else None,)):
        day = date.fromisoformat(text)
        if at >= to_millis(midnight(day + _DAY, zone)):
            return day
    return None


def due_night(store: Store, now: datetime) -> datetime | None:
    """The midnight as of which is to be looked now; ``None`` when there is nothing to do."""
    at = next_night(store, now)
    if at is None or at >= now:
        return None
    zone = zone_of(store)
    local = now.astimezone(zone)
    latest = local.date() if local.time() > HOUR else local.date() - _DAY
    return midnight(max(at.date(), latest - _DAY * (MISSED - 1)), zone)


def look(work: Work) -> tuple[int, int]:
    """Look at the night that is due: how many there were, and how many warnings that raised."""
    at = due_night(work.store, work.now)
    return (0, 0) if at is None else (1, len(evaluate(work, at)))
