"""Doing what time demands while the window is open: at the next moment, and once a minute at least.

A transaction at a time on the database thread, so that whatever somebody asks for meanwhile gets its turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from models.core.changes import Changes
from models.core.clock import Clock
from models.core.errors import UserProblem
from models.core.session import Session
from ui.jobs import Jobs
from ui.navigation import resolve
from ui.operations import Operations

# Imported on the database thread, when the window has been painted.
SWEEP = "models.sweep.actions:sweep_some"
NEXT = "models.sweep.moments:next_moment"

CHUNK = 50  # a transaction short enough to be waited for by whoever types
TELL_MS = 1000  # so often whoever watches hears of a long sweep: each time everything is counted anew
MOST_MS = 60_000
LEAST_MS = 250
TOPICS = frozenset({"case", "promise", "escalation", "improvement"})


@dataclass(frozen=True)
class Swept:
    """What one transaction did, whether there is more, and when the next moment comes."""

    changes: Changes
    more: bool
    next_at: datetime | None


def sweep_once(session: Session) -> Swept:
    """One transaction, on the database thread."""
    outcome: Any = resolve(SWEEP)(session, CHUNK)
    more = bool(outcome.value.more)
    return Swept(outcome.changes, more, None if more else resolve(NEXT)(session.store))


class Sweeper(QObject):
    """Looks now, then whenever something falls due. Several windows on one store: whoever comes first.

    ``rested`` says that all that was due has been done.
    """

    rested = Signal()

    def __init__(
        self, jobs: Jobs, operations: Operations, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._operations, self._clock = jobs, operations, clock
        self._on = self._looking = False
        self._untold = Changes()
        self._told = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        operations.changed.connect(self._changed)

    def start(self) -> None:
        """Begin with what fell due while nobody looked, once the first page has what it asked for."""
        self._on = True
        if self._jobs.busy:
            self._jobs.idle.connect(self._first)
        else:
            self.look()

    def stop(self) -> None:
        """Look no more."""
        self._on = False
        self._timer.stop()

    def look(self) -> None:
        """Look now, unless that is under way."""
        if self._on and not self._looking:
            self._looking = True
            self._timer.stop()
            self._jobs.query(self, sweep_once, self._looked, self._failed)

    def _first(self) -> None:
        self._jobs.idle.disconnect(self._first)
        self.look()

    def _looked(self, swept: Swept) -> None:
        self._looking = False
        self._untold |= swept.changes
        if not (swept.more and self._told.isValid() and not self._told.hasExpired(TELL_MS)):
            self._tell()
        if swept.more:
            self.look()
            return
        self._told.invalidate()
        if self._on:
            self._timer.start(self._pause(swept.next_at))
            self.rested.emit()

    def _tell(self) -> None:
        changes, self._untold = self._untold, Changes()
        self._told.start()
        self._operations.announce(changes)

    def _failed(self, _problem: UserProblem) -> bool:
        """Another program holds the store, or the disk is full: whoever writes is told; here it is tried again."""
        self._looking = False
        self._tell()
        if self._on:
            self._timer.start(MOST_MS)
        return True

    def _changed(self, changes: Changes) -> None:
        """What somebody did may fall due sooner than what was waited for."""
        if (
            self._on
            and TOPICS & changes.topics
            and not self._looking
            and self._timer.remainingTime() > LEAST_MS
        ):
            self._timer.start(LEAST_MS)

    def _pause(self, next_at: datetime | None) -> int:
        if next_at is None:
            return MOST_MS
        left = (next_at - self._clock.now()).total_seconds() * 1000
        return round(min(max(left + 1, LEAST_MS), MOST_MS))
