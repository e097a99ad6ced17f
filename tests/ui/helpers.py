"""A real window on a real store, driven as a person would, without sleeping."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from models.accounts.actions import add_staff
from models.accounts.kinds import SetupDraft, StaffDraft
from models.accounts.setting_up import set_up
from models.core.clock import Clock, SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options.actions import change_options
from models.store.database import ATTACHMENTS, DATABASE_NAME
from tests.factories import a_store
from ui.application import Desk, Rooms, StartOptions
from ui.context import Context
from ui.main_window import MainWindow
from ui.messages import Message, Messages, Question, UndoOffer
from ui.shell.ask_dialog import AskDialog

T = TypeVar("T")

_UPDATE = QEvent.Type.UpdateRequest


class MessageRecorder:
    """Hears everything that is told and asked, and answers questions by their buttons."""

    def __init__(self, messages: Messages) -> None:
        self.told: list[Message] = []
        self.asked: list[Question] = []
        self.offers: list[UndoOffer] = []
        self._answers: deque[str] = deque()
        messages.told.connect(self.told.append)
        messages.undo_offered.connect(self.offers.append)
        messages.asked.connect(self._was_asked)

    def answers(self, *choices: str) -> None:
        """Answer the next questions like this."""
        self._answers.extend(choices)

    def texts(self) -> list[str]:
        """The sentences that were told."""
        return [message.text for message in self.told]

    def _was_asked(self, question: Question) -> None:
        self.asked.append(question)
        if self._answers:
            choice = self._answers.popleft()
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, AskDialog) and widget.isVisible():
                    button(widget, f"ask.{choice}").click()
                    return
            raise AssertionError("nobody shows the question")


class Painter(QObject):
    """Puts off the painting of a window. Qt goes on gathering what is to be painted until it is told to."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = False

    @contextmanager
    def later(self) -> Iterator[None]:
        """Nothing is painted in here; what was asked for is painted by the next turn of the event loop."""
        self._window.installEventFilter(self)
        try:
            yield
        finally:
            self._window.removeEventFilter(self)
            if self._asked:
                self._asked = False
                QCoreApplication.postEvent(self._window, QEvent(_UPDATE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != _UPDATE:
            return False
        self._asked = True
        return True


@dataclass
class DeskUnderTest:
    """The window under test with its store."""

    desk: Desk
    folder: Path
    recorder: MessageRecorder

    def __post_init__(self) -> None:
        self._painter = Painter(self.desk.window)

    @property
    def context(self) -> Context:
        """The services."""
        return self.desk.context

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.desk.window

    @property
    def session(self) -> Session:
        """The session at the desk; use it on the database thread only."""
        return self.context.desk.session

    def settle(self) -> None:
        """Wait until nothing is under way and everything that was put off has happened.

        What is to be painted meanwhile is painted once, at the end.
        """
        with self._painter.later():
            for _ in range(3):
                QApplication.sendPostedEvents()
                QApplication.processEvents()
                self.context.jobs.wait_idle()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def write_as_another_process(self, property_name: str) -> None:
        """Change an option through a connection of its own, as a command line would."""

        def change() -> None:
            store = self.session.store
            with store.connected():
                change_options(Session(store, OWNER, self.context.clock), {"property.name": property_name})

        thread = Thread(target=change)
        thread.start()
        thread.join()

    def go(self, page: str, **params: object) -> QWidget:
        """Show a page and wait for what it fetches."""
        assert self.context.navigation.navigate(page, **params)
        self.settle()
        screen = self.context.navigation.screen
        assert screen is not None
        return screen

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keySequence(self._target(), QKeySequence(key))
            QApplication.processEvents()

    def type(self, text: str, widget: QWidget | None = None) -> None:
        """Type text; what no key carries is committed as by an input method."""
        target = widget or self._target()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)
        QApplication.processEvents()

    def find(self, name: str) -> QWidget:
        """The visible widget of that object name, in any window."""
        for top in [*reversed(QApplication.topLevelWidgets())]:
            found = [w for w in [top, *top.findChildren(QWidget)] if w.objectName() == name and w.isVisible()]
            if found:
                return found[0]
        raise AssertionError(f"no visible {name}")

    def click(self, name: str) -> None:
        """Click the middle of a widget."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def shot(self, name: str, size: tuple[int, int] | None = None) -> Path:
        """Keep a picture of the window where REDRESS_SHOTS says, else beside the store."""
        if size is not None:
            self.window.resize(*size)
        self.settle()
        folder = Path(os.environ.get("REDRESS_SHOTS") or self.folder)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        assert self.window.grab().save(str(path))
        return path

    def close(self) -> None:
        """Take everything down."""
        self.settle()
        self.desk.close()
        self.desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _target(self) -> QWidget:
        QApplication.processEvents()
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top is not None:
            inside: QWidget | None = top.focusWidget()
            return top if inside is None else inside
        if QApplication.activeWindow() is None:  # offscreen nobody gives the focus back after a dialog
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window


def button(parent: QWidget, name: str) -> QPushButton:
    """A button by its object name."""
    found = parent.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), f"no button {name}"
    return found


def prepare_store(folder: Path, clock: Clock, role: Role = Role.ADMINISTRATOR, name: str = "王敏") -> int:
    """Set up a store as the first run does, with one more person; returns that person's id."""
    content, staff_id = _prepared(clock.now(), role, name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE_NAME).write_bytes(content)
    return staff_id


@cache
def _prepared(now: datetime, role: Role, name: str) -> tuple[bytes, int]:
    """The file of such a store: it is made once and copied, which is ten times as quick."""
    with TemporaryDirectory() as folder:
        clock = SetClock(now)
        store = a_store(Path(folder), clock)
        try:
            session = Session(store, OWNER, clock)
            boss = StaffDraft("liujing", "刘静", Role.ADMINISTRATOR)
            set_up(session, SetupDraft("翠湖花园", administrator=boss))
            staff_id = add_person(session, StaffDraft("wangmin", name, role))
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            store.disconnect()
        return store.path.read_bytes(), staff_id


Fill = Callable[[Path, SetClock, int], T]


def made_once(fill: Fill[T]) -> Fill[T]:
    """Fill a store once and copy it afterwards: the same store at the same moment is always filled in the same way.

    ``fill`` takes the folder, the clock and who sits at the desk; nothing but the database may come of it.
    """
    made: dict[tuple[bytes, datetime, int], tuple[bytes, T, datetime]] = {}

    @wraps(fill)
    def copy(folder: Path, clock: SetClock, staff_id: int) -> T:
        path = folder / DATABASE_NAME
        key = (path.read_bytes(), clock.instant, staff_id)
        if key not in made:
            found = fill(folder, clock, staff_id)
            assert not any(folder.glob(f"{ATTACHMENTS}/**/*")), "files are not copied"
            made[key] = (path.read_bytes(), deepcopy(found), clock.instant)
            return found
        content, found, clock.instant = made[key]
        path.write_bytes(content)
        return deepcopy(found)

    return copy


def add_person(session: Session, draft: StaffDraft) -> int:
    """Add somebody who signs in."""
    return add_staff(session, draft).value


def open_desk(
    folder: Path,
    clock: Clock,
    rooms: Rooms,
    *,
    staff_id: int | None,
    language: str = "zh_CN",
    theme: str = "light",
    size: Sequence[int] = (1440, 868),
) -> DeskUnderTest:
    """Open a window on the store in ``folder`` and wait until it is usable."""
    options = StartOptions(folder, language=language, theme=theme, staff_id=staff_id, clock=clock)
    desk = Desk(options, rooms)
    recorder = MessageRecorder(desk.context.messages)
    made = DeskUnderTest(desk, folder, recorder)
    desk.window.resize(*size)
    desk.window.show()
    desk.window.activateWindow()
    desk.open()
    made.settle()
    return made
