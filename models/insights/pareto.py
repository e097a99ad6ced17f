"""The Pareto table (figures.md, section 6): few causes, most of the trouble. Pure; everything is reckoned in integers.

Order: by weight, the heaviest first; ties by growth over four weeks, the fastest first, then by name. What is "other"
or not classified comes last, whatever it weighs. The *vital few* are the smallest number of rows from the top that
together reach 80 % of everything; "other" is never vital, and of fewer than 20 cases nothing is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from models.core.errors import UserProblem
from models.insights.kinds import Pareto, ParetoRow

ENOUGH = 20  # fewer cases say nothing about what is vital
UNCLASSIFIED_MOST = 0.1  # more than this is unclassified: sort out those first
_VITAL_NUMERATOR, _VITAL_DENOMINATOR = 4, 5  # 80 %


@dataclass(frozen=True)
class Heap:
    """What one label weighs: whole cases, hours, minor units or points; ``growth`` in cases over four weeks."""

    label: str
    weight: int
    growth: int = 0


def pareto(
    rows: Iterable[tuple[str, int, int] | Heap],
    other_label: str,
    total: int | None = None,
    *,
    others: Collection[str] = (),
    cases: int | None = None,
) -> Pareto:
    """The table of labels with their weights and growths; rows of one label are added up.

    ``other_label`` and what ``others`` names count as "other / unclassified". A stated ``total`` that is more than the
    rows leaves the rest unlisted: it is added to ``other_label``. ``cases`` is how many cases are behind the weights
    when these are not cases themselves. Raises ``pareto.total_small`` and ``pareto.negative``.
    """
    heaps = _added_up(rows)
    listed = sum(heap.weight for heap in heaps)
    unlisted = 0 if total is None else total - listed
    if unlisted < 0:
        raise UserProblem("pareto.total_small", total=total, listed=listed)
    if unlisted:
        heaps = _added_up([*heaps, Heap(other_label, unlisted)])
    last = {other_label, *others}
    named = sorted((heap for heap in heaps if heap.label not in last), key=_place)
    rest = sorted(
        (heap for heap in heaps if heap.label in last),
        key=lambda heap: (heap.label == other_label, _place(heap)),
    )
    whole = listed + unlisted
    enough = (whole if cases is None else cases) >= ENOUGH
    made = _rows(named, rest, whole, enough)
    return Pareto(
        rows=made,
        total=whole,
        vital=sum(row.vital for row in made),
        flat=_is_flat(named, whole),
        unclassified=sum(heap.weight for heap in rest) / whole if whole else 0.0,
        enough=enough,
        unlisted=unlisted,
    )


def _added_up(rows: Iterable[tuple[str, int, int] | Heap]) -> list[Heap]:
    found: dict[str, Heap] = {}
    for row in rows:
        heap = row if isinstance(row, Heap) else Heap(*row)
        if heap.weight < 0:
            raise UserProblem("pareto.negative", label=heap.label, weight=heap.weight)
        known = found.get(heap.label, Heap(heap.label, 0))
        found[heap.label] = Heap(heap.label, known.weight + heap.weight, known.growth + heap.growth)
    return list(found.values())


def _place(heap: Heap) -> tuple[int, int, str]:
    return -heap.weight, -heap.growth, heap.label


def _rows(named: Sequence[Heap], rest: Sequence[Heap], whole: int, enough: bool) -> tuple[ParetoRow, ...]:
    made: list[ParetoRow] = []
    running = 0
    for heap in (*named, *rest):
        other = len(made) >= len(named)
        reached = running * _VITAL_DENOMINATOR >= whole * _VITAL_NUMERATOR
        running += heap.weight
        made.append(
            ParetoRow(
                label=heap.label,
                weight=heap.weight,
                running=running,
                share=heap.weight / whole if whole else 0.0,
                cumulative=running / whole if whole else 0.0,
                vital=enough and not other and not reached and heap.weight > 0,
                other=other,
                growth=heap.growth,
            )
        )
    return tuple(made)


def _is_flat(named: Sequence[Heap], whole: int) -> bool:
    """The top fifth of the named causes, at least one of them, holds under half of everything."""
    top = sum(heap.weight for heap in named[: -(-len(named) // 5)])
    return bool(named) and 2 * top < whole
