"""How places are written, inside an action; other rooms (the sample estate) use these functions over ``Work`` too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.directory import rows
from models.directory.indexing import index_below, index_places
from models.directory.kinds import PlaceDraft, PlaceKind, PlaceRow
from models.directory.rules import Ancestry, label_of, may_hold
from models.directory.tables import Place
from models.directory.units import floor_of, fold_unit, place_line
from models.store.database import Store


def place_in(work: Work, draft: PlaceDraft) -> int:
    """Add a place below its parent; returns its id."""
    parent = _parent(work.store, draft.parent_id)
    if parent is not None and not parent.active:
        raise UserProblem("place.retired", label=parent.label)
    fields = place_fields(draft, parent, ancestry(work.store, parent))
    _check_free(work.store, fields, None)
    # The path holds the row's own id; places are never deleted, so the next one is known beforehand.
    ident = int(work.store.rows("SELECT COALESCE(max(id), 0) + 1 FROM place")[0][0])
    path = f"{parent.path if parent else '/'}{ident}/"
    work.insert(Place, **fields, id=ident, path=path, property_id=parent.property_id if parent else ident)
    work.touch("place", ident)
    index_places(work, [ident])
    return ident


def place_at(store: Store, place_id: int) -> PlaceRow:
    """A place as it stands in this transaction; raises ``Unknown("place")``."""
    found = store.rows(f"SELECT {rows.PLACE} FROM place p WHERE p.id = ?", (place_id,))
    if not found:
        raise Unknown("place", place_id)
    return rows.place_row(found[0])


def _parent(store: Store, parent_id: int | None) -> PlaceRow | None:
    return None if parent_id is None else place_at(store, parent_id)


def ancestry(store: Store, parent: PlaceRow | None) -> Ancestry:
    """What the places from ``parent`` up contribute to labels below it."""
    if parent is None:
        return Ancestry()
    ids = tuple(int(part) for part in parent.path.split("/") if part)
    found = store.rows(f"SELECT {rows.PLACE} FROM place p WHERE p.id IN ({rows.marks(ids)})", ids)
    above = Ancestry()
    for row in sorted(map(rows.place_row, found), key=lambda row: ids.index(row.id)):
        above = descend(above, row)
    return above


def descend(above: Ancestry, row: PlaceRow) -> Ancestry:
    """The ancestry of what hangs below ``row``, of which ``above`` is the ancestry."""
    building, staircase, floor = above.building, above.staircase, above.floor
    if row.kind == PlaceKind.BUILDING:
        building, staircase, floor = row.code, "", None
    elif row.kind == PlaceKind.STAIRCASE:
        staircase = row.code
    elif row.kind == PlaceKind.FLOOR:
        floor = row.floor
    return Ancestry(building, staircase, "" if row.kind == PlaceKind.PROPERTY else row.label, floor)


def place_fields(draft: PlaceDraft, parent: PlaceRow | None, above: Ancestry) -> dict[str, Any]:
    """The columns that follow from what was typed. Raises ``place.wrong_parent`` or ``place.no_code``."""
    if not may_hold(parent.kind if parent else None, draft.kind):
        raise UserProblem("place.wrong_parent", kind=("word", "place_kind", str(draft.kind)))
    code, name = draft.code.strip(), draft.name.strip()
    unit = draft.kind == PlaceKind.UNIT
    if not code and (unit or not name):
        raise UserProblem("place.no_code")
    label = label_of(draft.kind, code, name, above)
    return {
        "parent_id": draft.parent_id,
        "kind": str(draft.kind),
        "code": code or name,
        "name": name,
        "label": label,
        "lookup": fold_unit(label),
        "line": place_line(above.building, above.staircase, code) if unit else "",
        "floor": _floor(draft, code, above),
        "hints": draft.hints.strip(),
    }


def _floor(draft: PlaceDraft, code: str, above: Ancestry) -> int | None:
    """The floor of a place: as typed, as its code tells, or that of the floor it hangs on."""
    if draft.floor is not None:
        return draft.floor
    if draft.kind == PlaceKind.FLOOR:
        digits = code.strip("-BbFfLl层楼 ")
        return int(digits) * (-1 if code[:1] in "-Bb" else 1) if digits.isdecimal() else None
    if above.floor is not None or draft.kind != PlaceKind.UNIT:
        return above.floor
    return floor_of(code)


def _check_free(store: Store, fields: dict[str, Any], own_id: int | None) -> None:
    """Raises ``place.exists`` when such a place hangs there already."""
    taken = store.rows(
        "SELECT id FROM place WHERE lookup = ? AND COALESCE(parent_id, 0) = ? AND kind = ? AND label = ? AND active",
        (fields["lookup"], fields["parent_id"] or 0, fields["kind"], fields["label"]),
    )
    if any(row[0] != own_id for row in taken):
        raise UserProblem("place.exists", label=fields["label"])


def change_in(work: Work, place_id: int, version: int | None, draft: PlaceDraft) -> None:
    """Change a place; labels, paths and index entries of all below it follow."""
    store = work.store
    old = place_at(store, place_id)
    parent = _parent(store, draft.parent_id)
    if parent is not None and parent.path.startswith(old.path):
        raise UserProblem("place.own_child", label=old.label)
    fields = place_fields(draft, parent, ancestry(store, parent))
    if old.active:
        _check_free(store, fields, place_id)
    path = f"{parent.path if parent else '/'}{place_id}/"
    work.update(
        Place, place_id, version, **fields, path=path, property_id=parent.property_id if parent else place_id
    )
    work.touch("place", place_id)
    if _differ(old, place_at(store, place_id)):
        _relabel_below(work, old.path, place_id)
        index_below(work, path)


def _differ(old: PlaceRow, new: PlaceRow) -> bool:
    """Whether anything changed that shows in what hangs below, or in the index."""
    return any(
        getattr(old, name) != getattr(new, name) for name in ("code", "name", "label", "path", "floor")
    )


def _relabel_below(work: Work, old_path: str, place_id: int) -> None:
    """Reckon paths, labels and lines anew for everything below a place that was changed."""
    top = place_at(work.store, place_id)
    found = work.store.rows(
        f"SELECT {rows.PLACE} FROM place p WHERE p.path >= ? AND p.path < ? AND p.id <> ?",
        (*rows.below_path(old_path), place_id),
    )
    known = {place_id: (top, descend(ancestry(work.store, _parent(work.store, top.parent_id)), top))}
    for row in sorted(map(rows.place_row, found), key=lambda row: row.path.count("/")):
        parent, above = known[row.parent_id or place_id]
        fields = place_fields(
            PlaceDraft(parent.id, row.kind, row.code, row.name, row.floor, row.hints), parent, above
        )
        lookup = fields.pop("lookup")
        fresh = replace(row, **fields, path=f"{parent.path}{row.id}/", property_id=parent.property_id)
        if fresh != row:
            work.update(
                Place, row.id, None, **fields, lookup=lookup, path=fresh.path, property_id=fresh.property_id
            )
            work.touch("place", row.id)
        known[row.id] = (fresh, descend(above, fresh))


def retire_in(work: Work, place_id: int, version: int | None) -> None:
    """Take a place out of use. Raises ``place.occupied`` or ``place.has_children`` while it is in use."""
    row = place_at(work.store, place_id)
    names = rows.names_by_place(work.store, [place_id], rows.today_of(work.session)).get(place_id, ())
    if names:
        raise UserProblem("place.occupied", label=row.label, n=len(names))
    below = work.store.rows("SELECT count(*) FROM place WHERE parent_id = ? AND active", (place_id,))[0][0]
    if below:
        raise UserProblem("place.has_children", label=row.label, n=below)
    work.update(Place, place_id, version, active=False)
    work.touch("place", place_id)
    index_places(work, [place_id])


def restore_in(work: Work, place_id: int, version: int | None) -> None:
    """Take a retired place into use again. Raises ``place.exists`` when another has its name by now."""
    row = place_at(work.store, place_id)
    parent = _parent(work.store, row.parent_id)
    if parent is not None and not parent.active:
        raise UserProblem("place.retired", label=parent.label)
    fields = {
        "parent_id": row.parent_id,
        "kind": row.kind,
        "label": row.label,
        "lookup": fold_unit(row.label),
    }
    _check_free(work.store, fields, place_id)
    work.update(Place, place_id, version, active=True)
    work.touch("place", place_id)
    index_places(work, [place_id])
