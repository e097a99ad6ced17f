"""The six measures of the present week (figures.md, section 4). Four statements, each on an index."""

from __future__ import annotations

from datetime import datetime, tzinfo

from models.complaints.queries import instant
from models.core.clock import to_millis
from models.desk.kinds import Share, Tiles
from models.desk.parts import Statement, bind, late_cases
from models.desk.rules import day_and_week
from models.store.database import Store

_RECEIVED = """SELECT count(*), COALESCE(sum(c.received_at >= ?), 0), COALESCE(sum(c.repeat_of_id IS NOT NULL), 0)
    FROM complaint c WHERE c.received_at >= ? AND c.received_at <= ? AND c.status <> 'merged'"""

# What was resolved, answered or is still open in the week was not closed before it began: one range of an index.
_SINCE = "COALESCE(c.closed_at, 9000000000000000) >= ?"
_RESOLVED = f"""SELECT COALESCE(sum(c.resolved_at >= ? AND c.resolved_at <= c.resolve_due_at), 0),
    COALESCE(sum(c.resolved_at >= ?), 0),
    COALESCE(sum(c.resolved_at IS NULL AND c.closed_at IS NULL AND c.resolve_due_at >= ? AND c.resolve_due_at < ?), 0)
    FROM complaint c WHERE {_SINCE} AND c.resolve_due_at IS NOT NULL"""
# The sign keeps the engine from reading all cases in the order of their ids, only to group them.
_ANSWERS = f"""SELECT count(*), COALESCE(sum(f.outcome IN ('satisfied', 'fairly_satisfied')), 0) FROM follow_up f
    WHERE f.id IN (SELECT max(g.id) FROM complaint c CROSS JOIN follow_up g
        WHERE g.complaint_id = c.id AND {_SINCE} AND g.at >= ? AND g.at <= ?
        AND g.outcome IN ('satisfied', 'fairly_satisfied', 'dissatisfied') AND NOT g.second_look
        GROUP BY +c.id)"""


def tile_statements(now: datetime, zone: tzinfo) -> tuple[Statement, ...]:
    """The four statements behind the measures."""
    day, week = (to_millis(one) for one in day_and_week(now, zone))
    at = to_millis(now)
    return (
        (_RECEIVED, (day, week, at)),
        (_RESOLVED, (week, week, week, at, week)),
        (_ANSWERS, (week, week, at)),
        bind(late_cases(), {"now": at}),
    )


def tiles(store: Store, now: datetime, zone: tzinfo) -> Tiles:
    """Received, on time, satisfied, repeats of this week; overdue and awaiting approval now."""
    rows = [store.rows(*statement)[0] for statement in tile_statements(now, zone)]
    received, today, repeats = rows[0]
    good, resolved, missed = rows[1]
    answered, satisfied = rows[2]
    overdue, oldest = rows[3]
    return Tiles(
        received_week=received,
        received_today=today,
        on_time=Share(good, resolved + missed),
        satisfied=Share(satisfied, answered),
        repeats=Share(repeats, received),
        overdue=overdue,
        longest_overdue=instant(oldest),
    )
