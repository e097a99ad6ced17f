"""Pareto tables of the store: what weighs, by which slice, over which period. Pure reckoning is in ``pareto``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from models.core.clock import to_millis
from models.insights.kinds import Asked, Pareto, Slice, Weight
from models.insights.pareto import Heap, pareto
from models.insights.weekly import condition, midnight, until, zone_of
from models.store.database import Store

UNCLASSIFIED = ""  # the label of cases of which the slice is not known
FOUR_WEEKS = timedelta(days=28)
_HOUR = 3_600_000
_POINTS = "CASE c.severity WHEN 's1' THEN 8 WHEN 's2' THEN 4 WHEN 's3' THEN 2 ELSE 1 END"
_OPEN = "min(COALESCE(c.resolved_at, c.closed_at, :end), :end) - c.received_at"
_WEIGHS = {
    Weight.COUNT: "1",
    Weight.OPEN_HOURS: _OPEN,
    Weight.SEVERITY_POINTS: _POINTS,
    Weight.REMEDY_COST: "0",
}
_REMEDIES = """SELECT NULLIF(c.{column}, ''), sum(m.amount_minor), count(DISTINCT c.id)
    FROM remedy m CROSS JOIN complaint c ON c.id = m.complaint_id
    WHERE m.granted_at >= :start AND m.granted_at < :end AND m.state IN ('granted', 'carried_out') AND {where}
    GROUP BY 1"""


def pareto_of(store: Store, asked: Asked, by: Slice, weight: Weight = Weight.COUNT) -> Pareto:
    """The Pareto table of the cases received in a period, as of its end or of ``asked.as_of``. One or two statements.

    ``asked.cut`` narrows it: the way from category to sub-category to cause. Labels are the codes (ids as text) of the
    slice; ``UNCLASSIFIED`` for what is not known; codes that mean "something else" or "not known yet" are other, too.

    *count*: cases. *open hours*: from receipt to resolution (closing, or the moment looked at), added up and cut to
    whole hours. *severity points*: 8, 4, 2, 1. *remedy cost*: minor units of the remedies granted in the period, of
    whatever case. Growth: cases received in the four weeks before the end, less those of the four weeks before these.
    """
    where, zone = _named(asked), zone_of(store)
    end = until(asked, zone)
    params = {**where[1], **_bounds(midnight(asked.period.first, zone), end)}
    if weight is Weight.COUNT:
        rows = _counted(store, by, where[0], params)
    else:
        rows = store.execute(counted_sql(by, weight, where[0]), params).fetchall()
    cases = sum(row[1] for row in rows)
    weights = {row[0]: int(row[2]) for row in rows if row[1]}
    if weight is Weight.OPEN_HOURS:
        weights = {label: millis // _HOUR for label, millis in weights.items()}
    if weight is Weight.REMEDY_COST:
        statement = _REMEDIES.format(column=by.value, where=where[0])
        costs = store.execute(statement, params).fetchall()
        weights, cases = {row[0]: int(row[1]) for row in costs}, sum(row[2] for row in costs)
    growth = {row[0]: row[3] for row in rows}
    heaps = [Heap(_label(value), one, growth.get(value, 0)) for value, one in weights.items() if one]
    others = [heap.label for heap in heaps if is_other(by, heap.label)]
    return pareto(heaps, UNCLASSIFIED, others=others, cases=cases)


def is_other(by: Slice, label: str) -> bool:
    """Whether a label of a slice says nothing: not known, or "something else"."""
    if by is Slice.CAUSE:
        return label in {UNCLASSIFIED, "unknown"}
    return label == UNCLASSIFIED or (by in {Slice.CATEGORY, Slice.SUBCATEGORY} and label.endswith("other"))


def _counted(store: Store, by: Slice, where: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of ``counted_sql`` where the cases weigh alike: read as lists, which takes half the time of groups."""
    start, early, recent, end = (params[name] for name in ("start", "early", "recent", "end"))
    edges = sorted({min(one, end) for one in (start, early, recent, end)})
    ranges = list(pairwise(edges))
    lists = ", ".join(
        f"""(SELECT json_group_array(NULLIF(c.{by.value}, '')) FROM complaint c
        WHERE c.received_at >= :edge{n} AND c.received_at < :edge{n + 1} AND {where})"""
        for n in range(len(ranges))
    )
    named = {f"edge{n}": edge for n, edge in enumerate(edges)}
    cut = {name: value for name, value in params.items() if name.startswith("cut")}
    (lines,) = store.execute(f"SELECT {lists}", {**named, **cut}).fetchall()
    cases, growth = Counter[Any](), Counter[Any]()
    for (since, _), line in zip(ranges, lines, strict=True):
        found = Counter(json.loads(line))
        cases.update(found if since >= start else {})
        growth.update(found if since >= recent else {})
        growth.subtract(found if early <= since < recent else {})
    values = sorted({*cases, *growth}, key=_in_order)
    return [(value, cases[value], cases[value], growth[value]) for value in values]


def _in_order(value: object) -> tuple[bool, str]:
    return value is not None, str(value)


def counted_sql(by: Slice, weight: Weight, where: str) -> str:
    """Value, cases of the period, their weight, growth; ``_bounds`` names the parameters."""
    inside = "c.received_at >= :start"
    return f"""SELECT NULLIF(c.{by.value}, ''), sum({inside}),
        sum(CASE WHEN {inside} THEN {_WEIGHS[weight]} ELSE 0 END),
        sum(c.received_at >= :recent) - sum(c.received_at >= :early AND c.received_at < :recent)
        FROM complaint c WHERE c.received_at >= :from AND c.received_at < :end AND {where} GROUP BY 1"""


def _bounds(start: datetime, end: datetime) -> dict[str, int]:
    early = end - 2 * FOUR_WEEKS
    return {"start": to_millis(start), "end": to_millis(end), "early": to_millis(early),
            "recent": to_millis(end - FOUR_WEEKS), "from": to_millis(min(start, early))}  # fmt: skip


def _named(asked: Asked) -> tuple[str, dict[str, object]]:
    """The condition of a cut with named parameters."""
    where, params = condition(asked.cut)
    named: dict[str, object] = {}
    for n, value in enumerate(params):
        where = where.replace("?", f":cut{n}", 1)
        named[f"cut{n}"] = value
    return where, named


def _label(value: object) -> str:
    return UNCLASSIFIED if value is None else str(value)
