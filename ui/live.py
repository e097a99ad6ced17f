"""Changes made by others: another window or a command on the same store."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from models.core.changes import Changes
from models.core.session import Session
from ui.jobs import Jobs
from ui.operations import Operations

POLL_MS = 700

Poll = Callable[[Session], Changes]


class Live(QObject):
    """Asks the store now and then, on the database thread, whether somebody else wrote to it."""

    def __init__(self, jobs: Jobs, operations: Operations, poll: Poll, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._operations = operations
        self._poll = poll
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Ask once, now."""
        self._jobs.query(self, self._poll, self._operations.announce, key="live")
