"""How residents and their homes are written, inside an action. Other rooms use these functions over ``Work`` too."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.directory import rows
from models.directory.indexing import index_residents
from models.directory.kinds import ResidencyDraft, ResidencyRow, ResidentDraft
from models.directory.phones import clean_contacts, region_of_zone
from models.directory.placing import place_at
from models.directory.rules import check_residency, check_resident
from models.directory.tables import ContactPoint, Residency, Resident
from models.store.database import Store


def resident_in(work: Work, draft: ResidentDraft, home: ResidencyDraft | None = None) -> int:
    """Add somebody, with a home where one is known; returns the id."""
    check_resident(draft)
    ident = work.insert(Resident, **resident_fields(draft), created_at=work.now)
    _write_contacts(work, ident, draft)
    work.touch("resident", ident)
    if home is not None:
        move_in_in(work, ident, home)
    else:
        index_residents(work, [ident])
    return ident


def resident_fields(draft: ResidentDraft) -> dict[str, Any]:
    """The columns of a resident as typed."""
    return {
        "name": " ".join(draft.name.split()),
        "language": draft.language or None,
        "access_needs": draft.access_needs.strip(),
        "hints": draft.hints.strip(),
        "vulnerable": draft.vulnerable,
        "age_group": draft.age_group or None,
        "occupation": (draft.occupation or "").strip() or None,
    }


def change_resident_in(work: Work, resident_id: int, version: int | None, draft: ResidentDraft) -> None:
    """Change somebody; the contacts are replaced as a whole. Those who were erased stay so."""
    check_resident(draft)
    _check_resident_there(work.store, resident_id)
    work.update(Resident, resident_id, version, **resident_fields(draft))
    _write_contacts(work, resident_id, draft)
    work.touch("resident", resident_id)
    index_residents(work, [resident_id])


def _check_resident_there(store: Store, resident_id: int) -> None:
    if not store.rows("SELECT 1 FROM resident WHERE id = ? AND erased_at IS NULL", (resident_id,)):
        raise Unknown("resident", resident_id)


def _write_contacts(work: Work, resident_id: int, draft: ResidentDraft) -> None:
    """Make the contacts those of the draft, in its order. Raises ``contact.phone``, ``contact.email``."""
    kept = clean_contacts(draft.contacts, region_of_zone(rows.zone_name(work.store)))
    new = [(str(contact.kind), contact.value, digits, contact.label) for contact, digits in kept]
    old = work.store.rows(
        "SELECT kind, value, digits, label, id FROM contact_point WHERE resident_id = ? ORDER BY position, id",
        (resident_id,),
    )
    if [row[:4] for row in old] == new:
        return
    for row in old:
        work.delete(ContactPoint, row[4])
    columns = ("resident_id", "kind", "value", "digits", "label", "position")
    work.insert_many(ContactPoint, columns, [(resident_id, *row, place) for place, row in enumerate(new)])


def move_in_in(work: Work, resident_id: int, draft: ResidencyDraft) -> int:
    """Let somebody live at a place; returns the id of the residency."""
    check_residency(draft)
    _check_resident_there(work.store, resident_id)
    _check_home(work.store, draft.place_id)
    _check_once(work.store, resident_id, draft, None)
    ident = work.insert(
        Residency,
        resident_id=resident_id,
        place_id=draft.place_id,
        kind=str(draft.kind),
        since=draft.since,
        until=draft.until,
    )
    _moved(work, resident_id, draft.place_id)
    return ident


def _check_home(store: Store, place_id: int) -> None:
    """Raises ``Unknown("place")`` or ``place.retired``: nobody moves into what is no longer in use."""
    place = place_at(store, place_id)
    if not place.active:
        raise UserProblem("place.retired", label=place.label)


def _check_once(store: Store, resident_id: int, draft: ResidencyDraft, own_id: int | None) -> None:
    """Raises ``residency.twice`` when somebody would live at one place twice at the same time."""
    for ident, label, since, until in store.rows(
        "SELECT y.id, p.label, y.since, y.until FROM residency y JOIN place p ON p.id = y.place_id"
        " WHERE y.resident_id = ? AND y.place_id = ?",
        (resident_id, draft.place_id),
    ):
        start, end = rows.day(since), rows.day(until)
        before = end is not None and draft.since is not None and end <= draft.since
        after = draft.until is not None and start is not None and draft.until <= start
        if ident != own_id and not (before or after):
            raise UserProblem("residency.twice", label=label)


def move_out_in(work: Work, residency_id: int, version: int | None, until: date | None = None) -> None:
    """End a residency: from ``until`` (today) on they no longer live there. The record stays."""
    row = residency_at(work, residency_id)
    end = until or rows.today_of(work.session)
    check_residency(ResidencyDraft(row.place_id, row.kind, row.since, end))
    work.update(Residency, residency_id, version, until=end)
    _moved(work, row.resident_id, row.place_id)


def residency_at(work: Work, residency_id: int) -> ResidencyRow:
    """A residency as it stands in this transaction; raises ``Unknown("residency")``."""
    found = work.store.rows(
        f"SELECT {rows.RESIDENCY} FROM residency y JOIN resident r ON r.id = y.resident_id"
        " JOIN place p ON p.id = y.place_id WHERE y.id = ?",
        (residency_id,),
    )
    if not found:
        raise Unknown("residency", residency_id)
    return rows.residency_row(found[0], rows.today_of(work.session))


def change_residency_in(work: Work, residency_id: int, version: int | None, draft: ResidencyDraft) -> None:
    """Put a residency right: another place, kind or other days."""
    check_residency(draft)
    row = residency_at(work, residency_id)
    if draft.place_id != row.place_id:
        _check_home(work.store, draft.place_id)
    _check_once(work.store, row.resident_id, draft, residency_id)
    work.update(
        Residency,
        residency_id,
        version,
        place_id=draft.place_id,
        kind=str(draft.kind),
        since=draft.since,
        until=draft.until,
    )
    _moved(work, row.resident_id, row.place_id, draft.place_id)


def _moved(work: Work, resident_id: int, *places: int) -> None:
    """Announce that somebody's homes changed and renew the index entry."""
    work.touch("resident", resident_id)
    for place_id in places:
        work.touch("place", place_id)
    index_residents(work, [resident_id])
