"""Which moments have come, in the order of their true time, and when the next one comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.core.clock import from_millis, to_millis
from models.store.database import Store
from models.sweep.kinds import Moment, What

# Each reads a partial index that holds nothing but what is still to come. What is due at the very moment of looking
# is left to the next look: whoever acts at that moment has been in time. Cases that were never reckoned, imported
# ones for instance, have none.
_SOURCES: Mapping[What, tuple[str, str]] = {
    What.PAUSE: ("ends_at, id FROM pause", "ended_at IS NULL AND ends_at"),
    What.LAPSE: ("lapses_at, id FROM complaint", "lapses_at"),
    What.PROMISE: ("due_at, id FROM promise", "state = 'open' AND missed_at IS NULL AND due_at"),
    What.RUNG: ("next_at, id FROM clock", "next_at"),
    What.SILENCE: ("next_at, id FROM escalation", "next_at"),
    What.RECURRING: ("next_at, id FROM recurring_plan", "next_at"),
    What.IMPROVEMENT: ("next_at, id FROM improvement", "next_at"),
}
_ONE = {
    What.RUNG: "SELECT next_at FROM clock WHERE id = ? AND next_at IS NOT NULL",
    What.SILENCE: "SELECT next_at FROM escalation WHERE id = ? AND next_at IS NOT NULL",
    What.RECURRING: "SELECT next_at FROM recurring_plan WHERE id = ? AND next_at IS NOT NULL",
    What.IMPROVEMENT: "SELECT next_at FROM improvement WHERE id = ? AND next_at IS NOT NULL",
}
# Plans of which a clock made orders that was ahead of its time: what is stamped later than now says so.
_ASTRAY = """SELECT DISTINCT r.id FROM work_order o CROSS JOIN recurring_plan r ON r.id = o.plan_id
    WHERE o.created_at > ?1 AND r.active AND o.occurrence <= r.made_until"""
_ANY = "SELECT " + " OR ".join(
    [
        *(f"EXISTS (SELECT {what} WHERE {where} < ?1)" for what, where in _SOURCES.values()),
        f"EXISTS ({_ASTRAY})",
    ]
)
_FIRST = " UNION ALL ".join(
    f"SELECT * FROM (SELECT {what} WHERE {where} >= 0 ORDER BY 1 LIMIT 1)"
    for what, where in _SOURCES.values()
)
_UNRECKONED = "SELECT EXISTS (SELECT 1 FROM complaint WHERE reckoned_at IS NULL AND closed_at IS NULL)"


def unreckoned(store: Store) -> bool:
    """Whether there are open cases whose clocks were never reckoned."""
    return bool(store.rows(_UNRECKONED)[0][0])


def any_due(store: Store, now: datetime) -> bool:
    """Whether any moment has come."""
    return bool(store.rows(_ANY, (to_millis(now),))[0][0])


def due_moments(store: Store, now: datetime, limit: int) -> list[Moment]:
    """The earliest moments that have come, in their order: at least the first ``limit`` of all are among them."""
    found = [
        Moment(at, kind, row_id)
        for kind, (what, where) in _SOURCES.items()
        for at, row_id in store.rows(
            f"SELECT {what} WHERE {where} < ? ORDER BY 1, 2 LIMIT ?", (to_millis(now), limit)
        )
    ]
    at = to_millis(now)
    found += [Moment(at, What.ASTRAY, row_id) for (row_id,) in store.rows(_ASTRAY, (at,))]
    return sorted(found)


def moment_of(store: Store, what: What, row_id: int) -> Moment | None:
    """The moment that a clock, an escalation, a plan or an improvement waits for."""
    found = store.rows(_ONE[what], (row_id,))
    return Moment(found[0][0], what, row_id) if found else None


def next_moment(store: Store) -> datetime | None:
    """When something falls due next, or has; ``None`` when nothing ever will as things stand."""
    found = [at for at, _ in store.rows(_FIRST)]
    return from_millis(min(found)) if found else None
