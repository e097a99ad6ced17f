"""What was so of the place and the resident of a case when it was recorded.

Figures are cut by building and by kind of resident. They rest on these columns of the case and not on the directory, so
that past figures stay as they were when somebody moves out, buys the home, or is erased. Only a place that is moved
within the tree takes its cases along: it is the same home, filed where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.complaints.tables import Complaint
from models.core.settling import settles
from models.core.work import Work
from models.directory.rows import today_of
from models.store.database import Store

_MANY = 500
# The building is the nearest one on the way up: the path holds the ids from the root down.
_PLACES = """
SELECT p.id, COALESCE(p.property_id, p.id), (
    SELECT b.id FROM json_each('[' || trim(replace(p.path, '/', ','), ',') || ']') j JOIN place b ON b.id = j.value
    WHERE b.kind = 'building' ORDER BY j.key DESC LIMIT 1), p.kind
FROM place p WHERE p.id IN ({marks})
"""
# As what somebody lived there that day; else at another place; else what was known last.
_STAYS = """
SELECT kind, place_id, (since IS NULL OR since <= ?2) AND (until IS NULL OR until >= ?2)
FROM residency WHERE resident_id = ?1 ORDER BY id DESC
"""
_PERSON = "SELECT age_group, occupation FROM resident WHERE id = ?"
_ELSEWHERE = """
SELECT id FROM complaint WHERE place_id = ? AND (property_id IS NOT ? OR building_id IS NOT ? OR place_kind IS NOT ?)
"""


@dataclass(frozen=True)
class WhereAbouts:
    """What is kept of a place."""

    property_id: int | None = None
    building_id: int | None = None
    place_kind: str | None = None


def of_places(store: Store, place_ids: Iterable[int]) -> Mapping[int, WhereAbouts]:
    """What is kept of many places: one statement for each 500 of them."""
    ids, found = sorted(set(place_ids)), dict[int, WhereAbouts]()
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        rows = store.rows(_PLACES.format(marks=",".join("?" * len(some))), some)
        found.update((ident, WhereAbouts(*values)) for ident, *values in rows)
    return found


def of_place(store: Store, place_id: int | None) -> dict[str, object]:
    """The columns of a case that follow from its place."""
    places = of_places(store, () if place_id is None else (place_id,))
    return dict(vars(places.get(place_id or 0, WhereAbouts())))


def of_resident(store: Store, resident_id: int | None, place_id: int | None, day: date) -> dict[str, object]:
    """The columns of a case that follow from its resident, as of a day."""
    person = [] if resident_id is None else store.rows(_PERSON, (resident_id,))
    age_group, occupation = person[0] if person else (None, None)
    stays = [] if resident_id is None else store.rows(_STAYS, (resident_id, day.isoformat()))
    kind = max(stays, key=lambda stay: (stay[2], stay[1] == place_id), default=(None,))[0]
    return {"resident_kind": kind, "age_group": age_group, "occupation": occupation}


def snapshot(work: Work, place_id: int | None, resident_id: int | None) -> dict[str, object]:
    """All of them, for a case that is recorded now."""
    day = today_of(work.session)
    return of_place(work.store, place_id) | of_resident(work.store, resident_id, place_id, day)


def corrected(work: Work, case: Complaint, fields: Mapping[str, object]) -> dict[str, object]:
    """Those that change because the place or the resident of a case is corrected."""
    fresh: dict[str, object] = {}
    place_id = fields.get("place_id", case.place_id)
    if place_id != case.place_id:
        fresh |= of_place(work.store, place_id)  # type: ignore[arg-type]
    resident_id = fields.get("resident_id", case.resident_id)
    if resident_id != case.resident_id:
        fresh |= of_resident(work.store, resident_id, place_id, today_of(work.session))  # type: ignore[arg-type]
    return fresh


def follow_place(work: Work, place_id: int) -> None:
    """The cases of a place go with it when it is filed elsewhere in the tree."""
    now = of_places(work.store, (place_id,)).get(place_id)
    if now is None:
        return
    values = vars(now)
    for (complaint_id,) in work.store.rows(_ELSEWHERE, (place_id, *values.values())):
        work.note(Complaint, complaint_id, **values)


settles("place", follow_place)
