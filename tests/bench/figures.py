"""How a measured figure is kept and printed: ours, the floor, and the ratio. Machines are shared: the ratio counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line: ours and the floor, in milliseconds unless it is said otherwise."""

    what: str
    ours: float
    floor: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor if self.floor else float("nan")


def turn_by_turn(
    what: str, ours: Callable[[], object], floor: Callable[[], object], rounds: int = 30
) -> Figure:
    """Both sides in one run, one after the other, the median of each."""
    mine, bare = [], []
    for _ in range(rounds):
        mine.append(_timed(ours))
        bare.append(_timed(floor))
    return Figure(what, median(mine), median(bare))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print a table of figures."""
    print(f"\n{title}")
    wide = max(len(figure.what) for figure in figures)
    for figure in figures:
        ours, floor = (f"{value:9.2f} {figure.unit}" for value in (figure.ours, figure.floor))
        print(f"  {figure.what:<{wide}}  {ours}   floor {floor}   x {figure.ratio:6.2f}")
