"""Carrying work out: on the way, at work, done, corrected, checked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.core.action import action
from models.core.clock import from_millis, to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.repairs.actions.making import come_back
from models.repairs.kinds import DoneDraft, LabourDraft, OrderState, Outcome
from models.repairs.paying import add_time, overlapping, time_changed
from models.repairs.rules import CORRECT_WITHIN, OPENS_AGAIN, check_spent
from models.repairs.states import Deed, after
from models.repairs.tables import Reading, WorkOrder
from models.repairs.telling import arrived, note, tell_case
from models.repairs.visits import checked_order, first_time, kept, moment_of
from models.stock.moving import book


@action("order.on_the_way", needs=Permission.ORDER_WORK)
def on_the_way(work: Work, order_id: int, version: int | None, at: datetime | None = None) -> None:
    """The technician has set out. Raises ``order.state``, ``order.future``."""
    order = checked_order(work, order_id, version)
    state, moment = after(order.state, Deed.ON_THE_WAY), moment_of(work, at)
    work.update(WorkOrder, order_id, version, state=state, on_the_way_at=moment)
    note(work, order, "on_the_way", technician=order.technician_id, since=to_millis(moment))
    work.fact(order=order_id)


@action("order.start", needs=Permission.ORDER_WORK)
def start(work: Work, order_id: int, version: int | None, at: datetime | None = None) -> None:
    """The technician is there and begins: the appointment is kept, and the case has somebody on site.

    Raises ``order.state``, ``order.future``, ``order.before_the_way``.
    """
    order = checked_order(work, order_id, version)
    state, moment = after(order.state, Deed.START), moment_of(work, at)
    if order.on_the_way_at is not None and moment < order.on_the_way_at:
        raise UserProblem("order.before_the_way")
    work.update(WorkOrder, order_id, version, state=state, started_at=moment)
    note(work, order, "started", technician=order.technician_id, since=to_millis(moment))
    kept(work, order, moment)
    arrived(work, order, moment)
    work.fact(order=order_id)


@action("order.done", needs=Permission.ORDER_WORK)
def done(work: Work, order_id: int, version: int | None, draft: DoneDraft) -> None:
    """The work is done, as the technician tells it; it never closes the case: the resident confirms.

    Without ``labour`` the technician of the slot worked from start to finish. Raises ``order.state``,
    ``order.future``, ``order.backwards``, ``order.longer_than_a_visit``, ``order.words_missing``, ``order.nobody``,
    ``labour.overlap``, ``part.*``, ``reading.*``.
    """
    order = checked_order(work, order_id, version)
    state = after(order.state, Deed.DONE)
    _check(work, draft)
    _took_time(work, order, draft)
    _used(work, order, draft)
    outcome = Outcome(draft.outcome)
    work.update(
        WorkOrder, order_id, version, state=state, outcome=outcome, words=draft.words.strip(),
        started_at=draft.started_at, finished_at=draft.finished_at, waits_for=None, waits_until=None,
        first_time=first_time(work, order, outcome),
    )  # fmt: skip
    kept(work, order, draft.started_at)
    arrived(work, order, draft.started_at)
    spent: dict[str, Any] = {
        "started_at": to_millis(draft.started_at),
        "finished_at": to_millis(draft.finished_at),
    }
    note(work, order, "done", text=draft.words.strip(), outcome=outcome.value, **spent)
    tell_case(work, order, "order_done", text=draft.words.strip(), result=outcome.value)
    work.fact(order=order_id, outcome=outcome)


def _check(work: Work, draft: DoneDraft) -> None:
    check_spent(draft.started_at, draft.finished_at, work.now)
    if draft.outcome in OPENS_AGAIN and not draft.words.strip():
        raise UserProblem("order.words_missing")


def _took_time(work: Work, order: WorkOrder, draft: DoneDraft) -> None:
    for line in draft.labour:
        add_time(work, order, line)
    if draft.labour:
        return
    if order.technician_id is not None:
        whole = LabourDraft(order.technician_id, draft.started_at, draft.finished_at)
        if not overlapping(work, order.id, whole):
            add_time(work, order, whole)
    elif not work.store.rows("SELECT 1 FROM labour WHERE work_order_id = ? LIMIT 1", (order.id,)):
        raise UserProblem("order.nobody")


def _used(work: Work, order: WorkOrder, draft: DoneDraft) -> None:
    for part_id, pieces in draft.parts:
        book(work, part_id, order.id, pieces)
    for name, value, unit in draft.readings:
        put_reading(work, order, name, value, unit, draft.finished_at)


def put_reading(work: Work, order: WorkOrder, name: str, value: str, unit: str, at: datetime) -> int:
    """Note what was measured. Raises ``reading.no_name``, ``reading.no_value``."""
    if not name.strip():
        raise UserProblem("reading.no_name")
    if not value.strip():
        raise UserProblem("reading.no_value", name=name.strip())
    return work.insert(
        Reading,
        work_order_id=order.id,
        name=name.strip(),
        value=value.strip(),
        unit=unit.strip(),
        at=at,
        staff_id=work.actor.staff_id,
    )


@action("order.correct_done", needs=Permission.ORDER_WORK)
def correct_done(work: Work, order_id: int, version: int | None, draft: DoneDraft) -> None:
    """Correct what was told of the work, within 12 hours and before it is checked.

    Outcome, times and words are replaced; parts, readings and labour of the draft are added to those that are there.
    Raises as ``done`` does, and ``order.correct_late``.
    """
    order = checked_order(work, order_id, version)
    if order.state != OrderState.DONE:
        raise UserProblem("order.state", state=("word", "order_state", order.state))
    told = work.store.rows(
        "SELECT max(at) FROM order_event WHERE work_order_id = ? AND kind = 'done'", (order_id,)
    )[0][0]
    if told is None or work.now - from_millis(told) > CORRECT_WITHIN:
        raise UserProblem("order.correct_late", hours=int(CORRECT_WITHIN.total_seconds() // 3600))
    _check(work, draft)
    time_changed(work, order, draft.started_at, draft.finished_at)
    for line in draft.labour:
        add_time(work, order, line)
    _used(work, order, draft)
    outcome = Outcome(draft.outcome)
    work.update(
        WorkOrder, order_id, version, outcome=outcome, words=draft.words.strip(), started_at=draft.started_at,
        finished_at=draft.finished_at, first_time=first_time(work, order, outcome),
    )  # fmt: skip
    note(work, order, "done_corrected", text=draft.words.strip(), before=order.outcome, after=outcome.value)
    tell_case(work, order, "order_corrected", text=draft.words.strip(), result=outcome.value)
    work.fact(order=order_id, outcome=outcome)


@action("order.check", needs=Permission.CHECK_WORK)
def check(
    work: Work, order_id: int, version: int | None, text: str, fine: bool, return_visit: bool = True
) -> int | None:
    """Say whether work that is done is right. What is not owes a word of why, and somebody comes again.

    Returns the id of the return visit; ``return_visit=False`` is for work that nobody will put right. Raises
    ``order.state``, ``order.reason_missing``, ``case.closed`` where a return visit is to be made for a closed case.
    """
    order = checked_order(work, order_id, version)
    state = after(order.state, Deed.CHECK)
    if not fine and not text.strip():
        raise UserProblem("order.reason_missing")
    visit = come_back(work, order, text) if not fine and return_visit else None
    fields = {} if fine else {"closing_reason": text.strip(), "first_time": first_time_lost(order)}
    work.update(
        WorkOrder,
        order_id,
        version,
        state=state,
        checked_at=work.now,
        checked_by=work.actor.staff_id,
        **fields,
    )
    note(work, order, "checked", text=text.strip(), fine=fine)
    tell_case(work, order, "order_checked", text=text.strip(), fine=fine)
    work.fact(order=order_id, fine=fine, return_visit=visit)
    return visit


def first_time_lost(order: WorkOrder) -> bool | None:
    """What was not right has not been put right the first time; what was never counted stays so."""
    return None if order.first_time is None else False
