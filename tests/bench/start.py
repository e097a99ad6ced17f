"""From the command to a usable window, against an empty Qt window; each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests import factories
from tests.bench.figures import Figure

ROOT = Path(__file__).parents[2]

_EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_DESK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.application import Desk, StartOptions
from ui.starting import rooms
app = QApplication(sys.argv[:1])
desk = Desk(StartOptions(Path(sys.argv[1]), language="zh_CN", theme="light"), rooms())
desk.window.resize(1440, 900)
desk.window.show()
desk.opened.connect(app.quit)
desk.open()
app.exec()
desk.close()
"""


def _once(code: str, folder: str) -> float:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, folder], check=True, env=surroundings, cwd=ROOT, capture_output=True
    )
    return (time.perf_counter() - start) * 1000


def bench(rounds: int = 7) -> list[Figure]:
    """Milliseconds until the first screen of an existing store is there and can be used."""
    with tempfile.TemporaryDirectory() as folder:
        clock = factories.a_clock()
        store = factories.a_store(Path(folder), clock)
        factories.an_estate(store, clock)
        factories.a_staff_member(store, clock, login="wang", password=factories.PASSWORD)
        store.disconnect()
        ours, floor = [], []
        for _ in range(rounds):
            ours.append(_once(_DESK, folder))
            floor.append(_once(_EMPTY, folder))
    return [Figure("start to a usable window", median(ours), median(floor))]
