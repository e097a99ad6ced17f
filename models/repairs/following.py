"""What orders follow their case in, inside its settling: when it is to be resolved. No other room writes that."""

from __future__ import annotations

from models.core.work import Work
from models.repairs.tables import WorkOrder

_BEHIND = """SELECT id FROM work_order WHERE complaint_id = ? AND due_at IS NOT ?
    AND state NOT IN ('done', 'checked', 'cancelled')"""


def follow_due(work: Work, complaint_id: int, due_millis: int | None) -> None:
    """Bring the due time of a case's open orders into line with the case; those that are over keep theirs."""
    for (order_id,) in work.store.rows(_BEHIND, (complaint_id, due_millis)):
        work.note(WorkOrder, order_id, due_at=due_millis)
        work.touch("work_order", order_id)
