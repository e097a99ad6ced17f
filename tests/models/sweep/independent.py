"""What a month must have led to, reckoned from the diary alone.

Written from figures.md without the program's own reckoning: days are laid out as plain lists of open stretches, and a
moment is found by walking along them. All in microseconds since 1970.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.models.sweep.month import Story

US = 1_000_000
MIN, HOUR = 60 * US, 3600 * US
ZONE = ZoneInfo("Asia/Shanghai")
FOREVER = 1 << 62

# figures.md, section 1, cn-property; soothe and gather as on the picture of the case page. "d" are working days.
TARGETS = {
    "first_response": ("5m", "15m", "30m", "1d"),
    "hand_over": ("5m", "20m", "20m", "1d"),
    "on_site": ("30m", "60m", "1d", None),
    "contained": ("2h", "4h", "1d", None),
    "plan_told": ("4h", "8h", "1d", "3d"),
    "progress_told": ("2h", "4h", "1d", "3d"),
    "resolved": ("24h", "24h", "3d", "7d"),
    "follow_up": ("24h", "24h", "3d", "7d"),
    "soothe": ("15m", "15m", "15m", "15m"),
    "gather": ("4h", "8h", "1d", "3d"),
}
SILENCE = {"s1": "15m", "s2": "30m", "s3": "4h", "s4": "1d"}
RUNGS = ((75, 0), (100, 1), (150, 2), (200, 3))
LEVELS = ("handler", "supervisor", "manager", "director")


class Hours:
    """Open stretches, in order: the office's from Monday to Friday 9 to 18, or day and night."""

    def __init__(self, office: bool) -> None:
        first = date(2026, 10, 1)
        self.stretches: list[tuple[int, int]] = []
        self.closes: list[int] = []
        for number in range(200):
            day = first + timedelta(days=number)
            if office and day.weekday() < 5:
                self.stretches.append((_at(day, 9), _at(day, 18)))
        if not office:
            self.stretches.append((_at(first, 0), _at(first + timedelta(days=200), 0)))

    def opening(self, at: int) -> int:
        """The first open moment from ``at`` on."""
        return next(max(a, at) for a, b in self.stretches if b > at)

    def close(self, at: int, days: int) -> int:
        """The close of the n-th open day after the day of the first open moment."""
        opened = self.opening(at)
        place = next(i for i, (a, b) in enumerate(self.stretches) if a <= opened < b)
        return self.stretches[place + days][1]

    def between(self, since: int, until: int) -> int:
        """How much is open."""
        return sum(max(0, min(b, until) - max(a, since)) for a, b in self.stretches)

    def walk(self, since: int, amount: int, pauses: Sequence[tuple[int, int]]) -> int:
        """When so much has been open outside the pauses."""
        if amount <= 0:
            inside = any(a <= since <= b for a, b in self.stretches)
            return since if inside else self.opening(since)
        for a, b in self.outside(since, pauses):
            if b - a >= amount:
                return a + amount
            amount -= b - a
        raise AssertionError("not so long")

    def spent(self, since: int, until: int, pauses: Sequence[tuple[int, int]]) -> int:
        """How much was open outside the pauses."""
        spent = 0
        for a, b in self.outside(since, pauses):
            if a >= until:
                break
            spent += min(b, until) - a
        return spent

    def outside(self, since: int, pauses: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The open stretches from ``since`` on with the pauses cut out."""
        cuts = sorted(pauses)
        start = max(0, bisect_right(self.stretches, (since, 0)) - 1)
        for a, b in self.stretches[start:]:
            a = max(a, since)
            for begin, end in cuts:
                if end <= a or begin >= b:
                    continue
                if begin > a:
                    yield a, begin
                a = max(a, end)
            if a < b:
                yield a, b


def _at(day: date, hour: int) -> int:
    return round(datetime.combine(day, time(hour), ZONE).astimezone(UTC).timestamp()) * US


OFFICE, ALWAYS = Hours(True), Hours(False)


def hours_of(severity: str) -> Hours:
    """Grave cases day and night, the others in office hours."""
    return ALWAYS if severity in ("s1", "s2") else OFFICE


def worth(hours: Hours, start: int, target: str) -> int:
    """A target in open time."""
    number, unit = int(target[:-1]), target[-1]
    if unit == "d":
        return hours.between(start, hours.close(start, number))
    return number * (HOUR if unit == "h" else MIN)


@dataclass
class Timer:
    """One clock of a case: from ``start`` until ``stop``; ``stops`` are all moments at which it stopped."""

    name: str
    round: int
    start: int
    stop: int | None
    pauses: list[tuple[int, int]]
    stops: list[int]


@dataclass
class Alarm:
    """One escalation: how it began, and what became of it."""

    once: str
    at: int
    first: int
    level: int
    repeats: int = 0
    climbs: list[tuple[int, int]] = field(default_factory=list)
    known_at: int | None = None
    known_by: int | None = None
    next_at: int | None = None


@dataclass
class Outcome:
    """All that must be so of one case."""

    clocks: dict[tuple[str, int], tuple[int, int, int, int | None]]
    rungs: dict[tuple[str, int], int]
    alarms: list[Alarm]
    resumed: list[int]
    missed: dict[int, int]
    lapsed: int | None
    held: list[int]
    counted: dict[tuple[str, int], int]


class Case:
    """Reads one diary and says what time must have done with it until ``end``."""

    def __init__(self, story: Story, ids: dict[tuple[str, int], int], end_ms: int) -> None:
        self.story, self.ids, self.end = story, ids, end_ms * 1000
        self.diary = [(at * 1000, what, which) for at, what, which in story.diary]
        self.known = {which[0]: (at, which[1]) for at, what, which in self.diary if what == "known"}
        self.received = self.times("received")[0]
        self.severities = [(at, which) for at, what, which in self.diary if what in ("received", "severity")]
        self.resolutions = self._resolutions()
        self.lapsed, self.held = self._lapses()
        self.closed = next(iter(self.times("closed")), self.lapsed)
        self.waits, self.resumed = self._waits()
        self.reopened = [(a, b) for a, b in self.resolutions if b is not None]
        last = self.resolutions[-1] if self.resolutions else None
        self.end_of_work = last[0] if last is not None and last[1] is None else None

    def times(self, what: str) -> list[int]:
        """When something happened."""
        return [at for at, kind, _ in self.diary if kind == what]

    def severity(self, at: int) -> str:
        """How grave the case was at a moment."""
        return str([which for since, which in self.severities if since <= at][-1])

    def _resolutions(self) -> list[tuple[int, int | None]]:
        found: list[tuple[int, int | None]] = []
        for at, what, _ in self.diary:
            if what == "resolved":
                found.append((at, None))
            elif what == "unresolved":
                found[-1] = (found[-1][0], at)
        return found

    def _lapses(self) -> tuple[int | None, list[int]]:
        """When the resolution closed by itself, and when it should have and could not."""
        held: list[int] = []
        due: int | None = None
        asked = False
        promises: dict[int, bool] = {}
        fortnight = 14 * 24 * HOUR
        for at, what, which in [*self.diary, (self.end, "end", None)]:
            if due is not None and due < at:
                if asked and not any(promises.values()):
                    return due, held
                held.append(due)
                due = None
            if what == "resolved":
                due, asked = at + fortnight, False
            elif what == "call":
                asked = True
                due = (due or at + fortnight) if which == "not_reached" else None
            elif what in ("unresolved", "closed"):
                due = None
            elif what == "told" and self._is_resolved(at):
                asked = True
            elif what == "promise":
                promises[which[0]] = True
            elif what == "settled":
                promises[which] = False
        return None, held

    def _is_resolved(self, at: int) -> bool:
        return any(a <= at and (b is None or at < b) for a, b in self.resolutions)

    def _waits(self) -> tuple[list[tuple[int, int]], list[int]]:
        """Pauses as they were, and when they ended by themselves."""
        waits: list[tuple[int, int]] = []
        alone: list[int] = []
        stops = sorted([*self.times("resolved"), *([self.closed] if self.closed is not None else [])])
        for at, what, which in self.diary:
            if what == "pause":
                planned = min(which * 1000, OFFICE.close(at, 10))
                by_hand = [one for one in self.times("resume") if at < one <= planned]
                over = [one for one in stops if at < one <= planned]
                end = min([planned, *by_hand, *over])
                waits.append((at, end))
                if end == planned and end < self.end:
                    alone.append(end)
        return waits, alone

    # -- clocks

    def timers(self) -> Iterator[Timer]:
        """Every clock that the case ever had."""
        end = self.end_of_work if self.end_of_work is not None else self.closed
        first = next(iter(self.times("response")), None)
        yield self.timer("first_response", self.received, first, bound=False, pauses=[])
        yield self.timer("hand_over", self.received, next(iter(self.times("owner")), None), end)
        if self.story.repair:
            yield self.timer("on_site", self.received, next(iter(self.times("arrived")), None), end)
        isolated = [at for at, what, which in self.diary if what == "end" and which == 2]
        yield self.timer("contained", self.received, next(iter(isolated), None), end)
        yield self.timer("plan_told", self.received, next(iter(self.times("offered")), None), end)
        yield self.timer("resolved", self.received, None, end)
        for number, name in ((3, "soothe"), (5, "gather")):
            gone = [at for at, what, which in self.diary if what == "go" and which == number]
            done = [at for at, what, which in self.diary if what == "end" and which == number]
            for place, since in enumerate(gone):
                stop = done[place] if place < len(done) else None
                yield self.timer(name, since, stop, round_=place + 1, bound=False)
        yield from self.progress(end)
        for place, (since, until) in enumerate(self.resolutions):
            stop = self.called(since, until)
            until = until if until is not None else self.closed
            stop = min((one for one in (stop, until) if one is not None), default=None)
            yield self.timer("follow_up", since, stop, round_=place + 1, bound=False, pauses=self.waits)

    def timer(
        self,
        name: str,
        start: int,
        stop: int | None,
        end: int | None = None,
        *,
        round_: int = 1,
        bound: bool = True,
        pauses: list[tuple[int, int]] | None = None,
    ) -> Timer:
        """A clock; one that is bound to the work stops with it, and goes on when the work does."""
        whole = min((one for one in (stop, end, self.closed) if one is not None), default=None)
        stops = [one for one in (whole,) if one is not None]
        if bound:
            stops += [a for a, _ in self.reopened if a >= start and (stop is None or a < stop)]
        pauses = [*self.waits, *self.reopened] if pauses is None else pauses
        return Timer(name, round_, start, whole, pauses, sorted(stops))

    def progress(self, end: int | None) -> Iterator[Timer]:
        """Told again and again."""
        spoken = [at for at, what, which in self.diary if what == "call" and which != "not_reached"]
        start, round_ = self.received, 1
        for told in sorted({*self.times("told"), *spoken}):
            if told <= start or (end is not None and told >= end):
                continue
            yield self.timer("progress_told", start, told, end, round_=round_)
            start, round_ = told, round_ + 1
        yield self.timer("progress_told", start, None, end, round_=round_)

    def called(self, since: int, until: int | None) -> int | None:
        """When the calls after a resolution were enough."""
        vain = 0
        for at, what, which in self.diary:
            if what == "call" and at >= since and (until is None or at <= until):
                vain += which == "not_reached"
                if which != "not_reached" or vain >= 3:
                    return at
        return None

    # -- what follows

    def moment(self, timer: Timer, severity: str, percent: int) -> int:
        """When so much of a target is used up, as long as the case is so grave."""
        target = TARGETS[timer.name][int(severity[1]) - 1]
        assert target is not None
        hours = hours_of(severity)
        whole = worth(hours, timer.start, target)
        amount = whole * percent // 100
        if percent == 75:
            amount = max(0, min(amount, whole - 15 * MIN))
        return hours.walk(timer.start, amount, timer.pauses) // 1000 * 1000

    def outcome(self) -> Outcome:
        """Everything."""
        clocks: dict[tuple[str, int], tuple[int, int, int, int | None]] = {}
        rungs: dict[tuple[str, int], int] = {}
        counted: dict[tuple[str, int], int] = {}
        alarms: list[Alarm] = list(self._graves())
        for timer in self.timers():
            key, stopped = (timer.name, timer.round), timer.stop
            raised = list(self._raised(timer))
            alarms += [
                self._alarm(f"clock:{self.ids.get(key)}:{p}", at, level, timer.stops)
                for p, at, level in raised
            ]
            rungs[key] = raised[-1][0] if raised else 0
            basis = self.severity(min(self.end, FOREVER if stopped is None else self.end))
            if TARGETS[timer.name][int(basis[1]) - 1] is None:
                since = next(s for s, which in self.severities if which == basis)
                if not any(at < since for _, at, _ in raised):
                    continue  # promised no more, and nobody ever heard of it
                basis, stopped = (
                    self.severity(since - 1),
                    since if stopped is None or stopped > since else stopped,
                )
            if timer.start > self.end:
                continue
            warn, due = (self.moment(timer, basis, percent) for percent in (75, 100))
            clocks[key] = (timer.start, warn, due, stopped)
            if stopped is not None and stopped == timer.stop:  # not one that is promised no more
                counted[key] = hours_of(basis).spent(timer.start, stopped, timer.pauses)
        missed = self._missed()
        for number, due in missed.items():
            settled = [at for at, what, which in self.diary if what == "settled" and which == number]
            alarms.append(self._alarm(f"promise:{number}:{due // 1000}", due, 1, settled))
        alarms += [self._alarm(f"lapse:{self.story.id}:{at // 1000}", at, 2, []) for at in self.held]
        return Outcome(clocks, rungs, alarms, self.resumed, missed, self.lapsed, self.held, counted)

    def _graves(self) -> Iterator[Alarm]:
        since = next((at for at, which in self.severities if which == "s1"), None)
        if since is not None:
            yield self._alarm(f"grave:{self.story.id}:life_safety", since, 2, [])

    def _raised(self, timer: Timer) -> Iterator[tuple[int, int, int]]:
        """The rungs that were climbed: while the case was so grave, and while the clock ran."""
        before = 0
        stop = FOREVER if timer.stop is None else timer.stop
        spans = [
            (since, until, which)
            for (since, which), until in zip(
                self.severities, [*(at for at, _ in self.severities[1:]), FOREVER], strict=True
            )
        ]
        for percent, level in RUNGS:
            for since, until, which in spans:
                if TARGETS[timer.name][int(which[1]) - 1] is None or until <= timer.start:
                    continue
                changed = since if since > timer.start else 0
                at = max(self.moment(timer, which, percent), changed, before)
                # A change while the clock stood still tells nobody until it goes on.
                at = next((b for a, b in timer.pauses if (a, b) in self.reopened and a <= at < b), at)
                if at < min(until, stop, self.end):
                    before = at
                    yield percent, at, level
                    break
            else:
                return

    def _missed(self) -> dict[int, int]:
        missed: dict[int, int] = {}
        for _, what, which in self.diary:
            if what == "promise":
                number, due = which[0], which[1] * 1000
                settled = [at for at, kind, one in self.diary if kind == "settled" and one == number]
                if (
                    due < self.end
                    and not any(at <= due for at in settled)
                    and not (self.closed or FOREVER) <= due
                ):
                    missed[number] = due
        return missed

    def _alarm(self, once: str, at: int, level: int, ends: Sequence[int]) -> Alarm:
        """What became of an escalation: nobody's silence lasts for ever."""
        alarm = Alarm(once, at, level, level)
        known = self.known.get(once)
        quiet = min((one for one in ends if one > at), default=FOREVER)
        if level == 0:
            by_work = quiet if quiet != self.lapsed else FOREVER
            if known is not None and known[0] <= by_work:
                alarm.known_at, alarm.known_by = known
            elif by_work < FOREVER:
                alarm.known_at = by_work
            return alarm
        if known is not None:
            alarm.known_at, alarm.known_by = known
        since = at
        most = len(LEVELS) - 1 - level + 3
        while alarm.repeats < most:
            since = self._silence(since)
            heard = FOREVER if alarm.known_at is None else alarm.known_at
            if since >= min(heard, quiet, self.closed or FOREVER):
                return alarm
            if since >= self.end:
                alarm.next_at = since
                return alarm
            alarm.repeats += 1
            if alarm.level < 3:
                alarm.level += 1
                alarm.climbs.append((since, alarm.level))
        return alarm

    def _silence(self, since: int) -> int:
        severity = self.severity(since)
        hours = hours_of(severity)
        return hours.walk(since, worth(hours, since, SILENCE[severity]), []) // 1000 * 1000
