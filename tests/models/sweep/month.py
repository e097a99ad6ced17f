"""A month at a desk that never happened: three shifts of people, a fake clock, and a diary of what they did.

The diary is all that the independent reckoner reads of the month; what time did by itself is not in it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from heapq import heappop, heappush
from typing import Any

from models.complaints.actions import assign
from models.complaints.kinds import Channel, ComplaintDraft, Mood, Severity
from models.core.clock import SetClock, from_millis, to_millis
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.escalation.actions import acknowledge
from models.escalation.queries import inbox
from models.handling import actions
from models.handling.actions.pauses import arrived, pause, resume
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import (
    Answer,
    AnswerDraft,
    ContactDraft,
    FollowOutcome,
    FollowUpDraft,
    OfferDraft,
    PromiseDraft,
    PromiseState,
    ProposalDraft,
)
from models.store.database import Store
from models.sweep.actions import sweep
from tests import factories
from tests.cases import FACTS, WHOLE

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
BEGINS = to_millis(datetime(2026, 11, 1, 16, tzinfo=UTC))  # Monday 2 November in Shanghai
KINDS = (("leak", "leak.from_above"), ("cleaning", None), ("fees", None), ("lift", None))
# Days of the month in which nobody is at the desk, so that the computer may sleep.
QUIET = (BEGINS + 12 * DAY, BEGINS + 19 * DAY)


@dataclass
class Story:
    """One case: its id, whether it is a repair, and its diary of (when, what, which)."""

    id: int
    repair: bool
    owed: bool = True
    diary: list[tuple[int, str, Any]] = field(default_factory=list)

    def add(self, at: int, what: str, which: Any = None) -> None:
        """Write a line."""
        self.diary.append((at, what, which))


class Month:
    """Plays it. ``sweeps`` says whether somebody sweeps now and then; ``asleep`` whether not in the quiet week."""

    def __init__(
        self,
        store: Store,
        clock: SetClock,
        seed: int,
        cases: int,
        *,
        sweeps: bool = True,
        asleep: bool = False,
    ) -> None:
        self.store, self.clock = store, clock
        self.cases, self.sweeps, self.asleep = cases, sweeps, asleep
        self.chance = random.Random(seed)
        self.stories: dict[int, Story] = {}
        self._heap: list[tuple[int, int, Callable[[], None]]] = []
        self._count = 0
        names = [f"{shift}{n}" for shift in "abc" for n in (1, 2)]
        self.desk = [factories.a_session(store, clock, Role.FRONT_DESK, name) for name in names]
        self.supervisor = factories.a_session(store, clock, Role.COORDINATOR)
        self.manager = factories.a_session(store, clock, Role.MANAGER)
        self.director = factories.a_session(store, clock, Role.ADMINISTRATOR)
        self.web = Session(store, OWNER, clock)  # what comes in by itself belongs to nobody yet

    @property
    def now(self) -> int:
        """The fake time."""
        return to_millis(self.clock.now())

    def play(self, days: int = 30, tail: int = 22, first: int = 0) -> dict[int, Story]:
        """Play complaints from the ``first`` day to ``days`` and what follows; returns the stories by case."""
        for _ in range(self.cases):
            self._at(self._awake(BEGINS + self.chance.randrange(first * DAY, days * DAY)), self._record)
        looks = random.Random(7)
        at = BEGINS
        while at < BEGINS + (days + tail) * DAY:
            at += round(looks.expovariate(1 / (150 * MINUTE)))
            self._at(self._awake(at), self._look)
        end = BEGINS + (days + tail) * DAY
        wakes = random.Random(8)
        at = BEGINS
        while self.sweeps and at < end:
            at += round(wakes.expovariate(1 / (95 * MINUTE)))
            if not (self.asleep and QUIET[0] <= at < QUIET[1]):
                self._at(at, partial(sweep, self.web))
        while self._heap and self._heap[0][0] < end:
            when, _, act = heappop(self._heap)
            self.clock.instant = max(self.clock.instant, from_millis(when))
            act()
        self.clock.instant = from_millis(end)
        if self.sweeps:
            sweep(self.web)
        return self.stories

    # -- when

    def _at(self, when: int, act: Callable[[], Any]) -> None:
        self._count += 1
        heappush(self._heap, (when, self._count, act))

    def _awake(self, when: int) -> int:
        """Nobody does anything in the quiet week: it happens a week later."""
        return when + 7 * DAY if QUIET[0] <= when < QUIET[1] else when

    def _later(self, mean: float, act: Callable[[], Any]) -> None:
        self._at(self._awake(self.now + 1 + round(self.chance.expovariate(1 / mean))), act)

    def _person(self) -> Session:
        shift = (self.now + 8 * HOUR) % DAY // (8 * HOUR)
        return self.desk[shift * 2 + self.chance.randrange(2)]

    # -- what people do

    def _record(self) -> None:
        chance = self.chance
        severity = chance.choices([Severity.S1, Severity.S2, Severity.S3, Severity.S4], [4, 26, 60, 10])[0]
        category, sub = chance.choice(KINDS)
        channel = chance.choice([Channel.PHONE, Channel.EMAIL, Channel.APP])
        who = self.web if channel is Channel.APP else self._person()
        draft = ComplaintDraft(
            "住户说水一直滴", channel=channel, severity=severity, category=category, subcategory=sub,
            caller_name=WHOLE.caller_name, where_text=WHOLE.where_text, happened_text="昨晚", asks_for="修好",
            mood=Mood.WORRIED, no_repeat=True,
        )  # fmt: skip
        case_id = actions.record(who, draft).value.id
        story = self.stories[case_id] = Story(case_id, category in ("leak", "lift"))
        story.add(self.now, "received", severity.value)
        if channel is Channel.PHONE:
            story.add(self.now, "response")
            story.add(self.now, "told")
        if who is not self.web:
            story.add(self.now, "owner")
        slow = 1.0 if severity in (Severity.S1, Severity.S2) else 5.0
        self._later(10 * MINUTE * slow, partial(self._contact, story))
        self._later(9 * MINUTE * slow, partial(self._assign, story))
        if story.repair:
            self._later(45 * MINUTE * slow, partial(self._arrive, story))
        if chance.random() < 0.35:
            self._later(3 * HOUR * slow, partial(self._pause, story))
        if chance.random() < 0.5:
            self._later(2 * HOUR * slow, partial(self._promise, story))
        if chance.random() < 0.12:
            self._later(4 * HOUR * slow, partial(self._severity, story))
        self._later(50 * MINUTE * slow, partial(self._step, story, 2, slow))

    def _state(self, story: Story) -> tuple[Any, ...]:
        row = self.store.rows(
            "SELECT closed_at, resolved_at, step, first_response_at, handed_over_at, on_site_at, severity "
            "FROM complaint WHERE id = ?", (story.id,),
        )  # fmt: skip
        return tuple(row[0])

    def _contact(self, story: Story) -> None:
        closed, _, _, response, *_ = self._state(story)
        if closed is not None:
            return
        reached = self.chance.random() < 0.7
        actions.log_contact(self._person(), story.id, ContactDraft("告诉住户进度", "phone", reached=reached))
        if reached:
            if response is None:
                story.add(self.now, "response")
            story.add(self.now, "told")
        if self.chance.random() < 0.6:
            self._later(20 * HOUR if reached else 40 * MINUTE, partial(self._contact, story))

    def _assign(self, story: Story) -> None:
        closed, _, _, _, owner, *_ = self._state(story)
        if closed is None:
            assign(self.supervisor, story.id, None, self.chance.choice(self.desk).actor.staff_id or 0)
            if owner is None:
                story.add(self.now, "owner")

    def _arrive(self, story: Story) -> None:
        closed, _, _, _, _, on_site, _ = self._state(story)
        if closed is None and on_site is None:
            arrived(self._person(), story.id, None)
            story.add(self.now, "arrived")

    def _pause(self, story: Story) -> None:
        closed, resolved, *_ = self._state(story)
        running = self.store.rows(
            "SELECT 1 FROM pause WHERE complaint_id = ? AND ended_at IS NULL AND ends_at > ?",
            (story.id, self.now),
        )
        if closed is not None or resolved is not None or running:
            return
        length = round(self.chance.expovariate(1 / (40 * HOUR))) + MINUTE
        length = 30 * DAY if self.chance.random() < 0.05 else length  # more than the ten working days
        reason = self.chance.choice([PauseReason.PARTS, PauseReason.RESIDENT, PauseReason.THIRD_PARTY])
        pause(self._person(), story.id, None, PauseDraft(reason, from_millis(self.now + length)))
        story.add(self.now, "pause", self.now + length)
        if self.chance.random() < 0.4:
            self._later(10 * HOUR, partial(self._resume, story))

    def _resume(self, story: Story) -> None:
        running = self.store.rows(
            "SELECT 1 FROM pause WHERE complaint_id = ? AND ended_at IS NULL AND ends_at > ?",
            (story.id, self.now),
        )
        if running and self._state(story)[0] is None:
            resume(self._person(), story.id, None)
            story.add(self.now, "resume")

    def _promise(self, story: Story) -> None:
        if self._state(story)[0] is not None:
            return
        due = self.now + MINUTE + round(self.chance.expovariate(1 / (8 * HOUR)))
        draft = PromiseDraft("回电", from_millis(due))
        promise_id = actions.make_promise(self._person(), story.id, draft).value
        story.add(self.now, "promise", (promise_id, due))
        self._later(6 * HOUR, partial(self._settle, story, promise_id))

    def _settle(self, story: Story, promise_id: int) -> None:
        actions.settle_promise(self._person(), promise_id, None, PromiseState.KEPT)
        story.add(self.now, "settled", promise_id)

    def _severity(self, story: Story) -> None:
        closed, *_, before = self._state(story)
        if closed is None:
            after = {"s1": "s2", "s2": "s3", "s3": "s2", "s4": "s3"}[before]
            after = "s4" if before == "s3" and self.chance.random() < 0.3 else after
            actions.set_severity(self.manager, story.id, None, Severity(after), "看过现场")
            story.add(self.now, "severity", after)

    def _step(self, story: Story, number: int, slow: float) -> None:
        closed, _, step, response, *_ = self._state(story)
        if closed is not None or step != number:
            return
        if number == 8:
            self._carry_out(story, slow)
            return
        who = self._person()
        if number == 6:
            draft = ProposalDraft(
                (OfferDraft("repair", "换软管", 0, "赵磊", "", "明天"),), "", from_millis(self.now + 9 * DAY)
            )
            proposal = actions.save_proposal(who, story.id, None, draft).value
            actions.offer_proposal(who, story.id, None, proposal)
            story.add(self.now, "offered")
            story.add(self.now, "told")
            response = self._state(story)[3]
        if number == 7:
            proposal = self.store.rows("SELECT max(id) FROM proposal WHERE complaint_id = ?", (story.id,))[0][
                0
            ]
            actions.answer_proposal(who, story.id, None, proposal, AnswerDraft(Answer.ACCEPTED))
        facts = {**FACTS[number], "contained_at": self.now} if number == 2 else FACTS[number]
        owner = self._state(story)[4]
        actions.finish_step(who, story.id, None, facts)
        after = self._state(story)
        if response is None and after[3] is not None:  # soothing is speaking with the resident
            story.add(self.now, "response")
            story.add(self.now, "told")
        if owner is None and after[4] is not None:  # whoever settles a step of nobody's case takes it on
            story.add(self.now, "owner")
        story.add(self.now, "end", number)
        story.add(self.now, "go", number + 1)
        means = {2: 12 * MINUTE, 3: 20 * MINUTE, 4: 4 * HOUR, 5: 3 * HOUR, 6: 2 * HOUR, 7: 10 * HOUR}
        self._later(means[number] * slow, partial(self._step, story, number + 1, slow))

    def _carry_out(self, story: Story, slow: float) -> None:
        actions.carried_out(self._person(), story.id, None, "换了软管")
        story.add(self.now, "resolved")
        if self.chance.random() < 0.6:
            actions.save_step(self._person(), story.id, None, {"lessons": "立管都查"})
        if self.chance.random() < 0.75:
            self._later(14 * HOUR * slow, partial(self._call, story, slow, 1))

    def _call(self, story: Story, slow: float, attempt: int) -> None:
        closed, resolved, step, *_ = self._state(story)
        if closed is not None or resolved is None or step != 8:
            return
        outcome = self.chance.choices(
            [
                FollowOutcome.SATISFIED,
                FollowOutcome.DISSATISFIED,
                FollowOutcome.NOT_REACHED,
                FollowOutcome.DECLINED,
            ],
            [50, 15, 30, 5],
        )[0]
        again = 6 if outcome is FollowOutcome.DISSATISFIED else None
        draft = FollowUpDraft(outcome, outcome is FollowOutcome.SATISFIED, "", back_to=again)
        try:
            actions.follow_up(self.manager, story.id, None, draft)
        except UserProblem as problem:
            if problem.code == "follow_up.same_half_day":
                self._later(13 * HOUR, partial(self._call, story, slow, attempt))
            return
        story.add(self.now, "call", outcome.value)
        if again is not None:
            story.add(self.now, "unresolved")
            story.add(self.now, "go", 6)
            self._later(3 * HOUR * slow, partial(self._step, story, 6, slow))
        elif outcome is FollowOutcome.NOT_REACHED:
            self._later(30 * HOUR, partial(self._call, story, slow, attempt + 1))
        elif self.chance.random() < 0.8:
            self._later(30 * MINUTE, partial(self._close, story))

    def _close(self, story: Story) -> None:
        closed, resolved, step, *_ = self._state(story)
        promises = "SELECT count(*) FROM promise WHERE complaint_id = ? AND state = 'open'"
        if closed is not None or resolved is None or step != 8:
            return
        if self.store.rows(promises, (story.id,))[0][0]:
            self._later(DAY, partial(self._close, story))
            return
        actions.finish_step(self._person(), story.id, None, FACTS[8])
        story.add(self.now, "closed")

    def _look(self) -> None:
        """Somebody looks at their inbox and says of some of it that they know."""
        sweep(self.web)
        who = self.chance.choice([self._person(), self.supervisor, self.manager, self.director])
        seen = [row for row in inbox(who, limit=12).rows if self.chance.random() < 0.5]
        waiting = self._open()
        acknowledge(who, [row.id for row in seen], "")
        for once, case_id in sorted(waiting - self._open()):
            self.stories[case_id].add(self.now, "known", (once, who.actor.staff_id))

    def _open(self) -> set[tuple[str, int]]:
        """What nobody has acknowledged."""
        rows = self.store.rows("SELECT once, complaint_id FROM escalation WHERE acknowledged_at IS NULL")
        return {(once, case_id) for once, case_id in rows}
