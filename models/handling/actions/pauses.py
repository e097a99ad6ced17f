"""Waiting for somebody, going on, and arriving: what stops the clocks of a case and what meets them."""

from __future__ import annotations

from datetime import datetime

from models.complaints.actions import case_of
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.clocks import policy_of
from models.handling.flow import must_be_open
from models.handling.tables import Pause
from models.timing.clock import pause_end

_MAY_WAIT_FOR = frozenset(PauseReason) - {PauseReason.REOPENED}


def _running(work: Work, case: Complaint) -> Pause | None:
    """The pause in which a case stands, if any; one whose end has passed is over, noted or not."""
    found = work.store.rows(
        "SELECT id FROM pause WHERE complaint_id = ? AND ended_at IS NULL AND ends_at > ? ORDER BY id LIMIT 1",
        (case.id, to_millis(work.now)),
    )
    return work.store.get(Pause, found[0][0]) if found else None


@action("case.pause", needs=Permission.HANDLE)
def pause(work: Work, complaint_id: int, version: int | None, draft: PauseDraft) -> int:
    """Let the clocks stand still while somebody else has to act; the first response is never put off.

    It goes on by itself at the expected time, after 10 working days at the latest. Raises ``pause.reason``,
    ``pause.past``, ``pause.running``, ``pause.resolved``, ``case.closed``.
    """
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.resolved_at is not None:
        raise UserProblem("pause.resolved", reference=case.reference)
    if draft.reason not in _MAY_WAIT_FOR:
        raise UserProblem("pause.reason")
    if draft.until <= work.now:
        raise UserProblem("pause.past")
    if _running(work, case) is not None:
        raise UserProblem("pause.running", reference=case.reference)
    ends = pause_end(policy_of(work.store, case).office, work.now, draft.until)
    pause_id = work.insert(
        Pause,
        complaint_id=complaint_id,
        reason=draft.reason,
        text=draft.text.strip(),
        started_at=work.now,
        ends_at=ends,
        started_by=work.actor.staff_id,
    )
    work.update(Complaint, complaint_id, version)
    reason, until = PauseReason(draft.reason).value, to_millis(ends)
    add_event(work, complaint_id, "paused", text=draft.text.strip(), reason=reason, until=until)
    work.fact(pause=pause_id, reason=reason, until=until)
    reindex(work, complaint_id)
    return pause_id


@action("case.resume", needs=Permission.HANDLE)
def resume(work: Work, complaint_id: int, version: int | None, note: str = "") -> None:
    """Go on before the expected time. Raises ``pause.not_running``, ``case.closed``."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    running = _running(work, case)
    if running is None:
        raise UserProblem("pause.not_running", reference=case.reference)
    work.update(Pause, running.id, None, ended_at=work.now, ended_by=work.actor.staff_id)
    work.update(Complaint, complaint_id, version)
    add_event(work, complaint_id, "resumed", text=note.strip(), reason=running.reason)
    work.fact(pause=running.id)
    reindex(work, complaint_id)


@action("case.arrived", needs=Permission.HANDLE)
def arrived(work: Work, complaint_id: int, version: int | None, at: datetime | None = None) -> None:
    """Note that somebody is, or was at ``at``, on site. The first arrival counts.

    Raises ``on_site.future``, ``on_site.early``, ``on_site.known``, ``case.closed``.
    """
    case = case_of(work, complaint_id)
    must_be_open(case)
    moment = at or work.now
    if moment > work.now:
        raise UserProblem("on_site.future")
    if moment < case.received_at:
        raise UserProblem("on_site.early")
    if case.on_site_at is not None:
        raise UserProblem("on_site.known", reference=case.reference)
    work.update(Complaint, complaint_id, version, on_site_at=moment)
    add_event(work, complaint_id, "on_site", arrived=to_millis(moment))
    work.fact(arrived=to_millis(moment))
    reindex(work, complaint_id)
