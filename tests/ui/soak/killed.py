"""A desk that works until it is killed from outside; run as a program, it says line by line what it has done.

``typing``: types on and on into the form; each line is its clock and the number that has just been typed.
``recording``: records one complaint after another; each line is a reference that the window has acknowledged.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

import tests.conftest  # noqa: F401  the fonts and the platform without a screen
from models.core.clock import SetClock
from tests.factories import NOON
from tests.ui.helpers import DeskUnderTest, open_desk
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

KEY_MS = 20


class Typist(QEventLoop):
    """Types a number with every tick, and never stops."""

    def __init__(self, desk: DeskUnderTest) -> None:
        super().__init__()
        self._desk, self._numbers = desk, count(1)
        self._timer = QTimer(self)
        self._timer.setInterval(KEY_MS)
        self._timer.timeout.connect(self._type)

    def work(self) -> None:
        """Until somebody ends it."""
        self._desk.press("Ctrl+N", "Alt+W")
        self._timer.start()
        self.exec()

    def _type(self) -> None:
        number = next(self._numbers)
        self._desk.type(f"第{number} ")
        print(time.monotonic(), number, flush=True)


def record_on_and_on(desk: DeskUnderTest) -> None:
    """By keys, until somebody ends it."""
    for number in count(1):
        desk.press("Ctrl+N", "Alt+W")
        desk.type(f"门禁坏了，第{number}次")
        desk.press("Ctrl+Return", "Ctrl+Return")
        desk.settle()
        print(desk.recorder.texts()[-1], flush=True)


def main(way: str, folder: Path, staff_id: int) -> None:
    """Open the window on the store and work."""
    app = QApplication([])
    desk = open_desk(folder, SetClock(NOON), Rooms(PAGES, PROVIDERS, COUNTS), staff_id=staff_id)
    if way == "typing":
        Typist(desk).work()
    else:
        record_on_and_on(desk)
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
