"""Drafts survive a crash: what is being written is saved at most every two seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.core.session import Session
from ui.context import Context
from ui.operations import AnyAction

SAVE_MS = 1500  # with the write itself, never more than two seconds are lost

Data = dict[str, Any]


class DraftKeeper(QObject):
    """Saves one draft while it is written, gives it back after a crash, and forgets it when it is done.

    ``save(session, key, data)`` and ``forget(session, key)`` are actions, ``load(session, key)`` is a query.
    """

    saved = Signal()

    def __init__(
        self,
        owner: QObject,
        context: Context,
        key: str,
        collect: Callable[[], Data],
        save: AnyAction,
        load: Callable[[Session, str], Data | None],
        forget: AnyAction | None = None,
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._key = key
        self._collect, self._save, self._load, self._forget = collect, save, load, forget
        self._last: Data | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self._save_now)

    @property
    def key(self) -> str:
        """What the draft is kept under."""
        return self._key

    def use_key(self, key: str) -> None:
        """Turn to another draft; the present one is saved first."""
        if key != self._key:
            self.flush()
            self._key = key
            self._last = None

    def touch(self) -> None:
        """Something was written. Saving follows soon, not with every key."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Save now, if anything is waiting to be saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._save_now()

    def _save_now(self) -> None:
        data = self._collect()
        if data != self._last:
            self._last = data
            self._context.operations.run(self, self._save, self._key, data, done=self._was_saved)

    def restore(self, done: Callable[[Data | None], None]) -> None:
        """Hand over what was kept, or ``None``."""
        key, load = self._key, self._load
        self._context.jobs.query(self, lambda session: load(session, key), done, key="draft")

    def forget(self) -> None:
        """The draft has become a record, or was put aside for good."""
        self._timer.stop()
        self._last = None
        if self._forget is not None:
            self._context.operations.run(self, self._forget, self._key)

    def _was_saved(self, _value: object) -> None:
        self.saved.emit()
