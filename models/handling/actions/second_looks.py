"""The second look: four weeks after leaks, damp, lifts and noise somebody asks whether it has stayed good.

``second_look(session, complaint_id, version, FollowUpDraft)``, on closed cases too, from ``second_look_at`` on, by
nobody who handled the case; in major cases by those who may. It is a call like the follow-up (attempts, half-days,
correction within 12 hours), kept apart from it: the satisfaction that was reported stays what it was. An answer, no
wish to answer or three vain attempts end it (``second_look_done_at``). Not good: ``back_to`` opens the work again
although the 14 days are over, ``to_stage2`` opens an appeal; or the case may be opened again within 14 days of it.
"""

from __future__ import annotations

from models.complaints.actions import case_of
from models.complaints.tables import Complaint
from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.actions.appeals import open_appeal
from models.handling.actions.follow_ups import add_call, check_caller, check_draft, previous_calls
from models.handling.flow import must_stand_alone, take_back
from models.handling.kinds import FollowOutcome, FollowUpDraft
from models.handling.rules import MOST_ATTEMPTS


@action("case.second_look", needs=Permission.FOLLOW_UP)
def second_look(work: Work, complaint_id: int, version: int | None, draft: FollowUpDraft) -> int:
    """Enter a second look. Raises ``second_look.not_owed``, ``second_look.too_early`` and what a call raises."""
    case = case_of(work, complaint_id)
    must_stand_alone(case)
    if case.second_look_at is None or case.second_look_done_at is not None or case.resolved_at is None:
        raise UserProblem("second_look.not_owed")
    if work.now < case.second_look_at:
        raise UserProblem("second_look.too_early", at=case.second_look_at)
    check_caller(work, case)
    check_draft(draft)
    call_id = add_call(work, case, draft, second_look=True)
    done = draft.outcome != FollowOutcome.NOT_REACHED or (
        len(previous_calls(work, case, second_look=True)) >= MOST_ATTEMPTS
    )
    work.update(Complaint, complaint_id, version, second_look_done_at=work.now if done else None)
    if draft.back_to is not None:
        take_back(work, case_of(work, complaint_id), None, draft.back_to, draft.words.strip() or "—")
    elif draft.to_stage2:
        open_appeal(work, case_of(work, complaint_id), draft.words, late=True)
    return call_id
