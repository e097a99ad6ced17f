"""Long work: what the worker sees of it (``Task``) and what the window sees (``TaskHandle``)."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from models.core.session import Session

T = TypeVar("T")

SECONDS_BETWEEN_REPORTS = 0.05


class Cancelled(Exception):
    """The person at the desk asked long work to stop."""


class Task:
    """Given to long work: says how far it is, asks whether to stop, reaches the database thread."""

    def __init__(self, session: Session, store_lane: Executor, report: Callable[[int, int], None]) -> None:
        self._session = session
        self._store_lane = store_lane
        self._report = report
        self._cancelled = Event()
        self._last_report = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether to stop as soon as nothing would be left half done."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled.set()

    def raise_if_cancelled(self) -> None:
        """Stop here, if asked to."""
        if self.cancelled:
            raise Cancelled

    def progress(self, done: int, total: int) -> None:
        """Say how far it is; cheap enough for every row."""
        now = time.monotonic()
        if done >= total or now - self._last_report >= SECONDS_BETWEEN_REPORTS:
            self._last_report = now
            self._report(done, total)

    def store(self, fn: Callable[[Session], T]) -> T:
        """Run ``fn`` on the database thread, between other people's requests, and wait for it."""
        self.raise_if_cancelled()
        return self._store_lane.submit(fn, self._session).result()


class TaskHandle(QObject):
    """The window's end of long work."""

    progressed = Signal(int, int)
    _reported = Signal(int, int)

    def __init__(self, progress: Callable[[int, int], None] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        if progress is not None:
            self.progressed.connect(progress)

    def attach(self, task: Task) -> None:
        """Take the worker's end."""
        self._task = task

    def report(self, done: int, total: int) -> None:
        """Called on the working thread; arrives on the GUI thread."""
        self._reported.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._task is not None:
            self._task.cancel()
