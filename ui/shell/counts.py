"""How many wait on each page: asked for away from the GUI thread, again whenever something changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from models.core.changes import Changes
from models.core.session import Session
from ui.desk_state import DeskState, Phase
from ui.jobs import Jobs

MINUTE_MS = 60_000


@dataclass(frozen=True)
class Count:
    """How many wait; urgent ones are shown in red."""

    n: int
    urgent: bool = False


CountQuery = Callable[[Session], Mapping[str, Count]]


class Counts(QObject):
    """Keeps the figures of the side bar fresh."""

    counted = Signal(object)

    def __init__(self, jobs: Jobs, desk: DeskState, ask: CountQuery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._desk, self._ask = jobs, desk, ask
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self.count)
        self._timer.start()
        desk.signed_in.connect(self.count)

    def count(self) -> None:
        """Ask now; figures that grow with the clock are asked for once a minute."""
        if self._desk.phase is Phase.OPEN:
            self._jobs.query(self, self._ask, self.counted.emit, key="counts")

    def take_changes(self, changes: Changes) -> None:
        """Anything but a draft may change a figure."""
        if changes.topics - {"draft"}:
            self.count()
