"""Making an order, changing what it says, having somebody come back."""

from __future__ import annotations

from dataclasses import replace

from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.repairs.kinds import OPEN, OrderDraft, OrderState
from models.repairs.making import another, check_known, columns_of, make_order, open_case, put_windows
from models.repairs.rows import home_windows
from models.repairs.rules import check_coming, check_draft, check_near
from models.repairs.states import Deed, after
from models.repairs.tables import WorkOrder
from models.repairs.telling import note, order_of, renew_search, tell_case
from models.repairs.visits import checked_order, reckon_first_time

_RETURNABLE = (OrderState.DONE, OrderState.CHECKED)


@action("order.make", needs=Permission.ORDER_WORK)
def make(work: Work, draft: OrderDraft) -> int:
    """Make an order, of a case or of none; what the draft leaves open comes from the case. Returns its id.

    Raises ``order.no_title``, ``order.no_skill``, ``order.no_time``, ``order.too_long``, ``order.window``,
    ``order.remedy``, ``case.closed``, ``unknown.*``.
    """
    return make_order(work, draft)


@action("order.change", needs=Permission.ORDER_WORK)
def change(work: Work, order_id: int, version: int | None, draft: OrderDraft) -> None:
    """Change what an order says. Its case, its state and, with a case, its due time stay.

    Its slot stays too: the schedule says where it does not fit any more. Raises as ``make`` does, and ``order.over``.
    """
    order = checked_order(work, order_id, version)
    if order.state not in OPEN:
        raise UserProblem("order.over", reference=order.reference)
    draft = replace(
        draft,
        complaint_id=order.complaint_id,
        severity=draft.severity or order.severity,
        skill=draft.skill or order.skill,
    )
    check_draft(draft)
    before = home_windows(work.store, (order_id,)).get(order_id, ())
    check_coming([one for one in draft.windows if one not in before], work.now)
    check_near(draft.due_at if order.complaint_id is None else None, work.now)
    check_known(work, draft, order.remedy_id)
    fields = columns_of(draft)
    if order.complaint_id is None:
        fields["due_at"] = draft.due_at
    changed = {name: value for name, value in fields.items() if getattr(order, name) != value}
    windows = tuple(sorted(draft.windows)) != before
    names = [*sorted(changed), *(["windows"] if windows else [])]
    if not names:
        return
    if windows:
        put_windows(work, order_id, draft.windows)
    work.update(WorkOrder, order_id, version, **changed)
    note(work, order, "changed", fields=names)
    work.fact(order=order_id, fields=names)
    renew_search(work, order)


@action("order.ready", needs=Permission.ORDER_WORK)
def ready(work: Work, order_id: int, version: int | None) -> None:
    """A draft can be scheduled from now on."""
    order = checked_order(work, order_id, version)
    work.update(WorkOrder, order_id, version, state=after(order.state, Deed.READY))
    note(work, order, "ready")
    work.fact(order=order_id)


def come_back(work: Work, source: WorkOrder, text: str) -> int:
    """Somebody has to come again for work that was not right or not finished; returns the id of the return visit.

    Raises ``order.state``, ``order.reason_missing``, ``order.return_open``, ``case.closed``.
    """
    if source.state not in _RETURNABLE:
        raise UserProblem("order.state", state=("word", "order_state", source.state))
    if not text.strip():
        raise UserProblem("order.reason_missing")
    standing = work.store.rows(
        """SELECT reference FROM work_order WHERE return_of_id = ?
        AND state NOT IN ('done', 'checked', 'cancelled') LIMIT 1""",
        (source.id,),
    )
    if standing:
        raise UserProblem("order.return_open", reference=standing[0][0])
    case = None if source.complaint_id is None else open_case(work, source.complaint_id)
    due = {} if case is None else {"due_at": case.resolve_due_at}
    visit = another(work, source, return_of_id=source.id, text=text.strip(), **due)
    note(work, visit, "made", state=visit.state, return_of=source.reference)
    note(work, source, "returned", text=text.strip(), order=visit.id, reference=visit.reference)
    tell_case(work, visit, "order_made", text=text.strip(), return_of=source.reference)
    reckon_first_time(work, source.id)
    work.fact(order=visit.id, reference=visit.reference, return_of=source.id)
    return int(visit.id)


@action("order.make_return", needs=Permission.ORDER_WORK)
def make_return(work: Work, order_id: int, text: str) -> int:
    """Have somebody come again; ``text`` says what is not right. Returns the id of the return visit.

    Raises ``order.state`` unless the order is done or checked, ``order.reason_missing``, ``order.return_open``,
    ``case.closed``.
    """
    return come_back(work, order_of(work, order_id), text)
