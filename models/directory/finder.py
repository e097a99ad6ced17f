"""The finder: what somebody types at the desk, and the home or the person it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.core.errors import UserProblem
from models.directory import rows
from models.directory.kinds import ContactRow, Found, PlaceKind, PlaceRow, ResidencyRow
from models.directory.rows import Source
from models.directory.rules import fold_name
from models.directory.units import looks_like_unit, natural_key, near_units, unit_candidates, unit_parts
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import DIRECTORY, doc_id
from models.store.search_hits import hits
from models.store.search_query import Query, parse

_WHAT = ("place", "resident")
_ENOUGH = 5  # candidates fetched for each line shown, so that the best of many come out on top


def directory_index(store: Store) -> SearchIndex:
    """The search index of places and residents."""
    return SearchIndex(store.execute, DIRECTORY)


@dataclass(frozen=True)
class _Wanted:
    """What was typed, in the forms that the look-ups need."""

    text: str
    parts: tuple[str, ...]
    lookups: tuple[str, ...]
    query: Query

    @classmethod
    def of(cls, text: str) -> _Wanted:
        text = " ".join(text.split())
        parts = unit_parts(text) if looks_like_unit(text) else ()
        spoken = "-".join(parts) if len(parts) > 1 and all(part.isdigit() for part in parts) else text
        return cls(text, parts, unit_candidates(text) if parts else (), parse(spoken))


def find(source: Source, text: str, limit: int = 12) -> list[Found]:
    """Homes, people and other places that fit what was typed so far, the likeliest first.

    A unit in any spelling, a name, its pinyin or initials, a telephone number's beginning or its last three
    digits or more. A fixed number of statements; everything through indexes.
    """
    wanted = _Wanted.of(text)
    if wanted.query.empty and not wanted.lookups:
        return []
    store, today = rows.store_of(source), rows.today_of(source)
    found = [_found_place(wanted, place) for place in _places(store, wanted, limit)]
    found += [_found_person(wanted, ident, name) for ident, name in _people(store, wanted, limit).items()]
    ranked = sorted(found, key=lambda pair: pair[0])
    sure = sum(rank[0] == 0 for rank, _ in ranked) == 1
    kept = _shared_out([entry for _, entry in ranked], limit)
    detailed = _with_details(store, wanted, kept, today)
    return [_lit(wanted, replace(entry, exact=entry.exact and sure)) for entry in detailed]


def _shared_out(found: Sequence[Found], limit: int) -> list[Found]:
    """The first ``limit``, of which neither homes nor people take more than two thirds while the others wait."""
    most = {what: limit - min(limit // 3, sum(entry.what != what for entry in found)) for what in _WHAT}
    kept = []
    for entry in found:
        if most[entry.what] > 0:
            most[entry.what] -= 1
            kept.append(entry)
    return kept[:limit]


def _places(store: Store, wanted: _Wanted, limit: int) -> list[PlaceRow]:
    found = {place.id: place for place in _by_lookup(store, wanted, limit)}
    if not wanted.query.empty:
        index = directory_index(store)
        condition, params = index.match_sql(wanted.query, "p.id", entity="place")
        more = store.rows(
            f"SELECT {rows.PLACE} FROM place p WHERE p.active AND {condition} ORDER BY p.id LIMIT ?",
            (*params, limit * _ENOUGH),
        )
        meant = set(index.sift(wanted.query, [doc_id("place", row[0]) for row in more]))
        for row in more:
            if doc_id("place", row[0]) in meant:
                found.setdefault(row[0], rows.place_row(row))
    return list(found.values())


def _by_lookup(store: Store, wanted: _Wanted, limit: int) -> list[PlaceRow]:
    """Units as typed, those that begin so, and those behind a staircase that was left out."""
    if not wanted.lookups:
        return []
    ranges = " OR ".join(["p.lookup >= ? AND p.lookup < ?"] * len(wanted.lookups))
    params: list[object] = [end for one in wanted.lookups for end in (one, rows.prefix_end(one))]
    if len(wanted.parts) > 1:
        ranges += " OR (p.lookup >= ? AND p.lookup < ? AND p.lookup LIKE '%' || ?)"
        params += [wanted.parts[0], rows.prefix_end(wanted.parts[0]), "".join(wanted.parts[1:])]
    exact = rows.marks(wanted.lookups)
    found = store.rows(
        f"SELECT {rows.PLACE} FROM place p WHERE p.active AND ({ranges})"
        f" ORDER BY p.lookup IN ({exact}) DESC, length(p.lookup), p.lookup, p.id LIMIT ?",
        (*params, *wanted.lookups, limit * _ENOUGH),
    )
    return [rows.place_row(row) for row in found]


def _people(store: Store, wanted: _Wanted, limit: int) -> dict[int, str]:
    """Residents whom the index finds, those whose name begins as typed first: id to name."""
    if wanted.query.empty:
        return {}
    index = directory_index(store)
    condition, params = index.match_sql(wanted.query, "r.id", entity="resident")
    found = store.rows(
        f"SELECT r.id, r.name FROM resident r WHERE {condition}"
        " ORDER BY CASE WHEN r.name = ? THEN 0 WHEN substr(r.name, 1, length(?)) = ? THEN 1 ELSE 2 END, r.name, r.id"
        " LIMIT ?",
        (*params, wanted.text, wanted.text, wanted.text, limit * _ENOUGH),
    )
    meant = set(index.sift(wanted.query, [doc_id("resident", row[0]) for row in found]))
    return {row[0]: row[1] for row in found if doc_id("resident", row[0]) in meant}


Rank = tuple[int, tuple[tuple[int, int, str], ...], int]


def _found_place(wanted: _Wanted, place: PlaceRow) -> tuple[Rank, Found]:
    rank = _place_rank(wanted, place)
    exact = rank == 0 and place.kind == PlaceKind.UNIT
    entry = Found("place", place.id, None, place.kind, None, place.label, place.name, exact=exact)
    return (rank, natural_key(place.label), place.id), entry


def _place_rank(wanted: _Wanted, place: PlaceRow) -> int:
    own = unit_parts(place.label)
    unit = place.kind == PlaceKind.UNIT
    if own and wanted.parts and _same_parts(wanted.parts, own):
        return 0
    if unit and wanted.parts and own[: len(wanted.parts) - 1] == wanted.parts[:-1]:
        rest = own[len(wanted.parts) - 1 :]
        if rest and rest[0].startswith(wanted.parts[-1]):
            return 1 if len(rest) == 1 else 2
    return 3 if unit and wanted.parts else 7


def _same_parts(typed: Sequence[str], own: Sequence[str]) -> bool:
    """Whether these are the same, noughts aside. One part alone may be several run together, or the last of them."""
    bare = [part.lstrip("0") for part in typed]
    if bare == [part.lstrip("0") for part in own]:
        return True
    return len(typed) == 1 and (typed[0] == "".join(own) or bare[0] == own[-1].lstrip("0"))


def _found_person(wanted: _Wanted, ident: int, name: str) -> tuple[Rank, Found]:
    typed, folded = fold_name(wanted.text), fold_name(name)
    rank = 4 if folded == typed else 5 if folded.startswith(typed) else 6
    return (rank, (), ident), Found("resident", None, ident, None, None, name, "")


def _with_details(store: Store, wanted: _Wanted, kept: Sequence[Found], today: date) -> list[Found]:
    """Fill in who lives at the places, and where the people live and how they are reached."""
    people = [entry.resident_id for entry in kept if entry.resident_id is not None]
    places = [entry.place_id for entry in kept if entry.place_id is not None]
    names = rows.names_by_place(store, places, today)
    homes = rows.homes_by_resident(store, people, today)
    contacts = rows.contacts_by_resident(store, people)
    detailed = []
    for entry in kept:
        if entry.resident_id is None:
            living = ", ".join(names.get(entry.place_id or 0, ()))
            detailed.append(replace(entry, detail=living or entry.detail))
        else:
            ident = entry.resident_id
            detailed.append(_at_home(wanted, entry, homes.get(ident), contacts.get(ident, ())))
    return detailed


def _at_home(
    wanted: _Wanted, entry: Found, home: ResidencyRow | None, contacts: Sequence[ContactRow]
) -> Found:
    """Somebody with the present home, and with the number that was typed or else the preferred one."""
    typed = "".join(filter(str.isdigit, wanted.text)) or " "
    numbers = sorted(
        (contact for contact in contacts if contact.digits), key=lambda one: typed not in one.digits
    )
    number = numbers[0].value if numbers else ""
    if home is None or not home.present:
        return replace(entry, detail=number)
    detail = " · ".join(part for part in (home.place_label, number) if part)
    return replace(entry, place_id=home.place_id, resident_kind=home.kind, detail=detail)


def _lit(wanted: _Wanted, entry: Found) -> Found:
    """The entry with what was typed marked in it."""
    # The name of a place ends its label.
    name = entry.label.rpartition(" ")[2] if entry.what == "place" else entry.label
    return replace(
        entry,
        label_hits=tuple(hits(wanted.query, entry.label, (name,))),
        detail_hits=tuple(hits(wanted.query, entry.detail)),
    )


def known_unit(source: Source, text: str) -> PlaceRow | None:
    """The one active unit that is meant, or ``None``: for files, where nobody is there to be asked."""
    same = _same_units(rows.store_of(source), _Wanted.of(text))
    return same[0] if len(same) == 1 else None


def _same_units(store: Store, wanted: _Wanted) -> list[PlaceRow]:
    meant = [place for place in _by_lookup(store, wanted, 2) if place.kind == PlaceKind.UNIT]
    if len(wanted.parts) == 1:
        meant += _by_code(store, wanted.parts[0])
    meant = list({place.id: place for place in meant}.values())
    same = [place for place in meant if _place_rank(wanted, place) == 0]
    if not same:
        same = [place for place in meant if _behind_a_staircase(wanted, place)]
    return same


def resolve_unit(source: Source, text: str) -> PlaceRow:
    """The one active unit that is meant.

    Raises ``unit.unknown``, ``unit.unknown_near`` with the likeliest one, or ``unit.ambiguous`` with some of them.
    """
    store = rows.store_of(source)
    wanted = _Wanted.of(text)
    same = _same_units(store, wanted)
    if len(same) == 1:
        return same[0]
    if same:
        labels = tuple(dict.fromkeys(place.label for place in same))
        raise UserProblem("unit.ambiguous", unit=wanted.text, near=labels)
    near = near_units(wanted.text, _unit_labels(store), most=1) if wanted.parts else ()
    if near:
        raise UserProblem("unit.unknown_near", unit=wanted.text, near=near[0])
    raise UserProblem("unit.unknown", unit=wanted.text)


def _by_code(store: Store, code: str) -> list[PlaceRow]:
    """Units of this number in any building."""
    found = store.rows(
        f"SELECT {rows.PLACE} FROM place p WHERE p.kind = 'unit' AND p.active AND lower(p.code) = ?"
        " ORDER BY p.id LIMIT 5",
        (code,),
    )
    return [rows.place_row(row) for row in found]


def _behind_a_staircase(wanted: _Wanted, place: PlaceRow) -> bool:
    own = unit_parts(place.label)
    return len(own) == 3 and wanted.parts == (own[0], own[2])


def _unit_labels(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT label FROM place WHERE kind = 'unit' AND active")]
