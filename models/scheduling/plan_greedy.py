"""Plans that need no solver: first come, first served, and the gravest first. Neither moves what it has placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from models.scheduling.plan_data import Data, Mode, Spot
from models.scheduling.worth import points_of

_NEVER = datetime.max.replace(tzinfo=UTC)


class Tableau:
    """A plan while it is made: the orders of each gap in their order of time."""

    def __init__(self, data: Data, spots: Iterable[Spot] = ()) -> None:
        self.data = data
        self.gaps: list[list[Spot]] = [[] for _ in data.gaps]
        self.spot: dict[int, Spot] = {}
        for one in spots:
            self.put(one)

    def put(self, spot: Spot) -> None:
        """Place an order."""
        self.spot[spot.mode.job] = spot
        row = self.gaps[spot.mode.gap]
        row.append(spot)
        row.sort(key=lambda one: one.start)

    def replace(self, gaps: Iterable[int], spots: Iterable[Spot]) -> None:
        """Empty some gaps and place these orders."""
        for gap in gaps:
            for one in self.gaps[gap]:
                del self.spot[one.mode.job]
            self.gaps[gap] = []
        for one in spots:
            self.put(one)

    def value(self, gaps: Iterable[int] | None = None) -> int:
        """What all gaps, or some, are worth."""
        chosen = self.gaps if gaps is None else [self.gaps[one] for one in gaps]
        return sum(self.data.worth(row) for row in chosen)

    def earliest(self, mode: Mode) -> int | None:
        """The first start of a mode that goes well with the orders of its gap."""
        lengths, at = self.data.lengths, mode.lo
        for one in self.gaps[mode.gap]:
            if at + lengths[mode.job] + self.data.way(mode.job, one.mode.job) <= one.start:
                break
            at = max(at, one.start + lengths[one.mode.job] + self.data.way(one.mode.job, mode.job))
        return at if at <= mode.hi else None

    def worth_with(self, spot: Spot) -> int:
        """How much more a gap is worth with an order."""
        row = self.gaps[spot.mode.gap]
        both = sorted([*row, spot], key=lambda one: one.start)
        return self.data.worth(both) - self.data.worth(row)


def first_come(data: Data) -> Tableau:
    """Each order in its turn gets the earliest slot that is left: what people do who look for a slot one by one."""
    plan = Tableau(data)
    for modes in data.modes:
        spots = _possible(plan, modes)
        if spots:
            plan.put(min(spots, key=lambda one: (one.start, -plan.worth_with(one), one.mode.gap)))
    return plan


def gravest_first(data: Data, plan: Tableau | None = None) -> Tableau:
    """The gravest and most urgent first, each where the plan gains most. Goes on with ``plan``, where there is one."""
    plan = Tableau(data) if plan is None else plan
    for index in _by_weight(data):
        if index not in plan.spot:
            spots = _possible(plan, data.modes[index])
            if spots:
                plan.put(max(spots, key=lambda one: (plan.worth_with(one), -one.mode.gap)))
    return plan


def _by_weight(data: Data) -> Sequence[int]:
    def weight(index: int) -> tuple[object, ...]:
        job = data.jobs[index]
        return -points_of(job.severity), job.due_at or _NEVER, len(data.modes[index]), index

    return sorted(range(len(data.jobs)), key=weight)


def _possible(plan: Tableau, modes: Sequence[Mode]) -> list[Spot]:
    found = ((mode, plan.earliest(mode)) for mode in modes)
    return [Spot(mode, start) for mode, start in found if start is not None]
