"""Work away from the GUI thread: one serial lane for the database, a pool for the rest.

Every result and every error comes home to the GUI thread, and only while its owner is alive. The thread that
works never holds the last reference to a widget: requests stay in a table of the GUI thread until delivered.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from models.core.errors import UserProblem
from models.core.session import Session
from ui.task import Cancelled, Task, TaskHandle

T = TypeVar("T")
Failed = Callable[[UserProblem], bool | None]

SWITCH_SECONDS = 0.0002
POOL_THREADS = 2


class Lane(Enum):
    """Where a request runs."""

    STORE = "store"
    POOL = "pool"


@dataclass
class _Request:
    """What was asked; stays in the table of the GUI thread until it is delivered."""

    owner: QObject
    fn: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None
    lane: Lane
    key: tuple[int, str] | None = None
    ended: Callable[[], None] | None = None
    task: Task | None = None
    replaced: bool = False


@dataclass(frozen=True)
class _Reply:
    """What came of it; the only thing that crosses back."""

    number: int
    value: Any = None
    error: BaseException | None = None


class Jobs(QObject):
    """Runs requests and brings their results home."""

    idle = Signal()
    problem = Signal(object)
    _arrived = Signal(object)

    def __init__(self, session: Callable[[], Session], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._numbers = itertools.count(1)
        self._pending: dict[int, _Request] = {}
        self._latest: dict[tuple[int, str], int] = {}
        self._lanes = {
            Lane.STORE: ThreadPoolExecutor(1, "store"),
            Lane.POOL: ThreadPoolExecutor(POOL_THREADS, "pool"),
        }
        self._closed = False
        # Workers give way to the window at once: a repaint asks for the interpreter dozens of times, each time waiting
        # so long for a busy one. At Python's usual five milliseconds it stutters.
        sys.setswitchinterval(SWITCH_SECONDS)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._pending)

    def query(
        self,
        owner: QObject,
        fn: Callable[[Session], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        key: str | None = None,
    ) -> None:
        """Run ``fn`` on the database thread; a newer request of the same owner and ``key`` replaces this one."""
        session = self._session()
        self._submit(_Request(owner, lambda: fn(session), done, failed, Lane.STORE, _key(owner, key)))

    def on_store_thread(
        self,
        owner: QObject,
        fn: Callable[[], T],
        done: Callable[[T], None] | None,
        failed: Failed | None = None,
    ) -> None:
        """Run what needs the database thread but no session: opening and closing the store."""
        self._submit(_Request(owner, fn, done, failed, Lane.STORE))

    def work(
        self,
        owner: QObject,
        fn: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        key: str | None = None,
    ) -> None:
        """Run file or processor work in the pool."""
        self._submit(_Request(owner, fn, done, failed, Lane.POOL, _key(owner, key)))

    def long(
        self,
        owner: QObject,
        fn: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progress: Callable[[int, int], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> TaskHandle:
        """Run long work in the pool, with progress and cancel; ``ended`` is called however it ends."""
        handle = TaskHandle(progress, owner)
        task = Task(self._session(), self._lanes[Lane.STORE], handle.report)
        handle.attach(task)
        self._submit(_Request(owner, lambda: fn(task), done, failed, Lane.POOL, ended=ended, task=task))
        return handle

    def wait_idle(self, timeout_ms: int = 60_000) -> None:
        """Turn the event loop until nothing is pending: for tests and for the tour without a screen."""
        if not self.busy:
            return
        loop = QEventLoop()
        self.idle.connect(loop.quit)
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        timer.start(timeout_ms)
        loop.exec()
        self.idle.disconnect(loop.quit)
        in_time = timer.isActive()
        timer.stop()
        if not in_time:
            raise TimeoutError(f"{len(self._pending)} requests are still under way")

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Cancel long work, finish every write, run ``last`` on the database thread, stop both lanes."""
        if self._closed:
            return
        self._closed = True
        for request in self._pending.values():
            if request.task is not None:
                request.task.cancel()
        self._lanes[Lane.POOL].shutdown(wait=True, cancel_futures=True)
        if last is not None:
            self._lanes[Lane.STORE].submit(last)
        self._lanes[Lane.STORE].shutdown(wait=True)
        self._pending.clear()

    def _submit(self, request: _Request) -> None:
        if self._closed:
            return
        number = next(self._numbers)
        if request.key is not None:
            older = self._latest.get(request.key)
            if older is not None and older in self._pending:
                self._pending[older].replaced = True
            self._latest[request.key] = number
        self._pending[number] = request
        self._lanes[request.lane].submit(self._run, number)

    def _run(self, number: int) -> None:
        """On a working thread; keeps no reference to the request afterwards (see the module's note)."""
        request = self._pending.get(number)
        if request is None:
            return
        try:
            reply = _Reply(number) if request.replaced else _Reply(number, request.fn())
        except BaseException as error:  # noqa: BLE001  whatever it is, it comes home
            reply = _Reply(number, error=error)
        del request
        if not self._closed:
            self._arrived.emit(reply)

    def _deliver(self, reply: _Reply) -> None:
        """On the GUI thread."""
        request = self._pending.get(reply.number)
        if request is None:
            return
        try:
            self._hand_over(request, reply)
        finally:
            self._pending.pop(reply.number, None)
            if request.key is not None and self._latest.get(request.key) == reply.number:
                del self._latest[request.key]
            if not self._pending:
                self.idle.emit()

    def _hand_over(self, request: _Request, reply: _Reply) -> None:
        if not isValid(request.owner):
            return
        if request.ended is not None:
            request.ended()
        if isinstance(reply.error, UserProblem):
            if not (request.failed is not None and request.failed(reply.error)) and not request.replaced:
                self.problem.emit(reply.error)
        elif reply.error is not None:
            if not isinstance(reply.error, Cancelled):
                sys.excepthook(type(reply.error), reply.error, reply.error.__traceback__)
        elif request.done is not None and not request.replaced:
            request.done(reply.value)


def _key(owner: QObject, key: str | None) -> tuple[int, str] | None:
    return None if key is None else (id(owner), key)
