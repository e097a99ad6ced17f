"""Asks for everything that the page shows, part after part, and hands each on when it comes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.core.errors import UserProblem
from models.core.session import Session
from ui.base.page import Page
from ui.navigation import resolve
from ui.pages.insight.parts import PARTS, Question
from ui.pages.insight.sight import Sight

SLOW_MS = 200
# Imported in the worker, on first use: what makes charts takes a moment to load.
FETCH = "ui.pages.insight.feed:fetch"


def fetch(name: str, question: Question, session: Session) -> Any:
    """Read one part, on a connection of its own: years of a large estate take long, and the desk goes on meanwhile."""
    with session.store.connected():
        return resolve(FETCH)(name, question, session)


class Looking(QObject):
    """``arrived`` carries the name of a part and what was found; ``busy`` whether anything is still awaited for long.

    One part is under way at a time. What was asked before and has not begun is not read at all; what comes too late
    is thrown away.
    """

    arrived = Signal(str, object)
    busy = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._asked: dict[str, Question] = {}
        self._queue: list[str] = []
        self._under_way = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._is_slow)

    def ask(self, sight: Sight, only: str = "") -> None:
        """Ask for all parts, or for one of them before the others that are still awaited."""
        context = self._page.context
        question = Question(sight, context.texts.current, context.desk.zone)
        wanted = [only] if only else list(PARTS)
        self._asked |= dict.fromkeys(wanted, question)
        awaited = [name for name in (self._under_way, *self._queue) if name and name not in wanted]
        self._queue = [*wanted, *awaited]
        self._slow.start()
        self._go_on()

    def _go_on(self) -> None:
        if not self._queue:
            self._under_way = ""
            self._slow.stop()
            self.busy.emit(False)
            return
        name = self._under_way = self._queue.pop(0)
        question, context = self._asked[name], self._page.context
        context.jobs.work(
            self,
            partial(fetch, name, question, context.desk.session),
            partial(self._take, name),
            self._failed,
            key="look",  # a newer one takes the place of the one that is under way
        )

    def _take(self, name: str, found: object) -> None:
        self.arrived.emit(name, found)
        self._go_on()

    def _failed(self, _problem: UserProblem) -> bool:
        """What was shown before stays; the window tells the problem."""
        self._go_on()
        return False

    def _is_slow(self) -> None:
        if self._under_way:
            self.busy.emit(True)
