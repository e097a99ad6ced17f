"""Reading a list of units and residents in: trial, reasons for what is not taken, all of a file or nothing.

Reading it again adds nothing. What is known already is completed (a further number, a day of moving out), never
overwritten: people at the desk know better than an old list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.complaints.tables import ImportBatch
from models.core.action import action
from models.core.changes import Changes
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.directory.finder import directory_index
from models.directory.phones import region_of_zone
from models.directory.rows import today_of
from models.directory.tables import ContactPoint, Place, Residency, Resident
from models.directory.units import fold_unit
from models.exchange.directory_columns import FIELDS, HomeLine, columns_of, read_line
from models.exchange.directory_plan import Plan, documents, reckon
from models.exchange.directory_world import Soul, last_entry, load_world
from models.exchange.reading import Note, TableFile, open_table
from models.exchange.rejects import Reject
from models.options.queries import settings

MAPPING = "directory"
_TRIES = 5
_EVERY = 200
_CHUNK = 1000
_STEPS = 1000
_READ, _RECKONED, _INDEXED = 300, 400, 850  # how the thousand steps of progress are shared

Progress = Callable[[int, int], object]
Cancel = Callable[[], bool]


@dataclass(frozen=True)
class DirectoryReport:
    """What came of a file. ``accepted`` rows brought something new, ``changed`` completed what was known."""

    file_name: str
    trial: bool
    headers: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: int
    accepted: int
    changed: int
    known: int
    places: int
    residents: int
    rejects: tuple[Reject, ...]
    notes: tuple[Note, ...] = ()
    batch_id: int | None = None
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True)
class Parsed:
    """A file read and understood, row by row."""

    file_name: str
    headers: tuple[str, ...]
    ignored: tuple[str, ...]
    lines: tuple[HomeLine, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[Note, ...]

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.lines) + len(self.rejects)


class _WrittenMeanwhile(Exception):
    """Somebody wrote between the reckoning of a plan and its transaction: it is to be reckoned again."""


class _Watch:
    """Tells how far it is and stops when asked to."""

    def __init__(self, progress: Progress | None, cancel: Cancel | None) -> None:
        self._progress = progress
        self._cancel = cancel
        self._count = 0

    def __call__(self, done: float, start: int, end: int) -> None:
        """``done`` of the stretch from ``start`` to ``end``; every so often, and at its end, it is told."""
        self._count += 1
        if self._count % _EVERY and done < 1:
            return
        if self._cancel is not None and self._cancel():
            raise UserProblem("import.cancelled")
        self.tell(start + int((end - start) * min(done, 1.0)))

    def tell(self, steps: int) -> None:
        """Tell how far it is, whatever else."""
        if self._progress is not None:
            self._progress(steps, _STEPS)


def read_lines(
    table: TableFile, region: str, progress: Progress | None = None, cancel: Cancel | None = None
) -> Parsed:
    """Read and understand a table. Raises ``directory.no_unit_column``, ``import.cancelled``. No database."""
    watch = _Watch(progress, cancel)
    columns = columns_of(table.headers)
    lines: list[HomeLine] = []
    rejects: list[Reject] = []
    for row in table.rows():
        try:
            lines.append(read_line(columns, row, region))
        except UserProblem as problem:
            rejects.append(Reject(row.line, row.texts(), problem.code, problem.facts))
        watch(min(table.progress, 0.99), 0, _READ)
    watch(1, 0, _READ)
    return Parsed(table.name, table.headers, columns.ignored, tuple(lines), tuple(rejects), table.notes())


def run(
    session: Session,
    path: Path,
    *,
    trial: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> DirectoryReport:
    """Read a file in, whole or not at all; a trial writes nothing. Rows that are not taken come back with reasons.

    ``progress(done, total)`` hears how far it is; when ``cancel()`` says so, ``import.cancelled`` is raised and nothing
    is written. Further problems: ``file.*``, ``directory.no_unit_column``.
    """
    options = settings(session.store)
    table = open_table(path, known=frozenset(FIELDS))
    parsed = read_lines(table, region_of_zone(options.property_timezone), progress, cancel)
    watch = _Watch(progress, cancel)
    for _ in range(_TRIES):
        plan = _plan(session, parsed, options.property_name, watch)
        if trial or plan.empty:
            return _report(parsed, plan, trial=trial)
        try:
            outcome = import_directory(session, plan, parsed.file_name, len(parsed.rejects), watch)
        except _WrittenMeanwhile:
            continue
        session.store.reconnect()  # a connection that filled the index stays slow
        watch.tell(_STEPS)
        return _report(parsed, plan, trial=False, batch_id=outcome.value, changes=outcome.changes)
    raise UserProblem("store.busy", folder=str(session.store.folder))


def _plan(session: Session, parsed: Parsed, property_name: str, watch: _Watch) -> Plan:
    world = load_world(session.store)
    plan = Plan(world)
    total = max(1, len(parsed.lines))
    for count, _ in enumerate(reckon(plan, parsed.lines, property_name)):
        watch(min(count / total, 0.99), _READ, _RECKONED)
    watch(1, _READ, _RECKONED)
    expected = max(1, len(plan.new_spots()) + len(plan.touched_souls()))
    for count, _ in enumerate(documents(plan, today_of(session))):
        watch(min(count / expected, 0.99), _RECKONED, _INDEXED)
    watch(1, _RECKONED, _INDEXED)
    return plan


def _report(
    parsed: Parsed, plan: Plan, *, trial: bool, batch_id: int | None = None, changes: Changes | None = None
) -> DirectoryReport:
    rejects = sorted((*parsed.rejects, *plan.rejects), key=lambda reject: reject.line)
    return DirectoryReport(
        parsed.file_name, trial, parsed.headers, parsed.ignored, parsed.rows, plan.accepted, plan.changed, plan.known,
        plan.places, plan.residents, tuple(rejects), parsed.notes, batch_id, changes or Changes(),
    )  # fmt: skip


@action("directory.import", needs=Permission.IMPORT)
def import_directory(
    work: Work, plan: Plan, file_name: str, refused: int, watch: _Watch | None = None
) -> int:
    """Write a plan in one transaction; returns the batch's id. Use ``run``, which reckons the plan."""
    if last_entry(work.store) != plan.world.stamp:
        raise _WrittenMeanwhile
    batch = work.insert(
        ImportBatch,
        file_name=file_name,
        mapping=MAPPING,
        started_at=work.now,
        staff_id=work.actor.staff_id,
        accepted=plan.accepted + plan.changed,
        known=plan.known,
        rejected=refused + len(plan.rejects),
        facts={"places": plan.places, "residents": plan.residents},
    )
    _write_places(work, plan)
    souls = plan.touched_souls()
    _write_residents(work, souls)
    _write_contacts(work, souls)
    _write_stays(work, souls)
    index = directory_index(work.store)
    for start in range(0, len(plan.documents), _CHUNK):
        if watch is not None:
            watch(1, 0, _INDEXED + (_STEPS - _INDEXED) * start // len(plan.documents))
        index.put_many(plan.documents[start : start + _CHUNK])
    for topic, count in (("place", plan.places), ("resident", plan.residents)):
        work.touch(topic)
        work.fact(**{f"{topic}s": count})
    work.fact(batch=batch)
    return batch


def _write_places(work: Work, plan: Plan) -> None:
    columns = (
        "id", "parent_id", "property_id", "kind", "code", "name", "label", "lookup", "path", "line", "floor"
    )  # fmt: skip
    rows = []
    for spot in plan.new_spots():
        parent = spot.parent.id if spot.parent else None
        named = (str(spot.kind), spot.code, spot.name, spot.label, fold_unit(spot.label))
        rows.append((spot.id, parent, spot.root.id, *named, spot.path, spot.line, spot.floor))
    work.insert_many(Place, columns, rows)


def _write_residents(work: Work, souls: Sequence[Soul]) -> None:
    now = to_millis(work.now)
    columns = (
        "id", "name", "language", "access_needs", "hints", "vulnerable", "age_group", "occupation", "created_at"
    )  # fmt: skip
    fresh = []
    for soul in souls:
        known = soul.fields
        if soul.new:
            texts = (known.get("access_needs") or "", known.get("hints") or "")
            more = (bool(known.get("vulnerable")), known.get("age_group"), known.get("occupation"))
            fresh.append((soul.id, soul.name, known.get("language"), *texts, *more, now))
        elif soul.filled or soul.added:
            work.update(Resident, soul.id, None, **soul.filled)
    work.insert_many(Resident, columns, fresh)


def _write_contacts(work: Work, souls: Sequence[Soul]) -> None:
    columns = ("resident_id", "kind", "value", "digits", "label", "position")
    rows = []
    for soul in souls:
        first = len(soul.contacts) - len(soul.added)
        rows += [(soul.id, *contact, "", place) for place, contact in enumerate(soul.added, first)]
    work.insert_many(ContactPoint, columns, rows)


def _write_stays(work: Work, souls: Sequence[Soul]) -> None:
    rows = []
    for soul in souls:
        for stay in soul.stays:
            if stay.id is None:
                rows.append((soul.id, stay.spot_id, str(stay.kind), _iso(stay.since), _iso(stay.until)))
            elif stay.changed:
                work.update(Residency, stay.id, None, since=stay.since, until=stay.until)
    work.insert_many(Residency, ("resident_id", "place_id", "kind", "since", "until"), rows)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
