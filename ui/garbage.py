"""Collects garbage on the GUI thread only.

Python collects cycles on whichever thread happens to allocate. A cycle may hold a widget or a timer, and Qt objects
must die on the thread they live on: collected by a database thread, they bring the window down, rarely and without
a trace. So the automatic collection is off while a window is open, and a timer does its work here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1000
OLDEST = 2
# Somebody reads a file in: hundreds of thousands of live objects would be walked for nothing, and the window would
# stand still meanwhile. Most of them are gone a moment later; after so many looks it is done all the same.
MANY = 20_000
PATIENCE = 60
# What a full collection leaves will mostly stay: walking it again each time would take longer than a repaint. Every so
# many full ones (an hour of work) everything is walked.
THOROUGH = 30


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is collected meanwhile.

    For when Qt walks over a list of all widgets and each of them runs code of ours: a cycle that is collected in one
    may hold a widget that Qt comes to next.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class GarbageKeeper(QObject):
    """Takes over from Python's own collection between ``start`` and ``stop``.

    While ``busy`` says that something is under way it waits: what a worker has in its hands is no garbage.
    """

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = busy
        self._was_on = gc.isenabled()
        self._put_off = self._full = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Collect here from now on."""
        gc.disable()
        self.keep()
        self._timer.start()

    def keep(self) -> None:
        """What is there now is there for good: the start, the first page. It is walked again with everything."""
        gc.freeze()

    def stop(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds, and those below it."""
        pairs = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [generation for generation, (count, limit) in pairs if count > limit]
        everything = OLDEST in due
        if self._put_off < PATIENCE and (gc.get_count()[0] > MANY or (due and self._busy())):
            self._put_off += 1
            return
        self._put_off = 0
        if everything:
            self._collect_all()
        elif due:
            gc.collect(due[-1])

    def _collect_all(self) -> None:
        self._full += 1
        if self._full % THOROUGH == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
