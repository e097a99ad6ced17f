"""The verdict on an improvement (figures.md, section 7). Pure: days and counts in, a judgement out.

Four complete ISO weeks before the week in which the plan came into force are compared with four after it. Given both
counts, the later one is binomial; p says how often so few would come up if nothing had changed.
"""

from __future__ import annotations

from datetime import date, timedelta

from models.improvements.kinds import Judgement, Verdict, Windows
from models.insights.stats import conditional_binomial

WEEKS = 4
FEWEST_BEFORE = 8  # under so many cases before, nothing can be said
MOST_BY_CHANCE = 0.10
_WEEK = timedelta(days=7)


def windows(effective_on: date) -> Windows:
    """Which weeks are compared."""
    monday = effective_on - timedelta(days=effective_on.weekday())
    first_after = monday if effective_on == monday else monday + _WEEK
    return Windows(
        tuple(monday - _WEEK * back for back in range(WEEKS, 0, -1)),
        tuple(first_after + _WEEK * number for number in range(WEEKS)),
        None if effective_on == monday else monday,
    )


def ready_on(effective_on: date) -> date:
    """The first day on which the four weeks after are over."""
    return windows(effective_on).after[-1] + _WEEK


def drop_percent(before: int, after: int, e_before: int, e_after: int) -> float | None:
    """The drop of the rate in percent, negative where it rose; ``None`` without cases before."""
    if not before:
        return None
    weight_before, weight_after = _weights(e_before, e_after)
    return 100 * (1 - (after * weight_before) / (before * weight_after))


def judge(before: int, after: int, e_before: int, e_after: int, target: int) -> Judgement:
    """What two counts say, with their exposures (homes lived in, once a week, added up) and the target in percent.

    *Achieved*: the rate dropped by at least the target, and chance alone gives so few in at most 10 of 100 cases. Under
    8 cases before: *not enough data*. Where homes are not known on both sides, weeks stand for them: they are as many.
    """
    weight_before, weight_after = _weights(e_before, e_after)
    p_value = conditional_binomial(before, after, weight_before, weight_after)
    # In whole numbers: a drop of exactly the target has reached it.
    reached = 100 * after * weight_before <= (100 - target) * before * weight_after
    if before < FEWEST_BEFORE:
        verdict = Verdict.NOT_ENOUGH_DATA
    elif reached and p_value <= MOST_BY_CHANCE:
        verdict = Verdict.ACHIEVED
    else:
        verdict = Verdict.NOT_ACHIEVED
    drop = drop_percent(before, after, e_before, e_after)
    return Judgement(verdict, before, after, e_before, e_after, drop, p_value)


def by_chance(verdict: str | None, drop: float | None, target: int) -> bool:
    """Whether the target was reached, and chance alone could have done it."""
    return verdict == Verdict.NOT_ACHIEVED and drop is not None and drop >= target


def _weights(e_before: int, e_after: int) -> tuple[int, int]:
    return (e_before, e_after) if e_before > 0 and e_after > 0 else (WEEKS, WEEKS)
