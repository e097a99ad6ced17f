"""What the search index knows of the directory; renewed in the transaction that changes a place or a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from models.core.work import Work
from models.directory import rows
from models.directory.finder import directory_index
from models.store.database import Store
from models.store.search_documents import Document, doc_id

_BATCH = 400


def place_document(place_id: int, label: str, name: str) -> Document:
    """A place is found by its label and its name, the name also by pinyin."""
    return Document.of(doc_id("place", place_id), label, (name,) if name else ())


def resident_document(
    resident_id: int, name: str, contacts: Iterable[tuple[str, str]], homes: Iterable[str]
) -> Document:
    """Somebody is found by name and pinyin, numbers (as typed and bare), addresses and present homes."""
    lines = [text for contact in contacts for text in dict.fromkeys(contact) if text]
    return Document.of(doc_id("resident", resident_id), "\n".join([*lines, *homes]), (name,))


def index_places(work: Work, ids: Sequence[int]) -> None:
    """Renew the entries of places; retired ones are forgotten."""
    store, index = work.store, directory_index(work.store)
    for start in range(0, len(ids), _BATCH):
        some = tuple(sorted(ids[start : start + _BATCH]))
        found = store.rows(
            f"SELECT id, label, name, active FROM place WHERE id IN ({rows.marks(some)}) ORDER BY id", some
        )
        index.put_many([place_document(ident, label, name) for ident, label, name, active in found if active])
        for ident in {row[0] for row in found if not row[3]}:
            index.remove(doc_id("place", ident))


def index_residents(work: Work, ids: Sequence[int]) -> None:
    """Renew the entries of residents; erased ones are forgotten."""
    index, today = directory_index(work.store), rows.today_of(work.session)
    for start in range(0, len(ids), _BATCH):
        some = tuple(sorted(set(ids[start : start + _BATCH])))
        index.put_many(_resident_documents(work.store, some, today))
        erased = work.store.rows(
            f"SELECT id FROM resident WHERE id IN ({rows.marks(some)}) AND erased_at IS NOT NULL", some
        )
        for (ident,) in erased:
            index.remove(doc_id("resident", ident))


def _resident_documents(store: Store, ids: Sequence[int], today: date) -> list[Document]:
    named = store.rows(
        f"SELECT id, name FROM resident WHERE id IN ({rows.marks(ids)}) AND erased_at IS NULL ORDER BY id",
        tuple(ids),
    )
    contacts = rows.contacts_by_resident(store, ids)
    homes: dict[int, list[str]] = {}
    for resident_id, label in store.rows(
        "SELECT y.resident_id, p.label FROM residency y JOIN place p ON p.id = y.place_id"
        f" WHERE y.resident_id IN ({rows.marks(ids)}) AND (y.until IS NULL OR y.until > ?) ORDER BY y.id",
        (*ids, today.isoformat()),
    ):
        homes.setdefault(resident_id, []).append(label)
    return [
        resident_document(
            ident,
            name,
            [(contact.value, contact.digits) for contact in contacts.get(ident, ())],
            dict.fromkeys(homes.get(ident, ())),
        )
        for ident, name in named
    ]


def index_below(work: Work, path: str) -> None:
    """Renew the entries of a place, of all below it and of everybody who lives there."""
    ends = rows.below_path(path)
    places = work.store.rows("SELECT id FROM place WHERE path >= ? AND path < ?", ends)
    people = work.store.rows(
        "SELECT DISTINCT y.resident_id FROM residency y JOIN place p ON p.id = y.place_id"
        " WHERE p.path >= ? AND p.path < ?",
        ends,
    )
    index_places(work, [row[0] for row in places])
    index_residents(work, [row[0] for row in people])
