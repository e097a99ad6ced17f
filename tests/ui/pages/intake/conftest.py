"""A desk on a small estate, with the page for recording open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.complaints.kinds import CaseDetail
from models.complaints.queries import case_detail, case_id
from models.core.clock import SetClock
from models.core.session import OWNER, Session
from models.store.opening import open_store
from tests.ui.helpers import DeskUnderTest, made_once, open_desk, prepare_store
from tests.ui.pages.intake.estate import Estate, settle
from tests.ui.pages.intake.page_of import page_of
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.intake.page import IntakePage

OpenDesk = Callable[..., "Intake"]


@dataclass
class Intake:
    """A person at the form: keys go through the window's own door and are counted, held ones too."""

    desk: DeskUnderTest
    qtbot: QtBot
    keys: int = 0

    @property
    def page(self) -> IntakePage:
        """The page."""
        return page_of(self.desk)

    def press(self, *chords: str) -> None:
        """Press keys, as a keyboard sends them."""
        for chord in chords:
            self.keys += len(chord.split("+"))
            QTest.keySequence(self.desk.window.windowHandle(), QKeySequence(chord))
            QApplication.processEvents()

    def keyed(self, text: str) -> None:
        """Type text that the keyboard carries, key by key."""
        for char in text:
            self.keys += 1
            # The stubs know key codes only; a character is what carries its text along.
            QTest.keyClick(self.desk.window.windowHandle(), char)  # type: ignore[call-overload]
        QApplication.processEvents()

    def say(self, text: str) -> None:
        """Free text: by the input method, or key by key without counting."""
        before = self.keys
        if text.isascii():
            self.keyed(text)
        else:
            self.desk.type(text)
        self.keys = before

    def tick(self, chord: str, name: str) -> None:
        """Tick a box by its letter; Qt shows the box pressed for a moment before it is ticked."""
        box = self.find(name)
        self.press(chord)
        self.qtbot.waitUntil(box.isChecked, timeout=3000)

    def settle(self) -> None:
        """Wait for the guess that follows the last key, and for everything it asks for."""
        self.qtbot.waitUntil(self.page.what.is_quiet, timeout=3000)
        self.desk.settle()

    def focus(self) -> str:
        """Where the focus is."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def find(self, name: str) -> Any:
        """A visible control."""
        return self.desk.find(name)

    def gaps(self) -> str:
        """What the foot says."""
        return str(self.find("intake.gaps").text())

    def recorded(self) -> CaseDetail:
        """The newest case, as it lies in the store."""
        self.desk.settle()
        found: CaseDetail = self.ask(newest)
        return found

    def ask(self, fn: Callable[[Session], Any]) -> Any:
        """Ask the store on its own thread."""
        answers: list[Any] = []
        self.desk.context.jobs.query(self.desk.window, fn, answers.append)
        self.desk.settle()
        return answers[0]

    def told(self) -> list[str]:
        """What was told."""
        return self.desk.recorder.texts()

    def click(self, name: str) -> None:
        """Click a control with the mouse."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()


def newest(session: Session) -> CaseDetail:
    """The case that was recorded last."""
    row = session.store.rows("SELECT id FROM complaint ORDER BY id DESC LIMIT 1")[0]
    return case_detail(session.store, int(row[0]))


def by_reference(reference: str) -> Callable[[Session], CaseDetail]:
    """A question for one case."""

    def ask(session: Session) -> CaseDetail:
        return case_detail(session.store, case_id(session.store, reference))

    return ask


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "estate"


@pytest.fixture
def staff_id(folder: Path, clock: SetClock) -> int:
    """Who sits at the desk of a store that is set up."""
    return prepare_store(folder, clock)


@made_once
def _lived_in(folder: Path, clock: SetClock, _staff_id: int) -> Estate:
    store = open_store(folder, clock)
    try:
        return settle(Session(store, OWNER, clock))
    finally:
        store.disconnect()


@pytest.fixture
def estate(folder: Path, clock: SetClock, staff_id: int) -> Estate:
    """Homes, people and cases in the store."""
    return _lived_in(folder, clock, staff_id)


@pytest.fixture
def open_it(qtbot: QtBot, folder: Path, clock: SetClock, estate: Estate, staff_id: int) -> Iterator[OpenDesk]:
    """Open windows on the estate; more than one after the other on the same store."""
    made: list[DeskUnderTest] = []

    def make(**how: Any) -> Intake:
        desk = open_desk(folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), staff_id=staff_id, **how)
        made.append(desk)
        return Intake(desk, qtbot)

    yield make
    for desk in reversed(made):
        if isValid(desk.desk):
            desk.close()


@pytest.fixture
def intake(open_it: OpenDesk) -> Intake:
    """A Chinese desk; Ctrl+N has opened the empty form."""
    found = open_it()
    found.press("Ctrl+N")
    found.desk.settle()
    return found
