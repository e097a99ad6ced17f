"""Putting a thing to do off until later, and taking it back. It comes back by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.complaints.actions import case_of
from models.complaints.kinds import Severity
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.desk.kinds import DeskItem, Need
from models.desk.tables import Snooze

LONGEST = timedelta(hours=24)
_CASES = {
    need: f"SELECT complaint_id FROM {need.value} WHERE id = ?"
    for need in (Need.PROMISE, Need.APPEAL, Need.REMEDY, Need.PROPOSAL)
} | {
    Need.APPOINTMENT: """SELECT o.complaint_id FROM appointment a JOIN work_order o ON o.id = a.work_order_id
        WHERE a.id = ? AND o.complaint_id IS NOT NULL"""
}


@action("today.snooze", needs=Permission.VIEW)
def snooze(work: Work, item: DeskItem, until: datetime) -> None:
    """Do not show a thing to this person before ``until``. Colleagues see it as before.

    Raises ``snooze.past``, ``snooze.too_long``, ``snooze.waits`` and, where life is at stake and it is late,
    ``snooze.life_safety``.
    """
    if item.need is Need.WAIT:
        raise UserProblem("snooze.waits")
    if until <= work.now:
        raise UserProblem("snooze.past")
    if until - work.now > LONGEST:
        raise UserProblem("snooze.too_long", hours=int(LONGEST / timedelta(hours=1)))
    case = case_of(work, _case_id(work, item))
    if (case.life_safety or case.severity == Severity.S1) and item.due is not None and item.due < work.now:
        raise UserProblem("snooze.life_safety", reference=case.reference)
    mine = Snooze.staff_id == (work.actor.staff_id or 0)
    same = (Snooze.need == item.occasion) & (Snooze.item_id == item.id)
    # What has come back by itself is not kept.
    for old in Snooze.select().where(mine & (same | (Snooze.until <= work.now))):
        work.delete(Snooze, old.id)
    work.insert(Snooze, staff_id=work.actor.staff_id or 0, need=item.occasion, item_id=item.id, until=until)
    work.touch("snooze")
    work.fact(need=item.occasion, item=item.id, until=to_millis(until))


@action("today.wake", needs=Permission.VIEW)
def wake(work: Work, item: DeskItem) -> None:
    """Show it again at once."""
    mine = (Snooze.staff_id == (work.actor.staff_id or 0)) & (Snooze.item_id == item.id)
    for old in Snooze.select().where(mine & (Snooze.need == item.occasion)):
        work.delete(Snooze, old.id)
    work.touch("snooze")
    work.fact(need=item.occasion, item=item.id)


def _case_id(work: Work, item: DeskItem) -> int:
    """The case that the thing belongs to, as the store has it."""
    statement = _CASES.get(item.need)
    if statement is None:
        return item.id
    found = work.store.rows(statement, (item.id,))
    if not found:
        raise Unknown(item.need.value, item.id)
    return int(found[0][0])
