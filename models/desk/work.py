"""What repairs ask of the desk today: visits without a case, work nobody is planned for, waits that are over, parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.core.clock import to_millis
from models.desk.parts import Statement
from models.desk.rules import next_midnight
from models.repairs.kinds import OrderRow
from models.repairs.queries import order_rows, side_count
from models.stock.kinds import PartRow
from models.stock.queries import short_count, short_parts
from models.store.database import Store

SHOWN = 3  # of each kind

_VISITS = """FROM appointment v CROSS JOIN work_order w
    WHERE v.state = 'agreed' AND v.from_at < ? AND w.id = v.work_order_id AND w.complaint_id IS NULL"""
# Said as the index says it: open orders, by where they stand.
_OVER = """FROM work_order w WHERE w.state NOT IN ('checked', 'cancelled') AND w.state = 'waiting'
    AND w.waits_until < ?"""


@dataclass(frozen=True)
class WorkToday:
    """The first of each kind; the figures count all of them. ``late_waits`` waited for something until now."""

    visits: tuple[OrderRow, ...]
    visit_count: int
    unscheduled: int
    late_waits: tuple[OrderRow, ...]
    late_wait_count: int
    short: tuple[PartRow, ...]
    short_count: int


def work_statements(now: datetime, zone: tzinfo) -> tuple[Statement, ...]:
    """Visits of today (ids, then how many), waits that are over (ids, then how many)."""
    until, at = to_millis(next_midnight(now, zone)), to_millis(now)
    return (
        (f"SELECT w.id {_VISITS} ORDER BY v.from_at, v.id LIMIT {SHOWN}", (until,)),
        (f"SELECT count(*) {_VISITS}", (until,)),
        (f"SELECT w.id {_OVER} ORDER BY w.waits_until, w.id LIMIT {SHOWN}", (at,)),
        (f"SELECT count(*) {_OVER}", (at,)),
    )


def work_today(store: Store, now: datetime, zone: tzinfo) -> WorkToday:
    """A fixed number of statements, each on an index."""
    visits, visit_count, waits, wait_count = (store.rows(*one) for one in work_statements(now, zone))
    return WorkToday(
        order_rows(store, [row[0] for row in visits]),
        visit_count[0][0],
        side_count(store),
        order_rows(store, [row[0] for row in waits]),
        wait_count[0][0],
        short_parts(store, SHOWN),
        short_count(store),
    )
