"""A desk that writes a draft and is killed: run as a program by the test of the crash."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

import tests.conftest  # noqa: F401  the fonts and the platform without a screen
from models.core.clock import SetClock
from tests.factories import NOON
from tests.ui.helpers import open_desk
from tests.ui.pages.intake.page_of import page_of
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

_MOST_MS = 2000
_APP: list[QApplication] = []


def write_and_die(folder: Path, staff_id: int) -> None:
    """Type, wait the two seconds that may be lost, type on, and go without a word."""
    if QApplication.instance() is None:
        _APP.append(QApplication([]))
    desk = open_desk(folder, SetClock(NOON), Rooms(PAGES, PROVIDERS, COUNTS), staff_id=staff_id)
    desk.press("Ctrl+N")
    desk.type("3-1502")
    desk.settle()
    desk.press("Return")
    desk.settle()
    desk.press("Alt+W")
    desk.type("厨房顶滴水")
    desk.press("Alt+M")
    desk.press("4")
    loop = QEventLoop()
    page_of(desk).drafts.keeper.saved.connect(loop.quit)
    QTimer.singleShot(_MOST_MS, loop.quit)
    loop.exec()
    desk.press("Alt+A")
    desk.type("这半句没有来得及保存")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    write_and_die(Path(sys.argv[1]), int(sys.argv[2]))
