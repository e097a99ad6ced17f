"""The day and the time, at the desk's place."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.core.clock import Clock
from ui.desk_state import DeskState
from ui.language import TextsHolder
from ui.widgets.labels import RichLabel

MINUTE_MS = 60_000


class ClockLabel(RichLabel):
    """Steps once a minute, on the minute."""

    def __init__(
        self, texts: TextsHolder, desk: DeskState, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__((), "body", False, parent)
        self.setObjectName("top.clock")
        self._texts, self._desk, self._clock = texts, desk, clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)
        desk.changed.connect(self.tick)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()

    def tick(self) -> None:
        """Show the time, and come back at the next full minute; unseen, it need not know how dates are written."""
        if not self.isVisible():
            return
        now = self._clock.now().astimezone(self._desk.zone)
        day, time = self._texts.current.long_date(now.date()), self._texts.current.time(now.time())
        self.set_parts([(f"{day} ", "muted", False), (time, "text", True)])
        self._timer.start(MINUTE_MS - (now.second * 1000 + now.microsecond // 1000))
