"""Counts by ISO week with exact limits: what a control chart shows.

The limit of a week comes from the 12 complete weeks before it (``stats.limit`` at the amber level); weeks inside a
declared outage and weeks before the store began are left out, and with fewer than four left there is no limit. The
smoothed line starts at the mean of the 26 weeks before the first one shown; a week that is not over yet has none.
Weeks that were over before the store's first case are shown as not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from models.core.clock import to_millis
from models.insights.kinds import Asked, Cut, Slice, SliceValue, TrendPoint
from models.insights.stats import AMBER, ewma, limit
from models.insights.weekly import (
    BASELINE_WEEKS,
    Weeks,
    baseline,
    counts_sql,
    until,
    weeks_between,
    zone_of,
)
from models.store.database import Store

SHOWN = 26
_MEAN_WEEKS = 26
_WEEK = timedelta(days=7)


def trend(store: Store, asked: Asked, n: int = SHOWN, cut: Cut | None = None) -> tuple[TrendPoint, ...]:
    """The last ``n`` weeks of one cut (that of ``asked`` unless another is given), the oldest first.

    The last week is that of the period's last day, or of the moment "as of" when that is earlier; it may not be over
    yet. Four statements.
    """
    asked = asked if cut is None else Asked(asked.period, cut, asked.as_of)
    return _trends(store, asked, None, n)[None]


def trends(store: Store, asked: Asked, by: Slice, n: int = SHOWN) -> dict[SliceValue, tuple[TrendPoint, ...]]:
    """The same for each value of a slice of which there were cases; those with the most cases shown come first."""
    found = _trends(store, asked, by, n)
    shown = {value: sum(point.count for point in points) for value, points in found.items()}
    return {value: found[value] for value in sorted(found, key=lambda value: (-shown[value], str(value)))}


def _trends(store: Store, asked: Asked, by: Slice | None, n: int) -> dict[SliceValue, tuple[TrendPoint, ...]]:
    zone = zone_of(store)
    as_of = until(asked, zone)
    last = (as_of - timedelta(milliseconds=1)).astimezone(zone).date()
    mondays = _mondays(last - timedelta(days=last.weekday()), n + _MEAN_WEEKS)
    weeks = weeks_between(store, [*mondays, mondays[-1] + _WEEK], zone, as_of)
    counts: dict[SliceValue, list[int]] = {} if by else {None: [0] * len(mondays)}
    statement, params = counts_sql(weeks.edges, [by] if by else [], asked.cut, to_millis(as_of))
    for week, *value, count in store.rows(statement, params):
        counts.setdefault(value[0] if by else None, [0] * len(mondays))[week] = count
    return {
        value: points(mondays, counts_, weeks, asked.cut.having(by, value) if by else asked.cut, n)
        for value, counts_ in counts.items()
    }


def points(
    mondays: Sequence[date],
    counts: Sequence[int],
    weeks: Weeks,
    cut: Cut,
    n: int,
) -> tuple[TrendPoint, ...]:
    """The last ``n`` of these weeks, each with what the weeks before it let expect. Pure."""
    calm = weeks.calm(cut.only(Slice.CATEGORY), cut.only(Slice.BUILDING))
    usable = [good and known for good, known in zip(calm, weeks.known(), strict=True)]
    begun = weeks.begun()
    shown = range(len(counts) - n, len(counts))
    before = range(max(0, shown.start - _MEAN_WEEKS), shown.start)
    total, kept = baseline([counts[i] for i in before], [usable[i] for i in before])
    smooth: list[float | None] = [None] * n
    if kept:
        smooth = [*ewma([counts[i] if calm[i] else None for i in shown], total / kept)]
    if weeks.unfinished:
        smooth[-1] = None
    return tuple(
        _point(mondays, counts, usable, calm, i, smooth[i - shown.start])
        if begun[i]
        else TrendPoint(mondays[i], 0, None, None, None, outage=False, over=False, known=False)
        for i in shown
    )


def _point(
    mondays: Sequence[date],
    counts: Sequence[int],
    usable: Sequence[bool],
    calm: Sequence[bool],
    i: int,
    smooth: float | None,
) -> TrendPoint:
    window = slice(max(0, i - BASELINE_WEEKS), i)
    total, kept = baseline(counts[window], usable[window])
    most = limit(total, kept, AMBER) if kept else None
    return TrendPoint(
        monday=mondays[i],
        count=counts[i],
        expected=total / kept if kept else None,
        limit=most,
        smooth=smooth,
        outage=not calm[i],
        over=most is not None and counts[i] >= most,
    )


def _mondays(last: date, n: int) -> list[date]:
    return [last - _WEEK * back for back in range(n - 1, -1, -1)]
