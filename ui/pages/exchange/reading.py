"""Running an import in the background, and what came of it, the same for complaints and for the directory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.core.changes import Changes
from models.core.session import Session
from models.exchange import complaints_import, directory_import
from models.exchange.reading import Note
from models.exchange.rejects import Reject
from ui.task import Task

COMPLAINTS, DIRECTORY = "complaints", "directory"


@dataclass(frozen=True)
class Outcome:
    """What a trial or an import came to. ``types`` are the most frequent categories with their counts."""

    what: str
    path: Path
    trial: bool
    mapping: str
    headers: tuple[str, ...]
    rows: int
    accepted: int
    known: int
    rejects: tuple[Reject, ...]
    notes: tuple[Note, ...]
    types: tuple[tuple[str, int], ...]
    cancelled: bool
    changes: Changes


def reader(
    session: Session, what: str, path: Path, mapping: str | None, *, trial: bool
) -> Callable[[Task], Outcome]:
    """The work of reading a file, for ``Jobs.long``. The store is only touched on its own thread, batch by batch."""

    def complaints(task: Task) -> Outcome:
        report = complaints_import.import_complaints(
            session,
            path,
            mapping,
            trial=trial,
            progress=lambda rows: task.progress(rows, 0),
            cancelled=lambda: task.cancelled,
            on_store=task.store,
        )
        return Outcome(
            what, path, trial, report.mapping, report.headers, report.rows, report.accepted, report.known,
            tuple(report.rejects), report.notes, tuple(report.types.most_common(8)), report.cancelled, report.changes,
        )  # fmt: skip

    def directory(task: Task) -> Outcome:
        def run(at_store: Session) -> directory_import.DirectoryReport:
            return directory_import.run(
                at_store, path, trial=trial, progress=task.progress, cancel=lambda: task.cancelled
            )

        report = task.store(run)
        return Outcome(
            what, path, trial, "", report.headers, report.rows, report.accepted + report.changed, report.known,
            report.rejects, report.notes, (), False, report.changes,
        )  # fmt: skip

    return complaints if what == COMPLAINTS else directory
