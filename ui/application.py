"""Builds the window with all its services, opens the store behind it, and takes everything down again."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from models.core.changes import Changes
from models.core.clock import Clock, SystemClock
from models.core.errors import UserProblem
from models.core.session import NOBODY, Session
from resources.texts import system_language
from ui.commands import Commands
from ui.context import Context
from ui.crash import CrashLog
from ui.desk_state import DeskState, Phase
from ui.filing import Filer
from ui.garbage import GarbageKeeper
from ui.jobs import Jobs
from ui.language import TextsHolder
from ui.live import Live
from ui.main_window import MainWindow
from ui.messages import Choice, Kind, Messages
from ui.navigation import Navigation, PageSpec, resolve
from ui.operations import Operations
from ui.palette import Palette
from ui.preferences import Preferences
from ui.shell.appearance import apply_theme
from ui.shell.counts import Counts
from ui.shell.crash_dialog import CrashDialog
from ui.shell.wiring import Wiring
from ui.sweeping import Sweeper
from ui.theme import ThemeHolder
from ui.tray import Tray

# Imported on the database thread while the window paints (see ui.opening).
OPEN_DESK = "ui.opening:open_desk"
READ_SETTINGS = "ui.opening:read_settings"
WATCH = "ui.opening:Watch"
REFRESHED = "models.accounts.signing:refreshed"
RIGHTS = frozenset({"staff", "role_grant"})


@dataclass(frozen=True)
class Rooms:
    """The pages and what belongs to them; see ``ui.pages``."""

    pages: tuple[PageSpec, ...]
    providers: tuple[str, ...] = ()
    counts: str = ""


@dataclass(frozen=True)
class StartOptions:
    """How to start. Empty language and theme: as remembered, else as the system has it."""

    data: Path
    language: str = ""
    theme: str = ""
    scale: int = 0
    staff_id: int | None = None
    page: str = ""
    clock: Clock = field(default_factory=SystemClock)


class Desk(QObject):
    """One window on one store."""

    opened = Signal()

    def __init__(self, options: StartOptions, rooms: Rooms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._garbage = GarbageKeeper(self._is_busy, self)
        self._garbage.start()
        preferences = Preferences(options.data, self)
        preferences.set(
            language=options.language or None, theme=options.theme or None, scale=options.scale or None
        )
        self.context = self._build(preferences, rooms.pages)
        apply_theme(self.context.theme, preferences)
        self.window = MainWindow(self.context)
        self._palette = self._make_palette(rooms.providers)
        self._counts = self._make_counts(rooms.counts)
        self.wiring = Wiring(self.context, self.window, self._palette, self._counts)
        self.live: Live | None = None
        self.sweeper = Sweeper(self.context.jobs, self.context.operations, options.clock, self)
        c = self.context
        self.filer = Filer(c.jobs, c.operations, c.messages, c.texts, self)
        self.sweeper.rested.connect(self.filer.look)
        self.tray = Tray(self.context, self.window, self)
        self.context.operations.changed.connect(self._options_changed)
        self.context.operations.changed.connect(self._rights_changed)
        self.window.closing.connect(self._remember_window)

    def _is_busy(self) -> bool:
        return self.context.jobs.busy

    def _build(self, preferences: Preferences, pages: Iterable[PageSpec]) -> Context:
        theme = ThemeHolder(self)
        texts = TextsHolder(preferences.language or system_language(), self)
        desk = DeskState(self)
        jobs = Jobs(lambda: desk.session, self)
        messages = Messages(texts, self)
        return Context(
            texts=texts,
            theme=theme,
            jobs=jobs,
            operations=Operations(jobs, messages, self),
            messages=messages,
            commands=Commands(self),
            navigation=Navigation(pages, self),
            desk=desk,
            clock=self._options.clock,
            preferences=preferences,
        )

    def _make_palette(self, providers: tuple[str, ...]) -> Palette:
        c = self.context
        return Palette(c.jobs, c.texts, c.commands, c.navigation, c.desk.may, providers, self)

    def _make_counts(self, name: str) -> Counts | None:
        if not name:
            return None

        def ask(session: Session) -> Any:
            return resolve(name)(session)

        return Counts(self.context.jobs, self.context.desk, ask, self)

    def open(self) -> None:
        """Open the store, on the database thread."""
        options = self._options
        self.context.jobs.on_store_thread(
            self,
            lambda: resolve(OPEN_DESK)(options.data, options.clock, options.staff_id),
            self._was_opened,
            self._was_refused,
        )

    def close(self) -> None:
        """Finish writing, close the store, take the window down."""
        if self.live is not None:
            self.live.stop()
        self.sweeper.stop()
        self.tray.close()
        desk = self.context.desk
        store = desk.session.store if desk.has_session else None
        self.context.jobs.close(store.disconnect if store is not None else None)
        self.window.close()
        self.window.deleteLater()
        self._garbage.stop()

    def _was_opened(self, opened: Any) -> None:
        desk = self.context.desk
        self._apply(opened.settings)
        session = Session(opened.store, opened.actor or NOBODY, self._options.clock)
        desk.opened(session, needs_setup=not opened.set_up)
        if opened.actor is not None and self._options.page:
            self.context.navigation.navigate(self._options.page)
        self.live = Live(self.context.jobs, self.context.operations, resolve(WATCH)(), self)
        self.live.start()
        self.sweeper.start()
        self.wiring.idle.start()
        self._garbage.keep()
        self.opened.emit()

    def _was_refused(self, problem: UserProblem) -> bool:
        texts = self.context.texts
        again = Choice("again", texts.t("Try again"))
        self.context.messages.tell(Kind.PROBLEM, texts.problem(problem), choice=again, act=self.open)
        return True

    def _options_changed(self, changes: Changes) -> None:
        if "setting" in changes.topics and self.context.desk.has_session:
            self.context.jobs.query(self, resolve(READ_SETTINGS), self._apply, key="settings")

    def _rights_changed(self, changes: Changes) -> None:
        """What the person at the desk may do holds from now on, not from the next sign-in on."""
        if RIGHTS & changes.topics and self.context.desk.phase is Phase.OPEN:
            self.context.jobs.query(
                self, resolve(REFRESHED), self._take_rights, self._lost_access, key="rights"
            )

    def _take_rights(self, session: Session) -> None:
        desk = self.context.desk
        if session.actor.staff_id == desk.actor.staff_id and session.actor != desk.actor:
            desk.refresh_actor(session.actor)

    def _lost_access(self, _problem: UserProblem) -> bool:
        self.context.desk.sign_out()
        return False

    def _apply(self, settings: Any) -> None:
        self.wiring.idle.set_minutes(settings.idle_lock_minutes)
        self.context.texts.zone = settings.zone
        self.context.desk.describe(settings.property_name, settings.zone)

    def _remember_window(self) -> None:
        self.context.preferences.set(geometry=self.window.saved_geometry())


def start(options: StartOptions, rooms: Rooms) -> int:
    """Run the desk until its window is closed; returns the exit status."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Redress")
    app.setDesktopFileName("redress")
    log = CrashLog(options.data)
    log.install()
    desk = Desk(options, rooms)

    def show_crash(path: str) -> None:
        if not desk.window.findChildren(CrashDialog):
            CrashDialog(desk.context, path, desk.window).open()

    log.happened.connect(show_crash)
    desk.window.show()
    desk.open()
    try:
        return app.exec()
    finally:
        desk.close()
        log.uninstall()
