"""The line below the person's name: the shift that they are on, and who is there with them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.core.changes import Changes
from models.core.permissions import Permission
from models.core.session import Session
from ui.context import Context
from ui.desk_state import Phase
from ui.navigation import resolve

ON_DUTY = "models.shifts.queries:on_duty"
TOPICS = frozenset({"duty", "setting", "staff"})
MINUTE_MS = 60_000


def ask(session: Session) -> Any:
    """Who is on duty now, on the database thread."""
    return resolve(ON_DUTY)(session.store, session.clock.now())


class DutyLine(QObject):
    """Asks once a minute and whenever the roster changes."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._duty: Any = None
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()
        context.operations.changed.connect(self._take_changes)
        context.desk.signed_in.connect(self.ask)

    def ask(self) -> None:
        """Ask now."""
        desk = self._context.desk
        if desk.phase is Phase.OPEN and desk.may(Permission.VIEW):
            self._context.jobs.query(self, ask, self._came, key="duty")

    def words(self) -> str:
        """``Early shift · with Li Xiang``; nothing for somebody who is not on the roster now."""
        texts, me = self._context.texts, self._context.desk.actor.staff_id
        if self._duty is None or self._duty.now is None or me is None or not self._duty.has(me):
            return ""
        shift = str(self._duty.now.shift.label(texts.current.language))
        others = [row.name for row in self._duty.beside(me)]
        if not others:
            return shift
        return texts.t("{shift} · with {names}", shift=shift, names=texts.current.list_of(others))

    def _take_changes(self, changes: Changes) -> None:
        if TOPICS & changes.topics:
            self.ask()

    def _came(self, duty: Any) -> None:
        if duty != self._duty:
            self._duty = duty
            self.changed.emit()
