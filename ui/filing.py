"""Putting the summary of last week into its folder while the window is open: after each look of the sweep, once a week.

It is made in the pool and asks the database thread in between, so that nobody waits for it. Where the folder is gone
or cannot be written to, that is said once, and tried again later.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject

from models.core.changes import Changes
from models.core.errors import UserProblem
from models.core.session import Session
from ui.jobs import Jobs
from ui.language import TextsHolder
from ui.messages import Kind, Messages
from ui.navigation import resolve
from ui.operations import Operations
from ui.task import Task

# Imported in the workers, when they are first needed.
DUE = "models.summaries.filing:filing_due"
FILE = "reports.filing:file_summary"

AGAIN_MS = 15 * 60_000  # after it did not work


def _is_due(session: Session) -> bool:
    return resolve(DUE)(session) is not None


def _file(task: Task) -> Any:
    def told(_done: int, _total: int) -> None:
        task.raise_if_cancelled()

    return resolve(FILE)(task.store, told)


class Filer(QObject):
    """Looks whenever it is told to; does nothing while it is at work, or shortly after it did not work."""

    def __init__(
        self,
        jobs: Jobs,
        operations: Operations,
        messages: Messages,
        texts: TextsHolder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._operations, self._messages, self._texts = jobs, operations, messages, texts
        self._busy = False
        self._again = QDeadlineTimer(0)
        self._told = ""
        operations.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        """Another folder may have been chosen."""
        if "setting" in changes.topics:
            self._again = QDeadlineTimer(0)
            self.look()

    def look(self) -> None:
        """Put what is due into the folder."""
        if not self._busy and self._again.hasExpired():
            self._busy = True
            self._jobs.query(self, _is_due, self._looked, self._failed)

    def _looked(self, due: bool) -> None:
        if due:
            self._jobs.long(self, _file, self._filed, self._failed, ended=self._ended)
        else:
            self._busy = False

    def _ended(self) -> None:
        self._busy = False

    def _filed(self, filed: Any) -> None:
        if filed is None:  # another window was faster
            return
        self._told = ""
        self._operations.announce(filed.changes)
        words = self._texts.t("Put into {file}: the summary of {week}", file=str(filed.path), week=filed.week)
        self._messages.tell(Kind.DONE, words)

    def _failed(self, problem: UserProblem) -> bool:
        """Say it once for each thing that stands in the way."""
        self._busy = False
        self._again = QDeadlineTimer(AGAIN_MS)
        said = self._texts.current.problem(problem.code, problem.facts)
        if said != self._told:
            self._told = said
            self._messages.tell(Kind.WARNING, said)
        return True
