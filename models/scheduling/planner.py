"""*Plan the day*: which orders of the list go to whom and when, at best, within some seconds.

First everything is placed first come, first served, and gravest first; the search begins with the better of the two, so
its plan is never worse. Then orders are taken out and put back in, thousands of times (``plan_search``). The constraint
solver proves how much is possible at most, and picks the best of all sequences that were seen (``plan_solver``). What
comes out is checked by the rules once more.

Same orders, same seed, same time to think: the same plan, as far as the machine is as fast.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from random import Random

from models.repairs.kinds import OrderRow
from models.scheduling.free import nothing_fits, slot_of
from models.scheduling.kinds import Job, Move, Plan, Planned, Planning, Roster
from models.scheduling.plan_data import Data, Spot, made
from models.scheduling.plan_greedy import Tableau, first_come, gravest_first
from models.scheduling.plan_search import Routes, Search
from models.scheduling.plan_solver import Solver
from models.scheduling.rules import job_of, moved, objections

SECONDS = 10.0
SEED = 7
# Shares of the time: until when to search and then to combine what was seen, turn by turn; and for the bound.
_TURNS = ((0.4, 0.52), (0.8, 0.93))
_BOUND = 0.9
_TINY = 0.05  # seconds: too little to ask anything
_COLUMNS = 2_000  # sequences that may be combined at once


@dataclass(frozen=True)
class Solved:
    """A plan in numbers: what it places, what it is worth, what is possible at most, and what the baseline was."""

    data: Data
    spots: tuple[Spot, ...]
    value: int
    bound: int
    first_come_value: int
    first_come_placed: int
    seconds: float


def _never() -> bool:
    return False


def plan(planning: Planning, seconds: float = SECONDS, cancelled: Callable[[], bool] = _never) -> Plan:
    """A plan for the orders of the list; takes ``seconds`` at most, and stops soon when ``cancelled`` says so.

    Orders that stand already stay where they are. Nothing is written: ``actions.place`` takes the moves of the plan.
    """
    rows = sorted(planning.orders, key=lambda row: (row.created_at, row.id))
    jobs = [job_of(row) for row in rows]
    solved = solve(
        jobs, planning.roster, planning.start, planning.end, planning.now, seconds, cancelled=cancelled
    )
    return _told(solved, rows, planning)


def solve(
    jobs: Sequence[Job],
    roster: Roster,
    start: datetime,
    end: datetime,
    now: datetime,
    seconds: float = SECONDS,
    seed: int = SEED,
    cancelled: Callable[[], bool] = _never,
) -> Solved:
    """The same in numbers. ``jobs`` come in the order in which they were made."""
    begun = time.monotonic()
    data = made(jobs, roster, start, end, now)
    base = first_come(data)
    best = max((base, gravest_first(data)), key=Tableau.value)
    course = _Course(data, Solver(seed, cancelled), seed, begun + seconds - time.monotonic())
    found, bound = course.run(best)
    spots = max(
        (_checked(data, one, now) for one in (found, base.spot.values())),
        key=lambda one: Tableau(data, one).value(),
    )
    value = Tableau(data, spots).value()
    return Solved(data, spots, value, bound, base.value(), len(base.spot), time.monotonic() - begun)


class _Course:
    """One search, until its time is over."""

    def __init__(self, data: Data, solver: Solver, seed: int, seconds: float) -> None:
        self.data = data
        self.solver = solver
        self.begun = time.monotonic()
        self.seconds = max(_TINY, seconds)
        self.random = Random(seed)

    def used(self) -> float:
        """The share of the time that is over; all of it when nobody wants to wait any longer."""
        return 1.0 if self.solver.cancelled() else (time.monotonic() - self.begun) / self.seconds

    def run(self, start: Tableau) -> tuple[tuple[Spot, ...], int]:
        """The best plan that is found, and the proved bound, which takes shape beside the search."""
        with ThreadPoolExecutor(1, "plan bound") as beside:
            bound = beside.submit(self.solver.bound, self.data, self.begun + self.seconds * _BOUND)
            search = Search(Routes(self.data, start.spot.values()), self.random)
            for searched, combined in _TURNS:
                self._search(search, searched)
                self._combine(search, combined)
            return search.spots(), max(bound.result(), search.best_value)

    def _search(self, search: Search, until: float) -> None:
        since = self.used()
        if since < until:
            search.run(lambda: (self.used() - since) / (until - since))

    def _combine(self, search: Search, until: float) -> None:
        """Go on from the best plan that can be made of all sequences so far."""
        end = self.begun + until * self.seconds
        if end - time.monotonic() > _TINY:
            search.restart(self.solver.combine(search.columns(_COLUMNS), search.best, end) or search.best)


def _checked(data: Data, spots: Iterable[Spot], now: datetime) -> tuple[Spot, ...]:
    """The orders of a plan that nothing speaks against, all of them together."""
    kept = {spot.mode.job: spot for spot in sorted(spots, key=lambda spot: spot.mode.job)}
    jobs = {job.order_id: job for job in data.jobs}
    while True:
        moves = {job: _move(data, spot) for job, spot in kept.items()}
        world = moved(data.roster, tuple(moves.values()), jobs)
        bad = [job for job, move in moves.items() if objections(move, data.jobs[job], world, now)]
        if not bad:
            return tuple(kept.values())
        del kept[bad[-1]]


def _move(data: Data, spot: Spot) -> Move:
    job = spot.mode.job
    who = data.gaps[spot.mode.gap].technician_id
    begin, end = data.instant(spot.start), data.instant(spot.start + data.lengths[job])
    return Move(data.jobs[job].order_id, who, begin, end)


def _told(solved: Solved, rows: Sequence[OrderRow], planning: Planning) -> Plan:
    """The plan with its orders, people and reasons."""
    data = solved.data
    jobs = {job.order_id: job for job in data.jobs}
    moves = {spot.mode.job: _move(data, spot) for spot in solved.spots}
    world = moved(planning.roster, tuple(moves.values()), jobs)
    placed = [Planned(rows[index], slot_of(data.jobs[index], move, world)) for index, move in moves.items()]
    placed.sort(key=lambda one: (one.slot.starts_at, one.slot.technician_id))
    left = tuple(
        (row, nothing_fits(data.jobs[index], world, planning.start, planning.end, planning.now))
        for index, row in enumerate(rows)
        if index not in moves
    )
    return Plan(
        tuple(placed), left, solved.value, solved.bound, solved.seconds, solved.first_come_value,
        solved.first_come_placed,
    )  # fmt: skip
