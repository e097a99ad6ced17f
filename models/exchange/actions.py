"""Bulk writes of what was read from a file."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.complaints.rules import reference_of
from models.complaints.snapshot import WhereAbouts, of_places
from models.complaints.tables import Complaint, Event, ImportBatch
from models.core.action import action
from models.core.clock import from_millis, to_millis
from models.core.permissions import Permission
from models.core.work import Work
from models.exchange.case_rows import ImportedCase
from models.exchange.cause_codes import cause_codes
from models.handling.kinds import ANSWERED, FollowOutcome, StepState
from models.handling.progress import START, UNRECORDED
from models.handling.tables import FollowUp, StepRecord
from models.options.categories import ensure_imported
from models.options.queries import current_policy, settings
from models.options.rules import split_code
from models.options.tables import Counter
from models.store.database import Store
from models.store.fields import canonical
from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document

_CHUNK = 500
_COLUMNS = (
    "id", "reference", "kind", "channel", "status", "received_at", "recorded_at", "recorded_by", "anonymous",
    "caller_name", "caller_phone", "where_text", "place_id", "title", "words", "asks_for", "category", "subcategory",
    "severity", "step", "steps", "resolved_at", "closed_at", "policy_version_id", "imported", "source_batch_id",
    "source_key", "property_id", "building_id", "place_kind", "cause", "cause_text", "responsible",
    "satisfaction",
)  # fmt: skip
_EVENT_COLUMNS = ("complaint_id", "at", "staff_id", "kind", "text", "facts")
_CALL_COLUMNS = ("complaint_id", "at", "attempt", "outcome", "solved")
_STEP_COLUMNS = ("complaint_id", "step", "state", "started_at", "facts")


@dataclass(frozen=True)
class Prepared:
    """A case with its place found and its search tokens made, before any lock is taken."""

    case: ImportedCase
    place_id: int | None
    document: Document


class _Codes(NamedTuple):
    """What the file's words for kinds and causes are here, by both levels."""

    categories: Mapping[tuple[str, str], str]
    causes: Mapping[tuple[str, str], str]


class Known(NamedTuple):
    """A case that came in under a key before."""

    received_at: datetime
    reference: str


def prepare(case: ImportedCase, place_id: int | None) -> Prepared:
    """Make the search document of a case; it gets its number when it gets its row."""
    texts = (
        case.title,
        case.words,
        case.asks_for,
        case.unit,
        case.where,
        case.phone,
        case.outcome,
        case.cause_text,
    )
    kinds = (case.category, case.subcategory)
    body = "\n".join(dict.fromkeys(text for text in (*texts, *kinds) if text))
    return Prepared(case, place_id, Document.of(0, body, (case.name,) if case.name else ()))


def known_keys(store: Store, keys: Sequence[str]) -> dict[str, Known]:
    """Those of ``keys`` that are in the store already."""
    found: dict[str, Known] = {}
    for chunk in _chunks(keys):
        marks = ",".join("?" * len(chunk))
        rows = store.rows(
            f"SELECT source_key, received_at, reference FROM complaint WHERE source_key IN ({marks})", chunk
        )
        found.update((key, Known(from_millis(received), reference)) for key, received, reference in rows)
    return found


def _chunks(items: Sequence[str]) -> Iterator[list[str]]:
    stream = iter(items)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


@action("complaint.import_start", needs=Permission.IMPORT)
def start_import(work: Work, file_name: str, mapping: str) -> int:
    """Note that a file is being read in; its batches refer to it."""
    batch_id = work.insert(
        ImportBatch, file_name=file_name, mapping=mapping, started_at=work.now, staff_id=work.actor.staff_id
    )
    work.fact(batch=batch_id)
    return batch_id


@action("complaint.import", needs=Permission.IMPORT)
def import_cases(work: Work, batch_id: int, prepared: Sequence[Prepared]) -> frozenset[str]:
    """Write one batch of past cases, all or nothing; returns the keys of those that were new.

    History keeps its dates and is marked as imported. Steps that nobody recorded stay unrecorded: a closed case stays
    closed, an open one starts at *receive*.
    """
    known = known_keys(work.store, [one.case.key for one in prepared])
    fresh: dict[str, Prepared] = {}
    for one in prepared:
        if one.case.key not in known:
            fresh.setdefault(one.case.key, one)
    ordered = sorted(fresh.values(), key=lambda one: (one.case.received_at, one.case.line))
    if ordered:
        _write(work, batch_id, ordered)
    batch = ImportBatch.get_by_id(batch_id)
    work.update(ImportBatch, batch_id, None, accepted=batch.accepted + len(ordered))
    work.touch("case")
    work.fact(batch=batch_id, accepted=len(ordered), known=len(prepared) - len(ordered))
    return frozenset(fresh)


def _write(work: Work, batch_id: int, ordered: Sequence[Prepared]) -> None:
    zone = settings(work.store).zone
    policy_id = current_policy(work.store).id
    codes = _Codes(_categories(work, ordered), _causes(work, ordered))
    places = of_places(work.store, (one.place_id for one in ordered if one.place_id is not None))
    references = _references(work, ordered, zone)
    first = int(work.store.rows("SELECT COALESCE(MAX(id), 0) FROM complaint")[0][0]) + 1
    rows, steps, events, documents = [], [], [], []
    calls: list[tuple[object, ...]] = []
    for offset, one in enumerate(ordered):
        complaint_id = first + offset
        rows.append(_row(work, one, complaint_id, references[offset], codes, policy_id, batch_id, places))
        if (
            one.case.closed_at is None
        ):  # an open case goes on from here, so its first step must be there to finish
            steps.append((complaint_id, 1, StepState.CURRENT, to_millis(one.case.received_at), "{}"))
        calls.extend(_call(one.case, complaint_id))
        facts = canonical({"batch": batch_id, "line": one.case.line})
        at = to_millis(one.case.closed_at or one.case.received_at)
        events.append((complaint_id, at, work.actor.staff_id, "imported", one.case.outcome, facts))
        documents.append(one.document.headed(complaint_id, references[offset]))
    work.insert_many(Complaint, _COLUMNS, rows)
    work.insert_many(StepRecord, _STEP_COLUMNS, steps)
    work.insert_many(Event, _EVENT_COLUMNS, events)
    work.insert_many(FollowUp, _CALL_COLUMNS, calls)
    SearchIndex(work.store.execute, CASES).put_many(documents)


def _row(
    work: Work,
    one: Prepared,
    complaint_id: int,
    reference: str,
    codes: _Codes,
    policy_id: int,
    batch_id: int,
    places: Mapping[int, WhereAbouts],
) -> tuple[object, ...]:
    case = one.case
    about = places.get(one.place_id or 0, WhereAbouts())
    code = codes.categories.get((case.category, case.subcategory))
    category, sub = split_code(code) if code else (None, None)
    closed, resolved = (None if at is None else to_millis(at) for at in (case.closed_at, case.resolved_at))
    is_open = closed is None
    return (
        complaint_id, reference, "complaint", case.channel, case.status, to_millis(case.received_at),
        to_millis(work.now), work.actor.staff_id, int(not (case.name or case.phone)), case.name, case.phone,
        _where(case, one.place_id), one.place_id, case.title, case.words, case.asks_for, category, sub, case.severity,
        int(is_open), START if is_open else UNRECORDED, resolved, closed, policy_id, 1, batch_id, case.key,
        about.property_id, about.building_id, about.place_kind, codes.causes.get((case.cause, case.subcause)),
        case.cause_text, case.responsible or None, case.satisfaction if case.satisfaction in ANSWERED else None,
    )  # fmt: skip


def _call(case: ImportedCase, complaint_id: int) -> Iterator[tuple[object, ...]]:
    """The follow-up call that the file tells of: made when the case was closed, as nothing else is known."""
    if case.satisfaction and case.closed_at is not None:
        happy = case.satisfaction != FollowOutcome.DISSATISFIED
        solved = int(happy) if case.satisfaction in ANSWERED else None
        yield complaint_id, to_millis(case.closed_at), 1, case.satisfaction, solved


def _where(case: ImportedCase, place_id: int | None) -> str:
    """The place in words; a unit that the directory does not know stays readable."""
    return (
        case.where
        if place_id is not None or not case.unit
        else ", ".join(filter(None, (case.unit, case.where)))
    )


def _categories(work: Work, ordered: Sequence[Prepared]) -> dict[tuple[str, str], str]:
    pairs = Tally((one.case.category, one.case.subcategory) for one in ordered if one.case.category)
    return {(name, sub): ensure_imported(work, name, sub) for name, sub in sorted(pairs)}


def _causes(work: Work, ordered: Sequence[Prepared]) -> dict[tuple[str, str], str]:
    return cause_codes(work, ((one.case.cause, one.case.subcause) for one in ordered if one.case.cause))


def _references(work: Work, ordered: Sequence[Prepared], zone: ZoneInfo) -> list[str]:
    """A reference for each case, by the month in which it was received; one counter update a month."""
    months = [one.case.received_at.astimezone(zone) for one in ordered]
    needed = Tally(f"reference.{month:%y%m}" for month in months)
    present = {row.name: row for row in Counter.select().where(Counter.name.in_(list(needed)))}
    next_number: dict[str, int] = {}
    for name, count in needed.items():
        value = present[name].value if name in present else 0
        next_number[name] = value + 1
        if name in present:
            work.update(Counter, present[name].id, None, value=value + count)
        else:
            work.insert(Counter, name=name, value=value + count)
    references = []
    for month in months:
        name = f"reference.{month:%y%m}"
        references.append(reference_of(month, next_number[name]))
        next_number[name] += 1
    return references
