"""What is kept of a schedule while something is carried over it: the same picture, painted only where it differs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import shown
from tests.ui.widgets.test_schedule import block, sheet
from ui.widgets.schedule_grid import ScheduleGrid
from ui.widgets.schedule_kinds import Aim, Carried, Slot
from ui.widgets.schedule_layout import lay_out
from ui.widgets.schedule_still import Ground, Still

SIZE = QSize(200, 90)
HERE, THERE = Slot(1, 2, 600, 660, "10:00 free"), Slot(2, 0, 900, 960, "15:00 free")
PLACES = {HERE: QRect(40, 20, 30, 8), THERE: QRect(100, 60, 30, 8)}


class Painted:
    """Remembers which parts were painted anew."""

    def __init__(self) -> None:
        self.regions: list[QRect] = []
        self.still = Still(self._paint, lambda offers: [PLACES[one] for one in offers])

    def _paint(self, painter: QPainter, region: QRegion) -> None:
        painter.fillRect(region.boundingRect(), QColor("white"))
        self.regions.append(region.boundingRect())

    def show(self, offset: int = 0, ratio: float = 1.0, what: object = "week", *offers: Slot) -> list[QRect]:
        """Ask for a picture; returns what was painted for it."""
        self.regions.clear()
        self.still.picture(Ground(what, SIZE, ratio, offset, offers))
        return self.regions


@pytest.fixture
def painted(qapp: object) -> Painted:
    return Painted()


def test_what_is_there_already_is_not_painted_again(painted: Painted) -> None:
    assert painted.show() == [QRect(0, 0, 200, 90)]
    assert painted.show() == []
    assert painted.show(0, 1.0, "another week") == [QRect(0, 0, 200, 90)]


def test_only_what_comes_into_sight_is_painted(painted: Painted) -> None:
    painted.show()
    assert painted.show(16) == [QRect(0, 74, 200, 16)]
    assert painted.show(10) == [QRect(0, 0, 200, 6)]
    assert painted.show(300) == [QRect(0, 0, 200, 90)]


def test_offers_are_painted_where_they_stand_and_where_they_stood(painted: Painted) -> None:
    painted.show()
    assert painted.show(0, 1.0, "week", HERE) == [PLACES[HERE]]
    assert painted.show(0, 1.0, "week", THERE) == [PLACES[HERE].united(PLACES[THERE])]


def test_where_a_pixel_is_not_whole_on_the_screen_the_next_that_is_counts(painted: Painted) -> None:
    assert painted.show(0, 1.25) == [QRect(0, 0, 200, 92)]  # 4 pixels of the widget are 5 of the screen
    assert painted.show(16, 1.25) == [QRect(0, 76, 200, 16)]
    assert painted.show(16, 1.25, "week", HERE) == [QRect(40, 20, 32, 8)]
    assert painted.show(17, 1.25, "week", HERE) == [QRect(0, 0, 200, 92)]


def test_after_scrolling_and_other_offers_it_looks_as_if_painted_at_once(qtbot: QtBot) -> None:
    grid = ScheduleGrid()
    many = tuple(block(n, n % 12, n % 6, 510 + n * 7 % 300, done=n % 3 == 0) for n in range(60))
    grid.show_layout(lay_out(sheet(blocks=many, lanes=12)))
    shown(qtbot, grid, width=958, height=450)

    def look() -> QImage:
        return grid.viewport().grab().toImage()

    def carry(minute: int, *free: Slot) -> None:
        aim = Aim(4, 1, minute, minute + 60, "10:00", fits=False)
        grid.set_carried(Carried(frozenset({2, 5}), free, aim, 9))

    carry(600)
    for down, offers in ((0, (HERE,)), (33, (HERE, THERE)), (70, (THERE,)), (41, (HERE,)), (41, ())):
        grid.verticalScrollBar().setValue(down)
        carry(600 + down, *offers)
        kept = look()
        grid.set_carried(None)
        look()  # nothing is kept of it
        carry(600 + down, *offers)
        assert near(kept, look())


def near(one: QImage, other: QImage) -> bool:
    """The same but for what rounding does to a smooth border."""
    pairs = zip(one.constBits(), other.constBits(), strict=True)
    return one.size() == other.size() and all(abs(a - b) <= 2 for a, b in pairs)
