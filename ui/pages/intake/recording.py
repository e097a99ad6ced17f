"""The writes of this page."""

from __future__ import annotations

from collections.abc import Iterable

from models.complaints.actions import attach, comment, join
from models.complaints.kinds import FileDraft, PartyDraft
from models.core.action import Outcome
from models.core.permissions import Permission
from models.core.session import Session
from models.options.drafts import forget_draft
from ui.pages.intake.lookups import DRAFT_KIND


def join_case(
    session: Session, case_id: int, party: PartyDraft, files: Iterable[FileDraft], note: str, draft_key: str
) -> Outcome[int]:
    """Let the caller join an open case, with their files; the draft is dropped last, so that nothing is lost."""
    outcome = join(session, case_id, party)
    changes = outcome.changes
    for file in files:
        changes |= attach(session, case_id, file).changes
    if note and session.actor.may(Permission.HANDLE):
        changes |= comment(session, case_id, note).changes
    changes |= forget_draft(session, DRAFT_KIND, draft_key).changes
    return Outcome(case_id, changes)
