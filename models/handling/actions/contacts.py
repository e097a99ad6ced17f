"""Talking with the resident: contacts and promises.

On a case that was merged a contact and a promise go to its survivor (``complaints.merged``). A promise that is moved
loses ``missed_at``: the new time is watched like a new one; the event ``promise_moved`` keeps both times.
"""

from __future__ import annotations

from datetime import datetime

from models.complaints.actions import case_of
from models.complaints.merged import landed
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.flow import must_be_open
from models.handling.kinds import ContactDraft, PromiseDraft, PromiseState
from models.handling.tables import Contact, Promise


@action("contact.log", needs=Permission.HANDLE)
def log_contact(work: Work, complaint_id: int, draft: ContactDraft) -> int:
    """Note a conversation, or an attempt. The first one that reaches the resident is the first response."""
    if not draft.summary.strip():
        raise UserProblem("contact.empty")
    complaint_id = landed(work, complaint_id)
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
    complaint_id = landed(work, complaint_id)
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
