"""A desk on Friday 20 November 2026, 14:20, in a week with too many leaks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from resources.charts.kinds import Role
from tests.ui.conftest import NOON
from tests.ui.helpers import DeskUnderTest, open_desk
from tests.ui.pages.insight.scene import Scene, make
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.insight.page import InsightPage
from ui.widgets.chart_view import ChartView


@pytest.fixture(scope="session")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Made once."""
    return make(tmp_path_factory.mktemp("insight") / "estate", SetClock(NOON))


@pytest.fixture
def scene(estate: Scene, tmp_path: Path) -> Scene:
    """A copy for one test."""
    shutil.copytree(estate.folder, tmp_path / "estate")
    return replace(estate, folder=tmp_path / "estate")


@dataclass
class Look:
    """The window with the page, and hands and eyes for it."""

    desk: DeskUnderTest
    page: InsightPage
    scene: Scene

    def press(self, *keys: str) -> None:
        """Press keys and wait for what they start."""
        self.desk.press(*keys)
        self.desk.settle()

    def click(self, name: str) -> None:
        """Click a widget and wait."""
        self.desk.click(name)
        self.desk.settle()

    def choose(self, *names: str) -> None:
        """Walk through the open menu with the arrow keys, to a line by its object name; Enter on each."""
        for name in names:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            wanted = next(one for one in menu.actions() if name in (one.objectName(), _menu_name(one.menu())))
            for _ in range(len(menu.actions()) + 1):
                if menu.activeAction() is wanted:
                    break
                QTest.keyClick(menu, Qt.Key.Key_Down)
            assert menu.activeAction() is wanted
            QTest.keyClick(menu, Qt.Key.Key_Return)
            QApplication.processEvents()
        self.desk.settle()

    def tile(self, key: str) -> str:
        """What a tile shows: figure, what stands beside it, note."""
        words = self.page.sheet.tiles.tiles[key].words
        return f"{words.figure} {words.beside} | {words.note}"

    def chart(self, name: str) -> ChartView:
        """The view of a chart."""
        return self.page.sheet.panes_by_name[name].view

    def marks(self, name: str) -> dict[str, str]:
        """The values of a chart by their labels."""
        chart = self.chart(name).chart
        return {} if chart is None else {mark.label: mark.shown for mark in chart.marks}

    def alarms(self, name: str) -> list[str]:
        """What a chart shows as over its limit."""
        chart = self.chart(name).chart
        return [] if chart is None else [mark.label for mark in chart.marks if mark.role is Role.ALARM]

    def open_mark(self, name: str, label: str) -> None:
        """Click on a mark."""
        view = self.chart(name)
        assert view.chart is not None
        number = next(at for at, mark in enumerate(view.chart.marks) if mark.label == label)
        self.page.sheet.scroller.ensureWidgetVisible(view)
        rect = view.visualRect(view.model().index(number, 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        self.desk.settle()

    def figure(self) -> str:
        """The figure whose cases are shown."""
        assert self.desk.context.navigation.current == "complaints"
        return str(self.desk.context.navigation.params["figure"])

    def listed(self) -> int:
        """How many cases the page of complaints lists now."""
        assert self.desk.context.navigation.current == "complaints"
        words = self.desk.find("complaints.count")
        return int(str(getattr(words, "text")()).split()[0].rstrip("+"))  # noqa: B009


def _menu_name(menu: object) -> str:
    return menu.objectName() if isinstance(menu, QMenu) else ""


LookAt = Callable[..., Look]


@pytest.fixture
def look_at(qtbot: QtBot, clock: SetClock, scene: Scene) -> Iterator[LookAt]:
    """Open windows on the scene: ``look_at(language=…, theme=…, size=…, figure=…)``."""
    made: list[DeskUnderTest] = []

    def make_one(figure: str = "", staff_id: int | None = None, **how: Any) -> Look:
        how.setdefault("language", "en")
        rooms = Rooms(PAGES, PROVIDERS, COUNTS)
        desk = open_desk(scene.folder, clock, rooms, staff_id=staff_id or scene.staff_id, **how)
        made.append(desk)
        page = desk.go("insight", **({"figure": figure} if figure else {}))
        assert isinstance(page, InsightPage)
        return Look(desk, page, scene)

    yield make_one
    for desk in reversed(made):
        desk.close()


@pytest.fixture
def look(look_at: LookAt) -> Look:
    """The week of the pictures, in English."""
    return look_at()
