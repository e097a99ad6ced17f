"""What work costs, inside a running action: time at somebody's rate, invoices in place of it. No action of its own."""

from __future__ import annotations

from datetime import datetime

from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.crew.tables import Contractor, Technician
from models.options.standing import settings
from models.repairs.kinds import LabourDraft
from models.repairs.rules import check_spent, cost_of
from models.repairs.tables import Labour, WorkOrder

_INVOICED = (
    "SELECT 1 FROM order_cost WHERE work_order_id = ? AND contractor_id = ? AND kind = 'invoice' LIMIT 1"
)
_OF_FIRM = """SELECT l.id FROM labour l JOIN technician t ON t.id = l.technician_id
    WHERE l.work_order_id = ? AND t.contractor_id = ? ORDER BY l.started_at, l.id"""


def add_time(work: Work, order: WorkOrder, draft: LabourDraft) -> int:
    """Note somebody's time; it costs their rate, or their contractor's. Returns the id of the line.

    Raises ``order.future``, ``order.backwards``, ``order.longer_than_a_visit``, ``labour.overlap``,
    ``unknown.technician``.
    """
    check_spent(draft.started_at, draft.ended_at, work.now)
    person = work.store.get(Technician, draft.technician_id)
    if person is None:
        raise Unknown("technician", draft.technician_id)
    if overlapping(work, order.id, draft):
        raise UserProblem("labour.overlap", name=person.name)
    firm = None if person.contractor_id is None else work.store.get(Contractor, person.contractor_id)
    rate = person.rate_minor if firm is None else firm.rate_minor
    line = work.insert(
        Labour,
        work_order_id=order.id,
        technician_id=person.id,
        started_at=draft.started_at,
        ended_at=draft.ended_at,
        rate_minor=rate,
        cost_minor=cost_of(rate, draft.started_at, draft.ended_at),
        added_at=work.now,
        added_by=work.actor.staff_id,
    )
    if firm is not None:
        price_firm(work, order.id, firm.id)
    return line


def overlapping(work: Work, order_id: int, draft: LabourDraft, but: int = 0) -> bool:
    """Whether the same person's time is noted already, all of it or a part."""
    return bool(
        work.store.rows(
            """SELECT 1 FROM labour WHERE work_order_id = ? AND technician_id = ? AND started_at < ? AND ended_at > ?
            AND id <> ? LIMIT 1""",
            (order_id, draft.technician_id, to_millis(draft.ended_at), to_millis(draft.started_at), but),
        )
    )


def price_firm(work: Work, order_id: int, contractor_id: int) -> None:
    """What a contractor's people cost: rate and a call-out a day, until the invoice says it; then the invoice alone."""
    firm = work.store.get(Contractor, contractor_id)
    if firm is None:
        return
    invoiced = bool(work.store.rows(_INVOICED, (order_id, contractor_id)))
    zone = settings(work.store).zone
    days = set()
    for (line_id,) in work.store.rows(_OF_FIRM, (order_id, contractor_id)):
        line = work.store.get(Labour, line_id)
        if line is None:
            continue
        day = line.started_at.astimezone(zone).date()
        visit = 0 if day in days else firm.call_out_minor
        days.add(day)
        cost = 0 if invoiced else cost_of(line.rate_minor, line.started_at, line.ended_at) + visit
        if cost != line.cost_minor:
            work.note(Labour, line_id, cost_minor=cost)


def time_changed(work: Work, order: WorkOrder, begin: datetime, end: datetime) -> None:
    """The times of the work were corrected: the line that they had made follows."""
    found = work.store.rows(
        "SELECT id FROM labour WHERE work_order_id = ? AND technician_id = ? AND started_at = ? AND ended_at = ?",
        (order.id, order.technician_id, _millis(order.started_at), _millis(order.finished_at)),
    )
    if not found:
        return
    line = work.store.get(Labour, found[0][0])
    if line is None or overlapping(work, order.id, LabourDraft(line.technician_id, begin, end), line.id):
        return
    cost = cost_of(line.rate_minor, begin, end)
    work.update(Labour, line.id, None, started_at=begin, ended_at=end, cost_minor=cost)
    person = work.store.get(Technician, line.technician_id)
    if person is not None and person.contractor_id is not None:
        price_firm(work, order.id, person.contractor_id)


def _millis(moment: datetime | None) -> int | None:
    return None if moment is None else to_millis(moment)
