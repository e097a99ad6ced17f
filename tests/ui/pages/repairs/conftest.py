"""A desk on Friday 20 November, 14:20, with three technicians, some work in their week and some to schedule."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.accounts.kinds import StaffDraft
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.crew.actions import add_absence
from models.crew.kinds import AbsenceDraft, AbsenceKind
from models.repairs.kinds import OrderRow
from models.repairs.queries import order_row
from models.store.opening import open_store
from tests.repairs import a_technician, an_order, slot
from tests.ui.conftest import NOON
from tests.ui.helpers import DeskUnderTest, add_person, open_desk, prepare_store
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.repairs.page import RepairsPage

ZONE = ZoneInfo("Asia/Shanghai")
LEFT, NONE, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
FRIDAY, SATURDAY = 20, 21


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of the week on the clock of the wall."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@dataclass(frozen=True)
class Scene:
    """Ids of what is there: technicians in the order of their lanes, then orders."""

    folder: Path
    boss: int
    coordinator: int
    listener: int
    zhao: int
    he: int
    zheng: int
    hose: int
    doors: int
    riser: int
    pit: int
    done: int


@pytest.fixture(scope="session")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Made once: Zhao has a riser from 15:00 to 17:00, He a pit from 16:30 to 17:30; Zheng, a carpenter, has leave."""
    folder, clock = tmp_path_factory.mktemp("repairs") / "estate", SetClock(NOON)
    boss = prepare_store(folder, clock)
    store = open_store(folder, clock)
    try:
        return _made(Session(store, OWNER, clock), folder, boss)
    finally:
        store.disconnect()


def _made(session: Session, folder: Path, boss: int) -> Scene:
    coordinator = add_person(session, StaffDraft("lixiang", "李想", Role.COORDINATOR))
    listener = add_person(session, StaffDraft("zhouyu", "周雨", Role.FRONT_DESK))
    zhao = a_technician(session, "赵磊")
    he = a_technician(session, "何勇", skills=frozenset({"plumbing", "drains"}))
    zheng = a_technician(session, "郑涛", skills=frozenset({"carpentry"}))
    add_absence(session, AbsenceDraft(zheng, AbsenceKind.LEAVE, at(17, 0), at(18, 0)))
    hose = an_order(session, title="打压换管", where_text="3-1602", severity="s2", due_at=at(FRIDAY, 18))
    doors = an_order(session, title="修柜门", where_text="3-1502", skill="carpentry", due_at=at(23, 18))
    riser = an_order(session, title="卫生间立管", where_text="5-0803", due_at=at(24, 18))
    pit = an_order(session, title="抽集水坑", where_text="B2", estimate_minutes=60, due_at=at(25, 18))
    past = an_order(session, title="换龙头", where_text="2-1104", due_at=at(26, 18))
    slot(session, riser, zhao, at(FRIDAY, 15))
    slot(session, pit, he, at(FRIDAY, 16, 30), 60)
    slot(session, past, zhao, at(16, 9))
    return Scene(folder, boss, coordinator, listener, zhao, he, zheng, hose, doors, riser, pit, past)


@pytest.fixture
def scene(estate: Scene, tmp_path: Path) -> Scene:
    """A copy of the estate for one test."""
    shutil.copytree(estate.folder, tmp_path / "estate")
    return replace(estate, folder=tmp_path / "estate")


@dataclass
class Bench:
    """The window with the page, and hands to work on it."""

    desk: DeskUnderTest
    page: RepairsPage

    def row(self, order_id: int) -> OrderRow:
        """How an order stands in the store."""
        found: list[OrderRow] = []
        self.desk.context.jobs.query(
            self.page, lambda session: order_row(session.store, order_id), lambda row: found.append(row)
        )
        self.desk.context.jobs.wait_idle()
        return found[0]

    def slot(self, order_id: int) -> tuple[str, str, str] | None:
        """Whose it is, from when to when on the wall."""
        row = self.row(order_id)
        if row.starts_at is None or row.ends_at is None:
            return None
        begin, until = (one.astimezone(ZONE) for one in (row.starts_at, row.ends_at))
        return row.technician, f"{begin:%d %H:%M}", f"{until:%H:%M}"

    # -- places on the screen

    def card(self, order_id: int) -> QPoint:
        """The middle of a card of the list."""
        view = self.page.calendar.side.list
        rect = view.visualRect(view.paged.index(view.paged.index_of(order_id), 0))
        return view.viewport().mapToGlobal(rect.center())

    def block(self, order_id: int) -> QPoint:
        """The middle of a block of the calendar."""
        grid = self.page.calendar.grid
        return grid.viewport().mapToGlobal(
            grid.visualRect(grid.stops.index(grid.shown.by_key[order_id], 0)).center()
        )

    def foot(self, order_id: int) -> QPoint:
        """The lower edge of a block."""
        grid = self.page.calendar.grid
        rect = grid.visualRect(grid.stops.index(grid.shown.by_key[order_id], 0))
        return grid.viewport().mapToGlobal(QPoint(rect.center().x(), rect.bottom() - 1))

    def cell(self, lane: int, day: int, down: float = 0.9) -> QPoint:
        """A point of a cell, so far down."""
        grid = self.page.calendar.grid
        box = grid.place(grid.shown.cell_box(lane, day, grid.viewport().width()))
        return grid.viewport().mapToGlobal(
            QPoint(int(box.center().x()), int(box.top() + box.height() * down))
        )

    def offer(self, lane: int, day: int) -> QPoint:
        """The first free place that is offered in a cell."""
        hands = self.page.calendar.hands
        look = hands.carrying.look()
        assert look is not None
        slot = next(one for one in look.free if (one.lane, one.day) == (lane, day))
        grid = self.page.calendar.grid
        return grid.viewport().mapToGlobal(grid.slot_rect(slot).center().toPoint())

    def offer_place(self, lane: int, day: int) -> QPoint:
        """Where a free place of a cell would be offered."""
        return self.cell(lane, day, 0.1)

    # -- the mouse

    def lift(self, point: QPoint) -> QWidget:
        """Press, and move far enough; the button stays down. Returns what the mouse belongs to now."""
        window = (
            self.desk.window
        )  # the screen of the tests is smaller than the window: it would find nothing there
        widget = window.childAt(window.mapFromGlobal(point))
        assert widget is not None
        QTest.mousePress(widget, LEFT, NONE, widget.mapFromGlobal(point))
        self.hover(widget, point + QPoint(6, 4))
        self.hover(widget, point + QPoint(14, 8))
        self.desk.settle()
        return widget

    def hover(self, holder: QWidget, point: QPoint) -> None:
        """Move with the button down."""
        QTest.mouseMove(holder, holder.mapFromGlobal(point))
        QApplication.processEvents()

    def drop(self, holder: QWidget, point: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """Move there and let go."""
        self.hover(holder, point)
        QTest.mouseRelease(holder, LEFT, keys, holder.mapFromGlobal(point))
        self.desk.settle()

    def drag(self, begin: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """From one place to another."""
        self.drop(self.lift(begin), end, keys)

    # -- the keys

    def choose(self, order_id: object) -> None:
        """Choose a block and give the calendar the keys."""
        grid = self.page.calendar.grid
        grid.setFocus()
        assert grid.choose_key(order_id)
        QApplication.processEvents()

    def choose_card(self, order_id: int) -> None:
        """Choose a card and give the list the keys."""
        view = self.page.calendar.side.list
        view.setFocus()
        assert view.select_key(order_id)
        QApplication.processEvents()

    def press(self, *keys: str) -> None:
        """Press keys and wait for what they start."""
        self.desk.press(*keys)
        self.desk.settle()


OpenIt = Callable[..., Bench]


@pytest.fixture
def open_it(qtbot: QtBot, clock: SetClock, scene: Scene) -> Iterator[OpenIt]:
    """Open windows on the scene."""
    made: list[DeskUnderTest] = []

    def make(staff_id: int | None = None, params: dict[str, Any] | None = None, **how: Any) -> Bench:
        how.setdefault("language", "en")
        desk = open_desk(
            scene.folder,
            clock,
            Rooms(PAGES, PROVIDERS, COUNTS),
            staff_id=staff_id or scene.coordinator,
            **how,
        )
        made.append(desk)
        page = desk.go("repairs", **(params or {}))
        assert isinstance(page, RepairsPage)
        return Bench(desk, page)

    yield make
    for desk in reversed(made):
        desk.close()


@pytest.fixture
def bench(open_it: OpenIt) -> Bench:
    """The week, at the desk of a coordinator."""
    return open_it()
