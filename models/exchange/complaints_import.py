"""Reading a file of past complaints in: by a mapping, with a trial, reasons row by row, progress and cancel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from models.core.changes import Changes
from models.core.errors import Fact, NotAllowed, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.directory.finder import known_unit
from models.exchange.actions import Known, import_cases, known_keys, prepare, start_import
from models.exchange.case_rows import ImportedCase, Refused, RowReader
from models.exchange.mapping import Mapping, built_in, find_mapping
from models.exchange.reading import Note, TableFile, TableRow, open_table
from models.exchange.rejects import Reject
from models.options.queries import settings
from models.store.database import Store

BATCH = 2_000

Progress = Callable[[int], object]
Cancelled = Callable[[], bool]
# The line of each key and what its row says, digested: a large file's rows are not all kept in memory.
Seen = dict[str, tuple[int, bytes]]
# Runs a piece of work on the thread that owns the store's connection; in a script, right here.
OnStore = Callable[[Callable[[Session], object]], object]


@dataclass
class ImportReport:
    """What came of a file. ``types`` counts the accepted rows by the file's own category."""

    file_name: str
    mapping: str
    trial: bool
    headers: tuple[str, ...]
    rows: int = 0
    accepted: int = 0
    known: int = 0
    rejects: list[Reject] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    notes: tuple[Note, ...] = ()
    cancelled: bool = False
    batch_id: int | None = None
    changes: Changes = field(default_factory=Changes)


def choose_mapping(headers: Sequence[str]) -> Mapping:
    """The first built-in mapping that fits the headers; raises ``mapping.none_fits`` or ``mapping.no_headers``."""
    for mapping in built_in():
        if mapping.fits(headers):
            return mapping
    if not headers:
        raise UserProblem("mapping.no_headers")
    raise UserProblem("mapping.none_fits", headers=tuple(headers[:8]))


def open_complaints(path: Path, mapping_name: str | None) -> tuple[TableFile, Mapping]:
    """Open a file and find its mapping. Raises ``UserProblem``: ``file.*``, ``mapping.*``."""
    named = find_mapping(mapping_name) if mapping_name else None
    known = (
        named.known_headers() if named else frozenset().union(*(one.known_headers() for one in built_in()))
    )
    table = open_table(path, known=known)
    mapping = named or choose_mapping(table.headers)
    if not mapping.fits(table.headers):
        raise UserProblem("mapping.does_not_fit", name=mapping.name, headers=tuple(table.headers[:8]))
    return table, mapping


def import_complaints(
    session: Session,
    path: Path,
    mapping_name: str | None = None,
    *,
    trial: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    on_store: OnStore | None = None,
) -> ImportReport:
    """Read a file in, batch by batch. Each batch is written as a whole or not at all; a trial writes nothing.

    Refused at once without the right to import, for a trial as well: it says what is known already.

    ``progress`` hears the number of rows read; when ``cancelled`` says so the report comes back with what was written
    until then. Reading and tokenising happen on the calling thread, the store is only touched through ``on_store``.
    """
    if not session.actor.may(Permission.IMPORT):
        raise NotAllowed(Permission.IMPORT)
    table, mapping = open_complaints(path, mapping_name)
    run = on_store or (lambda work: work(session))
    report = ImportReport(table.name, mapping.name, trial, table.headers)
    zone = run(lambda s: settings(s.store).zone)
    reader = RowReader(mapping, table.headers, zone, session.clock.now())  # type: ignore[arg-type]
    seen: Seen = {}
    for batch in _batches(table.rows()):
        if cancelled is not None and cancelled():
            report.cancelled = True
            break
        cases = _read_batch(reader, batch, report, seen)
        run(lambda s, cases=cases, batch=batch: _take(s, cases, batch, report))  # type: ignore[misc]
        if progress is not None:
            progress(report.rows)
    report.rejects.sort(key=lambda reject: reject.line)
    report.notes = (*table.notes(), *reader.notes())
    return report


def _batches(rows: Iterator[TableRow]) -> Iterator[list[TableRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _read_batch(
    reader: RowReader, rows: Sequence[TableRow], report: ImportReport, seen: Seen
) -> list[ImportedCase]:
    cases: list[ImportedCase] = []
    for row in rows:
        report.rows += 1
        case = reader.read(row)
        if isinstance(case, Refused):
            report.rejects.append(Reject(row.line, row.texts(), case.code, dict(case.facts)))
            continue
        line, says = seen.setdefault(case.key, (row.line, reader.digest(row)))
        if line == row.line:
            cases.append(case)
        elif says == reader.digest(row):
            report.known += 1
        else:  # two different complaints under one key: taking either would lose the other
            report.rejects.append(Reject(row.line, row.texts(), "row.key_twice", {"line": line}))
    return cases


def _take(
    session: Session, cases: Sequence[ImportedCase], rows: Sequence[TableRow], report: ImportReport
) -> None:
    """Write a batch, or in a trial only count what would be new."""
    known = known_keys(session.store, [case.key for case in cases])
    fresh = [case for case in cases if case.key not in known]
    # Lists often number from 1 on: the same key with another time is another complaint, not one that is known.
    others = {case.line: known[case.key] for case in cases if _is_other(case, known.get(case.key))}
    for row in rows:
        if row.line in others:
            facts: dict[str, Fact] = {"reference": others[row.line].reference}
            report.rejects.append(Reject(row.line, row.texts(), "row.key_other", facts))
    taken = _write(session, fresh, report) if fresh and not report.trial else {case.key for case in fresh}
    report.known += len(cases) - len(taken) - len(others)
    report.accepted += len(taken)
    report.types.update(case.category for case in fresh if case.key in taken)


def _is_other(case: ImportedCase, known: Known | None) -> bool:
    return known is not None and known.received_at != case.received_at


def _write(session: Session, fresh: Sequence[ImportedCase], report: ImportReport) -> AbstractSet[str]:
    """The keys that were really new: somebody else may be reading the same file in."""
    if report.batch_id is None:
        report.batch_id = start_import(session, report.file_name, report.mapping).value
    places = _places(session.store, fresh)
    prepared = [prepare(case, places.get(case.unit)) for case in fresh]
    outcome = import_cases(session, report.batch_id, prepared)
    report.changes |= outcome.changes
    return outcome.value


def _places(store: Store, cases: Sequence[ImportedCase]) -> dict[str, int]:
    """The places of the units that the directory knows."""
    meant = {unit: known_unit(store, unit) for unit in {case.unit for case in cases if case.unit}}
    return {unit: place.id for unit, place in meant.items() if place is not None}
