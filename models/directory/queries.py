"""Reads of the directory: single rows, the tree, homes and who lives there. Finder and lists have own modules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.core.errors import Unknown
from models.directory import rows
from models.directory.finder import find, known_unit, resolve_unit
from models.directory.kinds import (
    ContactRow,
    DirectoryCounts,
    HomeCard,
    Person,
    PlaceNode,
    PlaceRow,
    ResidencyRow,
    ResidentRow,
)
from models.directory.lists import place_page, resident_page
from models.directory.rows import Source
from models.directory.units import natural_key
from models.store.database import Store

__all__ = [
    "below",
    "children",
    "contacts_of",
    "counts",
    "find",
    "history_of",
    "home",
    "known_unit",
    "line_ids",
    "of_kind",
    "path",
    "person",
    "place",
    "place_page",
    "places_of",
    "resident",
    "resident_page",
    "residents_of",
    "resolve_unit",
    "same_line",
]

_RESIDENCIES = (
    f"SELECT {rows.RESIDENCY} FROM residency y JOIN resident r ON r.id = y.resident_id"
    " JOIN place p ON p.id = y.place_id WHERE"
)
_PEOPLE = (
    f"SELECT {rows.RESIDENCY}, {rows.RESIDENT} FROM residency y JOIN resident r ON r.id = y.resident_id"
    " JOIN place p ON p.id = y.place_id WHERE"
)


def place(source: Source, place_id: int) -> PlaceRow:
    """One place; raises ``Unknown("place")``."""
    found = rows.store_of(source).rows(f"SELECT {rows.PLACE} FROM place p WHERE p.id = ?", (place_id,))
    if not found:
        raise Unknown("place", place_id)
    return rows.place_row(found[0])


def resident(source: Source, resident_id: int) -> ResidentRow:
    """One resident; raises ``Unknown("resident")``."""
    found = rows.store_of(source).rows(
        f"SELECT {rows.RESIDENT} FROM resident r WHERE r.id = ?", (resident_id,)
    )
    if not found:
        raise Unknown("resident", resident_id)
    return rows.resident_row(found[0])


def person(source: Source, resident_id: int) -> Person:
    """A resident with contacts and the present home, or else the last one. Raises ``Unknown("resident")``."""
    store = rows.store_of(source)
    row = resident(store, resident_id)
    homes = rows.homes_by_resident(store, (resident_id,), rows.today_of(source))
    return Person(row, homes.get(resident_id), contacts_of(store, resident_id))


def contacts_of(source: Source, resident_id: int) -> tuple[ContactRow, ...]:
    """How somebody is reached, the preferred way first."""
    return rows.contacts_by_resident(rows.store_of(source), (resident_id,)).get(resident_id, ())


def of_kind(source: Source, kind: str) -> tuple[PlaceRow, ...]:
    """All places of a kind, those that are no longer used too, in natural order. One statement."""
    found = rows.store_of(source).rows(f"SELECT {rows.PLACE} FROM place p WHERE p.kind = ?", (kind,))
    places = [rows.place_row(row) for row in found]
    return tuple(sorted(places, key=lambda place: (natural_key(place.label), place.id)))


def children(source: Source, place_id: int | None) -> tuple[PlaceNode, ...]:
    """What hangs directly below a place (below nothing: the properties), in natural order. One statement."""
    parent = "p.parent_id IS NULL" if place_id is None else "p.parent_id = ?"
    params = () if place_id is None else (place_id,)
    found = rows.store_of(source).rows(
        f"""SELECT {rows.PLACE}, (SELECT count(*) FROM place d WHERE d.parent_id = p.id AND d.active),
        (SELECT count(DISTINCT y.resident_id) FROM residency y WHERE y.place_id = p.id AND {rows.PRESENT})
        FROM place p WHERE {parent} AND p.active""",
        (*rows.present(rows.today_of(source)), *params),
    )
    nodes = [PlaceNode(rows.place_row(row), row[-2], row[-1]) for row in found]
    return tuple(
        sorted(nodes, key=lambda node: (node.place.floor or 0, natural_key(node.place.label), node.place.id))
    )


def path(source: Source, place_id: int) -> tuple[PlaceRow, ...]:
    """The places from the root down to this one, itself included. Two statements."""
    return _path(rows.store_of(source), place(source, place_id))


def _path(store: Store, row: PlaceRow) -> tuple[PlaceRow, ...]:
    ids = tuple(int(part) for part in row.path.split("/") if part)
    return _by_id(store, ids)


def _by_id(store: Store, ids: Iterable[int]) -> tuple[PlaceRow, ...]:
    wanted = tuple(ids)
    found = store.rows(f"SELECT {rows.PLACE} FROM place p WHERE p.id IN ({rows.marks(wanted)})", wanted)
    known = {row[0]: rows.place_row(row) for row in found}
    return tuple(known[ident] for ident in wanted if ident in known)


def below(source: Source, place_id: int) -> tuple[int, ...]:
    """The ids of a place and of everything below it, retired or not."""
    ends = rows.below_path(place(source, place_id).path)
    found = rows.store_of(source).rows("SELECT id FROM place WHERE path >= ? AND path < ? ORDER BY id", ends)
    return tuple(row[0] for row in found)


def residents_of(source: Source, place_id: int, at: date | None = None) -> tuple[Person, ...]:
    """Who lives at a place on a day (today), owners first, with contacts. Two statements."""
    store, day = rows.store_of(source), at or rows.today_of(source)
    return _people(store, "y.place_id = ?", place_id, day)


def _people(store: Store, condition: str, value: int, at: date) -> tuple[Person, ...]:
    found = store.rows(
        f"{_PEOPLE} {condition} AND {rows.PRESENT} ORDER BY {rows.KIND_ORDER}, y.since, y.id",
        (value, *rows.present(at)),
    )
    pairs = [rows.split_person(row, at) for row in found]
    contacts = rows.contacts_by_resident(store, [resident.id for resident, _ in pairs])
    return tuple(Person(resident, stay, contacts.get(resident.id, ())) for resident, stay in pairs)


def history_of(source: Source, place_id: int) -> tuple[ResidencyRow, ...]:
    """Everybody who lives or lived at a place, the latest first."""
    return _history(source, "y.place_id = ?", place_id)


def places_of(source: Source, resident_id: int) -> tuple[ResidencyRow, ...]:
    """Every home that somebody has or had, the latest first."""
    return _history(source, "y.resident_id = ?", resident_id)


def _history(source: Source, condition: str, value: int) -> tuple[ResidencyRow, ...]:
    today = rows.today_of(source)
    found = rows.store_of(source).rows(
        f"{_RESIDENCIES} {condition} ORDER BY y.until IS NOT NULL, y.until DESC, {rows.KIND_ORDER},"
        " y.since DESC, y.id DESC",
        (value,),
    )
    return tuple(rows.residency_row(row, today) for row in found)


def same_line(source: Source, place_id: int) -> tuple[PlaceRow, ...]:
    """The homes above and below one another, the top one first, this one included; empty without a place line."""
    found = rows.store_of(source).rows(
        f"""SELECT {rows.PLACE} FROM place o JOIN place p ON p.line = o.line AND p.property_id = o.property_id
        WHERE o.id = ? AND o.line <> '' AND p.active ORDER BY p.floor DESC, p.id""",
        (place_id,),
    )
    return tuple(rows.place_row(row) for row in found)


def line_ids(source: Source, place_id: int) -> tuple[int, ...]:
    """The ids of the homes of the same place line, this one included."""
    return tuple(place.id for place in same_line(source, place_id))


def home(source: Source, place_id: int | None = None, resident_id: int | None = None) -> HomeCard:
    """Everything to show when a home is found: by its place, by somebody who lives there, or both.

    By resident alone: the present home, owners' before others'; none when they have moved out. Raises ``Unknown``.
    """
    store, today = rows.store_of(source), rows.today_of(source)
    chosen: Person | None = None
    stays: tuple[ResidencyRow, ...] = ()
    if resident_id is not None:
        stays = tuple(stay for stay in _stays(store, resident_id, today) if stay.present)
        own = next((stay for stay in stays if place_id in (None, stay.place_id)), None)
        chosen = Person(resident(store, resident_id), own, contacts_of(store, resident_id))
        place_id = place_id if place_id is not None else (own.place_id if own else None)
    if place_id is None:
        return HomeCard(None, (), (chosen,) if chosen else (), chosen, (), 0, ())
    row = place(store, place_id)
    people = _people(store, "y.place_id = ?", place_id, today)
    others = (stay.place_id for stay in stays if stay.place_id != place_id)
    return HomeCard(
        row,
        _path(store, row)[:-1],
        _chosen_first(people, resident_id),
        chosen,
        _by_id(store, dict.fromkeys(others)),
        _former(store, place_id, today),
        tuple(ident for ident in line_ids(store, place_id) if ident != place_id),
    )


def _stays(store: Store, resident_id: int, today: date) -> Iterable[ResidencyRow]:
    found = store.rows(
        f"{_RESIDENCIES} y.resident_id = ? AND p.active ORDER BY {rows.KIND_ORDER}, y.since DESC, y.id DESC",
        (resident_id,),
    )
    return (rows.residency_row(row, today) for row in found)


def _chosen_first(people: Iterable[Person], resident_id: int | None) -> tuple[Person, ...]:
    once = {person.resident.id: person for person in reversed(tuple(people))}
    ordered: list[Person] = list(reversed(once.values()))
    return tuple(sorted(ordered, key=lambda person: person.resident.id != resident_id))


def _former(store: Store, place_id: int, today: date) -> int:
    found: list[tuple[Any, ...]] = store.rows(
        "SELECT count(DISTINCT resident_id) FROM residency WHERE place_id = ? AND until <= ?",
        (place_id, today.isoformat()),
    )
    return int(found[0][0])


def counts(source: Source) -> DirectoryCounts:
    """How large the directory is."""
    found = rows.store_of(source).rows(
        """SELECT count(*), count(CASE WHEN kind = 'unit' THEN 1 END),
        (SELECT count(*) FROM resident WHERE erased_at IS NULL) FROM place WHERE active"""
    )
    return DirectoryCounts(*found[0])
