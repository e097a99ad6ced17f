"""Which clocks a case has, when each began and when it stopped: pure decisions over its facts.

Targets count from the receipt, or from what ``presets.STARTS`` names; where that has not happened yet, the time at
which it falls due stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from models.complaints.kinds import Kind
from models.core.errors import UserProblem
from models.escalation.kinds import LADDER
from models.handling.clock_facts import AppealFacts, CaseFacts, Go
from models.handling.clock_kinds import ClockName
from models.handling.kinds import ANSWERED, FollowOutcome, StepState
from models.handling.rules import MOST_ATTEMPTS
from models.handling.steps import FOLLOW_UP, GATHER, PROPOSE, step_of
from models.timing.business import at_share, due, warning_at
from models.timing.kinds import Calendar, Pause, Target
from models.timing.policy import Policy
from models.timing.presets import NEVER_PAUSED

_ISOLATE = 2
_STEP_CLOCKS = {number: ClockName(str(step_of(number).clock)) for number in (3, 4, GATHER, 7)}
# What begins with the resolution, or runs beside the case, does not know of the time until its reopening.
_BESIDE = frozenset({"follow_up", "stage2_acknowledged", "stage2_answered", "stage2_extended"})
_FIRST_WARNING, _WHOLE = 75, 100
_MOMENT = timedelta(microseconds=1)
_ORDER = {name: place for place, name in enumerate(ClockName)}


@dataclass(frozen=True)
class Wanted:
    """A clock that a case should have. ``stop`` is empty while it runs."""

    name: ClockName
    round: int
    calendar: Calendar
    target: Target
    start: datetime
    stop: datetime | None
    pauses: tuple[Pause, ...]

    @property
    def key(self) -> tuple[str, int]:
        """Its name and round: what it is known by."""
        return self.name.value, self.round

    @property
    def never_pauses(self) -> bool:
        """Whether it runs on while the case waits."""
        return self.name in NEVER_PAUSED

    @cached_property
    def due(self) -> datetime:
        """When it falls due."""
        return due(self.calendar, self.start, self.target, self.pauses)

    @cached_property
    def warns_at(self) -> datetime:
        """When to warn."""
        return warning_at(self.calendar, self.start, self.target, self.pauses)

    def moment(self, percent: int) -> datetime:
        """When so much of it is used up; the first rung of the ladder is the warning."""
        if percent == _FIRST_WARNING:
            return self.warns_at
        if percent == _WHOLE:
            return self.due
        return at_share(self.calendar, self.start, self.target, percent, self.pauses)

    def after(self, rung: int) -> tuple[int, datetime] | None:
        """The next rung of the ladder above ``rung`` and its moment; ``None`` at the top, or in a later century."""
        percent = next((percent for percent, _ in LADDER if percent > rung), None)
        try:
            return None if percent is None else (percent, self.moment(percent))
        except UserProblem:
            return None


def wanted(policy: Policy, facts: CaseFacts) -> tuple[Wanted, ...]:
    """The clocks of a case, in the order in which they are read."""
    made = _Made(policy, facts)
    return tuple(sorted(made.all(), key=lambda one: (_ORDER[one.name], one.round)))


def running(clocks: Iterable[Wanted]) -> list[Wanted]:
    """Those that have not stopped."""
    return [one for one in clocks if one.stop is None]


def foremost(clocks: Iterable[Wanted], paused: bool) -> Wanted | None:
    """The clock that the lists show: the running one that falls due first, one that the pause does not stop before."""
    return min(
        running(clocks),
        key=lambda one: (paused and not one.never_pauses, one.due, _ORDER[one.name], one.round),
        default=None,
    )


def of_step(clocks: Iterable[Wanted], go: Go, resolved: bool) -> Wanted | None:
    """The clock that a go at a step runs against. Until the work is done the last step runs against the resolution."""
    name = step_of(go.step).clock if go.step != FOLLOW_UP or resolved else ClockName.RESOLVED
    found = [one for one in clocks if one.name == name]
    if go.step in _STEP_CLOCKS:
        found = [one for one in found if one.round == go.round]
    return found[-1] if found else None


def _first(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


class _Made:
    """The clocks of one case, one method a kind."""

    def __init__(self, policy: Policy, facts: CaseFacts) -> None:
        self.policy = policy
        self.facts = facts
        self.calendar = policy.calendar(facts.severity)
        self.end = _first(facts.resolved_at, facts.closed_at)  # what ends with the work itself
        waits = [one for one in facts.waits if one.end > one.started_at]
        self.pauses = tuple(one.pause() for one in waits)
        self.beside = tuple(one.pause() for one in waits if not one.reopened)

    def all(self) -> Iterator[Wanted]:
        """Every clock, in no order."""
        facts, end = self.facts, self.end
        received = facts.received_at
        yield from self.one("first_response", received, _first(facts.first_response_at, facts.closed_at))
        yield from self.one("hand_over", received, _first(facts.handed_over_at, end))
        if facts.repair:
            yield from self.one("on_site", received, _first(facts.on_site_at, end))
        yield from self.one("contained", received, _first(self.contained(), end))
        yield from self.one("plan_told", received, _first(*facts.offered, self.skipped(PROPOSE), end))
        yield from self.one("resolved", received, end)
        yield from self.steps()
        yield from self.progress()
        yield from self.follow_ups()
        yield from self.hazard()
        yield from self.stage_one()
        yield from self.stage_two()

    def one(self, name: str, start: datetime, stop: datetime | None, round_: int = 1) -> Iterator[Wanted]:
        """This clock, where the policy promises it."""
        target = self.policy.target(self.facts.severity, name)
        if target is None:
            return
        pauses = () if name in NEVER_PAUSED else self.beside if name in _BESIDE else self.pauses
        stop = None if stop is None else max(stop, self.facts.received_at)
        yield Wanted(ClockName(name), round_, self.calendar, target, start, stop, pauses)

    def stand_in(self, name: str, start: datetime | None) -> datetime | None:
        """When something that has not happened falls due; what is met at the very close of a day is met on that day."""
        target = None if start is None else self.policy.target(self.facts.severity, name)
        if start is None or target is None:
            return None
        return due(self.calendar, start, target) - (_MOMENT if target.days else timedelta())

    def done(self, number: int) -> Iterator[datetime]:
        """When the goes at a step were done."""
        for go in self.facts.goes:
            if go.step == number and go.state == StepState.DONE and go.finished_at is not None:
                yield go.finished_at

    def skipped(self, number: int) -> datetime | None:
        """When a step was skipped first."""
        return _first(
            *(go.finished_at for go in self.facts.goes if go.step == number and go.state == StepState.SKIPPED)
        )

    def contained(self) -> datetime | None:
        """When the harm was contained: as *isolate* wrote it down, at the latest when it was finished."""
        settled = (
            _first(go.contained_at if go.state == StepState.DONE else None, go.finished_at)
            for go in self.facts.goes
            if go.step == _ISOLATE and go.state in (StepState.DONE, StepState.SKIPPED)
        )
        return _first(*settled)

    def steps(self) -> Iterator[Wanted]:
        """The steps in between have a clock for each go."""
        for go in self.facts.goes:
            if go.step in _STEP_CLOCKS:
                stop = _first(go.finished_at, self.facts.closed_at)
                yield from self.one(_STEP_CLOCKS[go.step], go.started_at, stop, go.round)

    def progress(self) -> Iterator[Wanted]:
        """A chain: whenever the resident was told, one round ends and the next begins; where somebody waits."""
        if self.facts.kind == Kind.COMPLIMENT:
            return
        start, round_ = self.facts.received_at, 1
        for told in sorted(set(self.facts.told)):
            if told <= start or (self.end is not None and told >= self.end):
                continue
            yield from self.one("progress_told", start, told, round_)
            start, round_ = told, round_ + 1
        yield from self.one("progress_told", start, self.end, round_)

    def follow_ups(self) -> Iterator[Wanted]:
        """One for each resolution: until the resident has answered, or was tried often enough, or it was reopened."""
        if not self.facts.follow_up_owed:
            return
        ended = [(one.started_at, one.end) for one in self.facts.waits if one.reopened]
        resolutions: list[tuple[datetime, datetime | None]] = [*ended]
        if self.facts.resolved_at is not None:
            resolutions.append((self.facts.resolved_at, self.facts.closed_at))
        for round_, (since, until) in enumerate(resolutions, 1):
            if until is not None and until <= since:
                continue  # closed in the same moment, without a call
            yield from self.one("follow_up", since, _first(self.called(since, until), until), round_)

    def called(self, since: datetime, until: datetime | None) -> datetime | None:
        """When the calls after a resolution were enough: an answer, a resident who declined, three vain attempts."""
        vain = 0
        for call in self.facts.calls:
            if call.at < since or (until is not None and call.at > until):
                continue
            vain += call.outcome == FollowOutcome.NOT_REACHED
            if call.outcome in (*ANSWERED, FollowOutcome.DECLINED) or vain >= MOST_ATTEMPTS:
                return call.at
        return None

    def hazard(self) -> Iterator[Wanted]:
        """Investigated, summary told, works begun, further works: where the policy promises them."""
        facts, end = self.facts, self.end
        found = _first(*self.done(GATHER))
        start = found or self.stand_in("investigated", facts.received_at)
        yield from self.one("investigated", facts.received_at, _first(found, end))
        if start is None:
            return
        told = _first(*(at for at in facts.offered if found is not None and at >= found))
        yield from self.one("summary_told", start, _first(told, end))
        yield from self.one("works_begun", start, _first(*facts.given, facts.on_site_at, end))
        yield from self.one("further_works", start, end)

    def stage_one(self) -> Iterator[Wanted]:
        """The answer to the complaint, counted from its acknowledgement; more time replaces the first target."""
        facts = self.facts
        start = facts.first_response_at or self.stand_in("first_response", facts.received_at)
        appeal = self.appeal(1)
        answered = _first(*facts.offered, None if appeal is None else appeal.answered_at, self.end)
        yield from self.answered("stage1_answered", "stage1_extended", start, appeal, answered)

    def stage_two(self) -> Iterator[Wanted]:
        """The second answer, by somebody else."""
        appeal = self.appeal(2)
        if appeal is None:
            return
        closed = self.facts.closed_at
        after = closed if closed is not None and closed > appeal.asked_at else None
        answered = _first(appeal.answered_at, after)
        acknowledged = _first(appeal.acknowledged_at, answered)
        yield from self.one("stage2_acknowledged", appeal.asked_at, acknowledged)
        start = appeal.acknowledged_at or self.stand_in("stage2_acknowledged", appeal.asked_at)
        yield from self.answered("stage2_answered", "stage2_extended", start, appeal, answered)

    def answered(
        self,
        plain: str,
        extended: str,
        start: datetime | None,
        appeal: AppealFacts | None,
        answered: datetime | None,
    ) -> Iterator[Wanted]:
        """The clock of an answer; one that was given more time stops, and the longer one goes on in its place."""
        if start is None:
            return
        more = None if appeal is None else appeal.extended_at
        yield from self.one(plain, start, _first(answered, more))
        if more is not None:
            yield from self.one(extended, start, answered)

    def appeal(self, stage: int) -> AppealFacts | None:
        """The appeal of a stage."""
        return next((one for one in self.facts.appeals if one.stage == stage), None)


def held(clocks: Sequence[Wanted], key: tuple[str, int]) -> Wanted | None:
    """The clock of a name and round."""
    return next((one for one in clocks if one.key == key), None)
