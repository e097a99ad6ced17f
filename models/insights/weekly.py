"""Counts of cases by week, and which weeks may stand in a baseline: for trends and for early warnings.

A week of a baseline is complete, lies after the first case that the store knows, and holds no declared outage that
concerns what is counted: an outage concerns a count unless it names another kind of trouble or another building.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from models.core.clock import MILLISECOND, to_millis
from models.directory.rows import zone_name
from models.insights.kinds import Asked, Cut, Slice, SliceValue
from models.insights.statements import any_of
from models.store.database import Store

# What every measure counts among: cases that stand by themselves, and no compliments.
BASE = "c.status <> 'merged' AND c.kind <> 'compliment'"
BASELINE_WEEKS, FEWEST_WEEKS = 12, 4
_OUTAGES = """SELECT i.started_at, COALESCE(i.ended_at, ?1), i.category, COALESCE(p.path, '') FROM incident i
    LEFT JOIN place p ON p.id = i.place_id
    WHERE i.kind = 'outage' AND i.declared_at IS NOT NULL AND i.started_at < ?1
    AND COALESCE(i.ended_at, ?1) > ?2"""
_FIRST = f"SELECT c.received_at FROM complaint c WHERE {BASE} ORDER BY c.received_at LIMIT 1"


@dataclass(frozen=True)
class Outage:
    """A declared outage, in milliseconds since 1970. ``path`` is its place; empty: the whole property."""

    since: int
    until: int
    category: str | None
    path: str

    def concerns(self, category: str | None, building: str | None) -> bool:
        """Whether it falls into a count of this category and building path; ``None``: any."""
        if category is not None and self.category is not None and category != self.category:
            return False
        if building is None or not self.path:
            return True
        return building.startswith(self.path) or self.path.startswith(building)


@dataclass(frozen=True)
class Weeks:
    """Weeks one after another: ``edges`` are one more than there are weeks, in milliseconds since 1970.

    ``first_case`` is the midnight before the store's first case; ``buildings`` are their paths by id; ``unfinished``:
    the last week was not over at the moment that was asked about.
    """

    edges: tuple[int, ...]
    first_case: int | None
    outages: tuple[Outage, ...]
    buildings: Mapping[int, str]
    unfinished: bool = False

    def known(self) -> tuple[bool, ...]:
        """For each week, whether the store had begun when it began."""
        start = self.first_case
        return tuple(start is not None and edge >= start for edge in self.edges[:-1])

    def begun(self) -> tuple[bool, ...]:
        """For each week, whether the store began before it was over; in a store without cases, none is told apart."""
        start = self.first_case
        return tuple(start is None or edge > start for edge in self.edges[1:])

    def calm(self, category: SliceValue = None, building: SliceValue = None) -> tuple[bool, ...]:
        """For each week, whether no declared outage concerns such cases."""
        path = self.buildings.get(building, "?") if isinstance(building, int) else None
        kind = category if isinstance(category, str) else None
        near = [one for one in self.outages if one.concerns(kind, path)]
        return tuple(
            not any(one.since < end and one.until > begin for one in near)
            for begin, end in pairwise(self.edges)
        )


def zone_of(store: Store) -> ZoneInfo:
    """The zone in which the property's days are counted."""
    return ZoneInfo(zone_name(store))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins at the property."""
    return datetime.combine(day, time(), zone)


def until(asked: Asked, zone: ZoneInfo) -> datetime:
    """Up to when a period reaches: its end, or just after the moment "as of" while it lasts."""
    end = midnight(asked.period.end, zone)
    return end if asked.as_of is None else min(asked.as_of + MILLISECOND, end)


def weeks_between(store: Store, edges: Sequence[date], zone: ZoneInfo, as_of: datetime) -> Weeks:
    """What decides about baselines, of weeks between these days. Three statements.

    A week in which the store began counts from its local midnight on: the first case makes its whole day known.
    """
    millis = tuple(to_millis(midnight(day, zone)) for day in edges)
    first = store.rows(_FIRST)
    began = None
    if first:
        day = datetime.fromtimestamp(first[0][0] / 1000, zone).date()
        began = to_millis(midnight(day, zone))
    return Weeks(
        edges=millis,
        first_case=began,
        outages=tuple(Outage(*row) for row in store.rows(_OUTAGES, (to_millis(as_of), millis[0]))),
        buildings=dict(store.rows("SELECT id, path FROM place WHERE kind = 'building'")),
        unfinished=millis[-1] > to_millis(as_of),
    )


def condition(cut: Cut) -> tuple[str, list[object]]:
    """The condition on ``c`` that a cut is; its values are parameters. Empty texts count as not known.

    Several values of a slice mean any of them.
    """
    parts: dict[Slice, list[str]] = {}
    params: list[object] = []
    for slice_, value in sorted(cut.values, key=lambda one: one[0].value):
        same = f"NULLIF(c.{slice_.value}, '') IS NULL" if value is None else f"c.{slice_.value} = ?"
        parts.setdefault(slice_, []).append(same)
        params += [] if value is None else [value]
    return " AND ".join((BASE, *(any_of(one) for one in parts.values()))), params


def counts_sql(
    edges: Sequence[int], by: Sequence[Slice], cut: Cut, as_of: int, only: Sequence[SliceValue] = ()
) -> tuple[str, list[object]]:
    """Number of the week, values of the slices, cases; weeks and values without cases need not be there.

    ``only``: the values of the first slice that are wanted; all without it.
    """
    weeks = list(pairwise(edges))
    values = ",".join("(?,?,?)" for _ in weeks)
    where, params = condition(cut)
    if only:
        where += f" AND c.{by[0].value} IN ({','.join('?' * len(only))})"
        params += only
    cases = f"complaint c WHERE c.received_at >= w.since AND c.received_at < w.until AND {where}"
    table = f"WITH week(n, since, until) AS (VALUES {values})"
    bounds = [part for n, (since, until) in enumerate(weeks) for part in (n, since, min(until, as_of))]
    if not by:  # without groups each week is counted as it is read: three times as fast
        return f"{table} SELECT w.n, (SELECT count(*) FROM {cases}) FROM week w", [*bounds, *params]
    columns = "".join(f", NULLIF(c.{one.value}, '')" for one in by)
    groups = "".join(f", {n + 2}" for n in range(len(by)))
    return f"{table} SELECT w.n{columns}, count(*) FROM week w CROSS JOIN {cases} GROUP BY 1{groups}", [
        *bounds,
        *params,
    ]


def baseline(counts: Sequence[int], usable: Sequence[bool]) -> tuple[int, int]:
    """Cases and weeks of a baseline; with fewer than four weeks it carries nothing: (0, 0)."""
    kept = [count for count, good in zip(counts, usable, strict=True) if good]
    return (sum(kept), len(kept)) if len(kept) >= FEWEST_WEEKS else (0, 0)
