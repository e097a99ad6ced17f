"""Asks for everything that the page shows, part by part, and hands each part on when it comes."""

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
# Imported by the thread that reads, on first use: what makes charts takes a moment to load.
FETCH = "ui.pages.insight.feed:fetch"


def fetch(name: str, question: Question, session: Session) -> Any:
    """Read one part; only ever off the GUI thread."""
    return resolve(FETCH)(name, question, session)


class Looking(QObject):
    """``arrived`` carries the name of a part and what was found; ``busy`` whether anything is still awaited for long.

    What was asked before and has not begun is not asked at all; what comes too late is thrown away.
    """

    arrived = Signal(str, object)
    busy = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._asked: dict[str, Question] = {}
        self._awaited: set[str] = set()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._is_slow)

    def ask(self, sight: Sight, only: str = "") -> None:
        """Ask for all parts, or for one of them."""
        context = self._page.context
        question = Question(sight, context.texts.current, context.desk.zone)
        for name in PARTS:
            if only in ("", name):
                self._asked[name] = question
                self._awaited.add(name)
                done, failed = partial(self._take, question, name), partial(self._failed, question, name)
                self._page.query(partial(fetch, name, question), done, failed, key=name)
        self._slow.start()

    def _take(self, question: Question, name: str, found: object) -> None:
        if self._asked.get(name) is question:
            self.arrived.emit(name, found)
            self._ended(name)

    def _failed(self, question: Question, name: str, _problem: UserProblem) -> bool:
        """What was shown before stays; the window tells the problem."""
        if self._asked.get(name) is question:
            self._ended(name)
        return False

    def _ended(self, name: str) -> None:
        self._awaited.discard(name)
        if not self._awaited:
            self._slow.stop()
            self.busy.emit(False)

    def _is_slow(self) -> None:
        if self._awaited:
            self.busy.emit(True)
