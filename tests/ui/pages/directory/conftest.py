"""A desk on the small estate: two buildings, three homes, five cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from tests.ui.helpers import DeskUnderTest, open_desk, prepare_store
from tests.ui.pages.complaints.estate import Estate, settle
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.directory.form_dialog import FormDialog
from ui.pages.directory.home import HomePage
from ui.pages.directory.page import ResidentsPage
from ui.widgets.lists import PagedModel

T = TypeVar("T")


@dataclass
class Town:
    """A person at the directory."""

    desk: DeskUnderTest
    estate: Estate
    clock: SetClock

    @property
    def residents(self) -> ResidentsPage:
        """The page with tree and list."""
        found = self.desk.window.findChild(QWidget, "residents")
        assert isinstance(found, ResidentsPage)
        return found

    def home(self, unit: str) -> HomePage:
        """Go to the page of a unit or building."""
        page = self.desk.go("place", id=self.estate.homes[unit])
        assert isinstance(page, HomePage)
        return page

    def person(self, name: str) -> HomePage:
        """Go to the page of a person."""
        page = self.desk.go("resident", id=self.estate.residents[name])
        assert isinstance(page, HomePage)
        return page

    def press(self, *keys: str) -> None:
        """Press keys and wait for what they fetch."""
        self.desk.press(*keys)
        self.desk.settle()

    def type(self, words: str, name: str = "") -> None:
        """Type and wait for what that finds."""
        self.desk.type(words, self.desk.find(name) if name else None)
        self.desk.settle()

    def ask(self, fn: Callable[[Session], T]) -> T:
        """What the store says, on its own thread."""
        found: list[T] = []
        self.desk.context.jobs.query(self.desk.window, fn, found.append)
        self.desk.settle()
        return found[0]

    def dialog(self) -> FormDialog:
        """The dialog that is open."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, FormDialog) and window.isVisible():
                return window
        raise AssertionError("no dialog is open")

    def no_dialog(self) -> bool:
        """Whether all dialogs are closed."""
        return not any(
            isinstance(one, FormDialog) and one.isVisible() for one in QApplication.topLevelWidgets()
        )

    @staticmethod
    def cells(model: PagedModel, column: int = 0) -> list[str]:
        """One column of a list; headings in brackets with their count."""
        rows = [model.row_at(at) for at in range(model.rowCount())]
        return [f"[{row.group} {row.cells[1]}]" if row.is_group else row.cells[column] for row in rows if row]

    def listed(self) -> list[str]:
        """The names in the list."""
        return self.cells(self.residents.list.model)


OpenTown = Callable[..., Town]


@pytest.fixture
def open_town(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[OpenTown]:
    """Open a desk: ``open_town(role=…, language=…, theme=…, size=…)``."""
    made: list[DeskUnderTest] = []

    def make(role: Role = Role.ADMINISTRATOR, **how: Any) -> Town:
        folder = tmp_path / f"town{len(made)}"
        staff_id = prepare_store(folder, clock, role)
        estate = settle(folder, clock, staff_id)
        desk = open_desk(folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), staff_id=staff_id, **how)
        made.append(desk)
        return Town(desk, estate, clock)

    yield make
    for desk in reversed(made):
        desk.close()


@pytest.fixture
def town(open_town: OpenTown) -> Town:
    """An administrator, in Chinese."""
    return open_town()
