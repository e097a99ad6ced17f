"""A slow reckoning of all clocks of a case, from a diary of what happened to it; it knows nothing of the fast one.

Time is counted minute by minute. Everything in the diary happens at whole minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from models.timing.kinds import Target
from models.timing.presets import POLICIES, ROUND_THE_CLOCK, preset_calendar
from tests.models.timing.slow import MINUTE, Slow

SINCE = datetime(2026, 11, 16, tzinfo=UTC)
DAYS = 260
Span = tuple[datetime, datetime]
Times = tuple[datetime, datetime, datetime, datetime | None]  # start, warning, due, stop
PRESET = "cn-property"


@cache
def _days(calendar: str) -> Slow:
    return Slow(preset_calendar(calendar, "Asia/Shanghai"), SINCE, DAYS)


@cache
def _worth(calendar: str, start: datetime, target: Target) -> int:
    """The open minutes that a target is worth."""
    slow = _days(calendar)
    return slow.count(start, slow.due(start, target)) if target.days else target.minutes


@cache
def used_up(calendar: str, start: datetime, seconds: int, pauses: tuple[Span, ...]) -> datetime:
    """When so much open time outside the pauses has passed since ``start``."""
    slow = _days(calendar)
    place = (start - SINCE) // MINUTE
    if not seconds:
        while not (slow.open[place] or slow.open[place - 1]):
            place += 1
        return SINCE + place * MINUTE
    spans = [((a - SINCE) // MINUTE, (b - SINCE) // MINUTE) for a, b in pauses]
    left = seconds
    while True:
        if slow.open[place] and not any(a <= place < b for a, b in spans):
            if left <= 60:
                return SINCE + place * MINUTE + timedelta(seconds=left)
            left -= 60
        place += 1


@dataclass
class Diary:
    """What happened to a case, as the test saw it."""

    severity: str
    received: datetime
    repair: bool = True
    first: datetime | None = None
    handed: datetime | None = None
    on_site: datetime | None = None
    contained: datetime | None = None
    plan: datetime | None = None
    resolved: datetime | None = None
    closed: datetime | None = None
    told: set[datetime] = field(default_factory=set)
    waits: list[Span] = field(default_factory=list)
    undone: list[Span] = field(default_factory=list)  # from a resolution to the reopening
    calls: list[tuple[datetime, str]] = field(default_factory=list)
    goes: list[tuple[str, int, datetime, datetime | None]] = field(default_factory=list)

    def speak(self, now: datetime) -> None:
        """The resident was spoken with."""
        self.first = self.first or now
        self.told.add(now)

    def wait_ends(self, now: datetime) -> None:
        """Whatever was waited for: no longer."""
        if self.waits and self.waits[-1][1] > now:
            self.waits[-1] = (self.waits[-1][0], now)

    def reopen(self, now: datetime) -> None:
        """The resolution did not hold."""
        assert self.resolved is not None
        self.undone.append((self.resolved, now))
        self.resolved = self.closed = None

    def clocks(self) -> dict[tuple[str, int], Times]:
        """Every clock of the case, by name and round."""
        made: dict[tuple[str, int], Times] = {}
        over = min((one for one in (self.resolved, self.closed) if one), default=None)

        def put(
            name: str, start: datetime, stop: datetime | None, round_: int = 1, end: datetime | None = over
        ) -> None:
            target = POLICIES[PRESET][self.severity].get(name)
            if target is not None:
                stops = [one for one in (stop, end) if one is not None]
                made[name, round_] = self._times(name, target, start, min(stops, default=None))

        put("first_response", self.received, self.first, end=self.closed)
        put("hand_over", self.received, self.handed)
        if self.repair:
            put("on_site", self.received, self.on_site)
        put("contained", self.received, self.contained)
        put("plan_told", self.received, self.plan)
        put("resolved", self.received, None)
        for name, round_, began, ended in self.goes:
            put(name, began, ended, round_, self.closed)
        self._chain(put, over)
        spells = [*self.undone, *([(self.resolved, self.closed)] if self.resolved else [])]
        for round_, (since, until) in enumerate(spells, 1):
            if until != since:
                put("follow_up", since, self._heard(since, until), round_, until)
        return made

    def _chain(self, put: object, over: datetime | None) -> None:
        moments = sorted(
            at for at in self.told | {self.first} if at and at > self.received and not (over and at >= over)
        )
        marks = [self.received, *moments]
        for number, start in enumerate(marks, 1):
            put("progress_told", start, marks[number] if number < len(marks) else None, number)  # type: ignore[operator]

    def _heard(self, since: datetime, until: datetime | None) -> datetime | None:
        mine = [(at, what) for at, what in self.calls if at >= since and (until is None or at <= until)]
        vain = [at for at, what in mine if what == "not_reached"]
        ends = [at for at, what in mine if what != "not_reached"] + vain[2:3]
        return min(ends, default=None)

    def _times(self, name: str, target: Target, start: datetime, stop: datetime | None) -> Times:
        calendar = "always" if self.severity in ROUND_THE_CLOCK[PRESET] else "office"
        spans = (
            []
            if name == "first_response"
            else self.waits
            if name == "follow_up"
            else [*self.waits, *self.undone]
        )
        pauses = tuple(sorted(span for span in spans if span[1] > start))
        worth = _worth(calendar, start, target)
        warn = max(0, min(worth * 45, worth * 60 - 900))
        return (
            start,
            used_up(calendar, start, warn, pauses),
            used_up(calendar, start, worth * 60, pauses),
            stop,
        )


def pause_ends(start: datetime, until: datetime) -> datetime:
    """As expected, but after ten working days at the latest."""
    return min(until, _days("office").due(start, Target(days=10)))
