"""What happens to the complaints of the past three months, told as generators: each ``yield`` is the next moment.

A well-kept desk: everybody is spoken to in time, somebody comes, the progress is told before it is asked for, what was
promised is kept, somebody else asks afterwards. One in thirty is late all the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.complaints.actions import attach
from models.complaints.kinds import Channel, FileDraft, Flag, Kind
from models.core.clock import from_millis
from models.handling import actions
from models.handling.kinds import FollowOutcome, FollowUpDraft, RemedyDraft
from models.handling.steps import GATHER
from models.samples.cast import ZONE, Case, Cast, Pair, Plot, in_daylight, known, skip_apology
from models.samples.homes import Home
from models.samples.photos import photo
from resources.phrases import category as category_of
from resources.phrases.kinds import RISER
from resources.samples import estate

_WEEK = timedelta(days=7)
_MONTH = timedelta(days=31)
_RECENT = timedelta(days=4)  # whose cases may still need somebody today
_GRAVE = (("lift", "trapped"), ("safety", "gas"))
_URGENT = ("water", "heating", "drain")
_LOOKED_AT_AGAIN = ("leak", "lift", "noise")
_DAYTIME = range(7, 16)  # what is urgent and comes in then is mended before the night
_CHANNELS = {Channel.PHONE: 50, Channel.VISIT: 20, Channel.MESSAGING: 14, Channel.APP: 8, Channel.EMAIL: 4}
_TAKEN: Pair = ("已约好明早上门，业主同意", "A visit tomorrow morning is agreed with the resident")
_RESCUE: Pair = ("已到场，维保和物业都在", "On site; the contractor is there, too")


@dataclass
class Seen:
    """What has been told already: no accidental repeats, no three homes with one shared cause in a week.

    And nobody who calls a third time within a month.
    """

    homes: set[tuple[int, str]] = field(default_factory=set)
    lines: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    calls: dict[int, list[datetime]] = field(default_factory=dict)

    def takes(self, home: Home, category: str, at: datetime) -> bool:
        """Take note of it, unless it would come together with others."""
        found = category_of(category)
        in_line = found is not None and all(one.runs_in == RISER for one in found.subs)
        line = (home.line if in_line else home.building, category)
        near = [one for one in self.lines.get(line, ()) if abs(at - one) <= _WEEK]
        calls = [one for one in self.calls.get(home.place_id, ()) if abs(at - one) <= _MONTH]
        if (
            (home.place_id, category) in self.homes or near or len(calls) > 1
        ):  # the scenes tell of the same buildings
            return False
        self.calls.setdefault(home.place_id, []).append(at)
        self.homes.add((home.place_id, category))
        self.lines.setdefault(line, []).append(at)
        return True


@dataclass
class Story:
    """One complaint of the past: its chances, its home, its staff."""

    number: int
    chance: random.Random
    homes: list[Home]
    cast: Cast
    start: datetime
    now: datetime
    seen: Seen
    grave: bool = False
    late: bool = False

    def __post_init__(self) -> None:
        """Choose the plot, the home and the people."""
        self.age = self.now - self.start
        plots = [one for one in estate()["story"] if self._fits(one)]
        home, plot = self._pick(plots)
        self.hour = self.start.astimezone(ZONE).hour
        self.urgency = self._urgency(plot)
        # What is fresh and may fall due today is with those who are not at the desk now: their day is told elsewhere.
        own = self.age > _RECENT or self.urgency == 1
        handler = self.chance.choice(["wang", "li", "grace", "zhou"] if own else ["grace", "zhou"])
        self.case = Case(self.cast, home, plot, "grace" if self.late else handler)
        others = [login for login in ("wang", "li", "zhou", "grace") if login != self.case.login]
        self.caller = self.chance.choice(others)

    def _fits(self, plot: Plot) -> bool:
        """Whether a plot may be told; on one day four weeks ago nothing began that somebody looks at again today."""
        if self.grave or (plot["category"], plot["sub"]) in _GRAVE:
            return self.grave and (plot["category"], plot["sub"]) in _GRAVE
        again = timedelta(days=26) <= self.age <= timedelta(days=34) and plot["category"] in _LOOKED_AT_AGAIN
        return not again

    def _pick(self, plots: list[Plot]) -> tuple[Home, Plot]:
        for _ in range(200):
            home, plot = self.chance.choice(self.homes), self.chance.choice(plots)
            if self.seen.takes(home, plot["category"], self.start):
                break
        return home, plot

    def _urgency(self, plot: Plot) -> int:
        if self.late:
            return 2
        if plot["category"] in _URGENT and self.hour in _DAYTIME:
            return 3
        return 1 if self.lucky(0.5) else 2

    def lucky(self, share: float) -> bool:
        """True in this share of stories."""
        return self.chance.random() < share

    def after(self, least: float, most: float) -> datetime:
        """A moment from now on, between so many hours."""
        return self.cast.clock.instant + timedelta(hours=self.chance.uniform(least, most))

    def by_day(self, least: float, most: float) -> datetime:
        """The same, while people are about."""
        return in_daylight(self.after(least, most))


def live(story: Story) -> Iterator[datetime]:
    """Tell the story; it stops where the present is reached."""
    yield story.start
    _receive(story)
    yield from _LIVES[story.case.severity](story)


def _receive(story: Story) -> None:
    chance, case = story.chance, story.case
    written = story.urgency < 3 and not story.grave
    channel = chance.choices(list(_CHANNELS), list(_CHANNELS.values()))[0] if written else Channel.PHONE
    vulnerable = story.hour in _DAYTIME and story.urgency == 2 and story.lucky(0.07)
    case.receive(
        Channel.PHONE if vulnerable else channel,
        story.urgency,
        kind=Kind.REQUEST if story.lucky(0.15) else Kind.COMPLAINT,
        flags=frozenset({Flag.VULNERABLE} if vulnerable else ()),
    )


def _at_once(story: Story) -> Iterator[datetime]:
    """Life is at stake: the manager knows within minutes, and it is over within hours."""
    yield story.after(0.05, 0.08)
    known(story.case, "liu", _RESCUE)
    yield story.after(0.1, 0.2)
    story.case.visit()
    yield story.after(0.6, 0.9)
    story.case.agree()
    yield story.after(0.6, 1.2)
    story.case.carry_out()
    yield from _aftercare(story, *_same_day(story))


def _urgently(story: Story) -> Iterator[datetime]:
    yield story.after(0.2, 0.6)
    _see(story)
    yield story.after(0.8, 2.1)
    story.case.agree()
    yield story.after(1.0, 2.6)
    story.case.carry_out()
    yield from _aftercare(story, *_same_day(story))


def _ordinarily(story: Story) -> Iterator[datetime]:
    yield from _speak(story)
    yield story.by_day(0.3, 1.5)
    _see(story)
    yield story.by_day(1.5, 5)
    yield from _agree(story)
    if story.late:
        yield from _come_late(story)
    else:
        yield story.by_day(14, 24)
    story.case.carry_out()
    yield from _aftercare(story, 16, 36)


def _slowly(story: Story) -> Iterator[datetime]:
    yield from _speak(story)
    yield story.by_day(0.5, 3)
    _see(story)
    yield story.by_day(18, 28)
    yield from _agree(story)
    yield story.by_day(22, 30)
    story.case.tell()
    yield story.by_day(22, 34)
    story.case.carry_out()
    yield from _aftercare(story, 44, 80)


_LIVES: Mapping[str, Callable[[Story], Iterator[datetime]]] = {
    "s1": _at_once, "s2": _urgently, "s3": _ordinarily, "s4": _slowly,
}  # fmt: skip


def _speak(story: Story) -> Iterator[datetime]:
    """Who wrote is rung up within minutes, or first thing in the morning."""
    first = story.cast["chen"].store.rows(
        "SELECT first_response_at FROM complaint WHERE id = ?", (story.case.id,)
    )
    if first[0][0] is None:
        yield story.by_day(0.04, 0.2)
        story.case.tell(("已电话联系，收到并说明安排", "Rang back: received, and what happens next"))


def _see(story: Story) -> None:
    case = story.case
    case.arrive()
    case.isolate()
    if story.lucky(0.2):
        file = FileDraft("photo.jpg", photo(story.number % 8), note=case.say(("现场照片", "Photo on site")))
        attach(case.handler, case.id, file, step=2)
    if story.lucky(0.1):
        text = case.say(("先减免部分物业费", "Part of the fee waived"))
        amount = story.chance.choice([3000, 5000, 6000, 10000])
        case.soothe()
        actions.grant_remedy(case.handler, case.id, None, RemedyDraft("fee_reduction", amount, text))
    else:
        case.soothe()
    if story.lucky(0.06):
        skip_apology(case)
    else:
        case.apologise()


def _agree(story: Story) -> Iterator[datetime]:
    """Most agree at once; some refuse first."""
    case = story.case
    case.gather()
    proposal = case.offer()
    if story.lucky(0.1):
        yield story.by_day(0.5, 2)
        case.refuse(proposal, case.say(story.chance.choice(estate()["refusals"])))
        yield story.by_day(0.5, 3)
        proposal = case.offer()
    case.accept(proposal)
    if not story.late and story.lucky(0.3):
        due = story.by_day(44, 60) if case.severity == "s3" else story.by_day(96, 120)
        case.promise(("修好后回电确认", "Ring back once it is mended"), due)


def _come_late(story: Story) -> Iterator[datetime]:
    """The time runs out: the resident hears of it daily, the supervisor knows, and it is done the next morning."""
    case = story.case
    held = "SELECT resolve_due_at FROM complaint WHERE id = ?"
    due = from_millis(case.handler.store.rows(held, (case.id,))[0][0])
    morning = story.by_day(14, 15)
    while morning < due:
        yield morning
        case.tell(("配件晚到，已告知原因和时间", "The part is late: told why, and until when"))
        morning = in_daylight(story.cast.clock.instant + timedelta(hours=23))
    yield due + timedelta(minutes=12)
    known(case, "zhou", _TAKEN)
    yield in_daylight(due + timedelta(hours=15, minutes=story.chance.randint(5, 50)))


def _same_day(story: Story) -> tuple[float, float]:
    """Hours until the call: this evening, or first thing tomorrow."""
    local = story.cast.clock.instant.astimezone(ZONE)
    hour = local.hour + local.minute / 60
    wanted = 19 if hour < 16.5 else 24 + 8.6
    return max(0.5, wanted - hour), max(0.8, wanted - hour + 0.9)


def _aftercare(story: Story, least: float, most: float) -> Iterator[datetime]:
    """Somebody else rings up; it is closed; and where it may come back, somebody looks again."""
    case, chance = story.case, story.chance
    calm = case.severity in ("s3", "s4")
    yield story.by_day(least, most) if calm else story.after(least, most)
    if calm and story.lucky(0.12):
        case.call(story.caller, FollowOutcome.NOT_REACHED)
        yield story.by_day(13, 22)
    if calm and story.lucky(0.04) and story.age > 2 * _WEEK and not story.late:
        words = case.say(chance.choice(estate()["unhappy"]))
        case.call(story.caller, FollowOutcome.DISSATISFIED, words, solved=False, back_to=GATHER)
        yield story.by_day(1, 3)
        case.agree()
        yield story.by_day(3, 6)
        case.carry_out()
        yield story.by_day(15, 30)
    outcome = chance.choice([FollowOutcome.SATISFIED] * 3 + [FollowOutcome.FAIRLY_SATISFIED])
    case.call(story.caller, outcome, case.say(chance.choice(estate()["thanks"])), solved=True)
    yield story.after(0.05, 0.4)
    case.close()
    yield from look_again(story)


def look_again(story: Story) -> Iterator[datetime]:
    """Four weeks later, where the category asks for it."""
    case = story.case
    held = "SELECT second_look_at FROM complaint WHERE id = ?"
    due = case.handler.store.rows(held, (case.id,))[0][0]
    if due is not None:
        yield in_daylight(from_millis(due) + timedelta(minutes=story.chance.randint(5, 90)))
        words = case.say(("一直很好", "It has stayed good"))
        draft = FollowUpDraft(FollowOutcome.SATISFIED, True, words)
        actions.second_look(case.cast[story.caller], case.id, None, draft)
