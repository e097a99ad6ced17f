"""The numbers of a plan: orders, gaps and where each order may begin in each gap. Pure.

Time is counted in steps of five minutes from the beginning of the plan. A *gap* is a local day of a technician, or
what other orders leave of it. A *mode* is one stretch of starts for one order in one gap at which it is worth the same,
earliness and way aside: the working hours, leave, the resident's windows, ways to orders that stand already, and being
in time or late are in it, so that what is left to see to is the orders of the plan among themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from models.scheduling.free import free_pieces, presence, sort_of
from models.scheduling.kinds import Busy, Job, Roster
from models.scheduling.rules import Stretch, able, day_bounds, travel_minutes
from models.scheduling.worth import STEP, WAY, early, placed, points_of

_MINUTES = STEP // timedelta(minutes=1)


@dataclass(frozen=True)
class Gap:
    """A stretch of one technician's local day between orders that stand. ``before`` is the place of the one before."""

    index: int
    technician_id: int
    begin: datetime
    end: datetime
    before: str | None


@dataclass(frozen=True)
class Mode:
    """Starts from ``lo`` to ``hi``, both included. ``value`` is what a start at step 0 without a way would be worth."""

    job: int
    gap: int
    lo: int
    hi: int
    value: int


@dataclass(frozen=True)
class Spot:
    """Where an order of a plan stands: in which mode, and at which step it starts."""

    mode: Mode
    start: int


@dataclass(frozen=True)
class Data:
    """All numbers of one plan. Orders and gaps are known by their index."""

    jobs: tuple[Job, ...]
    roster: Roster
    start: datetime
    steps: int
    gaps: tuple[Gap, ...]
    modes: tuple[tuple[Mode, ...], ...]  # of each order

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many steps each order takes."""
        return tuple(-(-job.minutes // _MINUTES) for job in self.jobs)

    @cached_property
    def slopes(self) -> tuple[int, ...]:
        """What each order loses for every step that it starts later."""
        return tuple(early(points_of(job.severity), 0, self.steps) // self.steps for job in self.jobs)

    @cached_property
    def in_gap(self) -> tuple[tuple[Mode, ...], ...]:
        """The modes of each gap."""
        found: list[list[Mode]] = [[] for _ in self.gaps]
        for modes in self.modes:
            for mode in modes:
                found[mode.gap].append(mode)
        return tuple(tuple(one) for one in found)

    @cached_property
    def _ways(self) -> dict[tuple[str, str], int]:
        paths = {job.place_path for job in self.jobs} | {
            one.before for one in self.gaps if one.before is not None
        }
        return {(a, b): -(-travel_minutes(a, b) // _MINUTES) for a in paths for b in paths}

    def way(self, one: int, other: int) -> int:
        """Steps on the way from an order to another."""
        return self._ways[self.jobs[one].place_path, self.jobs[other].place_path]

    def way_into(self, gap: int, job: int) -> int:
        """Steps on the way to an order that is the first of a gap."""
        before = self.gaps[gap].before
        return 0 if before is None else self._ways[before, self.jobs[job].place_path]

    def worth(self, spots: Sequence[Spot]) -> int:
        """What the orders of one gap are worth, in their order of time."""
        total, last = 0, None
        for spot in spots:
            mode = spot.mode
            way = self.way_into(mode.gap, mode.job) if last is None else self.way(last, mode.job)
            total += mode.value - self.slopes[mode.job] * spot.start - WAY * _MINUTES * way
            last = mode.job
        return total

    def instant(self, step: int) -> datetime:
        """The moment of a step."""
        return self.start + step * STEP


def made(jobs: Sequence[Job], roster: Roster, start: datetime, end: datetime, now: datetime) -> Data:
    """The numbers for orders between two moments; nothing is planned before ``now``."""
    begin = _rounded_down(start)
    steps = max(1, -(-(end - begin) // STEP))
    gaps = tuple(_gaps(roster, max(start, now), end))
    by_person: dict[int, list[Gap]] = {}
    for gap in gaps:
        by_person.setdefault(gap.technician_id, []).append(gap)
    there: dict[tuple[int, tuple[bool, bool]], tuple[Stretch, ...]] = {}
    modes: list[tuple[Mode, ...]] = []
    for index, job in enumerate(jobs):
        found: list[Mode] = []
        for who, own in by_person.items():
            person = roster.people[who]
            if job.minutes > 0 and able(person, job):
                key = (who, sort_of(job))
                if key not in there:
                    there[key] = presence(job, roster, person, max(start, now), end)
                pieces = free_pieces(job, roster, person, max(start, now), end, there[key])
                found += _modes(index, job, own, pieces, roster.office.zone, begin, steps)
        modes.append(tuple(found))
    return Data(tuple(jobs), roster, begin, steps, gaps, tuple(modes))


def _rounded_down(at: datetime) -> datetime:
    return at.astimezone(UTC) - (at - datetime(1970, 1, 1, tzinfo=UTC)) % STEP


def _gaps(roster: Roster, start: datetime, end: datetime) -> Iterator[Gap]:
    zone, number = roster.office.zone, 0
    for who in roster.people:
        day = start.astimezone(zone).date()
        while (bounds := day_bounds(day, zone))[0] < end:
            for begin, until, before in _between(roster.busy.get(who, ()), bounds):
                yield Gap(number, who, begin, until, before)
                number += 1
            day += timedelta(days=1)


def _between(busy: Sequence[Busy], day: Stretch) -> Iterator[tuple[datetime, datetime, str | None]]:
    """What the orders of a day leave of it, with the place of the order before."""
    at, before = day[0], None
    for one in busy:
        if one.starts_at < day[1] and day[0] < one.ends_at:
            if at < one.starts_at:
                yield at, one.starts_at, before
            at, before = max(at, one.ends_at), one.place_path
    if at < day[1]:
        yield at, day[1], before


def _modes(
    index: int,
    job: Job,
    gaps: Sequence[Gap],
    pieces: Sequence[Stretch],
    zone: ZoneInfo,
    begin: datetime,
    steps: int,
) -> Iterator[Mode]:
    length = -(-job.minutes // _MINUTES)
    points = points_of(job.severity)
    for gap in gaps:
        for start, end in pieces:
            if end <= gap.begin or gap.end <= start:
                continue
            lo = -((begin - max(start, gap.begin)) // STEP)
            hi = (min(end, gap.end) - begin) // STEP - length
            for a, b in _in_time_or_late(job, lo, hi, begin, length):
                base = placed(points, job.due_at, begin + a * STEP, begin + (a + length) * STEP, zone)
                yield Mode(index, gap.index, a, b, base + early(points, 0, steps))


def _in_time_or_late(job: Job, lo: int, hi: int, begin: datetime, length: int) -> Iterator[tuple[int, int]]:
    if job.due_at is None:
        parts: tuple[tuple[int, int], ...] = ((lo, hi),)
    else:
        last = (job.due_at - begin) // STEP - length  # the last start that is in time
        parts = ((lo, min(hi, last)), (max(lo, last + 1), hi))
    for a, b in parts:
        if a <= b:
            yield a, b
