"""The six measures of the present week (figures.md, section 4). Four statements, each on an index."""

from __future__ import annotations

from datetime import datetime, tzinfo

from models.complaints.queries import instant
from models.core.clock import to_millis
from models.desk.kinds import Share, Tiles
from models.desk.queries import waiting_sql
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
_ANSWERS = f"""SELECT count(*), COALESCE(sum(f.outcome IN ('satisfied', 'fairly_satisfied')), 0) FROM follow_up f
    WHERE f.id IN (SELECT max(g.id) FROM complaint c JOIN follow_up g ON g.complaint_id = c.id
        WHERE {_SINCE} AND g.at >= ? AND g.at <= ? AND g.outcome IN ('satisfied', 'fairly_satisfied', 'dissatisfied')
        GROUP BY c.id)"""


def tiles(store: Store, now: datetime, zone: tzinfo) -> Tiles:
    """Received, on time, satisfied, repeats of this week; overdue and awaiting approval now."""
    day, week = (to_millis(one) for one in day_and_week(now, zone))
    at = to_millis(now)
    received, today, repeats = store.rows(_RECEIVED, (day, week, at))[0]
    good, resolved, missed = store.rows(_RESOLVED, (week, week, week, at, week))[0]
    answered, satisfied = store.rows(_ANSWERS, (week, week, at))[0]
    overdue, oldest, awaiting, since = store.rows(waiting_sql(), (at,))[0]
    return Tiles(
        received_week=received,
        received_today=today,
        on_time=Share(good, resolved + missed),
        satisfied=Share(satisfied, answered),
        repeats=Share(repeats, received),
        overdue=overdue,
        longest_overdue=instant(oldest),
        awaiting=awaiting,
        awaiting_since=instant(since),
    )
