"""Notices in the system tray, where the desktop has one: what somebody should know, without a sound.

A notice bears the reference and the title of a case, never a name or a number. It can be switched off.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from models.core.changes import Changes
from models.core.session import Session
from models.escalation.kinds import Told
from resources.texts import N_
from ui.context import Context
from ui.desk_state import Phase
from ui.navigation import resolve
from ui.shared.escalation_words import notice
from ui.shell.brand import brand_icon

TOLD = "models.escalation.queries:told"
INBOX = "inbox"
SECONDS = 8

Key = tuple[int, int]


def waiting(session: Session) -> tuple[Told, ...]:
    """What waits for the person at the desk, on the database thread."""
    found: tuple[Told, ...] = resolve(TOLD)(session)
    return found


class Tray(QObject):
    """Watches what is new for the person at the desk, and says so in the tray."""

    noticed = Signal(str, str)

    def __init__(self, context: Context, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._window = context, window
        self._known: set[Key] | None = None
        self._icon: QSystemTrayIcon | None = None
        context.operations.changed.connect(self._take_changes)
        context.desk.signed_in.connect(self._begin)
        context.desk.signed_out.connect(self._forget)
        context.preferences.changed.connect(self._follow_preferences)
        context.texts.changed.connect(self._retranslate)
        self._follow_preferences()

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def look(self) -> None:
        """Ask what waits."""
        if self._context.desk.phase is Phase.OPEN and self._context.preferences.notices:
            self._context.jobs.query(self, waiting, self._take, key="tray")

    def _begin(self) -> None:
        """What waited before somebody came is on the bell; notices are for what comes from now on."""
        self._known = None
        self.look()

    def _forget(self) -> None:
        self._known = None

    def _take_changes(self, changes: Changes) -> None:
        if "escalation" in changes.topics:
            self.look()

    def _take(self, found: Iterable[Told]) -> None:
        told = tuple(found)
        known = self._known
        self._known = (known or set()) | {(one.id, one.repeats) for one in told}
        fresh = [one for one in told if known is not None and (one.id, one.repeats) not in known]
        if fresh:
            self._say(fresh)

    def _say(self, fresh: list[Told]) -> None:
        texts = self._context.texts.current
        if len(fresh) == 1:
            heading, words = notice(texts, fresh[0]), f"{fresh[0].reference} {fresh[0].title}"
        else:
            heading = texts.n("{n} new thing you should know", "{n} new things you should know", len(fresh))
            words = texts.list_of(dict.fromkeys(one.reference for one in fresh))
        self.noticed.emit(heading, words)
        if self._icon is not None:
            self._icon.showMessage(heading, words, QSystemTrayIcon.MessageIcon.NoIcon, SECONDS * 1000)

    def _follow_preferences(self) -> None:
        wanted = self._context.preferences.notices and QSystemTrayIcon.isSystemTrayAvailable()
        if not wanted:
            self.close()
        elif self._icon is None:
            self._icon = QSystemTrayIcon(brand_icon(), self)
            self._icon.activated.connect(self._open)
            self._icon.messageClicked.connect(self._open)
            self._retranslate()
            self._icon.show()

    def _retranslate(self) -> None:
        if self._icon is not None:
            self._icon.setToolTip(self._context.texts.t(N_("Redress")))

    def _open(self, _reason: object = None) -> None:
        """A click: the window comes up with what waits."""
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
        if self._context.desk.phase is Phase.OPEN and INBOX in self._context.navigation.specs:
            self._context.navigation.navigate(INBOX)
