"""The streams of a store at a moment: a fixed number of statements, each on a covering index.

The last day looked at is the one in which the moment lies; at a midnight it is the day that has just ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.core.clock import MILLISECOND, to_millis
from models.insights.kinds import Cut, Slice
from models.insights.weekly import BASELINE_WEEKS, Weeks, counts_sql, midnight, weeks_between, zone_of
from models.store.database import Store
from models.warnings.streams import MEAN_WEEKS, RUN_WEEKS, Line, Stream

TOTAL = "total"
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_CATEGORIES = "SELECT code FROM category WHERE parent_code IS NULL AND active"
_BUILDINGS = "SELECT id FROM place WHERE kind = 'building' AND active"

Counts = dict[tuple[int | None, str | None], list[int]]  # by building and category, week by week


@dataclass(frozen=True)
class Span:
    """What a look covers: seven local days up to the midnight ``end``; ``at`` is the moment of which it is true."""

    at: datetime
    zone: ZoneInfo
    end: date

    @property
    def day(self) -> date:
        """The last of the seven days."""
        return self.end - _DAY

    @property
    def since(self) -> datetime:
        """When the seven days began."""
        return midnight(self.end - _WEEK, self.zone)

    @property
    def until(self) -> datetime:
        """Up to when cases are counted: the end, or just after the moment while the last day lasts."""
        return min(self.at + MILLISECOND, midnight(self.end, self.zone))

    def back(self, days: int) -> datetime:
        """The midnight so many days before the end."""
        return midnight(self.end - _DAY * days, self.zone)


def span_of(store: Store, at: datetime) -> Span:
    """What a look at ``at`` covers."""
    zone = zone_of(store)
    local = at.astimezone(zone)
    whole = at == midnight(local.date(), zone)
    return Span(at, zone, local.date() if whole else local.date() + _DAY)


def streams(store: Store, span: Span) -> tuple[Stream, ...]:
    """All streams of the last seven days: all cases, categories, buildings, cells. Six statements."""
    edges = [span.end - _WEEK * back for back in range(BASELINE_WEEKS + 1, -1, -1)]
    weeks = weeks_between(store, edges, span.zone, span.until)
    counts = _counts(store, weeks, (Slice.BUILDING, Slice.CATEGORY), span)
    categories = {code for (code,) in store.rows(_CATEGORIES)} | {kind for _, kind in counts if kind}
    buildings = {one for (one,) in store.rows(_BUILDINGS)} | {place for place, _ in counts if place}
    return tuple(_streams(counts, weeks, sorted(categories), sorted(buildings)))


def lines(store: Store, span: Span) -> tuple[Line, ...]:
    """What is watched for drift: all cases and every category, by complete ISO weeks. Four statements."""
    last = span.end - _DAY * span.end.weekday()  # the Monday after the last complete week
    edges = [last - _WEEK * back for back in range(MEAN_WEEKS + RUN_WEEKS, -1, -1)]
    weeks = weeks_between(store, edges, span.zone, span.until)
    counts = _counts(store, weeks, (Slice.CATEGORY,), span)
    known = weeks.known()
    found = [Line(TOTAL, None, _sum(counts, len(known)), known, weeks.calm())]
    for (_, kind), row in sorted(counts.items(), key=lambda one: str(one[0])):
        if kind is not None:
            found.append(Line(f"category:{kind}", kind, tuple(row), known, weeks.calm(kind)))
    return tuple(found)


def last_week(span: Span) -> tuple[datetime, datetime]:
    """The last complete ISO week, from and to."""
    monday = span.end - _DAY * span.end.weekday()
    return midnight(monday - _WEEK, span.zone), midnight(monday, span.zone)


def _counts(store: Store, weeks: Weeks, by: tuple[Slice, ...], span: Span) -> Counts:
    statement, params = counts_sql(weeks.edges, by, Cut(), to_millis(span.until))
    found: Counts = {}
    for week, *values, count in store.rows(statement, params):
        key = (values[0], values[1]) if len(values) > 1 else (None, values[0])
        found.setdefault(key, [0] * (len(weeks.edges) - 1))[week] = count
    return found


def _streams(counts: Counts, weeks: Weeks, categories: list[str], buildings: list[int]) -> Iterator[Stream]:
    length = len(weeks.edges) - 1
    empty = (0,) * length
    known = weeks.known()[:-1]
    by_kind, by_place = _grouped(counts, 1), _grouped(counts, 0)

    def usable(kind: str | None, place: int | None) -> tuple[bool, ...]:
        if not weeks.outages:
            return known
        calm = weeks.calm(kind, place)
        return tuple(one and other for one, other in zip(known, calm, strict=False))

    yield Stream(TOTAL, None, None, _sum(counts, length), usable(None, None))
    for kind in categories:
        yield Stream(f"category:{kind}", kind, None, _sum(by_kind.get(kind, {}), length), usable(kind, None))
    for place in buildings:
        yield Stream(
            f"building:{place}", None, place, _sum(by_place.get(place, {}), length), usable(None, place)
        )
        for kind in categories:
            row = counts.get((place, kind))
            cell = empty if row is None else tuple(row)
            yield Stream(f"cell:{place}:{kind}", kind, place, cell, usable(kind, place))


def _grouped(counts: Counts, part: int) -> dict[object, Counts]:
    found: dict[object, Counts] = {}
    for key, row in counts.items():
        found.setdefault(key[part], {})[key] = row
    return found


def _sum(counts: Mapping[tuple[int | None, str | None], list[int]], length: int) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts.values(), strict=True))) if counts else (0,) * length
