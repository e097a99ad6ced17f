"""The week of sixty technicians with a thousand orders in sight: stalls while scrolling and dragging.

The floor is painting the same view from memory: the longest of several full paintings of the window as it then stands.
No stall may be longer than that by more than ten milliseconds. Machines are shared: both are the best of some rounds.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.core.clock import to_millis
from models.core.permissions import Role
from models.store.database import Store
from tests import factories
from tests.bench.figures import Figure
from tests.bench.stalls import Heart, painting, turn
from tests.ui.helpers import DeskUnderTest, open_desk
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS
from ui.pages.repairs.page import RepairsPage

TECHNICIANS, ORDERS, WAITING = 60, 1_000, 200
SLACK_MS = 10.0
ROUNDS = 6
ZONE = ZoneInfo("Asia/Shanghai")
_SKILLS = ("plumbing", "electric", "carpentry", "drains")
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def busy_week(store: Store, now: datetime, technicians: int = TECHNICIANS, orders: int = ORDERS) -> None:
    """Technicians with a week full of orders, and a list of others to schedule."""
    chance = Random(7)
    monday = (now.astimezone(ZONE) - timedelta(days=now.astimezone(ZONE).weekday())).replace(hour=0, minute=0)
    with store.writing():
        store.execute_many(
            "INSERT INTO technician (id, name, position) VALUES (?, ?, ?)",
            [(n, f"Technician {n:02d}", n) for n in range(1, technicians + 1)],
        )
        store.execute_many(
            "INSERT INTO technician_skill (technician_id, skill) VALUES (?, ?)",
            [(n, _SKILLS[n % 4]) for n in range(1, technicians + 1)],
        )
        store.execute_many(
            "INSERT INTO work_order (reference, uid, kind, state, title, where_text, severity, skill, "
            "estimate_minutes, access, due_at, technician_id, starts_at, ends_at, created_at) "
            "VALUES (?, ?, 'repair', ?, ?, ?, ?, ?, ?, 'any_time', ?, ?, ?, ?, ?)",
            [
                _order(chance, n, monday, now, technicians, n <= orders)
                for n in range(1, orders + WAITING + 1)
            ],
        )


def _order(
    chance: Random, n: int, monday: datetime, now: datetime, technicians: int, placed: bool
) -> tuple[object, ...]:
    day, turn = (n // technicians) % 6, n // technicians // 6
    begin = monday + timedelta(days=day, hours=9 + 3 * turn)
    minutes = chance.choice((45, 60, 90, 120))
    who = n % technicians + 1
    over = placed and begin < now - timedelta(hours=3)
    state = "done" if over else "scheduled" if placed else "ready"
    slot: tuple[object, ...] = (None, None, None)
    if placed:
        slot = (who, to_millis(begin), to_millis(begin + timedelta(minutes=minutes)))
    return (
        f"W-{n:05d}", f"uid-{n}", state, f"Mixer tap drips, seal {n}", f"{n % 9 + 1}-{n % 2000:04d}",
        f"s{chance.randint(1, 4)}", _SKILLS[who % 4], minutes, to_millis(now + timedelta(hours=n)), *slot,
        to_millis(now - timedelta(days=3)),
    )  # fmt: skip


def bench() -> list[Figure]:
    """Milliseconds of the longest stall, beside the longest painting of the same view and ten milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "desk"
        clock = factories.a_clock()
        store = factories.a_store(folder, clock)
        session = factories.a_session(store, clock, Role.ADMINISTRATOR)
        factories.an_estate(store, clock)
        busy_week(store, clock.now())
        store.disconnect()
        desk = open_desk(
            folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), staff_id=session.actor.staff_id, language="en",
            size=(1440, 868),
        )  # fmt: skip
        try:
            page = desk.go("repairs")
            assert isinstance(page, RepairsPage)
            shown = sum(1 for block in page.calendar.grid.shown.sheet.blocks)
            assert shown == ORDERS, shown
            return _figures(desk, page)
        finally:
            desk.close()


def _figures(desk: DeskUnderTest, page: RepairsPage) -> list[Figure]:
    heart, figures = Heart(), []
    for what, doing in (
        ("scrolling", _scroll),
        ("carrying over the calendar", _carry),
        ("steering by keys", _steer),
    ):
        for _ in range(2):  # once for what is loaded on first use
            desk.settle()
            stall = heart.watch(lambda doing=doing: doing(page))  # type: ignore[misc]
            desk.settle()
        figures.append(
            Figure(f"{what}, {ORDERS} orders in the week", stall, painting(desk.window) + SLACK_MS)
        )
    return figures


def _scroll(page: RepairsPage) -> None:
    bar = page.calendar.grid.verticalScrollBar()
    bar.setValue(0)
    for _ in range(60):
        bar.setValue(bar.value() + 97)
        turn(2)


def _carry(page: RepairsPage) -> None:
    """From the list across every row in sight and down to the foot, where it scrolls, and back again."""
    page.calendar.grid.verticalScrollBar().setValue(0)
    cards = page.calendar.side.list.viewport()
    grid = page.calendar.grid.viewport()
    begin = QPoint(100, 40)
    QTest.mousePress(cards, _LEFT, _NONE, begin)
    QTest.mouseMove(cards, begin + QPoint(20, 0))
    turn(2)
    for step in range(120):
        there = QPoint(160 + step * 53 % (grid.width() - 170), 20 + step * 31 % (grid.height() - 22))
        QTest.mouseMove(cards, cards.mapFromGlobal(grid.mapToGlobal(there)))
        turn(2)
    QTest.mouseMove(cards, begin)
    QTest.mouseRelease(cards, _LEFT, _NONE, begin)


def _steer(page: RepairsPage) -> None:
    grid = page.calendar.grid
    grid.setFocus()
    movable = next(block for block in grid.shown.sheet.blocks if not block.fixed)
    grid.choose_key(movable.key)
    QTest.keyClick(grid, Qt.Key.Key_M)
    for step in range(60):
        QTest.keyClick(grid, (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left)[step % 3])
        turn(2)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
