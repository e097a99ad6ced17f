"""Streams of cases and when one of them is over its limit (figures.md, section 5). Pure.

**Exceedance.** The last seven days against the 12 complete weeks before them. A week is seven days here, counted back
from the seven that are looked at: every week holds the same days of the week, and none is missing in between. (On
Mondays these are the weeks of ISO 8601.) Weeks before the store began and weeks inside a declared outage are left out;
with fewer than four left the stream is not judged. All cases, categories and buildings are judged at amber and red,
cells of building and category at red alone.

**Drift.** All cases, and categories, with two cases a week or more: a line (``stats.ewma``) that starts at the mean of
26 weeks and runs through the 12 complete ISO weeks after them is over its limit at the last one. Of the 26 at least 13
must be left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from models.insights.stats import AMBER, RED, SMALLEST_ALARM, ewma, ewma_limit, limit, tail_probability
from models.warnings.kinds import WarningLevel

RUN_WEEKS, MEAN_WEEKS, FEWEST_MEAN_WEEKS, LEAST_MEAN = 12, 26, 13, 2.0
# How many weeks a calm line takes, at least, to come to be over its limit: simulated (tests/bench/warnings.py) with
# means taken from 13 and from 26 weeks. Known means would give 454, 587, 721 weeks at 2, 5, 10 cases a week.
CALM_WEEKS = {FEWEST_MEAN_WEEKS: 100.0, MEAN_WEEKS: 160.0}
_SMALL = 120  # up to here a chance is summed exactly; above, the normal curve is as good
_STEPS = 200


@dataclass(frozen=True)
class Stream:
    """What is watched: ``counts`` of the 12 weeks before, the oldest first, and of the seven days, the last one.

    ``usable`` says which of the 12 weeks may stand in the baseline. ``key`` as in ``Warning.stream``.
    """

    key: str
    category: str | None
    building_id: int | None
    counts: tuple[int, ...]
    usable: tuple[bool, ...]

    @property
    def red_only(self) -> bool:
        """Whether it is a cell of a building and a category."""
        return self.category is not None and self.building_id is not None

    @property
    def baseline(self) -> tuple[int, int]:
        """Cases and weeks that it is judged by."""
        kept = [count for count, good in zip(self.counts, self.usable, strict=False) if good]
        return sum(kept), len(kept)


@dataclass(frozen=True)
class Exceeded:
    """A stream over its limit: ``probability`` of so many by chance, ``alpha`` the level that was asked for."""

    stream: Stream
    level: WarningLevel
    observed: int
    expected: float
    limit: int
    probability: float
    alpha: float


def exceeded(stream: Stream, fewest: int) -> Exceeded | None:
    """Whether a stream with at least ``fewest`` weeks of baseline is over its limit."""
    observed = stream.counts[-1]
    total, weeks = stream.baseline
    if weeks < fewest or observed < SMALLEST_ALARM:
        return None
    red = limit(total, weeks, RED)
    level, alpha = (WarningLevel.RED, RED) if observed >= red else (WarningLevel.AMBER, AMBER)
    most = red if level is WarningLevel.RED else limit(total, weeks, AMBER)
    if observed < most or (stream.red_only and level is not WarningLevel.RED):
        return None
    chance = tail_probability(observed, total, weeks)
    return Exceeded(stream, level, observed, total / weeks, most, chance, alpha)


@dataclass(frozen=True)
class Line:
    """A stream that is watched for drift: ISO weeks, the 26 of the mean and then the 12 that the line runs through.

    ``known``: the store had begun. ``calm``: no declared outage; the line stands still in the other weeks.
    """

    key: str
    category: str | None
    counts: tuple[int, ...]
    known: tuple[bool, ...]
    calm: tuple[bool, ...]


@dataclass(frozen=True)
class Drifted:
    """A line over its limit; ``run`` is how many weeks in a row it has been, up to the last one."""

    line: Line
    mean: float
    smooth: float
    limit: float
    run: int


def watched_mean(line: Line) -> float | None:
    """The mean of the 26 weeks; ``None`` where a line is not watched."""
    kept = _mean_weeks(line)
    if len(kept) < FEWEST_MEAN_WEEKS or sum(kept) < LEAST_MEAN * len(kept):
        return None
    return sum(kept) / len(kept)


def drift_chance(line: Line) -> float:
    """The probability that chance alone begins a drift in a week; 0 where the line is not watched."""
    if watched_mean(line) is None:
        return 0.0
    fewest, most = CALM_WEEKS[FEWEST_MEAN_WEEKS], CALM_WEEKS[MEAN_WEEKS]
    share = (len(_mean_weeks(line)) - FEWEST_MEAN_WEEKS) / (MEAN_WEEKS - FEWEST_MEAN_WEEKS)
    return 1 / (fewest + (most - fewest) * share)


def _mean_weeks(line: Line) -> list[int]:
    weeks = zip(line.counts[:MEAN_WEEKS], line.known, line.calm, strict=False)
    return [count for count, known, calm in weeks if known and calm]


def drifted(line: Line) -> Drifted | None:
    """Whether a line is over its limit at the last week."""
    mean = watched_mean(line)
    if mean is None or not line.calm[-1]:
        return None
    most, points = ewma_limit(mean), ewma(run_of(line), mean)
    run = next((n for n, point in enumerate(reversed(points)) if point <= most), len(points))
    return Drifted(line, mean, points[-1], most, run) if run else None


def run_of(line: Line) -> tuple[int | None, ...]:
    """The weeks that the line runs through; ``None``: inside an outage."""
    weeks = zip(line.counts[MEAN_WEEKS:], line.calm[MEAN_WEEKS:], strict=True)
    return tuple(count if calm else None for count, calm in weeks)


@dataclass(frozen=True)
class Chance:
    """What chance alone gives: ``night`` streams over their limit at one look; ``week`` new alarms in a week."""

    streams: int
    night: float
    week: float


def chance(streams: Iterable[Stream], fewest: int, lines: Sequence[Line] = ()) -> Chance:
    """How many false alarms to expect of these streams and lines.

    A night: the exact probabilities of the limits, added up. A week has seven looks, but a window that is over its
    limit stays so for days and gives one alarm: what counts is how often a window comes to be over it that was not the
    night before, seven times (``fresh``).
    """
    watched, night, week = 0, 0.0, 0.0
    for stream in streams:
        total, weeks = stream.baseline
        if weeks < fewest:
            continue
        alpha = RED if stream.red_only else AMBER
        watched += 1
        night += tail_probability(limit(total, weeks, alpha), total, weeks)
        week += 7 * fresh(total, weeks, alpha)
    drifting = [one for one in map(drift_chance, lines) if one]
    return Chance(watched + len(drifting), night, week + sum(drifting))


@lru_cache(maxsize=65536)
def fresh(total: int, weeks: int, alpha: float) -> float:
    """The probability that seven days are over the limit of ``alpha`` and the seven ending a day earlier were not.

    Eight days hold m cases, negative binomial like a week; a of them fall on the first day, b on the last, the rest in
    between. Over and not over the night before: m - a >= limit > m - b.
    """
    most = limit(total, weeks, alpha)
    return (
        _summed(most, total + 0.5, weeks) if most <= _SMALL else _curved(tail_probability(most, total, weeks))
    )


def _summed(most: int, r: float, weeks: int) -> float:
    share = (8 / 7) / (weeks + 8 / 7)  # of a case to fall into the eight days
    found, mass, m = 0.0, (1 - share) ** r, 0
    while m < most or mass > found * 1e-9:
        if m >= most:
            found += mass * _moved_over(m, m - most)
        mass *= (m + r) / (m + 1) * share
        m += 1
        if m > 20 * most + 50:
            break
    return found


@lru_cache(maxsize=16384)
def _moved_over(m: int, spare: int) -> float:
    """P(a <= spare < b) for the first and last of eight equal days that share m cases."""
    found, first = 0.0, (7 / 8) ** m
    for a in range(spare + 1):
        rest = m - a
        last, below = (6 / 7) ** rest, 0.0
        for b in range(min(spare, rest) + 1):
            below += last
            last *= (rest - b) / (b + 1) / 6
        found += first * max(0.0, 1 - below)
        first *= (m - a) / (a + 1) / 7
    return found


def _curved(probability: float) -> float:
    """The same by the normal curve: two windows that share six of seven days."""
    normal, rho = NormalDist(), 6 / 7
    edge = normal.inv_cdf(1 - probability)
    width = 6 / _STEPS
    spread = sqrt(1 - rho * rho)
    points = (edge + (n + 0.5) * width for n in range(_STEPS))
    return sum(normal.pdf(z) * normal.cdf((edge - rho * z) / spread) for z in points) * width
