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
from ui.pages.exchange.looking import COMPLAINTS
from ui.task import Task


@dataclass(frozen=True)
class Outcome:
    """What a trial or an import came to. ``types`` are the file's categories with their counts."""

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
    places: int = 0
    residents: int = 0


def reader(
    session: Session, what: str, path: Path, mapping: str | None, *, trial: bool
) -> Callable[[Task], Outcome]:
    """The work of reading a file, for ``Jobs.long``.

    It has a connection of its own: the desk goes on finding and saving meanwhile, and waits only while a batch is
    being written.
    """

    def complaints(task: Task) -> Outcome:
        with session.store.connected():
            report = complaints_import.import_complaints(
                session,
                path,
                mapping,
                trial=trial,
                progress=lambda rows: task.progress(rows, 0),
                cancelled=lambda: task.cancelled,
            )
        return Outcome(
            what, path, trial, report.mapping, report.headers, report.rows, report.accepted, report.known,
            tuple(report.rejects), report.notes, tuple(report.types.most_common()), report.cancelled, report.changes,
        )  # fmt: skip

    def directory(task: Task) -> Outcome:
        with session.store.connected():
            report = directory_import.run(
                session, path, trial=trial, progress=task.progress, cancel=lambda: task.cancelled
            )
        return Outcome(
            what, path, trial, "", report.headers, report.rows, report.accepted + report.changed, report.known,
            report.rejects, report.notes, (), False, report.changes, report.places, report.residents,
        )  # fmt: skip

    return complaints if what == COMPLAINTS else directory
