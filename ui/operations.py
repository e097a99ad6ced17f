"""Runs actions on the database thread and announces what they changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from models.core.action import Outcome
from models.core.changes import Changes
from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.session import Session
from ui.jobs import Failed, Jobs
from ui.messages import Messages

AnyAction = Callable[..., Outcome[Any]]


class SaveState(Enum):
    """What the status bar says about the last write."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not_saved"


@dataclass(frozen=True)
class Undo:
    """How to take an action back: a sentence for the undo bar and the action that reverses it.

    ``done`` hears what came of that, for what is to be said then.
    """

    text: str
    action: AnyAction
    args: tuple[Any, ...] = ()
    done: Callable[[Any], None] | None = None


@dataclass(frozen=True)
class _Running:
    """A write under way and what follows it."""

    number: int
    owner: QObject
    done: Callable[[Any], None] | None
    failed: Failed | None
    undo: Callable[[Any], Undo | None] | None


class Operations(QObject):
    """Every write of the window passes here.

    ``begun`` is how many there have been; ``succeeded`` tells the number of one that went well, from 1, and what it
    changed.
    """

    changed = Signal(object)
    succeeded = Signal(int, object)
    state = Signal(object)

    def __init__(self, jobs: Jobs, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._messages = messages
        self._writing = 0
        self.begun = 0

    def run(
        self,
        owner: QObject,
        action: AnyAction,
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
        undo: Callable[[Any], Undo | None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run ``action(session, *args)``. The write happens even if ``owner`` is gone by then."""
        self.begun += 1
        running = _Running(self.begun, owner, done, failed, undo)
        self._writing += 1
        self.state.emit(SaveState.SAVING)

        def write(session: Session) -> Outcome[Any]:
            return action(session, *args, **kwargs)

        self._jobs.query(self, write, partial(self._succeeded, running), partial(self._failed, running))

    def announce(self, changes: Changes) -> None:
        """Tell everybody who watches that ``changes`` happened, here or in another process."""
        if changes:
            self.changed.emit(changes)

    def _succeeded(self, running: _Running, outcome: Outcome[Any]) -> None:
        self._ended(SaveState.SAVED)
        self.succeeded.emit(running.number, outcome.changes)
        self.announce(outcome.changes)
        if running.undo is not None and (undo := running.undo(outcome.value)) is not None:
            self._messages.undo(undo.text, partial(self.run, self, undo.action, *undo.args, done=undo.done))
        if running.done is not None and isValid(running.owner):
            running.done(outcome.value)

    def _failed(self, running: _Running, problem: UserProblem) -> bool:
        self._ended(SaveState.NOT_SAVED)
        if isinstance(problem, ChangedMeanwhile):
            topic, row_id = str(problem.facts["topic"]), problem.facts["id"]
            ids = frozenset({(topic, row_id)}) if isinstance(row_id, int) else frozenset()
            self.announce(Changes(frozenset({topic}), ids))
        return bool(running.failed is not None and isValid(running.owner) and running.failed(problem))

    def _ended(self, state: SaveState) -> None:
        self._writing -= 1
        self.state.emit(SaveState.SAVING if self._writing else state)
