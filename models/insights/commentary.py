"""What the figures of a period say, as sentences: kinds with facts. No sentence claims more than an exact test carries.

* "More" or "fewer than usual" is said of the cases received only over the exact limit of the periods before
  (``comparing.Usual``, one in a hundred); otherwise "about as usual", and nothing where there is too little before.
* "Rose" or "fell" is said of a share only when Fisher's exact test, two-sided, gives at most 5 %.
* A goal is "missed" only when the exact binomial test says so at 5 %; else the difference may be chance.
* No percentage of fewer than five; the vital few only where the Pareto rule applies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.insights.comparing import Usual, differ, misses
from models.insights.kinds import Better, Pareto, Value

LEAST = 5  # no percentage of fewer
UNCLASSIFIED = 0.1
_ROUNDING = 1e-9  # 0.95 times 20 cases is 19 cases
_CELLS = 3  # so many places that stand out are named


class Say(StrEnum):
    """The kinds of sentences. Each is put into words in ``reports.commentary``."""

    NOTHING = "nothing"
    SO_FAR = "so_far"
    PLAIN = "plain"
    USUAL = "usual"
    MORE = "more"
    OUTAGE = "outage"
    FEWER = "fewer"
    STANDS_OUT = "stands_out"
    VITAL_FEW = "vital_few"
    FLAT = "flat"
    UNCLASSIFIED = "unclassified"
    TOO_FEW_KINDS = "too_few_kinds"
    ALONE = "alone"
    TOO_FEW = "too_few"
    ROSE = "rose"
    FELL = "fell"
    STEADY = "steady"
    GOAL_MET = "goal_met"
    GOAL_MISSED = "goal_missed"
    GOAL_CHANCE = "goal_chance"
    OVERDUE = "overdue"
    NONE_OVERDUE = "none_overdue"
    WARNINGS = "warnings"
    JUDGED = "judged"


@dataclass(frozen=True)
class Sentence:
    """One sentence: what kind, and the numbers and codes in it."""

    kind: Say
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Share:
    """A share now and in the period before, which way is good, and its goal (0 to 1)."""

    now: Value
    before: Value | None
    better: Better
    goal: float | None


@dataclass(frozen=True)
class Cell:
    """A warning about one kind of complaint in one building: seen in 7 days, usual in a week, its limit."""

    building: str
    category: str
    seen: int
    usual: float
    limit: int


@dataclass(frozen=True)
class Told:
    """The figures that the sentences are made of. ``over``: the period has ended. ``longest``: seconds overdue."""

    over: bool
    received: int
    usual: Usual | None
    shares: tuple[Share, ...]
    pareto: Pareto | None
    cells: tuple[Cell, ...]
    overdue: int
    longest: float | None
    warnings: int
    achieved: int
    not_achieved: int
    unclear: int


def said(told: Told) -> tuple[Sentence, ...]:
    """The sentences, in the order in which they are to be read."""
    parts = (_received(told), _cells(told), _kinds(told), _shares(told), _standing(told))
    return tuple(Sentence(kind, facts) for part in parts for kind, facts in part)


_Said = Iterator[tuple[Say, Mapping[str, object]]]


def _received(told: Told) -> _Said:
    n, usual = told.received, told.usual
    if usual is not None and usual.is_more(n):
        yield Say.MORE, {"n": n, "usual": usual.mean, "limit": usual.limit}
        if usual.outage:
            yield Say.OUTAGE, {}
    elif not told.over:  # what is still to come cannot be compared with a whole period
        yield Say.SO_FAR, {"n": n}
    elif usual is not None and usual.is_fewer(n):
        yield Say.FEWER, {"n": n, "usual": usual.mean}
    elif not n:
        yield Say.NOTHING, {}
    elif usual is not None:
        yield Say.USUAL, {"n": n, "usual": usual.mean}
    else:
        yield Say.PLAIN, {"n": n}


def _cells(told: Told) -> _Said:
    for cell in told.cells[:_CELLS]:
        yield Say.STANDS_OUT, {
            "building": cell.building, "category": cell.category, "n": cell.seen, "usual": cell.usual,
            "limit": cell.limit,
        }  # fmt: skip


def _kinds(told: Told) -> _Said:
    """What the Pareto table allows to be said."""
    table = told.pareto
    if table is None or not table.total:
        return
    if table.unclassified > UNCLASSIFIED:
        other = sum(row.weight for row in table.rows if row.other)
        yield Say.UNCLASSIFIED, {"count": other, "n": table.total, "share": _share(other, table.total)}
        return
    if not table.enough:
        yield Say.TOO_FEW_KINDS, {"n": table.total}
        return
    kinds = [row for row in table.rows if not row.other]
    if table.flat:
        yield Say.FLAT, {"n": table.total, "kinds": len(kinds)}
    elif 0 < table.vital < len(kinds):
        count = kinds[table.vital - 1].running
        names = tuple(row.label for row in kinds[: table.vital])
        facts = {"vital": table.vital, "kinds": len(kinds), "count": count, "n": table.total, "names": names}
        yield Say.VITAL_FEW, facts | {"share": _share(count, table.total)}


def _share(count: int, n: int) -> float | None:
    return count / n if n >= LEAST else None


def _shares(told: Told) -> _Said:
    for share in told.shares:
        yield from _of_share(share)


def _of_share(share: Share) -> _Said:
    now, before = share.now, share.before
    if now.count is None or not now.n:
        return
    facts: dict[str, object] = {"measure": now.measure, "count": now.count, "n": now.n}
    if now.n < LEAST:
        yield Say.TOO_FEW, facts
        return
    facts["share"] = now.count / now.n
    if before is None or before.count is None or before.n < LEAST:
        yield Say.ALONE, facts
    else:
        old = {"before_count": before.count, "before_n": before.n, "before_share": before.count / before.n}
        yield _moved(now.count, now.n, before.count, before.n), facts | old
    if share.goal is not None:
        yield _goal(now.count, now.n, share), facts | {"goal": share.goal}


def _moved(count: int, n: int, other: int, other_n: int) -> Say:
    if not differ(count, n, other, other_n):
        return Say.STEADY
    return Say.ROSE if count * other_n > other * n else Say.FELL


def _goal(count: int, n: int, share: Share) -> Say:
    assert share.goal is not None
    less = share.better is Better.LESS
    reached = count <= share.goal * n + _ROUNDING if less else count >= share.goal * n - _ROUNDING
    if reached:
        return Say.GOAL_MET
    return Say.GOAL_MISSED if misses(count, n, share.goal, less=less) else Say.GOAL_CHANCE


def _standing(told: Told) -> _Said:
    """How things stand at the end: what is overdue, what was warned of, what was judged."""
    if told.overdue:
        yield Say.OVERDUE, {"n": told.overdue, "longest": told.longest}
    else:
        yield Say.NONE_OVERDUE, {}
    if told.warnings:
        yield Say.WARNINGS, {"n": told.warnings}
    judged = told.achieved + told.not_achieved + told.unclear
    if judged:
        yield Say.JUDGED, {
            "n": judged, "achieved": told.achieved, "not_achieved": told.not_achieved, "unclear": told.unclear,
        }  # fmt: skip
