"""The manager's review of what came back again and again.

``review(session, complaint_id, version, note)``: right of those who may review (managers), never of who handles the
case. From the third case of a chain on, closing owes it (``rules.gaps``: "review"); opening the case again takes
it back.
"""

from __future__ import annotations

from models.complaints.actions import case_of
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.flow import must_be_open


@action("case.review", needs=Permission.REVIEW)
def review(work: Work, complaint_id: int, version: int | None, note: str) -> None:
    """Say what was made of the cause and of what is done about it. Raises ``review.empty``, ``review.own_work``."""
    if not note.strip():
        raise UserProblem("review.empty")
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.handler_id is not None and case.handler_id == work.actor.staff_id:
        raise UserProblem("review.own_work")
    work.update(Complaint, complaint_id, version, reviewed_at=work.now, reviewed_by=work.actor.staff_id)
    add_event(work, complaint_id, "reviewed", text=note.strip(), chain=case.chain)
    work.fact(chain=case.chain)
    reindex(work, complaint_id)
