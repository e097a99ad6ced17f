"""How many homes are lived in: what complaints are counted against."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from models.insights.kinds import Cut, Slice
from models.insights.statements import any_of
from models.store.database import Store

# A residency without a beginning has always been, one without an end still is. Who moved out left it on that day.
_LIVED_IN = "p.kind = 'unit' AND COALESCE(y.since, '') <= {day} AND COALESCE(y.until, '9999') > {day}"
_HOMES = f"""(SELECT count(DISTINCT y.place_id) FROM residency y JOIN place p ON p.id = y.place_id
    WHERE {_LIVED_IN.format(day="s.day")}{{cut}})"""
# Below a path lies what begins with it: after the digits and strokes of paths comes the colon.
_OF_BUILDINGS = f"""SELECT b.id, (SELECT count(DISTINCT y.place_id) FROM place p JOIN residency y ON y.place_id = p.id
    WHERE p.path >= b.path AND p.path < b.path || ':' AND {_LIVED_IN.format(day="?1")})
    FROM place b WHERE b.id IN (SELECT value FROM json_each(?2))"""
_IN_BUILDING = """EXISTS (SELECT 1 FROM place b WHERE b.kind = 'building' AND b.path <> '' AND p.path LIKE b.path || '%'
    AND b.id = COALESCE(?, b.id))"""
_CUTS = {
    Slice.PROPERTY: "COALESCE(p.property_id, p.id) IS ?",
    Slice.PLACE_KIND: "p.kind IS ?",
}


def homes_lived_in(store: Store, days: Sequence[date], cut: Cut = Cut()) -> list[int]:  # noqa: B008  a frozen value
    """The homes that were lived in on each of the days. A cut by place narrows them; any other does not."""
    parts: dict[Slice, list[str]] = {}
    values: list[object] = []
    for slice_, value in cut.values:
        if slice_ is Slice.BUILDING:
            parts.setdefault(slice_, []).append(f"{'NOT ' if value is None else ''}{_IN_BUILDING}")
            values.append(value)
        elif slice_ in _CUTS:
            parts.setdefault(slice_, []).append(_CUTS[slice_])
            values.append(value)
    conditions = "".join(f" AND {any_of(one)}" for one in parts.values())
    lines = ", ".join(["(?, ?)"] * len(days))
    given = [one for number, day in enumerate(days) for one in (number, day.isoformat())]
    found = dict(
        store.rows(
            f"WITH s(i, day) AS (VALUES {lines}) SELECT s.i, {_HOMES.replace('{cut}', conditions)} FROM s",
            (*given, *values),
        )
    )
    return [found[number] for number in range(len(days))]


def homes_of_buildings(store: Store, day: date, ids: Sequence[int]) -> dict[int, int]:
    """How many homes of each of these buildings were lived in on a day. One statement, by the paths of the places."""
    return dict(store.rows(_OF_BUILDINGS, (day.isoformat(), json.dumps(list(ids)))))
