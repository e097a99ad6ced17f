"""The bell: of how much the person at the desk has yet to say that they know, and what was said meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from models.core.changes import Changes
from models.core.session import Session
from resources.texts import N_
from ui.commands import Command
from ui.context import Context
from ui.desk_state import Phase
from ui.messages import Kind
from ui.navigation import resolve
from ui.shell.voice import Voice
from ui.widgets.controls import IconButton

COUNT = "models.desk.inbox:waiting_count"
INBOX = "inbox"
TOPICS = frozenset({"escalation", "case", "improvement", "staff", "role_grant"})
MINUTE_MS = 60_000


def count_waiting(session: Session) -> int:
    """How much waits, on the database thread."""
    return int(resolve(COUNT)(session))


class Bell(QObject):
    """Counts, and opens the inbox. Messages that were put away are offered first."""

    def __init__(self, context: Context, frame: QWidget, button: IconButton, voice: Voice) -> None:
        super().__init__(button)
        self._context, self._button, self._voice = context, button, voice
        self._waiting = 0
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self.count)
        self._timer.start()
        button.clicked.connect(self.open)
        voice.kept_changed.connect(self._show)
        context.operations.changed.connect(self._take_changes)
        context.desk.signed_in.connect(self.count)
        context.desk.signed_out.connect(self._forget)
        if self._has_inbox:
            title = N_("What you should know")
            command = Command("shell.inbox", title, (), self.open_inbox, palette=True, icon="bell")
            context.commands.add(frame, command)

    @property
    def _has_inbox(self) -> bool:
        return INBOX in self._context.navigation.specs

    def count(self) -> None:
        """Ask now."""
        if self._has_inbox and self._context.desk.phase is Phase.OPEN:
            self._context.jobs.query(self, count_waiting, self._counted, key="bell")

    def open(self) -> None:
        """Show what was said, where there is something; otherwise the inbox."""
        if self._voice.kept or not self._has_inbox:
            self._show_kept()
        else:
            self.open_inbox()

    def open_inbox(self) -> None:
        """Show what waits for this person."""
        self._context.navigation.navigate(INBOX)

    def retranslate(self) -> None:
        """Say how many, to those who listen."""
        texts = self._context.texts
        if self._waiting:
            words = texts.n("{n} thing you should know of", "{n} things you should know of", self._waiting)
        else:
            words = texts.t("What you should know")
        self._button.set_name(words)

    def _take_changes(self, changes: Changes) -> None:
        if TOPICS & changes.topics:
            self.count()

    def _counted(self, waiting: int) -> None:
        self._waiting = waiting
        self._show()

    def _forget(self) -> None:
        self._counted(0)

    def _show(self, _kept: int = 0) -> None:
        self._button.set_count(self._waiting + len(self._voice.kept))
        self.retranslate()

    def _show_kept(self) -> None:
        texts, button = self._context.texts, self._button
        menu = QMenu(button)
        menu.setObjectName("top.said")
        for message in self._voice.kept:
            menu.addAction(message.text).setEnabled(message.kind is not Kind.DONE)
        if not self._voice.kept:
            menu.addAction(texts.t("Nothing new.")).setEnabled(False)
        if self._has_inbox:
            menu.addSeparator()
            menu.addAction(texts.t("What you should know")).triggered.connect(self.open_inbox)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self._voice.kept = []
        self._show()
