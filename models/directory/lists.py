"""Paged lists of places and of residents: keyset, filtered, a fixed number of statements a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.core.paging import PAGE_SIZE, Key, Page
from models.directory import rows
from models.directory.finder import directory_index
from models.directory.kinds import (
    PlaceFilter,
    PlaceItem,
    ResidencyRow,
    ResidentFilter,
    ResidentItem,
    ResidentRow,
)
from models.directory.rows import Source
from models.directory.units import looks_like_unit, unit_candidates
from models.store.database import Store
from models.store.search_documents import doc_id
from models.store.search_query import Query, parse

_PLACE_ORDER = """COALESCE(p.property_id, 0), COALESCE(p.parent_id, 0), COALESCE(p.floor, 0), length(p.lookup),
    p.lookup, p.id"""
_ALL_PLACES, _ALL_RESIDENTS = PlaceFilter(), ResidentFilter()


def place_page(
    source: Source, wanted: PlaceFilter = _ALL_PLACES, key: Key | None = None, size: int = PAGE_SIZE
) -> Page[PlaceItem]:
    """A page of places: by property and parent, then by floor and label. ``key`` as the page before gave it."""
    store, today = rows.store_of(source), rows.today_of(source)
    conditions, params = _place_conditions(store, wanted)
    if key is not None:
        conditions.append(f"({_PLACE_ORDER}) > (SELECT {_PLACE_ORDER} FROM place p WHERE p.id = ?)")
        params.append(key[1])
    found = store.rows(
        f"SELECT {rows.PLACE} FROM place p WHERE {' AND '.join(conditions)} ORDER BY {_PLACE_ORDER} LIMIT ?",
        (*params, size + 1),
    )
    places = [rows.place_row(row) for row in found[:size]]
    names = rows.names_by_place(store, [place.id for place in places], today)
    more = len(found) > size
    return Page(
        tuple(PlaceItem(place, names.get(place.id, ())) for place in places),
        (places[-1].label, places[-1].id) if more else None,
    )


def _place_conditions(store: Store, wanted: PlaceFilter) -> tuple[list[str], list[Any]]:
    conditions: list[str] = [] if wanted.retired else ["p.active"]
    params: list[Any] = []
    if wanted.kind:
        conditions.append("p.kind = ?")
        params.append(wanted.kind)
    if wanted.under_id is not None:
        conditions.append("p.path >= ? AND p.path < ?")
        params += rows.below_path(_path_of(store, wanted.under_id))
    text = " ".join(wanted.text.split())
    if text:
        pattern = _pattern(text)
        clauses = ["p.label LIKE ? ESCAPE '\\'", "p.name LIKE ? ESCAPE '\\'"]
        params += [pattern, pattern]
        for lookup in unit_candidates(text) if looks_like_unit(text) else ():
            clauses.append("p.lookup >= ? AND p.lookup < ?")
            params += [lookup, rows.prefix_end(lookup)]
        conditions.append(f"({' OR '.join(clauses)})")
    return conditions or ["1 = 1"], params


def _pattern(text: str) -> str:
    """A pattern that holds the text itself, whatever wild cards it contains."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _path_of(store: Store, place_id: int) -> str:
    found = store.rows("SELECT path FROM place WHERE id = ?", (place_id,))
    return found[0][0] if found else "/0/"  # nothing lies below a place that is gone


def resident_page(
    source: Source, wanted: ResidentFilter = _ALL_RESIDENTS, key: Key | None = None, size: int = PAGE_SIZE
) -> Page[ResidentItem]:
    """A page of residents by name. ``key`` as the page before gave it. Erased ones are not shown."""
    store, today = rows.store_of(source), rows.today_of(source)
    query = parse(wanted.text)
    conditions, params = _resident_conditions(source, wanted, query)
    found: list[tuple[Any, ...]] = []
    while len(found) <= size:
        page = _resident_rows(store, conditions, params, key, size + 1)
        found += _meant(store, query, page)
        if len(page) <= size:
            break
        key = (page[-1][2], page[-1][0])
    residents = [rows.resident_row(row) for row in found[:size]]
    ids = [resident.id for resident in residents]
    homes = rows.homes_by_resident(store, ids, today)
    contacts = rows.contacts_by_resident(store, ids)
    items = []
    for resident in residents:
        phone = next((one.value for one in contacts.get(resident.id, ()) if one.digits), "")
        items.append(_item(resident, homes.get(resident.id), phone))
    return Page(tuple(items), (residents[-1].name, residents[-1].id) if len(found) > size else None)


def _item(resident: ResidentRow, home: ResidencyRow | None, phone: str) -> ResidentItem:
    if home is None:
        return ResidentItem(resident, None, "", "", False, phone)
    return ResidentItem(resident, home.place_id, home.place_label, home.kind, home.present, phone)


def _resident_rows(
    store: Store, conditions: Sequence[str], params: Sequence[Any], key: Key | None, size: int
) -> list[tuple[Any, ...]]:
    where, values = " AND ".join(conditions), list(params)
    if key is not None:
        where += " AND (r.name, r.id) > (?, ?)"
        values += key
    return store.rows(
        f"SELECT {rows.RESIDENT} FROM resident r WHERE {where} ORDER BY r.name, r.id LIMIT ?", (*values, size)
    )


def _meant(store: Store, query: Query, page: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Those rows that the query really means, where the index alone cannot tell."""
    if query.empty or query.exact:
        return list(page)
    meant = set(directory_index(store).sift(query, [doc_id("resident", row[0]) for row in page]))
    return [row for row in page if doc_id("resident", row[0]) in meant]


def _resident_conditions(source: Source, wanted: ResidentFilter, query: Query) -> tuple[list[str], list[Any]]:
    store = rows.store_of(source)
    conditions, params = ["r.erased_at IS NULL"], list[Any]()
    if not query.empty:
        condition, values = directory_index(store).match_sql(query, "r.id", entity="resident")
        conditions.append(condition)
        params += values
    home, values = _home_conditions(source, wanted)
    if home:
        source_sql = "SELECT 1 FROM residency y JOIN place p ON p.id = y.place_id WHERE y.resident_id = r.id"
        conditions.append(f"EXISTS ({source_sql} AND {' AND '.join(home)})")
        params += values
    if wanted.present is False:
        conditions.append(
            f"NOT EXISTS (SELECT 1 FROM residency y WHERE y.resident_id = r.id AND {rows.PRESENT})"
        )
        params += rows.present(rows.today_of(source))
    return conditions, params


def _home_conditions(source: Source, wanted: ResidentFilter) -> tuple[list[str], tuple[Any, ...]]:
    conditions: list[str] = []
    params: list[Any] = []
    if wanted.place_id is not None:
        conditions.append("p.path >= ? AND p.path < ?")
        params += rows.below_path(_path_of(rows.store_of(source), wanted.place_id))
    if wanted.kind:
        conditions.append("y.kind = ?")
        params.append(wanted.kind)
    if wanted.present:
        conditions.append(rows.PRESENT)
        params += rows.present(rows.today_of(source))
    return conditions, tuple(params)
