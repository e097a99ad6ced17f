"""Putting the summary of last week into the folder that was chosen for it: by itself, once, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.core.changes import Changes
from models.core.errors import UserProblem
from models.insights.periods import write
from models.summaries.filing import file_name, filing_due, note_filed
from models.summaries.gathering import Progress, Read, gather
from reports.documents.weekly_summary import weekly_summary
from reports.render import to_bytes, write_file
from resources.texts import load


@dataclass(frozen=True)
class Filed:
    """A summary that has been put into the folder, and what that changed in the store."""

    path: Path
    week: str
    changes: Changes


def file_summary(read: Read, progress: Progress | None = None) -> Filed | None:
    """Write what is due; ``None`` when nothing is. A file of that name that is there already is left as it is.

    ``read`` runs queries, and the note that it was done, where the store may be used. Raises ``UserProblem``:
    ``summary.folder_gone``, ``file.not_written``; then nothing is noted, and it is due again.
    """
    filing = read(filing_due)
    if filing is None:
        return None
    folder, week = Path(filing.folder), write(filing.period)
    if not _is_folder(folder):
        raise UserProblem("summary.folder_gone", path=filing.folder)
    path = folder / file_name(filing)
    if not path.exists():
        found = gather(read, filing.period, progress)
        write_file(path, to_bytes(weekly_summary(found, [load(one) for one in filing.languages[:2]])))
    outcome = read(lambda session: note_filed(session, week))
    return Filed(path, week, outcome.changes)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # a drive that is not there, a share that may not be looked at
        return False
