"""The measures of a period: each a fixed number of statements, whatever the store holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.insights.counting import COUNTINGS, Counting
from models.insights.homes import homes_lived_in
from models.insights.kinds import Asked, Compared, Cut, Measure, Period, Unit, Value
from models.insights.measures import MEASURES, measure
from models.insights.periods import before, last, year_ago
from models.insights.present import countings_of
from models.insights.slicing import counts_by, steps, workload
from models.insights.statements import Span, added, lists, numbers, spans_of
from models.insights.stats import quantile, wilson
from models.options.standing import settings
from models.store.database import Store

__all__ = [
    "compared", "counts_by", "history", "steps", "value", "values", "workload",
]  # fmt: skip

ENOUGH = 5  # nothing is said of a share or a duration of fewer
MONTH = 30.4375  # days


def value(store: Store, key: str, asked: Asked) -> Value:
    """One measure of a period. ``as_of`` is the present moment; without it the period counts as over.

    Raises ``UserProblem("measure.unknown")``.
    """
    return _of_periods(store, [key], asked, (asked.period,))[key][0]


def values(store: Store, asked: Asked, keys: Iterable[str] | None = None) -> dict[str, Value]:
    """Several measures of a period, all of them without ``keys``."""
    return {key: found[0] for key, found in _of_periods(store, keys, asked, (asked.period,)).items()}


def compared(store: Store, asked: Asked, keys: Iterable[str] | None = None) -> dict[str, Compared]:
    """Several measures beside the period before and the same period a year ago."""
    periods = (asked.period, before(asked.period), year_ago(asked.period))
    return {key: Compared(*found) for key, found in _of_periods(store, keys, asked, periods).items()}


def history(store: Store, key: str, asked: Asked, n: int) -> tuple[Value, ...]:
    """A measure over the last ``n`` periods of the same kind, the oldest first; what is open is told as of each end."""
    return _of_periods(store, [key], asked, last(asked.period, n))[key]


def _of_periods(
    store: Store, keys: Iterable[str] | None, asked: Asked, periods: Sequence[Period]
) -> dict[str, tuple[Value, ...]]:
    """Each measure over each of the periods: one or two statements a measure. What is asked twice is read once."""
    wanted = [measure(key) for key in (MEASURES if keys is None else keys)]
    different = tuple(dict.fromkeys(periods))  # the year before is that of a year ago
    spans = spans_of(asked, different, settings(store).zone)
    found = {
        one.key: dict(zip(different, _measure(store, one, asked, different, spans), strict=True))
        for one in wanted
    }
    return {key: tuple(values[each] for each in periods) for key, values in found.items()}


def _measure(
    store: Store, one: Measure, asked: Asked, periods: Sequence[Period], spans: Sequence[Span]
) -> tuple[Value, ...]:
    if one.unit is Unit.DURATION:
        return _durations(store, one.key, asked.cut, periods, spans)
    countings = countings_of(store, one.key, asked, spans)
    found: dict[int, Mapping[str, Any]] = {}
    for counting in {id(each): each for each in countings}.values():
        places = [place for place, each in enumerate(countings) if each is counting]
        counts = _numbers(store, counting, [spans[place] for place in places], asked.cut)
        found |= zip(places, counts, strict=True)
    made = [_value(one, period, asked.cut, found[place]) for place, period in enumerate(periods)]
    return tuple(_with_homes(store, spans, made) if one.unit is Unit.RATE else made)


def _numbers(store: Store, counting: Counting, spans: Sequence[Span], cut: Cut) -> list[Mapping[str, Any]]:
    found = store.rows(*numbers(counting, spans, cut))
    lines = {number: added(counting, each) for number, *each in found}
    return [lines[number] for number in range(len(spans))]


def _value(one: Measure, period: Period, cut: Cut, counts: Mapping[str, Any]) -> Value:
    """What the counts alone tell."""
    n, count = counts["n"] or 0, counts["count"] or 0
    extra = {name: counts[name] for name in counts if name not in ("n", "count", "total")}
    extra = {name: _in_seconds(name, number) for name, number in extra.items()}
    plain = Value(one.key, period, cut, n, count, extra=extra)
    match one.unit:
        case Unit.CASES:
            return replace(plain, count=n, value=float(n))
        case Unit.SHARE if n >= ENOUGH:
            low, high = wilson(count, n)
            return replace(plain, value=count / n, low=low, high=high)
        case Unit.MONEY:
            return _with_cost(plain, counts["total"] or 0)
        case _:
            return plain


_MILLIS = frozenset({"oldest", "longest"})


def _in_seconds(name: str, number: int | None) -> float | None:
    if name in _MILLIS:
        return None if number is None else number / 1000
    return number or 0


def _with_cost(plain: Value, total: int) -> Value:
    received = plain.extra["received"]
    extra = {**plain.extra, "per_100_cases": 100 * total / received if received else None}
    return replace(plain, count=None, value=float(total), extra=extra)


def _durations(
    store: Store, key: str, cut: Cut, periods: Sequence[Period], spans: Sequence[Span]
) -> tuple[Value, ...]:
    """Median, 90th percentile and mean, in seconds; gross ones beside them where there is a second amount."""
    counting = COUNTINGS[key]
    has_gross = any(rows.second != "0" for rows in counting.rows)
    columns = ("amount", "second") if has_gross else ("amount",)
    lines = dict(store.rows(*lists(counting, spans, cut, columns)))
    found: list[list[list[int]]] = [json.loads(lines[place]) for place in range(len(spans))]
    return tuple(
        _duration(Value(key, period, cut, len(net)), net, gross[0] if gross else None)
        for period, (net, *gross) in zip(periods, found, strict=True)
    )


def _duration(plain: Value, net: Sequence[int], gross: Sequence[int] | None) -> Value:
    median, p90, mean = _summary(net)
    extra = (
        {}
        if gross is None
        else dict(zip(("gross_median", "gross_p90", "gross_mean"), _summary(gross), strict=True))
    )
    return replace(plain, value=median, p90=p90, mean=mean, extra=extra)


def _summary(amounts_found: Sequence[int]) -> tuple[float | None, float | None, float | None]:
    ordered = sorted(amounts_found)
    if len(ordered) < ENOUGH:
        return None, None, None
    seconds = [amount / 1000 for amount in (quantile(ordered, 0.5), quantile(ordered, 0.9))]
    return seconds[0], seconds[1], sum(ordered) / len(ordered) / 1000


def _with_homes(store: Store, spans: Sequence[Span], plain: Sequence[Value]) -> list[Value]:
    """Cases for a thousand homes in a month; ``None`` where nobody lives or nothing of the period has passed."""
    homes = homes_lived_in(store, [span.last for span in spans], plain[0].cut)
    made = []
    for one, span, lived_in in zip(plain, spans, homes, strict=True):
        months = span.days / MONTH
        rate = one.n * 1000 / lived_in / months if lived_in and months else None
        made.append(
            replace(one, count=None, value=rate, extra={**one.extra, "homes": lived_in, "months": months})
        )
    return made
