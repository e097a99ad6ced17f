"""Who acts in the demo estate, and what one complaint goes through: one method an act, each through a real action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.core.catching_up import catch_up
from models.core.clock import SetClock, to_millis
from models.core.session import Session
from models.escalation.actions import acknowledge
from models.escalation.queries import standing
from models.handling import actions
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
from models.samples.homes import Home
from resources.phrases import containment
from resources.samples import estate

ZONE = ZoneInfo("Asia/Shanghai")
MORNING, EVENING = 9, 20
_MOODS = [mood.value for mood in Mood]
Pair = tuple[str, str]
Plot = Mapping[str, Any]


def in_daylight(at: datetime) -> datetime:
    """The same moment, or the next morning where nobody wants to be rung up; minutes stay as they fall."""
    local = at.astimezone(ZONE)
    if MORNING <= local.hour < EVENING:
        return at
    day = local.date() + timedelta(days=local.hour >= EVENING)
    return datetime.combine(day, time(MORNING, local.minute // 6, local.second), ZONE).astimezone(UTC)


def plot_of(subcategory: str) -> Plot:
    """The story of a sub-category."""
    return next(one for one in estate()["story"] if f"{one['category']}.{one['sub']}" == subcategory)


@dataclass(frozen=True)
class Cast:
    """Who acts, by login; all look at the same clock."""

    people: Mapping[str, Session]

    def __getitem__(self, login: str) -> Session:
        return self.people[login]

    @cached_property
    def clock(self) -> SetClock:
        """The clock that all share."""
        shared = self.people["chen"].clock
        assert isinstance(shared, SetClock)
        return shared


@dataclass
class Case:
    """One complaint of a home, and its handler."""

    cast: Cast
    home: Home
    plot: Plot
    login: str
    id: int = 0
    severity: str = ""

    @property
    def handler(self) -> Session:
        """Who handles it."""
        return self.cast[self.login]

    @property
    def now(self) -> datetime:
        """The moment in the story."""
        return self.cast.clock.instant

    def say(self, words: Pair) -> str:
        """Words in the resident's language."""
        return words[int(self.home.english)]

    def told(self, name: str) -> str:
        """A text of the plot in the resident's language."""
        return str(self.plot[name][int(self.home.english)])

    def receive(self, channel: Channel = Channel.PHONE, urgency: int = 2, **more: Any) -> None:
        """Record it."""
        plot = self.plot
        fields: dict[str, Any] = {
            "words": self.told("words"),
            "channel": channel,
            "resident_id": self.home.people[0] if self.home.people else None,
            "place_id": self.home.place_id,
            "anonymous": not self.home.people,
            "where_text": self.told("where"),
            "happened_text": self.say(("昨晚开始", "since last night")),
            "asks_for": self.told("asks"),
            "category": plot["category"],
            "subcategory": f"{plot['category']}.{plot['sub']}",
            "urgency": urgency,
            "mood": Mood(plot["mood"]),
        }
        draft = ComplaintDraft(**(fields | more))
        self.id = actions.record(self.handler, draft).value.id
        self.severity = self._one("SELECT severity FROM complaint WHERE id = ?")

    def _one(self, statement: str) -> Any:
        return self.handler.store.rows(statement, (self.id,))[0][0]

    def finish(self, **facts: object) -> None:
        """Finish the current step with these facts."""
        actions.finish_step(self.handler, self.id, None, facts)  # type: ignore[arg-type]

    def tell(self, words: Pair = ("电话告知进度", "Told the progress by phone")) -> None:
        """Ring the resident up."""
        actions.log_contact(self.handler, self.id, ContactDraft(self.say(words)))

    def arrive(self) -> None:
        """Somebody has come, where something has to be mended."""
        owed = "SELECT count(*) FROM clock WHERE complaint_id = ? AND name = 'on_site' AND stopped_at IS NULL"
        if self._one(owed):
            actions.arrived(self.handler, self.id, None)

    def isolate(self) -> None:
        """The harm is contained."""
        known = [item.key for item in containment(self.plot["category"]).actions]
        self.finish(
            hazards_checked=True,
            containment=known[: 1 + self.id % 3],
            affected=self.home.label,
            contained_at=to_millis(self.now),
        )

    def soothe(self) -> None:
        """The resident has been listened to."""
        before = str(self.plot["mood"])
        after = _MOODS[max(0, _MOODS.index(before) - self.id % 3)]
        said = self.say(("您是说：", "You are saying: ")) + self.told("words")
        self.finish(
            restated=said,
            confirmed=True,
            mood_before=before,
            mood_after=after,
            comforts=["listened", "exact_time"],
        )

    def apologise(self) -> None:
        """Sorry, whatever the cause."""
        words = self.say(("给您添麻烦了，对不起。", "I am sorry for the trouble this has caused you."))
        self.finish(apologised_by=self.handler.actor.staff_id, way="phone", apology=words)

    def visit(self) -> None:
        """On site: contained, listened to, apologised for, in one go."""
        self.arrive()
        self.isolate()
        self.soothe()
        self.apologise()

    def gather(self) -> None:
        """What happened and why."""
        self.finish(
            account=self.told("words"),
            evidence=self.say(("现场查看并拍照", "Seen on site, photos taken")),
            cause=self.plot["cause"],
            cause_text=self.told("cause_text"),
            whys=[self.told("cause_text")],
            responsible=self.plot["responsible"],
        )

    def draft_offer(self, text: str = "", cost: int | None = None) -> int:
        """Write a version of the proposal."""
        plot = self.plot
        when = self.say(("明天上午", "Tomorrow morning"))
        minor = plot["cost"] if cost is None else cost
        offer = OfferDraft(plot["remedy"], text or self.told("offer"), minor, plot["doer"], "", when)
        draft = ProposalDraft((offer,), "", self.now + timedelta(days=7))
        return actions.save_proposal(self.handler, self.id, None, draft).value

    def offer(self, text: str = "", cost: int | None = None) -> int:
        """Propose it: approved where it costs more than the handler may promise, and told to the resident."""
        proposal_id = self.draft_offer(text, cost)
        minor = self.plot["cost"] if cost is None else cost
        if minor > self.handler.actor.limit_minor:
            actions.approve_proposal(self.cast["liu"], self.id, None, proposal_id)
        actions.offer_proposal(self.handler, self.id, None, proposal_id)
        self.finish()
        return proposal_id

    def refuse(self, proposal_id: int, reason: str) -> None:
        """The resident says no."""
        draft = AnswerDraft(Answer.REFUSED, "phone", reason)
        actions.answer_proposal(self.handler, self.id, None, proposal_id, draft)

    def agree(self) -> None:
        """Find the cause, propose, and the resident says yes."""
        self.gather()
        self.accept(self.offer())

    def accept(self, proposal_id: int) -> None:
        """The resident says yes."""
        draft = AnswerDraft(Answer.ACCEPTED, "phone")
        actions.answer_proposal(self.handler, self.id, None, proposal_id, draft)
        self.finish()

    def promise(self, words: Pair, due: datetime, kind: str = "call") -> None:
        """Tell the resident what happens by when."""
        actions.make_promise(self.handler, self.id, PromiseDraft(self.say(words), due, kind))

    def settle(self, state: PromiseState = PromiseState.KEPT, note: str = "") -> None:
        """Settle all that was promised."""
        held = "SELECT id FROM promise WHERE complaint_id = ? AND state = 'open'"
        for (promise_id,) in self.handler.store.rows(held, (self.id,)):
            actions.settle_promise(self.handler, promise_id, None, state, note)

    def carry_out(self) -> None:
        """What was agreed has been done."""
        self.settle()
        actions.carried_out(self.handler, self.id, None, self.told("offer"))

    def call(self, caller: str, outcome: FollowOutcome, words: str = "", **more: Any) -> None:
        """Somebody else asks whether it is good; where it is major, the manager."""
        caller = "liu" if self._one("SELECT major FROM complaint WHERE id = ?") else caller
        draft = FollowUpDraft(outcome, words=words, **more)
        actions.follow_up(self.cast[caller], self.id, None, draft)

    def close(self) -> None:
        """It is solved."""
        done = self.told("offer")
        self.finish(carried_out=done, lessons=self.told("lessons"), close_reason="solved")


def skip_apology(case: Case) -> None:
    """The manager agrees that it comes later."""
    reason = case.say(("业主要求先解决再谈", "The resident wants it mended first"))
    actions.skip_step(case.cast["liu"], case.id, None, reason)


def known(case: Case, login: str, note: Pair) -> None:
    """Whom an escalation is for says that they know; the handler, of the warnings."""
    person = case.cast[login]
    catch_up(person)
    level = "handler" if login == case.login else standing(person.store, person.actor).level
    waiting = person.store.rows(
        """SELECT id FROM escalation WHERE complaint_id = ? AND acknowledged_at IS NULL AND level = ?
        ORDER BY id""",
        (case.id, level),
    )
    if waiting:
        acknowledge(person, [row[0] for row in waiting], case.say(note))
