"""*Plan the day* within ten seconds: how near to what is possible, and how much better than first come, first served.

A day is 10 technicians and 60 orders, a week 20 technicians and 400 orders. The plan is held against the bound that the
solver has proved; or, with ``REDRESS_PLAN_LONG=600``, also against the best that it finds in so many seconds.
``REDRESS_PLAN=10`` measures so many days and as many weeks; two of each are the default. Every plan is looked at by the
independent checker.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean

from models.scheduling.planner import SECONDS, Solved, solve
from tests.bench.figures import Figure
from tests.models.scheduling.checker import wrong
from tests.models.scheduling.test_planner import slots
from tests.models.scheduling.test_rules import standing
from tests.scheduling_data import Instance, day_instance, week_instance

WANTED = 0.95


@dataclass(frozen=True)
class Measured:
    """One instance: shares of the bound and, where there is one, of the long run; and the gain over first come."""

    name: str
    solved: Solved
    long: int

    @property
    def of_bound(self) -> float:
        """The share of what was proved to be possible at most."""
        return self.solved.value / self.solved.bound if self.solved.bound else 1.0

    @property
    def of_long(self) -> float:
        """The share of what a long run reaches."""
        return self.solved.value / self.long if self.long else 0.0

    @property
    def gain(self) -> float:
        """How much more it is worth than first come, first served."""
        return self.solved.value / max(1, self.solved.first_come_value) - 1

    @property
    def good(self) -> bool:
        """Whether it is near enough to either."""
        return max(self.of_bound, self.of_long) >= WANTED

    def told(self) -> str:
        """One line."""
        solved = self.solved
        long = f"   {self.of_long:6.1%} of a long run" if self.long else ""
        count = (
            f"{len(solved.spots)} of {len(solved.data.jobs)} placed, first come {solved.first_come_placed}"
        )
        return (
            f"  {self.name:<8} {solved.seconds:5.1f} s   {self.of_bound:6.1%} of the proved bound{long}   "
            f"{self.gain:+6.1%} over first come   {count}   {'' if self.good else 'BELOW'}"
        )


def _measure(name: str, world: Instance, long: float) -> Measured:
    solved = _solve(world, SECONDS)
    roster = world.roster
    broken = wrong([*standing(roster), *slots(solved)], roster.people, roster.absences, roster.office)
    if broken:
        raise AssertionError(f"{name} breaks rules: {broken[:5]}")
    found = Measured(name, solved, _solve(world, long).value if long else 0)
    print(found.told(), flush=True)
    return found


def _solve(world: Instance, seconds: float) -> Solved:
    return solve(world.jobs, world.roster, world.start, world.end, world.now, seconds)


def bench() -> list[Figure]:
    """Prints a line for each instance; the figures are the seconds of a plan, against those it was given."""
    many, long = int(os.environ.get("REDRESS_PLAN", "2")), float(os.environ.get("REDRESS_PLAN_LONG", "0"))
    kinds: tuple[tuple[str, Callable[[int], Instance]], ...] = (
        ("day", day_instance),
        ("week", week_instance),
    )
    figures = []
    for kind, made in kinds:
        found = [_measure(f"{kind} {seed}", made(seed), long) for seed in range(1, many + 1)]
        good, least = sum(one.good for one in found), min(one.of_bound for one in found)
        gains = [one.gain for one in found]
        print(
            f"  {kind}s: {good} of {len(found)} reach {WANTED:.0%}; least {least:.1%} of the bound;", end=" "
        )
        print(f"{mean(gains):+.1%} over first come on average, {min(gains):+.1%} at least", flush=True)
        slowest = max(one.solved.seconds for one in found) * 1000
        figures.append(
            Figure(f"the slowest plan of a {kind}, against its ten seconds", slowest, SECONDS * 1000)
        )
    return figures
