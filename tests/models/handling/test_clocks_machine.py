"""Random histories: after every action each clock is what a slow reckoning of the same history says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.complaints.kinds import Channel, Severity
from models.complaints.queries import case_row
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.handling import actions
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.clock_queries import clocks_of
from models.handling.kinds import Answer, AnswerDraft, ContactDraft, FollowOutcome, FollowUpDraft
from models.handling.queries import case_file
from tests import factories
from tests.cases import FACTS, a_case, offer
from tests.models.handling.slow_clocks import Diary, pause_ends

_STEPS = {3: "soothe", 4: "apologise", 5: "gather", 7: "confirm"}


class Clocks(RuleBasedStateMachine):
    """One case and its diary."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = factories.a_clock()
        self.store = factories.a_store(Path(self._folder.name) / "data", self.clock)
        factories.an_estate(self.store, self.clock)
        self.desk = factories.a_session(self.store, self.clock, Role.FRONT_DESK)
        self.other = factories.a_session(self.store, self.clock, Role.FRONT_DESK, "other")
        self.manager = factories.a_session(self.store, self.clock, Role.MANAGER)
        self.id = 0

    @initialize(
        severity=st.sampled_from(Severity), phone=st.booleans(), ago=st.integers(0, 300), leak=st.booleans(),
        ahead=st.integers(0, 8),
    )  # fmt: skip
    def record(self, severity: Severity, phone: bool, ago: int, leak: bool, ahead: int) -> None:
        """A case as old as the draw has it, some steps ahead, perhaps resolved."""
        received = self.clock.now() - timedelta(minutes=ago)
        category = {} if leak else {"category": "noise", "subcategory": None}
        channel = Channel.PHONE if phone else Channel.EMAIL
        self.id = a_case(self.desk, severity=severity, channel=channel, received_at=received, **category)
        self.diary = Diary(
            severity.value, received, leak, received if phone else None, handed=self.clock.now()
        )
        for _ in range(min(ahead, 6)):
            self.clock.advance(minutes=5)
            self.walk(Answer.ACCEPTED)
        if ahead > 6:
            self.carry_out()

    @property
    def step(self) -> int:
        return case_row(self.store, self.id).step

    def done(self, what: Callable[[], Any]) -> bool:
        """Whether it was allowed."""
        try:
            what()
        except UserProblem:
            return False
        return True

    @rule(minutes=st.one_of(st.integers(1, 30), st.integers(31, 2 * 1440)))
    def later(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(reached=st.booleans())
    def talk(self, reached: bool) -> None:
        actions.log_contact(self.desk, self.id, ContactDraft("told", reached=reached))
        if reached:
            self.diary.speak(self.clock.now())

    @rule(hours=st.integers(1, 500), reason=st.sampled_from(PauseReason))
    def wait(self, hours: int, reason: PauseReason) -> None:
        now = self.clock.now()
        until = now + timedelta(hours=hours)
        if self.done(lambda: actions.pause(self.desk, self.id, None, PauseDraft(reason, until))):
            assert reason is not PauseReason.REOPENED
            self.diary.waits.append((now, pause_ends(now, until)))

    @rule()
    def go_on(self) -> None:
        if self.done(lambda: actions.resume(self.desk, self.id, None)):
            self.diary.wait_ends(self.clock.now())

    @rule(minutes=st.integers(-1, 400))
    def arrive(self, minutes: int) -> None:
        at = self.clock.now() - timedelta(minutes=minutes)
        if self.done(lambda: actions.arrived(self.desk, self.id, None, at)):
            assert self.diary.received <= at <= self.clock.now()
            self.diary.on_site = at

    @rule(severity=st.sampled_from(Severity))
    def regrade(self, severity: Severity) -> None:
        if self.done(lambda: actions.set_severity(self.manager, self.id, None, severity, "seen")):
            self.diary.severity = severity.value

    @rule(answer=st.sampled_from([Answer.ACCEPTED, Answer.ACCEPTED, Answer.REFUSED]))
    def walk(self, answer: Answer) -> None:
        """Do what the step owes, and finish it."""
        now, step = self.clock.now(), self.step
        if step == 6 and self.done(lambda: offer(self.desk, self.id)):
            self.diary.plan = self.diary.plan or now
            self.diary.speak(now)
        if step == 7:
            told = [one.id for one in case_file(self.store, self.id).proposals if one.state == "offered"]
            draft = AnswerDraft(answer, "phone", "words")
            if told and answer is Answer.REFUSED:
                actions.answer_proposal(self.desk, self.id, None, told[-1], draft)
                return
            if told:
                actions.answer_proposal(self.desk, self.id, None, told[-1], draft)
        contained = now - timedelta(minutes=20)
        facts = {**FACTS.get(step, {}), **({"contained_at": to_millis(contained)} if step == 2 else {})}
        if not self.done(lambda: actions.finish_step(self.desk, self.id, None, facts)):
            return
        if step == 2:
            contained = max(contained, self.diary.received)
            self.diary.contained = min(self.diary.contained or contained, contained)
        if step in (3, 4) and self.diary.first is None:
            self.diary.first = now
        self._closed()

    @rule()
    def skip(self) -> None:
        now, step = self.clock.now(), self.step
        if self.done(lambda: actions.skip_step(self.manager, self.id, None, "because")):
            self.diary.contained = self.diary.contained or (now if step == 2 else None)
            self.diary.plan = self.diary.plan or (now if step == 6 else None)
            self._closed()

    def _closed(self) -> None:
        if self.step == 0:
            self.diary.closed = self.clock.now()
            self.diary.resolved = self.diary.resolved or self.diary.closed
            self.diary.wait_ends(self.diary.closed)

    @rule()
    def carry_out(self) -> None:
        if self.done(lambda: actions.carried_out(self.desk, self.id, None, "mended")):
            self.diary.resolved = self.clock.now()
            self.diary.wait_ends(self.clock.now())

    @rule(outcome=st.sampled_from(FollowOutcome), back=st.sampled_from([None, None, 5, 6]))
    def ring_up(self, outcome: FollowOutcome, back: int | None) -> None:
        now = self.clock.now()
        draft = FollowUpDraft(outcome, True, "words", back_to=back)
        if self.done(lambda: actions.follow_up(self.other, self.id, None, draft)):
            self.diary.calls.append((now, outcome.value))
            if outcome is not FollowOutcome.NOT_REACHED:
                self.diary.told.add(now)
            if back:
                self.diary.reopen(now)

    @rule(step=st.integers(2, 7))
    def go_back(self, step: int) -> None:
        if (
            self.done(lambda: actions.return_to(self.desk, self.id, None, step, "again"))
            and self.diary.resolved
        ):
            self.diary.reopen(self.clock.now())

    @rule(step=st.sampled_from([5, 6]))
    def open_again(self, step: int) -> None:
        if self.done(lambda: actions.reopen(self.manager, self.id, None, step, "again")):
            self.diary.reopen(self.clock.now())

    @invariant()
    def each_clock_is_right(self) -> None:
        if not self.id:
            return
        file = case_file(self.store, self.id)
        self.diary.goes = [
            (_STEPS[one.step], one.round, one.started_at, one.finished_at)
            for one in file.steps
            if one.step in _STEPS
        ]
        expected = self.diary.clocks()
        found = {
            (one.name, one.round): (one.started_at, one.warns_at, one.due_at, one.stopped_at)
            for one in file.clocks
        }
        for key in set(found) - set(expected):  # promised no more, but somebody was told of it
            assert found.pop(key)[3] is not None
            assert self.store.rows("SELECT 1 FROM escalation WHERE name = ?", key[:1])
        assert found == expected
        assert file.clocks == clocks_of(self.store, self.id)
        self._lists_agree(expected)

    def _lists_agree(self, expected: dict[Any, Any]) -> None:
        row = case_row(self.store, self.id)
        running = {key: times for key, times in expected.items() if times[3] is None}
        if row.closed_at is not None or not running:
            assert (row.next_due_at, row.next_due_kind) == (None, None)
        else:
            assert row.next_due_at is not None
            key = next(
                one for one in running if one[0] == row.next_due_kind and running[one][2] == row.next_due_at
            )
            start, warns, due, _ = running[key]
            assert (row.next_since, row.next_warns_at) == (start, warns)
            if row.paused_until is None:
                assert due == min(times[2] for times in running.values())
        assert row.resolve_due_at == expected["resolved", 1][2]

    def teardown(self) -> None:
        self.store.disconnect()
        self._folder.cleanup()


Clocks.TestCase.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, phases=(Phase.generate,)
)
TestClocks = Clocks.TestCase
