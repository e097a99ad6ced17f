"""What the solvers of OR-Tools are asked: what is possible at most, and which sequences go together.

Pure. ``Solver`` holds the seed and the question whether to stop; it imports the library when it is made, half a second
once. While the library works, other threads of Python go on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from models.scheduling.plan_data import Data, Mode

WORKERS = 2
Row = tuple[int, ...]  # the orders of a gap, in their order of time
Columns = Mapping[tuple[int, frozenset[int]], tuple[int, Row]]  # gap and orders -> worth and sequence

_RIVALS = 60  # modes of a gap: up to here those that rule each other out are looked for
_LOOK = 0.05  # seconds between two looks whether to stop
_CUTS = (
    6  # of each gap: the stretches in which the orders that must lie within are added up, from so many begins
)


class Solver:
    """The library with a seed and a question whether to stop."""

    def __init__(self, seed: int, cancelled: Callable[[], bool]) -> None:
        from ortools.linear_solver.python import model_builder  # with the other
        from ortools.sat.python import cp_model  # half a second; only when somebody asks for a plan

        self._cp: Any = cp_model
        self._linear: Any = model_builder
        self._seed = seed
        self.cancelled = cancelled

    @contextmanager
    def _watching(self, solver: Any, until: float) -> Iterator[None]:
        """Stop a solver soon after somebody has asked to, or when it has not noticed that its time is over."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(_LOOK):
                if self.cancelled() or time.monotonic() > until:
                    solver.stop_search()

        watcher = threading.Thread(target=watch, name="plan watcher", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def bound(self, data: Data, until: float) -> int:
        """The most that any plan can be worth, as proved (by SCIP) until a moment of the monotonic clock.

        A plan says which order goes to which gap; here the orders of a gap have only to fit into each of its stretches
        by their lengths and the shortest ways, and no two that rule each other out may be there. Every real plan is one
        of these, so what is proved holds for all.
        """
        linear = self._linear
        model = linear.Model()
        chosen = {mode: model.new_bool_var("") for modes in data.modes for mode in modes}
        everything = sum(max((_at_best(data, mode) for mode in row), default=0) for row in data.modes)
        if not chosen:
            return everything
        for modes in data.modes:
            if modes:
                model.add(linear.LinearExpr.sum([chosen[mode] for mode in modes]) <= 1)
        for gap in range(len(data.gaps)):
            for crowd, room, ways in _crowds(data, gap):
                sizes = [data.lengths[mode.job] + way for mode, way in zip(crowd, ways, strict=True)]
                model.add(linear.LinearExpr.weighted_sum([chosen[mode] for mode in crowd], sizes) <= room)
            for rivals in _rivals(data, gap):
                model.add(linear.LinearExpr.sum([chosen[mode] for mode in rivals]) <= 1)
        worth = [_at_best(data, mode) for mode in chosen]
        model.maximize(linear.LinearExpr.weighted_sum(list(chosen.values()), worth))
        solver = linear.Solver("scip")
        solver.set_time_limit_in_seconds(max(0.1, until - time.monotonic()))
        with self._watching(solver, until):
            status = solver.solve(model)
        if status not in (linear.SolveStatus.OPTIMAL, linear.SolveStatus.FEASIBLE):
            return everything
        return min(everything, int(solver.best_objective_bound) + 1)

    def combine(self, columns: Columns, rows: Sequence[Row], until: float) -> list[Row] | None:
        """The best plan that can be made of sequences that were seen (by CP-SAT); ``rows`` is one to begin with.

        ``None`` when none was found in time.
        """
        model = self._cp.CpModel()
        chosen = {key: model.new_bool_var("") for key in columns}
        by_gap: dict[int, list[Any]] = {}
        by_job: dict[int, list[Any]] = {}
        for (gap, jobs), one in chosen.items():
            by_gap.setdefault(gap, []).append(one)
            for job in jobs:
                by_job.setdefault(job, []).append(one)
        for some in (*by_gap.values(), *by_job.values()):
            model.add_at_most_one(some)
        model.maximize(sum(columns[key][0] * one for key, one in chosen.items()))
        for (gap, jobs), one in chosen.items():
            model.add_hint(one, frozenset(rows[gap]) == jobs)
        solver = self._cp.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, until - time.monotonic())
        solver.parameters.num_workers = WORKERS
        solver.parameters.random_seed = self._seed
        solver.parameters.cp_model_presolve = False  # a second of it gains nothing here
        with self._watching(solver, until):
            status = solver.solve(model)
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            return None
        made: list[Row] = [()] * len(rows)
        for key, one in chosen.items():
            if solver.boolean_value(one):
                made[key[0]] = columns[key][1]
        return made


def _at_best(data: Data, mode: Mode) -> int:
    return mode.value - data.slopes[mode.job] * mode.lo


def _crowds(data: Data, gap: int) -> Iterator[tuple[list[Mode], int, list[int]]]:
    """Sets of modes that have to share a stretch of a gap: the modes, the room, and the least way of each.

    Of the orders within a stretch all but the first come from another one; so each is counted with its shortest
    way, and the longest of these is given back.
    """
    modes = data.in_gap[gap]
    jobs = sorted({mode.job for mode in modes})
    ways = {one: min((data.way(two, one) for two in jobs if two != one), default=0) for one in jobs}
    ends = {mode: mode.hi + data.lengths[mode.job] for mode in modes}
    seen: set[frozenset[Mode]] = set()
    for begin in _some(sorted({mode.lo for mode in modes})):
        for end in _some(sorted(set(ends.values()))):
            inside = [mode for mode in modes if mode.lo >= begin and ends[mode] <= end]
            key = frozenset(inside)
            if len(inside) < 2 or key in seen:
                continue
            seen.add(key)
            least = [ways[mode.job] for mode in inside]
            room = end - begin + max(least)
            if sum(data.lengths[mode.job] for mode in inside) + sum(least) > room:
                yield inside, room, least


def _rivals(data: Data, gap: int) -> Iterator[list[Mode]]:
    """Sets of modes of a gap of which each rules out all others: whichever comes first, the other one is too late."""
    modes = data.in_gap[gap]
    if len(modes) > _RIVALS:
        return
    against: dict[Mode, set[Mode]] = {mode: set() for mode in modes}
    for one, other in combinations(modes, 2):
        if _too_late(data, one, other) and _too_late(data, other, one):
            against[one].add(other)
            against[other].add(one)
    told: set[frozenset[Mode]] = set()
    for one, others in against.items():
        for other in sorted(others, key=modes.index):
            if frozenset((one, other)) in told:
                continue
            found = [one, other]
            for third in sorted(against[one] & against[other], key=modes.index):
                if all(third in against[member] for member in found):
                    found.append(third)
            told |= {frozenset(pair) for pair in combinations(found, 2)}
            yield found


def _too_late(data: Data, one: Mode, other: Mode) -> bool:
    """Whether another order cannot start in time when it comes after the first."""
    return one.lo + data.lengths[one.job] + data.way(one.job, other.job) > other.hi


def _some(steps: Sequence[int]) -> list[int]:
    """A few of many, the first and the last among them."""
    return sorted({steps[round(i * (len(steps) - 1) / _CUTS)] for i in range(_CUTS + 1)}) if steps else []
