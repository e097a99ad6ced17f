"""The longest stall of the window, against the floor: painting the same widgets from data in memory.

A heartbeat asks for every turn of the event loop; the longest time between two beats is the stall. The floor is the
longest of several full paintings of the window as it then stands. Rows below 1 are no contradiction: most turns paint
only a part of the window.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.core.permissions import Role
from models.core.session import Session
from tests import factories
from tests.bench.dataset import big_store
from tests.bench.figures import Figure
from tests.ui.helpers import DeskUnderTest, open_desk
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

CASES_IN_STORE = 100_000
ROWS_TO_IMPORT = 14_000
WORDS = "the kitchen ceiling has been dripping onto the hob since last night and nobody came to look at it "


class Heart(QObject):
    """Beats with every turn of the event loop and remembers the longest wait, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def watch(self, doing: Callable[[], None]) -> float:
        """The longest stall while something is done."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()
        doing()
        self._timer.stop()
        return self.longest


def painting(window: QWidget, times: int = 8) -> float:
    """The longest of some full paintings, in milliseconds."""
    longest = 0.0
    for _ in range(times):
        start = time.perf_counter()
        window.grab()
        longest = max(longest, (time.perf_counter() - start) * 1000)
    return longest


def turn(milliseconds: int) -> None:
    """Turn the event loop for so long; ``qWait`` would sleep for ten milliseconds at a time, a stall of its own."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _figure(desk: DeskUnderTest, heart: Heart, what: str, doing: Callable[[], None]) -> Figure:
    desk.settle()
    doing()  # once for what is loaded on first use
    desk.settle()
    stall = heart.watch(doing)
    desk.settle()
    return Figure(what, stall, painting(desk.window))


def _typing(desk: DeskUnderTest, name: str, text: str) -> Callable[[], None]:
    def type_it() -> None:
        field = desk.find(name)
        field.setFocus()
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or field, letter)
            turn(2)
        desk.context.jobs.wait_idle()

    return type_it


def _scrolling(desk: DeskUnderTest) -> None:
    bar = desk.find("complaints.list").verticalScrollBar()  # type: ignore[attr-defined]
    for _ in range(60):
        bar.setValue(bar.value() + bar.pageStep() // 2)
        turn(4)
    desk.context.jobs.wait_idle()


def _printing(desk: DeskUnderTest) -> None:
    desk.context.navigation.navigate("complaints")
    desk.context.navigation.navigate("report", ids=[CASES_IN_STORE, CASES_IN_STORE - 1, CASES_IN_STORE - 2])
    turn(20)
    desk.context.jobs.wait_idle()


def _importing(desk: DeskUnderTest, files: Iterator[Path]) -> Callable[[], None]:
    def read_in() -> None:
        page = desk.context.navigation.screen
        page.take(str(next(files)))  # type: ignore[union-attr]
        turn(20)
        desk.context.jobs.wait_idle()
        page.go()  # type: ignore[union-attr]
        turn(20)
        desk.context.jobs.wait_idle(600_000)

    return read_in


def _old_complaints(folder: Path, number: int) -> Path:
    """A file of complaints that no other one holds."""
    path = folder / f"past{number}.csv"
    lines = [f"{number}-{n},2024-05-0{n % 9 + 1} 10:00,厨房漏水第{n}件,漏水" for n in range(ROWS_TO_IMPORT)]
    path.write_text("编号,接收时间,内容,类别\n" + "\n".join(lines), "utf-8")
    return path


def bench() -> list[Figure]:
    """Milliseconds of the longest stall while typing, searching, scrolling, printing and importing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = big_store(folder / "desk", CASES_IN_STORE)
        clock = factories.a_clock()
        session: Session = factories.a_session(store, clock, Role.ADMINISTRATOR)
        store.disconnect()
        desk = open_desk(
            folder / "desk",
            clock,
            Rooms(PAGES, PROVIDERS, COUNTS),
            staff_id=session.actor.staff_id,
            language="en",
        )
        heart = Heart()
        try:
            desk.go("intake")
            figures = [
                _figure(desk, heart, "typing the words of a complaint", _typing(desk, "intake.words", WORDS))
            ]
            desk.go("complaints")
            figures.append(
                _figure(desk, heart, "typing in the search box", _typing(desk, "search", "kitchen drips"))
            )
            desk.press("Escape")
            desk.go("complaints", view="all")
            figures.append(_figure(desk, heart, "scrolling the list", lambda: _scrolling(desk)))
            figures.append(_figure(desk, heart, "making and showing reports", lambda: _printing(desk)))
            desk.go("import")
            files = iter([_old_complaints(folder, number) for number in range(3)])
            figures.append(_figure(desk, heart, "trying and importing 14,000 rows", _importing(desk, files)))
        finally:
            desk.close()
    return figures
