"""The inbox: everything of which somebody should say that they know. Escalations of cases, and late plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.core.action import action
from models.core.clock import to_millis
from models.core.paging import PAGE_SIZE, Key, Page
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.escalation import queries as escalation
from models.escalation.actions import acknowledged
from models.escalation.kinds import EscalationRow, InboxState
from models.improvements import knowing
from models.improvements.knowing import LatePlan

Waiting = EscalationRow | LatePlan


def inbox(
    session: Session, state: InboxState = InboxState.OPEN, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[Waiting]:
    """What is for this person: what they have yet to know, the oldest first, one line a case and a plan; or what was
    seen, the latest first. Pages follow the escalations; plans, of which there are few, come in between.
    """
    if not session.actor.may(Permission.VIEW):
        return Page((), None)
    if state is InboxState.OPEN:
        page, plans, sign = escalation.inbox_by_case(session, after, limit), knowing.waiting(session), 1
    else:
        page, plans, sign = escalation.inbox(session, state, after, limit), knowing.seen(session), -1
    begin = None if after is None else sign * int(after[0] or 0)
    end = None if page.next_key is None else sign * int(page.next_key[0] or 0)
    here = [
        one
        for one in plans
        for at in [sign * _at(one, state)]
        if (begin is None or at >= begin) and (end is None or at < end)
    ]
    rows: list[Waiting] = [*page.rows, *here]
    return Page(tuple(sorted(rows, key=lambda one: sign * _at(one, state))), page.next_key)


def _at(one: Waiting, state: InboxState) -> int:
    at: datetime | None
    if isinstance(one, LatePlan):
        at = one.told_at if state is InboxState.OPEN else one.known_at
    else:
        at = one.at if state is InboxState.OPEN else one.acknowledged_at
    return 0 if at is None else to_millis(at)


def waiting_count(session: Session) -> int:
    """Of how many cases and plans this person has yet to say that they know: what the bell shows."""
    if not session.actor.may(Permission.VIEW):
        return 0
    return escalation.waiting_count(session) + knowing.waiting_count(session)


@action("inbox.know", needs=Permission.VIEW)
def know(work: Work, escalations: Sequence[int], plans: Sequence[int], note: str = "") -> int:
    """Say of escalations and of late plans that one knows and will see to it; returns how many were still open.

    Raises what ``escalation.actions.acknowledge`` raises. Of plans that this person was not told of, nothing is said.
    """
    taken = acknowledged(work, escalations, note) + knowing.know(work, plans, note)
    work.fact(known=taken)
    return taken
