"""Early warnings on simulated estates: how often chance alone gives one, and how soon a planted rise is found.

Ours is what was seen, the floor what the program states: false alarms must stay below it (ratio at most 1), planted
rises must be found in fewer weeks than stated, and calm lines of drift must run longer than stated (ratio at least 1).
The nights are judged by the program's own pure functions; the cases are Poisson, the same ones every time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from models.insights.stats import AMBER, RED, ewma, ewma_limit
from models.insights.weekly import BASELINE_WEEKS, FEWEST_WEEKS
from models.warnings.streams import (
    CALM_WEEKS,
    MEAN_WEEKS,
    RUN_WEEKS,
    Line,
    Stream,
    drifted,
    exceeded,
    fresh,
)
from tests.bench.figures import Figure

YEARS = 6
BASE_DAYS = 7 * BASELINE_WEEKS
KNOWN_RUN = {2: 454, 5: 587, 10: 721}  # figures.md, section 5
_GOOD = (True,) * BASELINE_WEEKS


def poisson(chance: Random, mean: float) -> int:
    """One count, by multiplying; means are small here."""
    most, n, product = math.exp(-mean), 0, chance.random()
    while product > most:
        n, product = n + 1, product * chance.random()
    return n


def nights(days: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Night, cases of the last seven days, cases of the twelve weeks before."""
    sums = [0, *accumulate(days)]
    for night in range(BASE_DAYS + 7, len(days) + 1):
        start = night - 7
        yield night, sums[night] - sums[start], sums[start] - sums[start - BASE_DAYS]


def is_over(key: str, observed: int, total: int, cell: bool) -> bool:
    """Whether the program raises an alarm of this night."""
    spread = (total, *[0] * (BASELINE_WEEKS - 1), observed)  # only the sum of the twelve weeks counts
    kind, place = ("k", 1) if cell else (None, None)
    return exceeded(Stream(key, kind, place, spread, _GOOD), FEWEST_WEEKS) is not None


def alarms(days: Sequence[int], cell: bool = False) -> list[int]:
    """The nights with an alarm; a stream gives one in seven days."""
    found: list[int] = []
    for night, observed, total in nights(days):
        if observed >= 3 and (not found or night - found[-1] >= 7) and is_over("s", observed, total, cell):
            found.append(night)
    return found


def stated(days: Sequence[int], cell: bool = False) -> float:
    """The false alarms that the program expects over the same nights."""
    alpha = RED if cell else AMBER
    return sum(fresh(total, BASELINE_WEEKS, alpha) for _, _, total in nights(days))


def calm_estate(buildings: int, a_week: float, seed: int) -> tuple[int, float, float]:
    """False alarms, those that were stated, and the years: 10 categories, some ten times as frequent as others."""
    chance, kinds = Random(seed), 10
    shares = [2.0 ** (-kind / 3) for kind in range(kinds)]
    scale = a_week / 7 / buildings / sum(shares)
    length = YEARS * 365
    cells = [
        [[poisson(chance, share * scale) for _ in range(length)] for share in shares]
        for _ in range(buildings)
    ]
    by_building = [[sum(day) for day in zip(*rows, strict=True)] for rows in cells]
    by_kind = [[sum(day) for day in zip(*(rows[k] for rows in cells), strict=True)] for k in range(kinds)]
    streams = [
        (one, False) for one in ([sum(day) for day in zip(*by_kind, strict=True)], *by_kind, *by_building)
    ]
    streams += [(days, True) for rows in cells for days in rows]
    seen = sum(len(alarms(days, cell)) for days, cell in streams)
    said = sum(stated(days, cell) for days, cell in streams)
    return seen, said, (length - BASE_DAYS - 7) / 365


def found_after(mean: float, rise: float, seed: int, tries: int = 60) -> float:
    """In how many weeks nine of ten rises of a count of ``mean`` a week are found, by either statistic."""
    chance, weeks = Random(seed), []
    history = MEAN_WEEKS + RUN_WEEKS
    for _ in range(tries):
        days = [poisson(chance, mean / 7) for _ in range(7 * history)]
        days += [poisson(chance, rise * mean / 7) for _ in range(7 * 26)]
        exceeding = next((night for night in alarms(days) if night > 7 * history), len(days))
        drifting = next((7 * week for week in drifts(days) if week > history), len(days))
        weeks.append((min(exceeding, drifting) - 7 * history) / 7)
    return sorted(weeks)[math.ceil(0.9 * tries) - 1]


def drifts(days: Sequence[int]) -> Iterator[int]:
    """The weeks at whose end the line of a stream comes to be over its limit."""
    counts = [sum(days[at : at + 7]) for at in range(0, len(days) - 6, 7)]
    long = MEAN_WEEKS + RUN_WEEKS
    for week in range(long, len(counts) + 1):
        line = Line("s", None, tuple(counts[week - long : week]), (True,) * long, (True,) * long)
        over = drifted(line)
        if over is not None and over.run == 1:
            yield week


def calm_run(mean: float, of: int, seed: int, weeks: int = 24_000) -> float:
    """Weeks to a drift of a calm line, its mean taken from ``of`` weeks, as the program does it."""
    chance, found = Random(seed), 0
    counts = [poisson(chance, mean) for _ in range(weeks)]
    known = (False,) * (MEAN_WEEKS - of) + (True,) * (RUN_WEEKS + of)
    long = len(known)
    for week in range(long, weeks):
        over = drifted(Line("s", None, tuple(counts[week - long : week]), known, (True,) * long))
        found += over is not None and over.run == 1
    return (weeks - long) / max(1, found)


def known_run(mean: float, seed: int, weeks: int = 400_000) -> float:
    """Weeks to a drift where the mean is known: the figure of figures.md."""
    chance, found, at = Random(seed), 0, mean
    most = ewma_limit(mean)
    for _ in range(weeks):
        at = ewma([poisson(chance, mean)], at)[0]
        if at > most:
            found, at = found + 1, mean
    return weeks / max(1, found)


def bench() -> list[Figure]:
    """False alarms a year against those stated; weeks to find a rise; calm runs of drift."""
    made = []
    for name, buildings, a_week in (("small", 2, 10.0), ("middling", 8, 40.0), ("large", 20, 200.0)):
        seen, said, years = calm_estate(buildings, a_week, 7)
        what = f"False alarms a year, {name} estate ({a_week:.0f} cases a week, {buildings} buildings)"
        made.append(Figure(what, seen / years, said / years, "a year"))
    for mean, rise, most in ((1.0, 5.0, 3.0), (2.0, 3.0, 4.0), (5.0, 2.0, 6.0), (20.0, 1.5, 6.0)):
        what = f"Nine of ten rises found: {mean:.0f} a week becomes {mean * rise:.0f}"
        made.append(Figure(what, found_after(mean, rise, 7), most, "weeks"))
    for mean, length in KNOWN_RUN.items():
        what = f"Calm run of drift, mean {mean} known, against figures.md"
        made.append(Figure(what, known_run(mean, 7), length, "weeks"))
    for of, stated_weeks in CALM_WEEKS.items():
        shortest = min(calm_run(mean, of, 7) for mean in (2.5, 5.0, 10.0, 40.0))
        what = f"Calm run of drift, mean from {of} weeks, the shortest of four, against the one stated"
        made.append(Figure(what, shortest, stated_weeks, "weeks"))
    return made
