"""Complaints for tests, walked as far as wanted through the real actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from models.complaints.kinds import ComplaintDraft, Mood
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import (
    Answer,
    AnswerDraft,
    FollowOutcome,
    FollowUpDraft,
    OfferDraft,
    ProposalDraft,
)

WHOLE = ComplaintDraft(
    words="厨房顶昨晚开始滴水，滴到灶台上。再不管我就不交物业费。",
    caller_name="陈建国",
    caller_phone="138 6021 7745",
    where_text="3-1502 厨房",
    happened_text="昨晚",
    asks_for="查清楼上的水管",
    category="leak",
    subcategory="leak.from_above",
    mood=Mood.ANGRY,
)
FACTS: dict[int, dict[str, Any]] = {
    1: {},
    2: {"hazards_checked": True, "containment": ["valve"], "affected": "3-1502", "contained_at": 1},
    3: {
        "restated": "您是说厨房顶在滴水",
        "confirmed": True,
        "mood_before": "angry",
        "mood_after": "worried",
        "comforts": ["listened"],
    },
    4: {"apologised_by": 1, "way": "phone", "apology": "对不起"},
    5: {
        "account": "昨晚十点起",
        "evidence": "照片两张",
        "cause": "wear",
        "cause_text": "软管老化",
        "responsible": "nobody",
    },
    6: {},
    7: {},
    8: {"carried_out": "换了软管", "lessons": "同根立管都查", "close_reason": "solved"},
}


def a_case(session: Session, **changes: Any) -> int:
    """Record a complaint with nothing missing, changed as wanted; returns its id."""
    return actions.record(session, replace(WHOLE, **changes)).value.id


def offer(session: Session, case_id: int, cost_minor: int = 10_000) -> int:
    """Write a proposal and tell it to the resident; returns its id."""
    until = session.clock.now() + timedelta(days=7)
    draft = ProposalDraft((OfferDraft("repair", "换软管", cost_minor, "赵磊", "", "明天上午"),), "", until)
    proposal_id = actions.save_proposal(session, case_id, None, draft).value
    actions.offer_proposal(session, case_id, None, proposal_id)
    return proposal_id


def ready(session: Session, other: Session, case_id: int, step: int) -> None:
    """Do what a step owes beyond its own facts: an offer, an answer, the work and the call by somebody else."""
    if step == 6:
        offer(session, case_id)
    if step == 7:
        proposal = session.store.rows("SELECT max(id) FROM proposal WHERE complaint_id = ?", (case_id,))[0][0]
        actions.answer_proposal(session, case_id, None, proposal, AnswerDraft(Answer.ACCEPTED))
    if step == 8:
        actions.carried_out(session, case_id, None, "换了软管")
        actions.follow_up(other, case_id, None, FollowUpDraft(FollowOutcome.SATISFIED, True, "不漏了"))


def walk(session: Session, other: Session, case_id: int, to: int) -> None:
    """Walk a fresh case until it stands at step ``to``; 9 closes it."""
    for step in range(2, to):
        ready(session, other, case_id, step)
        actions.finish_step(session, case_id, None, FACTS[step])


def hold_still(session: Session) -> None:
    """Let nothing fall due by itself: for stores whose due times are made up, which a sweep would set right."""
    session.store.execute("UPDATE clock SET next_at = NULL")
    session.store.execute("UPDATE escalation SET next_at = NULL")
