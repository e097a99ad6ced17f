"""Making the orders that a plan asks for: each occurrence once, whoever asks and however often.

The sweep calls ``make_due`` at the moment ``next_at`` of a plan, then at the one that follows, until none is due:
an outage of weeks is caught up once, every order with its true time. An occurrence is known by its local day and the
store takes it only once, so neither a clock that is set back nor two programs can make it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.directory.rows import day
from models.options.standing import settings
from models.recurring.rules import Occurrence, instant_of, making_time, occurrences
from models.recurring.tables import RecurringPlan
from models.repairs.kinds import OrderDraft, OrderKind
from models.repairs.making import make_order
from models.scheduling.kinds import Move
from models.scheduling.placing import give_slot, orders_of, refuse_what_does_not_fit

# After a longer outage (a season), or when the computer's clock was years ahead, what is older than this is left out.
MOST_MISSED = 92
_DAY = timedelta(days=1)
_LEEWAY = timedelta(hours=14)


def make_due(work: Work, plan_id: int, at: datetime) -> int | None:
    """Make the order of the occurrence whose time to be made has come at ``at``, and wait for the next one.

    Returns the order's id; ``None`` when there is nothing to make: the plan was stopped, has moved on, or its order is
    there already. Never raises for what a plan says: one that cannot be carried out any more is stopped.
    """
    plan = work.store.get(RecurringPlan, plan_id)
    if plan is None or not plan.active or plan.next_at is None or to_millis(plan.next_at) != to_millis(at):
        return None
    try:
        pending = _pending(work, plan)
        late = [one for one in pending if _make_at(work, plan, one) <= work.now]
        due = late[-MOST_MISSED] if len(late) > MOST_MISSED else pending[0] if pending else None
        made = None if due is None else _make(work, plan, due, _true_time(work, plan, due, at))
        _wait(work, plan, due)
    except UserProblem as problem:
        work.note(RecurringPlan, plan_id, active=False, next_at=None)
        work.touch("recurring_plan", plan_id)
        work.fact(stopped=plan_id, because=problem.code)
        return None
    return made


def _true_time(work: Work, plan: Any, due: Occurrence, at: datetime) -> datetime:
    """When it should have been made: the moment that was waited for, or its own where others were left out.

    Never before there was a plan.
    """
    since: datetime = plan.created_at
    return min(max(at, since, _make_at(work, plan, due)), work.now)


def make_next(work: Work, plan_id: int) -> int | None:
    """Make the next order now, before its time; ``None`` when the rule has ended."""
    plan = plan_of(work, plan_id)
    due = next((one for one in _after(work, plan) if not _exists(work, plan, one.day)), None)
    if due is None:
        return None
    made = _make(work, plan, due, work.now)
    _wait(work, plan, due)
    return made


def plan_of(work: Work, plan_id: int) -> Any:
    """The plan inside the running transaction; raises ``Unknown("recurring_plan")``."""
    found = work.store.get(RecurringPlan, plan_id)
    if found is None:
        raise Unknown("recurring_plan", plan_id)
    return found


def today_of(work: Work) -> date:
    """The day that it is at the property."""
    return work.now.astimezone(settings(work.store).zone).date()


def begin(work: Work, plan: Any) -> None:
    """Wait for the first order from today on that is not there yet: of a plan that is new, changed, or goes on."""
    due = next((one for one in _after(work, plan) if not _exists(work, plan, one.day)), None)
    next_at = None if due is None else _make_at(work, plan, due)
    work.note(RecurringPlan, plan.id, next_at=next_at, made_until=_last_made(work, plan))


def set_right(work: Work, plan_id: int) -> None:
    """A clock that was ahead has made orders of a plan, and is right again: wait for the first one that is not there.

    Otherwise the plan would sleep until the day on which that clock stood.
    """
    plan = plan_of(work, plan_id)
    begin(work, plan)
    work.touch("recurring_plan", plan.id)


def _last_made(work: Work, plan: Any) -> date | None:
    """The last day that an order was made for, but for those that a clock made which was ahead of its time."""
    found = work.store.rows(
        "SELECT max(occurrence) FROM work_order WHERE plan_id = ? AND created_at <= ?",
        (plan.id, to_millis(work.now)),
    )
    return day(found[0][0])


def _after(work: Work, plan: Any) -> Iterator[Occurrence]:
    """Occurrences from today on, after the last one made."""
    yesterday = today_of(work) - _DAY
    return _occurrences(work, plan, max(yesterday, _last_made(work, plan) or yesterday))


def _pending(work: Work, plan: Any) -> list[Occurrence]:
    """What ``next_at`` waits for and what follows it, up to now, and the one after.

    Half a day of leeway keeps what it waits for when the property's time zone was changed meanwhile.
    """
    zone = settings(work.store).zone
    first = plan.next_at - _LEEWAY
    before = first.astimezone(zone).date() + timedelta(days=plan.ahead_days) - _DAY
    found: list[Occurrence] = []
    for one in _occurrences(work, plan, max(before, plan.made_until or before)):
        make_at = _make_at(work, plan, one)
        if make_at >= first:
            found.append(one)
        if make_at > work.now:
            break
    return found


def _occurrences(work: Work, plan: Any, after: date) -> Iterator[Occurrence]:
    return occurrences(plan.rule, plan.starts_on, plan.at_minute, settings(work.store).zone, after)


def _make_at(work: Work, plan: Any, one: Occurrence) -> datetime:
    return making_time(one, plan.at_minute, plan.ahead_days, settings(work.store).zone)


def _exists(work: Work, plan: Any, when: date) -> bool:
    return bool(
        work.store.rows(
            "SELECT 1 FROM work_order WHERE plan_id = ? AND occurrence = ?", (plan.id, when.isoformat())
        )
    )


def _make(work: Work, plan: Any, one: Occurrence, at: datetime) -> int | None:
    """Make one order, stamped with its true time; ``None`` when it is there already."""
    if _exists(work, plan, one.day):
        return None
    zone = settings(work.store).zone
    draft = OrderDraft(
        title=plan.title,
        text=plan.text,
        kind=OrderKind.PREVENTIVE,
        place_id=plan.place_id,
        severity=plan.severity,
        skill=plan.skill,
        estimate_minutes=plan.estimate_minutes,
        safety=plan.safety,
        due_at=instant_of(one.day + _DAY, 0, zone),
    )
    now, work.now = work.now, at
    try:
        made = make_order(work, draft, plan_id=plan.id, occurrence=one.day)
    finally:
        work.now = now
    _place(work, plan, one, made)
    return made


def _place(work: Work, plan: Any, one: Occurrence, order_id: int) -> None:
    """Give the order to who usually does it, at its time; where anything speaks against that, it stays in the list."""
    if plan.technician_id is None:
        return
    move = Move(order_id, plan.technician_id, one.at, one.at + timedelta(minutes=plan.estimate_minutes))
    orders = orders_of(work, (move,))
    try:
        refuse_what_does_not_fit(work, (move,), orders, "")
    except UserProblem:
        return
    give_slot(work, orders[order_id], move, False, "")


def _wait(work: Work, plan: Any, done: Occurrence | None) -> None:
    """Wait for the occurrence after ``done``; none is left when the rule has ended."""
    until = plan.made_until if done is None else done.day
    after = until or today_of(work) - _DAY
    following = next(islice(_occurrences(work, plan, after), 1), None)
    next_at = None if following is None else _make_at(work, plan, following)
    work.note(RecurringPlan, plan.id, made_until=until, next_at=next_at)
    work.touch("recurring_plan", plan.id)
