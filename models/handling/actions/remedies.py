"""The remedy ledger: make good first, within the limit; above it somebody approves."""

from __future__ import annotations

from models.complaints.actions import case_of
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.flow import must_be_open
from models.handling.kinds import RemedyDraft, RemedyState
from models.handling.steps import BY_CODE, REMEDIES
from models.handling.tables import Remedy

_FROM_STEP = BY_CODE["soothe"].number


def spent_on_the_spot(complaint_id: int, staff_id: int | None) -> int:
    """What one person has already given on the spot in one case, in minor units."""
    mine = (Remedy.granted_by == staff_id) if staff_id is not None else Remedy.granted_by.is_null()
    given = Remedy.select(Remedy.amount_minor).where(
        (Remedy.complaint_id == complaint_id)
        & Remedy.on_the_spot
        & mine
        & (Remedy.state.in_([RemedyState.GRANTED, RemedyState.CARRIED_OUT]))
        & Remedy.approved_at.is_null()
    )
    return sum(row.amount_minor for row in given)


@action("remedy.grant", needs=Permission.GRANT_REMEDY)
def grant_remedy(work: Work, complaint_id: int, version: int | None, draft: RemedyDraft) -> int:
    """Grant something on the spot, from *soothe* on.

    The limit counts all that this person has given in this case. Above it the line waits for approval. Raises
    ``remedy.too_early``, ``remedy.amount``, ``remedy.kind``.
    """
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.step < _FROM_STEP:
        raise UserProblem("remedy.too_early")
    if draft.kind not in REMEDIES:
        raise UserProblem("remedy.kind")
    if draft.amount_minor < 0:
        raise UserProblem("remedy.amount")
    total = spent_on_the_spot(complaint_id, work.actor.staff_id) + draft.amount_minor
    within = total <= work.actor.limit_minor
    remedy_id = work.insert(
        Remedy,
        complaint_id=complaint_id,
        kind=draft.kind,
        text=draft.text.strip(),
        amount_minor=draft.amount_minor,
        on_the_spot=True,
        state=RemedyState.GRANTED if within else RemedyState.AWAITING_APPROVAL,
        granted_at=work.now,
        granted_by=work.actor.staff_id,
    )
    work.update(Complaint, complaint_id, version)
    add_event(
        work, complaint_id, "remedy_granted", step=case.step, text=draft.text.strip(), remedy=remedy_id,
        kind_of=draft.kind, amount_minor=draft.amount_minor, within=within,
    )  # fmt: skip
    work.fact(remedy=remedy_id, amount_minor=draft.amount_minor, within=within)
    reindex(work, complaint_id)
    return remedy_id


def _remedy_of(remedy_id: int) -> Remedy:
    found = Remedy.get_or_none(Remedy.id == remedy_id)
    if found is None:
        raise Unknown("remedy", remedy_id)
    return found


def _decide(work: Work, remedy: Remedy, version: int | None, state: RemedyState, reason: str) -> None:
    if remedy.state != RemedyState.AWAITING_APPROVAL:
        raise UserProblem("remedy.not_awaiting")
    work.update(
        Remedy, remedy.id, version, state=state, approved_at=work.now, approved_by=work.actor.staff_id
    )
    kind = "remedy_approved" if state == RemedyState.GRANTED else "remedy_declined"
    add_event(
        work,
        remedy.complaint_id,
        kind,
        text=reason.strip(),
        remedy=remedy.id,
        amount_minor=remedy.amount_minor,
    )
    work.fact(remedy=remedy.id, state=state)


@action("remedy.approve", needs=Permission.APPROVE_REMEDY)
def approve_remedy(work: Work, remedy_id: int, version: int | None) -> None:
    """Approve a line above its author's limit; nobody approves their own, nor above their limit."""
    remedy = _remedy_of(remedy_id)
    if remedy.granted_by == work.actor.staff_id and remedy.granted_by is not None:
        raise UserProblem("remedy.own")
    if remedy.amount_minor > work.actor.limit_minor:
        raise UserProblem("remedy.above_limit", limit_minor=work.actor.limit_minor)
    _decide(work, remedy, version, RemedyState.GRANTED, "")


@action("remedy.decline", needs=Permission.APPROVE_REMEDY)
def decline_remedy(work: Work, remedy_id: int, version: int | None, reason: str) -> None:
    """Decline a line that waits for approval; that owes a reason."""
    if not reason.strip():
        raise UserProblem("step.reason_missing")
    _decide(work, _remedy_of(remedy_id), version, RemedyState.DECLINED, reason)


@action("remedy.carry_out", needs=Permission.HANDLE)
def carry_out_remedy(work: Work, remedy_id: int, version: int | None) -> None:
    """Note that a granted remedy has been given."""
    remedy = _remedy_of(remedy_id)
    if remedy.state != RemedyState.GRANTED:
        raise UserProblem("remedy.not_granted")
    work.update(Remedy, remedy_id, version, state=RemedyState.CARRIED_OUT, carried_out_at=work.now)
    add_event(
        work, remedy.complaint_id, "remedy_carried_out", remedy=remedy_id, amount_minor=remedy.amount_minor
    )
    work.fact(remedy=remedy_id)
