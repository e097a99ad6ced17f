"""Proposals in versions, their answers, authority limits and the remedy ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.complaints.kinds import Mood
from models.core.clock import SetClock
from models.core.errors import NotAllowed, UserProblem
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import Answer, AnswerDraft, OfferDraft, ProposalDraft, RemedyDraft
from models.handling.queries import case_file
from tests.cases import FACTS, a_case, offer, walk


@pytest.fixture
def at_propose(desk: Session, other: Session) -> int:
    case_id = a_case(desk)
    walk(desk, other, case_id, 6)
    return case_id


def draft(clock: SetClock, *offers: OfferDraft) -> ProposalDraft:
    return ProposalDraft(offers, "", clock.now() + timedelta(days=3))


def code_of(problem: pytest.ExceptionInfo[UserProblem]) -> str:
    return problem.value.code


def test_a_refusal_goes_back_to_propose_and_keeps_every_version(
    desk: Session, at_propose: int, clock: SetClock
) -> None:
    first = offer(desk, at_propose)
    actions.finish_step(desk, at_propose, None, {})
    with pytest.raises(UserProblem) as caught:
        actions.answer_proposal(desk, at_propose, None, first, AnswerDraft(Answer.REFUSED))
    assert code_of(caught) == "answer.reason_missing"
    actions.answer_proposal(desk, at_propose, None, first, AnswerDraft(Answer.REFUSED, "phone", "查楼上"))
    file = case_file(desk.store, at_propose)
    assert file.case.row.steps == "dddddcrl"
    assert "proposal_offered" in file.gaps  # a refused offer is no offer
    second = offer(desk, at_propose, 20_000)
    actions.finish_step(desk, at_propose, None, {})
    actions.answer_proposal(
        desk, at_propose, None, second, AnswerDraft(Answer.ACCEPTED_WITH_CHANGES, "visit", "改到周六")
    )
    versions = [(p.version, p.state, p.answer_text) for p in case_file(desk.store, at_propose).proposals]
    assert versions == [(1, "refused", "查楼上"), (2, "accepted_with_changes", "改到周六")]
    ledger = case_file(desk.store, at_propose).remedies
    assert [(r.amount_minor, r.state, r.proposal_id) for r in ledger] == [(20_000, "granted", second)]


def test_above_the_limit_a_manager_approves_first(
    desk: Session, manager: Session, at_propose: int, clock: SetClock
) -> None:
    dear = draft(clock, OfferDraft("repair", "重做防水", 260_000, "鑫瑞防水", "", "下周"))
    proposal = actions.save_proposal(desk, at_propose, None, dear).value
    with pytest.raises(UserProblem) as caught:
        actions.offer_proposal(desk, at_propose, None, proposal)
    assert code_of(caught) == "proposal.needs_approval"
    with pytest.raises(NotAllowed):
        actions.approve_proposal(desk, at_propose, None, proposal)
    actions.approve_proposal(manager, at_propose, None, proposal)
    # whoever writes it anew after the approval needs a new approval
    actions.save_proposal(desk, at_propose, None, dear)
    with pytest.raises(UserProblem):
        actions.offer_proposal(desk, at_propose, None, proposal)
    actions.approve_proposal(manager, at_propose, None, proposal)
    actions.offer_proposal(desk, at_propose, None, proposal)


@pytest.mark.parametrize(
    ("offers", "gaps"),
    [
        ((), ("offers",)),
        ((OfferDraft("repair"),), ("offer_text", "doer", "timetable")),
        ((OfferDraft("magic", "x", 0, "a", "", "b"),), ("remedy",)),
        ((OfferDraft("refund", "x", -1, "a", "", "b"),), ("cost",)),
        ((OfferDraft("explanation"),), ("offer_text",)),
    ],
)
def test_what_a_proposal_owes(
    desk: Session, at_propose: int, clock: SetClock, offers: tuple[OfferDraft, ...], gaps: tuple[str, ...]
) -> None:
    proposal = actions.save_proposal(desk, at_propose, None, draft(clock, *offers)).value
    with pytest.raises(UserProblem) as caught:
        actions.offer_proposal(desk, at_propose, None, proposal)
    assert caught.value.facts["gaps"] == gaps


def test_an_offer_that_stands_no_longer_is_not_told(desk: Session, at_propose: int, clock: SetClock) -> None:
    proposal = actions.save_proposal(
        desk, at_propose, None, draft(clock, OfferDraft("repair", "x", 0, "a", "", "b"))
    ).value
    clock.advance(days=4)
    with pytest.raises(UserProblem) as caught:
        actions.offer_proposal(desk, at_propose, None, proposal)
    assert code_of(caught) == "proposal.out_of_date"


def test_an_offered_version_is_never_rewritten(desk: Session, at_propose: int, clock: SetClock) -> None:
    first = offer(desk, at_propose)
    again = actions.save_proposal(
        desk, at_propose, None, draft(clock, OfferDraft("refund", "退费", 100, "财务", "", "周三"))
    )
    assert again.value != first
    assert [p.version for p in case_file(desk.store, at_propose).proposals] == [1, 2]


def test_proposals_belong_to_their_step_and_their_case(
    desk: Session, other: Session, at_propose: int, clock: SetClock
) -> None:
    early = a_case(desk)
    with pytest.raises(UserProblem) as caught:
        actions.save_proposal(desk, early, None, draft(clock))
    assert code_of(caught) == "step.order"
    proposal = offer(desk, at_propose)
    stranger = a_case(desk)
    walk(desk, other, stranger, 6)
    with pytest.raises(UserProblem) as caught:
        actions.offer_proposal(desk, stranger, None, proposal)
    assert code_of(caught) == "unknown.proposal"


def test_make_good_first_within_the_limit_of_the_whole_case(desk: Session, manager: Session) -> None:
    case_id = a_case(desk)
    with pytest.raises(UserProblem) as caught:
        actions.grant_remedy(desk, case_id, None, RemedyDraft("refund", 100))
    assert code_of(caught) == "remedy.too_early"
    actions.finish_step(desk, case_id, None, FACTS[2])
    limit = desk.actor.limit_minor
    actions.grant_remedy(desk, case_id, None, RemedyDraft("fee_reduction", limit - 1))
    actions.grant_remedy(desk, case_id, None, RemedyDraft("fee_reduction", 1))
    over = actions.grant_remedy(desk, case_id, None, RemedyDraft("fee_reduction", 1)).value
    states = [r.state for r in case_file(desk.store, case_id).remedies]
    assert states == ["granted", "granted", "awaiting_approval"]
    with pytest.raises(NotAllowed):
        actions.approve_remedy(desk, over, None)
    actions.approve_remedy(manager, over, None)
    actions.carry_out_remedy(desk, over, None)
    assert case_file(desk.store, case_id).remedies[2].state == "carried_out"
    with pytest.raises(UserProblem):
        actions.approve_remedy(manager, over, None)


def test_nobody_approves_their_own_remedy(manager: Session) -> None:
    case_id = a_case(manager, mood=Mood.ANGRY)
    actions.finish_step(manager, case_id, None, FACTS[2])
    own = actions.grant_remedy(
        manager, case_id, None, RemedyDraft("refund", manager.actor.limit_minor + 1)
    ).value
    with pytest.raises(UserProblem) as caught:
        actions.approve_remedy(manager, own, None)
    assert code_of(caught) == "remedy.own"
