"""From the command to a usable window, against an empty Qt window; each in a process of its own.

Both as on every day but the first: the compiled modules lie ready. Each process tells when its window can be used;
ours can when the people are listed and the password field has the focus. How it ends does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from models.core.permissions import Role
from tests import factories
from tests.bench.figures import Figure

ROOT = Path(__file__).parents[2]

_EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
def usable():
    print(time.monotonic())
    app.quit()
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, usable)
app.exec()
"""
_DESK = """
import sys, time
import main
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def look():
    for window in app.topLevelWidgets():
        focus = window.focusWidget()
        if focus is not None and focus.objectName() == "sign_in.password":
            timer.stop()
            QTimer.singleShot(0, usable)
def usable():
    print(time.monotonic())
    app.quit()
app = QApplication(sys.argv[:1])
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
main.main(["--data", sys.argv[1], "--lang", "zh_CN"])
"""


def _once(code: str, folder: str) -> float:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    surroundings["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
    start = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", code, folder],
        check=True,
        env=surroundings,
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    return (float(ended.stdout) - start) * 1000


def bench(rounds: int = 9) -> list[Figure]:
    """Milliseconds until the first screen of an existing store is there and can be used."""
    with tempfile.TemporaryDirectory() as folder:
        clock = factories.a_clock()
        store = factories.a_store(Path(folder), clock)
        factories.an_estate(store, clock)
        factories.a_staff_member(store, clock, Role.ADMINISTRATOR, login="wang", password=factories.PASSWORD)
        store.disconnect()
        ours, floor = [], []
        for code in (_DESK, _EMPTY):
            _once(code, folder)
        for _ in range(rounds):
            ours.append(_once(_DESK, folder))
            floor.append(_once(_EMPTY, folder))
    return [Figure("start to a usable window", median(ours), median(floor))]
