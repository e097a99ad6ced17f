"""A desk on the small estate, with the list open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.core.permissions import Permission, Role
from models.core.session import Session
from tests.ui.helpers import DeskUnderTest, open_desk, prepare_store
from tests.ui.pages.complaints.estate import Estate, settle
from ui.application import Rooms
from ui.base.page import Page
from ui.context import Context
from ui.navigation import PageSpec, Place
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.complaints.lines import CaseLine
from ui.pages.complaints.page import ComplaintsPage
from ui.widgets.lists import RowView

T = TypeVar("T")
HERE = "tests.ui.pages.complaints.conftest:"


class Elsewhere(Page):
    """A page that only notes what it was shown with."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shown_with: dict[str, object] = {}

    def shown(self, **params: object) -> None:
        self.shown_with = params


def rooms() -> Rooms:
    """The real list; the pages it leads to are stand-ins."""
    own = tuple(spec for spec in PAGES if spec.id in ("complaints", "intake"))
    led_to = tuple(
        PageSpec(
            page, page, HERE + "Elsewhere", place=Place.INNER, under="complaints", permission=Permission.VIEW
        )
        for page in ("case", "report", "place", "resident")
    )
    return Rooms((*own, *led_to), PROVIDERS, COUNTS)


@dataclass
class Listing:
    """A person at the list."""

    desk: DeskUnderTest
    estate: Estate
    clock: SetClock

    @property
    def page(self) -> ComplaintsPage:
        found = self.desk.window.findChild(QWidget, "complaints")
        assert isinstance(found, ComplaintsPage)
        return found

    @property
    def view(self) -> RowView:
        return self.page.list.view

    def press(self, *keys: str) -> None:
        """Press keys and wait for what they fetch."""
        self.desk.press(*keys)
        self.desk.settle()

    def shown(self) -> list[str]:
        """The cases in the list by their names here, headings in brackets."""
        names = {ident: name for name, ident in self.estate.cases.items()}
        rows = []
        for at in range(self.page.list.model.rowCount()):
            row = self.page.list.model.row_at(at)
            assert row is not None
            line = row.row
            rows.append(
                names[line.case.id] if isinstance(line, CaseLine) else f"[{row.group} {row.cells[1]}]"
            )
        return rows

    def cases(self) -> list[str]:
        """Without the headings."""
        return [name for name in self.shown() if not name.startswith("[")]

    def line(self, name: str) -> CaseLine:
        """The line of a case."""
        found = [line for line in self.page.list.lines() if line.case.id == self.estate.cases[name]]
        return found[0]

    def chosen(self) -> str:
        """The name of the chosen case."""
        line = self.page.list.line()
        names = {ident: name for name, ident in self.estate.cases.items()}
        return names[line.case.id] if line else ""

    def choose(self, name: str) -> None:
        """Choose a case with the mouse."""
        at = self.page.list.model.index_of(self.estate.cases[name])
        place = self.view.visualRect(self.page.list.model.index(at, 2)).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.desk.settle()

    def tabs(self) -> dict[str, tuple[str, bool]]:
        """The tabs: words with their count, and whether one is chosen."""
        parts = self.page.controls.views.tabs._parts
        return {str(part.code): (part.accessibleName(), part.isChecked()) for part in parts}

    def chips(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self.page.controls.filters._chips.values()]

    def menu(self) -> QMenu:
        """The menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def pick(self, *names: str) -> None:
        """Walk through the open menu with the arrow keys, to a line by its object name; Enter on each."""
        for name in names:
            menu = self.menu()
            wanted = next(
                action for action in menu.actions() if self._named(action.objectName(), action.menu(), name)
            )
            for _ in range(len(menu.actions()) + 1):
                if menu.activeAction() is wanted:
                    break
                QTest.keyClick(menu, Qt.Key.Key_Down)
            assert menu.activeAction() is wanted
            QTest.keyClick(menu, Qt.Key.Key_Return)
            QApplication.processEvents()
        self.desk.settle()

    @staticmethod
    def _named(own: str, submenu: object, name: str) -> bool:
        return own == name or (isinstance(submenu, QMenu) and submenu.objectName() == name)

    def read(self, fn: Callable[[Session], T]) -> T:
        """Ask the store, on its own thread."""
        answers: list[T] = []
        self.desk.context.jobs.query(self.page, fn, answers.append)
        self.desk.settle()
        return answers[0]

    def shown_with(self, page_id: str) -> dict[str, object]:
        """What the stand-in of another page was shown with."""
        assert self.desk.context.navigation.current == page_id
        screen = self.desk.context.navigation.screen
        assert isinstance(screen, Elsewhere)
        return screen.shown_with


OpenListing = Callable[..., Listing]


@pytest.fixture
def open_listing(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[OpenListing]:
    """Open the list: ``open_listing(role=…, language=…, theme=…, size=…, before=…)``."""
    made: list[DeskUnderTest] = []

    def make(
        role: Role = Role.ADMINISTRATOR,
        before: Callable[[Path, SetClock, Estate], None] | None = None,
        real: bool = False,
        **how: Any,
    ) -> Listing:
        folder = tmp_path / f"listing{len(made)}"
        staff_id = prepare_store(folder, clock, role)
        estate = settle(folder, clock, staff_id)
        if before is not None:
            before(folder, clock, estate)
        desk = open_desk(
            folder, clock, Rooms(PAGES, PROVIDERS, COUNTS) if real else rooms(), staff_id=staff_id, **how
        )
        made.append(desk)
        desk.go("complaints")
        return Listing(desk, estate, clock)

    yield make
    for desk in reversed(made):
        desk.close()


@pytest.fixture
def listing(open_listing: OpenListing) -> Listing:
    """The list at the moment of the pictures, in Chinese."""
    return open_listing()
