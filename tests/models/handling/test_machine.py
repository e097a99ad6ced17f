"""Random days at a desk: whatever is tried, in whatever order, the case stays consistent."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.audit.queries import verify
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.handling import actions
from models.handling.kinds import (
    Answer,
    AnswerDraft,
    FollowOutcome,
    FollowUpDraft,
    OfferDraft,
    ProposalDraft,
    RemedyDraft,
)
from models.handling.queries import case_file
from models.handling.steps import STEPS
from models.sweep.actions import sweep
from tests import factories
from tests.cases import FACTS, a_case

WHO = st.sampled_from(["desk", "other", "manager"])


class Desk(RuleBasedStateMachine):
    """One case, three people, any order."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = factories.a_clock()
        self.store = factories.a_store(Path(self._folder.name) / "data", self.clock)
        factories.an_estate(self.store, self.clock)
        self.people = {
            "desk": factories.a_session(self.store, self.clock, Role.FRONT_DESK),
            "other": factories.a_session(self.store, self.clock, Role.FRONT_DESK, "other"),
            "manager": factories.a_session(self.store, self.clock, Role.MANAGER),
        }
        self.case_id = 0
        self.entries = 0

    @initialize()
    def record(self) -> None:
        self.case_id = a_case(self.people["desk"])

    def attempt(self, what: Any, who: str, *args: Any) -> None:
        """Try it; a refusal must leave no trace at all. What time has brought about comes before."""
        self.clock.advance(minutes=7)
        sweep(self.people[who])
        before = case_file(self.store, self.case_id)
        entries = self.store.rows("SELECT count(*) FROM audit_entry")[0][0]
        try:
            what(self.people[who], self.case_id, None, *args)
        except UserProblem:
            assert case_file(self.store, self.case_id) == before
            assert self.store.rows("SELECT count(*) FROM audit_entry")[0][0] == entries
        else:
            assert self.store.rows("SELECT count(*) FROM audit_entry")[0][0] == entries + 1

    @rule(who=WHO, step=st.integers(2, 8), whole=st.booleans())
    def finish(self, who: str, step: int, whole: bool) -> None:
        facts = FACTS[step] if whole else {}
        self.attempt(actions.finish_step, who, facts)

    @rule(who=WHO, reason=st.sampled_from(["", "because"]))
    def skip(self, who: str, reason: str) -> None:
        self.attempt(actions.skip_step, who, reason)

    @rule(who=WHO, step=st.integers(0, 9))
    def go_back(self, who: str, step: int) -> None:
        self.attempt(actions.return_to, who, step, "because")

    @rule(who=WHO, cost=st.sampled_from([0, 100, 10_000_000]))
    def propose(self, who: str, cost: int) -> None:
        until = self.clock.now() + timedelta(days=2)
        one = OfferDraft("repair", "mend it", cost, "Zhao", "", "tomorrow")
        self.attempt(actions.save_proposal, who, ProposalDraft((one,), "", until))
        self.attempt(actions.offer_proposal, who, self.latest())

    @rule(who=WHO, answer=st.sampled_from(Answer), text=st.sampled_from(["", "because"]))
    def answer(self, who: str, answer: Answer, text: str) -> None:
        self.attempt(actions.answer_proposal, who, self.latest(), AnswerDraft(answer, "phone", text))

    @rule(who=WHO)
    def done(self, who: str) -> None:
        self.attempt(actions.carried_out, who, "mended")

    @rule(who=WHO, outcome=st.sampled_from(FollowOutcome), back=st.sampled_from([None, 5, 6, 3]))
    def call(self, who: str, outcome: FollowOutcome, back: int | None) -> None:
        self.attempt(actions.follow_up, who, FollowUpDraft(outcome, True, "fine", back_to=back))

    @rule(who=WHO, amount=st.sampled_from([-1, 100, 50_000]))
    def grant(self, who: str, amount: int) -> None:
        self.attempt(actions.grant_remedy, who, RemedyDraft("refund", amount))

    @rule(who=WHO, step=st.integers(4, 7))
    def reopen(self, who: str, step: int) -> None:
        self.attempt(actions.reopen, who, step, "again")

    @rule(who=WHO)
    def close(self, who: str) -> None:
        actions.close_many(self.people[who], [self.case_id])

    def latest(self) -> int:
        proposals = case_file(self.store, self.case_id).proposals if self.case_id else ()
        return proposals[-1].id if proposals else 1

    @invariant()
    def consistent(self) -> None:
        if not self.case_id:
            return
        file = case_file(self.store, self.case_id)
        row = file.case.row
        assert row.step == row.steps.find("c") + 1
        assert (row.status == "closed") == (row.step == 0) == (row.closed_at is not None)
        if row.step == 0:
            assert set(row.steps) <= {"d", "s"}
            assert row.next_due_at is None
        for step in STEPS:
            gos = [one for one in file.steps if one.step == step.number]
            assert [one.round for one in gos] == list(range(1, len(gos) + 1))
            assert sum(one.state == "c" for one in gos) == (row.step == step.number)
            letter = row.steps[step.number - 1]
            if letter in "ds":
                assert gos
                assert gos[-1].state == letter
                assert letter == "d" or gos[-1].reason

    def teardown(self) -> None:
        assert verify(self.store) is None
        self.store.disconnect()
        self._folder.cleanup()


Desk.TestCase.settings = settings(max_examples=12, stateful_step_count=40, deadline=None)
TestDesk = Desk.TestCase
