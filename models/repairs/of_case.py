"""The work of a whole case, read in a fixed number of statements."""

from __future__ import annotations

from models.complaints.queries import instant
from models.repairs.case_kinds import WorkDone
from models.repairs.kinds import Costs
from models.repairs.rows import costs_by, read_orders
from models.store.database import Store

_MORE = """SELECT o.id, o.remedy_id, o.outcome, o.words, o.started_at, o.first_time, o.checked_at,
    COALESCE(k.name, ''), o.closing_reason, COALESCE(w.reference, ''), COALESCE(v.reference, ''),
    (SELECT COALESCE(sum(l.ended_at / 60000 - l.started_at / 60000), 0) FROM labour l WHERE l.work_order_id = o.id),
    o.text FROM work_order o LEFT JOIN staff k ON k.id = o.checked_by LEFT JOIN work_order w ON w.id = o.part_of_id
    LEFT JOIN work_order v ON v.id = o.return_of_id WHERE o.complaint_id = ?"""
_OWN = "SELECT id FROM work_order WHERE complaint_id = ?"


def work_of_case(store: Store, case_id: int) -> tuple[WorkDone, ...]:
    """All orders of a case in the order in which they were made; four statements, one where there are none."""
    rows = read_orders(store, "o.complaint_id = ? ORDER BY o.id", (case_id,))
    if not rows:
        return ()
    more = {one[0]: one[1:] for one in store.rows(_MORE, (case_id,))}
    costs = costs_by(store, "o.id", _OWN, (case_id,))
    made = []
    for row in rows:
        v = more[row.id]
        made.append(
            WorkDone(
                row, v[0], v[1], v[2], instant(v[3]), None if v[4] is None else bool(v[4]), instant(v[5]), v[6], v[7],
                v[8], v[9], int(v[10]), costs.get(row.id, Costs()), v[11],
            )
        )  # fmt: skip
    return tuple(made)
