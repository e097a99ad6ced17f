"""Talking with the resident: contacts, promises, the work carried out, follow-up calls."""

from __future__ import annotations

from datetime import datetime

from models.complaints.actions import case_of
from models.complaints.tables import Complaint, Event
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.flow import must_be_open, went_back
from models.handling.kinds import (
    ANSWERED,
    ContactDraft,
    FollowOutcome,
    FollowUpDraft,
    PromiseDraft,
    PromiseState,
)
from models.handling.rules import check_attempts
from models.handling.steps import FOLLOW_UP, GATHER, PROPOSE, step_of
from models.handling.tables import Contact, FollowUp, Promise
from models.options.queries import settings


@action("contact.log", needs=Permission.HANDLE)
def log_contact(work: Work, complaint_id: int, draft: ContactDraft) -> int:
    """Note a conversation, or an attempt. The first one that reaches the resident is the first response."""
    if not draft.summary.strip():
        raise UserProblem("contact.empty")
    case = case_of(work, complaint_id)
    contact_id = work.insert(
        Contact,
        complaint_id=complaint_id,
        at=work.now,
        staff_id=work.actor.staff_id,
        direction=draft.direction,
        channel=draft.channel,
        reached=draft.reached,
        summary=draft.summary.strip(),
    )
    if draft.reached and case.first_response_at is None:
        work.update(Complaint, complaint_id, None, first_response_at=work.now)
    add_event(
        work, complaint_id, "contact_made", text=draft.summary.strip(), direction=draft.direction,
        channel=draft.channel, reached=draft.reached,
    )  # fmt: skip
    work.fact(contact=contact_id)
    reindex(work, complaint_id)
    return contact_id


@action("promise.make", needs=Permission.HANDLE)
def make_promise(work: Work, complaint_id: int, draft: PromiseDraft) -> int:
    """Note what the resident was told would happen, and by when. Raises ``promise.empty``, ``promise.past``."""
    if not draft.text.strip():
        raise UserProblem("promise.empty")
    if draft.due_at <= work.now:
        raise UserProblem("promise.past")
    must_be_open(case_of(work, complaint_id))
    promise_id = work.insert(
        Promise,
        complaint_id=complaint_id,
        kind=draft.kind,
        text=draft.text.strip(),
        due_at=draft.due_at,
        made_at=work.now,
        made_by=work.actor.staff_id,
    )
    add_event(work, complaint_id, "promise_made", text=draft.text.strip(), promise=promise_id)
    work.touch("promise", promise_id)
    reindex(work, complaint_id)
    return promise_id


@action("promise.settle", needs=Permission.HANDLE)
def settle_promise(
    work: Work, promise_id: int, version: int | None, state: PromiseState, note: str = ""
) -> None:
    """Say that a promise was kept, broken or withdrawn. What is not kept owes a word of why."""
    promise = Promise.get_or_none(Promise.id == promise_id)
    if promise is None:
        raise Unknown("promise", promise_id)
    if promise.state != PromiseState.OPEN or state == PromiseState.OPEN:
        raise UserProblem("promise.settled")
    if state != PromiseState.KEPT and not note.strip():
        raise UserProblem("step.reason_missing")
    work.update(
        Promise, promise_id, version, state=state, settled_at=work.now, settled_by=work.actor.staff_id
    )
    add_event(work, promise.complaint_id, f"promise_{state.value}", text=note.strip(), promise=promise_id)
    work.touch("promise", promise_id)
    work.fact(promise=promise_id, state=state)
    reindex(work, promise.complaint_id)


@action("promise.move", needs=Permission.HANDLE)
def move_promise(work: Work, promise_id: int, version: int | None, due_at: datetime, why: str) -> None:
    """Agree on another time with the resident. What had passed before stays in the timeline; the new time is watched.

    Raises ``promise.settled``, ``promise.past``, ``step.reason_missing``.
    """
    promise = Promise.get_or_none(Promise.id == promise_id)
    if promise is None:
        raise Unknown("promise", promise_id)
    if promise.state != PromiseState.OPEN:
        raise UserProblem("promise.settled")
    if due_at <= work.now:
        raise UserProblem("promise.past")
    if not why.strip():
        raise UserProblem("step.reason_missing")
    work.update(Promise, promise_id, version, due_at=due_at, missed_at=None)
    before, after = to_millis(promise.due_at), to_millis(due_at)
    add_event(
        work,
        promise.complaint_id,
        "promise_moved",
        text=why.strip(),
        promise=promise_id,
        before=before,
        after=after,
    )
    work.touch("promise", promise_id)
    work.fact(promise=promise_id, before=before, after=after)
    reindex(work, promise.complaint_id)


@action("case.carried_out", needs=Permission.HANDLE)
def carried_out(work: Work, complaint_id: int, version: int | None, text: str) -> None:
    """Note that what was agreed has been done: the case is resolved and its follow-up call falls due."""
    if not text.strip():
        raise UserProblem("carried_out.empty")
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.step != FOLLOW_UP:
        raise UserProblem("step.order", current=("word", "step", step_of(case.step).code))
    work.update(Complaint, complaint_id, version, status="resolved", resolved_at=work.now)
    add_event(work, complaint_id, "carried_out", step=FOLLOW_UP, text=text.strip())
    reindex(work, complaint_id)


def _handlers(case: Complaint) -> set[int]:
    """Everybody who handles or has handled the case: a change of name on the case does not wash anybody clean."""
    changes = Event.select(Event.facts).where(
        (Event.complaint_id == case.id) & (Event.kind == "handler_changed")
    )
    people = {case.handler_id}
    for event in changes:
        people |= {event.facts.get("before"), event.facts.get("after")}
    return {person for person in people if person is not None}


def _check_caller(work: Work, case: Complaint) -> None:
    if work.actor.staff_id is not None and work.actor.staff_id in _handlers(case):
        raise UserProblem("follow_up.own_work")
    if case.major:
        work.require(Permission.FOLLOW_UP_MAJOR)


@action("case.follow_up", needs=Permission.FOLLOW_UP)
def follow_up(work: Work, complaint_id: int, version: int | None, draft: FollowUpDraft) -> int:
    """Enter a follow-up call. Never the handler on his own case; major cases only with that right.

    An answer sets the satisfaction. ``back_to`` reopens the work. Raises ``follow_up.not_yet`` before the work was
    carried out, ``follow_up.own_work``, ``follow_up.same_half_day``, ``follow_up.enough``,
    ``follow_up.solved_missing``.
    """
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.step != FOLLOW_UP or case.resolved_at is None:
        raise UserProblem("follow_up.not_yet")
    _check_caller(work, case)
    if draft.outcome in ANSWERED and draft.solved is None:
        raise UserProblem("follow_up.solved_missing")
    zone = settings(work.store).zone
    calls = list(FollowUp.select().where(FollowUp.complaint_id == complaint_id).order_by(FollowUp.id))
    previous = [(call.at.astimezone(zone), call.outcome) for call in calls if call.at >= case.resolved_at]
    check_attempts(previous, work.now.astimezone(zone), FollowOutcome(draft.outcome))
    call_id = work.insert(
        FollowUp,
        complaint_id=complaint_id,
        at=work.now,
        staff_id=work.actor.staff_id,
        attempt=len(calls) + 1,
        channel=draft.channel,
        outcome=draft.outcome,
        solved=draft.solved if draft.outcome in ANSWERED else None,
        words=draft.words.strip(),
        next_at=draft.next_at,
    )
    facts = {"outcome": draft.outcome, "solved": draft.solved, "attempt": len(calls) + 1}
    add_event(work, complaint_id, "follow_up_called", step=FOLLOW_UP, text=draft.words.strip(), **facts)
    work.fact(follow_up=call_id, outcome=draft.outcome)
    _after_call(work, case, version, draft)
    return call_id


def _after_call(work: Work, case: Complaint, version: int | None, draft: FollowUpDraft) -> None:
    fields: dict[str, object] = {"satisfaction": draft.outcome} if draft.outcome in ANSWERED else {}
    if draft.back_to is not None:
        if draft.back_to not in (GATHER, PROPOSE):
            raise UserProblem("reopen.step")
        reason = draft.words.strip() or "—"
        went_back(work, case, version, draft.back_to, reason, **fields)
        return
    work.update(Complaint, case.id, version, **fields)
    work.touch("case", case.id)
    reindex(work, case.id)
