"""Taking a proposal back before the resident has answered it."""

from __future__ import annotations

from models.complaints.actions import case_of
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.actions.offers import proposal_of
from models.handling.flow import must_be_open, went_back
from models.handling.kinds import ProposalState
from models.handling.steps import CONFIRM, PROPOSE
from models.handling.tables import Proposal

_OPEN = (ProposalState.DRAFT, ProposalState.OFFERED)


@action("proposal.withdraw", needs=Permission.HANDLE)
def withdraw_proposal(
    work: Work, complaint_id: int, version: int | None, proposal_id: int, reason: str
) -> None:
    """Take a version back, for a reason. One that waits for its answer goes back to *propose*; the version is kept.

    Raises ``proposal.settled`` once it was answered or withdrawn, ``step.reason_missing``.
    """
    case = case_of(work, complaint_id)
    must_be_open(case)
    proposal = proposal_of(case, proposal_id)
    if proposal.state not in _OPEN:
        raise UserProblem("proposal.settled", version=proposal.version)
    if not reason.strip():
        raise UserProblem("step.reason_missing")
    work.update(Proposal, proposal_id, None, state=ProposalState.WITHDRAWN)
    add_event(
        work, complaint_id, "proposal_withdrawn", step=PROPOSE, text=reason.strip(), version=proposal.version
    )
    work.fact(proposal=proposal_id)
    if case.step == CONFIRM and proposal.state == ProposalState.OFFERED:
        went_back(work, case, version, PROPOSE, reason.strip())
        return
    work.update(Complaint, complaint_id, version)
    reindex(work, complaint_id)
