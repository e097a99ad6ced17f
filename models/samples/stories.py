"""What happens to one complaint of the demo estate, told as a generator: each ``yield`` is the next moment."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from models.complaints.actions import attach
from models.complaints.kinds import (
    Channel,
    ComplaintDraft,
    FileDraft,
    Flag,
    Kind,
    Mood,
    PartyDraft,
    PartyRole,
)
from models.core.clock import SetClock, to_millis
from models.core.session import Session
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
    RemedyDraft,
)
from models.handling.steps import GATHER
from models.samples.homes import Home
from models.samples.photos import photo
from resources.phrases import containment
from resources.samples import estate

STALLED = timedelta(days=12)
_MOODS = [mood.value for mood in Mood]


@dataclass(frozen=True)
class Cast:
    """Who acts, by login; all look at the same clock."""

    people: Mapping[str, Session]

    @cached_property
    def clock(self) -> SetClock:
        """The clock that all share."""
        shared = self.people["chen"].clock
        assert isinstance(shared, SetClock)
        return shared


@dataclass
class Story:
    """One complaint: its chances, its home, its staff, and how far it gets."""

    number: int
    chance: random.Random
    homes: list[Home]
    cast: Cast
    start: datetime
    now: datetime
    case_id: int = 0
    moves: int = 0
    plot: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the plot and the people."""
        self.plot = self.chance.choice(estate()["story"])
        self.home = self.chance.choice(self.homes)
        self.side = int(self.home.english)
        self.handler = self.cast.people[self.chance.choice(["wang", "li", "grace", "wang", "li", "zhou"])]
        others = [self.cast.people[name] for name in ("wang", "li", "zhou")]
        self.caller = next(one for one in others if one is not self.handler)
        self.manager = self.cast.people["liu"]
        self.incomplete = self.number % 11 == 7 and self.now - self.start < timedelta(days=2)
        # One in nine is left lying at some step, as happens at every desk: the lists must show it.
        self.stalls = (
            self.chance.randint(1, 9) if self.number % 9 == 4 and self.now - self.start < STALLED else 0
        )

    def said(self, name: str) -> str:
        """A text of the plot in the resident's language."""
        return str(self.plot[name][self.side])

    def later(self, least: float, most: float) -> datetime:
        """A moment from now on, between so many hours; where a story lies untouched, the present."""
        self.moves += 1
        if self.moves == self.stalls:
            return self.now
        return self.cast.clock.instant + timedelta(hours=self.chance.uniform(least, most))

    def lucky(self, share: float) -> bool:
        """True in this share of stories."""
        return self.chance.random() < share

    def minutes(self, least: int, most: int) -> timedelta:
        """So many minutes: a chance of its own for each story, so that what else happens stays as it is."""
        return timedelta(minutes=random.Random(self.number * 7919 + least).randint(least, most))

    def finish(self, **facts: object) -> None:
        """Finish the current step with these facts."""
        actions.finish_step(self.handler, self.case_id, None, facts)  # type: ignore[arg-type]


def live(story: Story) -> Iterator[datetime]:
    """Tell the story; it stops where the present is reached."""
    _receive(story)
    if story.incomplete:
        return  # not yet taken up: something is missing at receipt
    yield story.start + story.minutes(4, 25)
    _speak(story)
    yield story.later(0.1, 0.8)
    _isolate(story)
    yield story.later(0.1, 0.5)
    _soothe(story)
    yield story.later(0.2, 1.0)
    _apologise(story)
    _arrive(story)
    yield story.later(0.5, 6)
    _gather(story)
    yield from _agree(story)
    yield from _follow_up(story)


def _receive(story: Story) -> None:
    plot, chance = story.plot, story.chance
    person = chance.choice(story.home.people) if story.home.people and story.lucky(0.9) else None
    anonymous = person is None
    incomplete = story.incomplete
    parties: tuple[PartyDraft, ...] = ()
    if story.lucky(0.06):
        neighbours = chance.sample(story.homes, 3)
        parties = tuple(
            PartyDraft(PartyRole.CO_COMPLAINANT, home.people[0] if home.people else None, home.place_id)
            for home in neighbours
            if home is not story.home
        )
    flags = {Flag.VULNERABLE} if story.lucky(0.07) else set()
    flags |= {Flag.MEDIA} if story.lucky(0.02) else set()
    draft = ComplaintDraft(
        words=story.said("words"),
        kind=Kind.REQUEST if story.lucky(0.15) else Kind.COMPLAINT,
        channel=chance.choices(
            [Channel.PHONE, Channel.VISIT, Channel.MESSAGING, Channel.APP, Channel.HOTLINE, Channel.EMAIL],
            weights=[50, 20, 14, 8, 4, 4],
        )[0],
        resident_id=person,
        place_id=story.home.place_id,
        anonymous=anonymous,
        where_text=story.said("where"),
        happened_text="" if incomplete else ("昨晚开始", "since last night")[story.side],
        asks_for="" if incomplete else story.said("asks"),
        category=plot["category"],
        subcategory=f"{plot['category']}.{plot['sub']}",
        urgency=3 if plot["category"] in ("water", "heating", "drain") else 2,
        mood=None if incomplete else Mood(plot["mood"]),
        flags=frozenset(flags),
        parties=parties,
    )
    story.case_id = actions.record(story.handler, draft).value.id


def _speak(story: Story) -> None:
    """Who wrote is rung up; who rang or came was spoken with already."""
    first = story.handler.store.rows("SELECT first_response_at FROM complaint WHERE id = ?", (story.case_id,))
    if first[0][0] is None:
        words = ("已电话联系，收到并说明安排", "Rang back: received, and what happens next")[story.side]
        actions.log_contact(story.handler, story.case_id, ContactDraft(words))


def _arrive(story: Story) -> None:
    """Where something has to be mended somebody has come meanwhile; it is noted when there is time to write."""
    owed = "SELECT 1 FROM clock WHERE complaint_id = ? AND name = 'on_site'"
    if story.handler.store.rows(owed, (story.case_id,)):
        at = min(story.cast.clock.instant, story.start + story.minutes(15, 70))
        actions.arrived(story.handler, story.case_id, None, max(at, story.start))


def _isolate(story: Story) -> None:
    known = [item.key for item in containment(story.plot["category"]).actions]
    facts: dict[str, object] = {
        "hazards_checked": True,
        "containment": known[: story.chance.randint(1, 3)],
        "affected": story.home.label,
        "contained_at": to_millis(story.cast.clock.instant),
    }
    story.finish(**facts)
    if story.lucky(0.25):
        note = ("现场照片", "Photo on site")[story.side]
        attach(story.handler, story.case_id, FileDraft("photo.jpg", photo(story.number), note=note), step=2)


def _soothe(story: Story) -> None:
    before = str(story.plot["mood"])
    after = _MOODS[max(0, _MOODS.index(before) - story.chance.randint(0, 2))]
    said = ("您是说：", "You are saying: ")[story.side] + story.said("words")
    if story.lucky(0.12):
        text = ("先减免部分物业费", "Part of the fee waived")[story.side]
        amount = story.chance.choice([3000, 5000, 6000, 10000])
        actions.grant_remedy(story.handler, story.case_id, None, RemedyDraft("fee_reduction", amount, text))
    story.finish(
        restated=said,
        confirmed=True,
        mood_before=before,
        mood_after=after,
        comforts=["listened", "exact_time"],
    )


def _apologise(story: Story) -> None:
    if story.lucky(0.06):
        reason = ("业主要求先解决再谈", "The resident wants it mended first")[story.side]
        actions.skip_step(story.manager, story.case_id, None, reason)
        return
    words = ("给您添麻烦了，对不起。", "I am sorry for the trouble this has caused you.")[story.side]
    story.finish(apologised_by=story.handler.actor.staff_id, way="phone", apology=words)
    if story.lucky(0.3):
        call = ("回电告诉结果", "Call back with the result")[story.side]
        due = story.cast.clock.instant + timedelta(hours=story.chance.choice([2, 4, 20]))
        actions.make_promise(story.handler, story.case_id, PromiseDraft(call, due))


def _gather(story: Story) -> None:
    story.finish(
        account=story.said("words"),
        evidence=("现场查看并拍照", "Seen on site, photos taken")[story.side],
        cause=story.plot["cause"],
        cause_text=story.said("cause_text"),
        responsible=story.plot["responsible"],
    )


def _agree(story: Story) -> Iterator[datetime]:
    """Propose until the resident agrees: most do at once, some refuse first."""
    refusals = 1 if story.lucky(0.12) else 0
    while True:
        yield story.later(0.5, 8)
        proposal_id = _propose(story)
        yield story.later(0.2, 4)
        story.finish()
        yield story.later(0.2, 10)
        if refusals:
            refusals -= 1
            reason = story.chance.choice(estate()["refusals"])[story.side]
            answer = AnswerDraft(Answer.REFUSED, "phone", reason)
            actions.answer_proposal(story.handler, story.case_id, None, proposal_id, answer)
            continue
        actions.answer_proposal(
            story.handler, story.case_id, None, proposal_id, AnswerDraft(Answer.ACCEPTED, "phone")
        )
        story.finish()
        return


def _propose(story: Story) -> int:
    plot = story.plot
    clock = story.cast.clock
    when = ("明天上午", "Tomorrow morning")[story.side]
    offer = OfferDraft(plot["remedy"], story.said("offer"), plot["cost"], plot["doer"], "", when)
    draft = ProposalDraft((offer,), "", clock.instant + timedelta(days=7))
    proposal_id = actions.save_proposal(story.handler, story.case_id, None, draft).value
    if plot["cost"] > story.handler.actor.limit_minor:
        actions.approve_proposal(story.manager, story.case_id, None, proposal_id)
    actions.offer_proposal(story.handler, story.case_id, None, proposal_id)
    return proposal_id


def _follow_up(story: Story) -> Iterator[datetime]:
    yield story.later(2, 60)
    done = story.said("offer")
    _keep_promises(story)
    actions.carried_out(story.handler, story.case_id, None, done)
    yield story.later(12, 60)
    if story.lucky(0.15):
        _call(story, FollowUpDraft(FollowOutcome.NOT_REACHED))
        yield story.later(14, 30)
    if story.lucky(0.05):
        words = story.chance.choice(estate()["unhappy"])[story.side]
        _call(story, FollowUpDraft(FollowOutcome.DISSATISFIED, solved=False, words=words, back_to=GATHER))
        yield story.later(1, 8)
        story.finish()
        yield from _agree(story)
        yield story.later(2, 40)
        _keep_promises(story)
        actions.carried_out(story.handler, story.case_id, None, done)
        yield story.later(12, 40)
    outcome = story.chance.choice([FollowOutcome.SATISFIED] * 3 + [FollowOutcome.FAIRLY_SATISFIED])
    words = story.chance.choice(estate()["thanks"])[story.side]
    _call(story, FollowUpDraft(outcome, solved=True, words=words))
    yield story.later(0.1, 5)
    story.finish(carried_out=done, lessons=story.said("lessons"), close_reason="solved")


def _keep_promises(story: Story) -> None:
    """Keep what was promised, but for a few."""
    found = story.handler.store.rows(
        "SELECT id FROM promise WHERE complaint_id = ? AND state = 'open'", (story.case_id,)
    )
    for (promise_id,) in found:
        if story.lucky(0.15):
            note = ("晚了，已道歉", "Late, apologised for")[story.side]
            actions.settle_promise(story.handler, promise_id, None, PromiseState.BROKEN, note)
        else:
            actions.settle_promise(story.handler, promise_id, None, PromiseState.KEPT)
    words = ("电话告知进度", "Told the progress by phone")[story.side]
    actions.log_contact(story.handler, story.case_id, ContactDraft(words))


def _call(story: Story, draft: FollowUpDraft) -> None:
    major = story.handler.store.rows("SELECT major FROM complaint WHERE id = ?", (story.case_id,))[0][0]
    actions.follow_up(story.manager if major else story.caller, story.case_id, None, draft)
