"""Drafts survive a crash: what is being written is saved at most every two seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.options.drafts import forget_draft, save_draft
from models.options.queries import load_draft
from ui.context import Context

SAVE_MS = 1500  # with the write itself, never more than two seconds are lost

Data = dict[str, Any]


class DraftKeeper(QObject):
    """Saves one draft while it is written, gives it back after a crash, and forgets it when it is done.

    ``kind`` and ``key`` name it (``"intake"``, ``"step"`` and the case); each person has their own. ``collect``
    returns what is written, as plain values that JSON can carry.
    """

    saved = Signal()

    def __init__(
        self,
        owner: QObject,
        context: Context,
        kind: str,
        collect: Callable[[], Data],
        key: str = "",
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._kind, self._key, self._collect = kind, key, collect
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

    def restore(self, done: Callable[[Data | None], None]) -> None:
        """Hand over what was kept, or ``None``."""
        kind, key = self._kind, self._key
        self._context.jobs.query(self, lambda session: load_draft(session, kind, key), done, key="draft")

    def forget(self) -> None:
        """Put aside for good. An action that records the draft drops it itself; then ``settle`` is enough."""
        self.settle()
        self._context.operations.run(self, forget_draft, self._kind, self._key)

    def settle(self) -> None:
        """The draft has become a record: nothing waits to be saved any more."""
        self._timer.stop()
        self._last = None

    def _save_now(self) -> None:
        data = self._collect()
        if data != self._last:
            self._last = data
            self._context.operations.run(self, save_draft, self._kind, self._key, data, done=self._was_saved)

    def _was_saved(self, _value: object) -> None:
        self.saved.emit()
