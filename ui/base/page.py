"""A page: a screen with the services of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from models.core.session import Session
from ui.base.connections import Connections
from ui.base.screen import Screen
from ui.context import Context
from ui.jobs import Failed
from ui.operations import AnyAction, Undo

T = TypeVar("T")


class Page(Screen):
    """Base of every page. Sets its words in ``retranslate`` and reads and writes through the context."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.navigation.take_nest())
        self.context = context
        self._connections = Connections()
        self.connect_to(context.texts.changed, self._language_changed)

    def connect_to(self, signal: SignalInstance, slot: Callable[..., Any]) -> None:
        """Connect a signal of something that outlives this page; taken back when the page goes."""
        self._connections.add(signal, slot)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""

    def query(
        self,
        fn: Callable[[Session], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        key: str | None = None,
    ) -> None:
        """Read, away from the GUI thread."""
        self.context.jobs.query(self, fn, done, failed, key)

    def run(
        self,
        action: AnyAction,
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
        undo: Callable[[Any], Undo | None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Write, away from the GUI thread."""
        self.context.operations.run(self, action, *args, done=done, failed=failed, undo=undo, **kwargs)

    def dispose(self) -> None:
        """The page will not be shown again: let go of everything, and of itself."""
        self._connections.clear()
        self.setEnabled(False)  # an answer that comes late must not take the focus from the next page
        self.deleteLater()

    def _language_changed(self) -> None:
        self.retranslate()
        self.title_changed.emit()
        self.hints_changed.emit()
