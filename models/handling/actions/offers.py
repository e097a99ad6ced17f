"""Steps 6 and 7: proposals in versions, their approval, and the resident's answers."""

from __future__ import annotations

from models.complaints.actions import case_of
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.flow import must_be_open, spoken_with, went_back
from models.handling.kinds import Answer, AnswerDraft, OfferDraft, ProposalDraft, ProposalState, RemedyState
from models.handling.rules import proposal_gaps
from models.handling.steps import CONFIRM, PROPOSE, step_of
from models.handling.tables import Offer, Proposal, Remedy

_MONEY = frozenset({"refund", "fee_reduction", "compensation", "repair", "replacement"})


def proposal_of(case: Complaint, proposal_id: int) -> Proposal:
    """A proposal of this case; raises ``Unknown("proposal")``."""
    found = Proposal.get_or_none((Proposal.id == proposal_id) & (Proposal.complaint_id == case.id))
    if found is None:
        raise Unknown("proposal", proposal_id)
    return found


def _must_stand_at(case: Complaint, number: int) -> None:
    must_be_open(case)
    if case.step != number:
        raise UserProblem("step.order", current=("word", "step", step_of(case.step).code))


@action("proposal.save", needs=Permission.HANDLE)
def save_proposal(work: Work, complaint_id: int, version: int | None, draft: ProposalDraft) -> int:
    """Write the draft of the next version, or write it anew; versions that were offered are never touched."""
    case = case_of(work, complaint_id)
    _must_stand_at(case, PROPOSE)
    latest = (
        Proposal.select().where(Proposal.complaint_id == case.id).order_by(Proposal.version.desc()).first()
    )
    fields = {
        "summary": draft.summary.strip(),
        "cost_minor": sum(offer.cost_minor for offer in draft.offers),
        "valid_until": draft.valid_until,
        "made_at": work.now,
        "made_by": work.actor.staff_id,
        "approved_at": None,
        "approved_by": None,
    }
    if latest is not None and latest.state == ProposalState.DRAFT:
        proposal_id = int(latest.id)
        work.update(Proposal, proposal_id, None, **fields)
        for old in list(Offer.select().where(Offer.proposal_id == proposal_id)):
            work.delete(Offer, old.id)
    else:
        number = latest.version + 1 if latest is not None else 1
        proposal_id = work.insert(
            Proposal, complaint_id=case.id, version=number, state=ProposalState.DRAFT, **fields
        )
    for position, offer in enumerate(draft.offers):
        _insert_offer(work, proposal_id, position, offer)
    work.update(Complaint, complaint_id, version)
    work.touch("case", complaint_id)
    work.fact(proposal=proposal_id, offers=len(draft.offers), cost_minor=fields["cost_minor"])
    reindex(work, complaint_id)
    return proposal_id


def _insert_offer(work: Work, proposal_id: int, position: int, offer: OfferDraft) -> None:
    work.insert(
        Offer,
        proposal_id=proposal_id,
        position=position,
        remedy=offer.remedy,
        text=offer.text.strip(),
        cost_minor=offer.cost_minor,
        doer=offer.doer.strip(),
        resources=offer.resources.strip(),
        timetable=offer.timetable.strip(),
    )


@action("proposal.approve", needs=Permission.APPROVE_REMEDY)
def approve_proposal(work: Work, complaint_id: int, version: int | None, proposal_id: int) -> None:
    """Approve a proposal that costs more than its author may promise; the approver's own limit counts as well."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    proposal = proposal_of(case, proposal_id)
    if proposal.state != ProposalState.DRAFT:
        raise UserProblem("proposal.not_draft", version=proposal.version)
    if proposal.cost_minor > work.actor.limit_minor:
        raise UserProblem("remedy.above_limit", limit_minor=work.actor.limit_minor)
    work.update(Proposal, proposal_id, None, approved_at=work.now, approved_by=work.actor.staff_id)
    work.update(Complaint, complaint_id, version)
    add_event(work, complaint_id, "remedy_approved", step=PROPOSE, version=proposal.version)
    work.fact(proposal=proposal_id, cost_minor=proposal.cost_minor)


def offers_of(proposal_id: int) -> tuple[OfferDraft, ...]:
    """The remedies of a proposal, in order."""
    rows = Offer.select().where(Offer.proposal_id == proposal_id).order_by(Offer.position)
    return tuple(OfferDraft(o.remedy, o.text, o.cost_minor, o.doer, o.resources, o.timetable) for o in rows)


@action("proposal.offer", needs=Permission.HANDLE)
def offer_proposal(work: Work, complaint_id: int, version: int | None, proposal_id: int) -> None:
    """Note that the resident has been told this version.

    Raises ``proposal.gaps`` with what is missing and ``proposal.needs_approval`` above the author's limit.
    """
    case = case_of(work, complaint_id)
    _must_stand_at(case, PROPOSE)
    proposal = proposal_of(case, proposal_id)
    if proposal.state != ProposalState.DRAFT:
        raise UserProblem("proposal.not_draft", version=proposal.version)
    missing = proposal_gaps(offers_of(proposal_id), proposal.valid_until)
    if missing:
        raise UserProblem("proposal.gaps", gaps=missing)
    if proposal.valid_until <= work.now:
        raise UserProblem("proposal.out_of_date")
    if proposal.cost_minor > work.actor.limit_minor and proposal.approved_at is None:
        raise UserProblem("proposal.needs_approval", limit_minor=work.actor.limit_minor)
    work.update(Proposal, proposal_id, None, state=ProposalState.OFFERED, offered_at=work.now)
    work.update(Complaint, complaint_id, version, **spoken_with(work, case))
    add_event(work, complaint_id, "proposal_offered", step=PROPOSE, version=proposal.version)
    work.fact(proposal=proposal_id)
    reindex(work, complaint_id)


@action("proposal.answer", needs=Permission.HANDLE)
def answer_proposal(
    work: Work, complaint_id: int, version: int | None, proposal_id: int, draft: AnswerDraft
) -> None:
    """Note the resident's answer. A refusal goes back to *propose*; an acceptance fills the remedy ledger.

    Raises ``proposal.not_offered``, ``answer.reason_missing`` (a refusal owes its reason, a change what is changed).
    """
    case = case_of(work, complaint_id)
    _must_stand_at(case, CONFIRM)
    proposal = proposal_of(case, proposal_id)
    if proposal.state != ProposalState.OFFERED:
        raise UserProblem("proposal.not_offered", version=proposal.version)
    text = draft.text.strip()
    if draft.answer != Answer.ACCEPTED and not text:
        raise UserProblem("answer.reason_missing")
    answered = {"answered_at": work.now, "answered_by": work.actor.staff_id}
    work.update(
        Proposal,
        proposal_id,
        None,
        state=draft.answer.value,
        answer_way=draft.way,
        answer_text=text,
        **answered,
    )
    facts = {"version": proposal.version, "answer": draft.answer.value, "way": draft.way}
    add_event(work, complaint_id, "proposal_answered", step=CONFIRM, text=text, **facts)
    work.fact(proposal=proposal_id, answer=draft.answer.value)
    if draft.answer == Answer.REFUSED:
        went_back(work, case, version, PROPOSE, text)
        return
    work.update(Complaint, complaint_id, version)
    work.touch("case", complaint_id)
    _into_ledger(work, case, proposal)
    reindex(work, complaint_id)


def _into_ledger(work: Work, case: Complaint, proposal: Proposal) -> None:
    """Every remedy of an accepted proposal becomes a line of the ledger."""
    for offer in offers_of(proposal.id):
        if offer.cost_minor or offer.remedy in _MONEY:
            work.insert(
                Remedy,
                complaint_id=case.id,
                proposal_id=proposal.id,
                kind=offer.remedy,
                text=offer.text,
                amount_minor=offer.cost_minor,
                state=RemedyState.GRANTED,
                granted_at=work.now,
                granted_by=work.actor.staff_id,
                approved_at=proposal.approved_at,
                approved_by=proposal.approved_by,
            )
