"""The life of anything that fills the sheet or the window: shown, hidden, stale, refreshed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.core.changes import Changes


@dataclass(frozen=True)
class Hint:
    """Keys that work now but are no command, such as the arrows of a list. ``title`` is a msgid."""

    keys: tuple[str, ...]
    title: str


class Screen(QWidget):
    """A page as navigation sees it. Starts stale: the first showing fetches."""

    topics: frozenset[str] = frozenset()
    # The page has its own large button for recording; the top bar then leaves out the small one.
    offers_record = False

    title_changed = Signal()
    hints_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh_now)

    def shown(self, **params: object) -> None:
        """Navigated to. Take ``params``; call ``mark_stale`` when they ask for other data than before."""

    def hidden(self) -> None:
        """Navigated away from."""

    def refresh(self) -> None:
        """Fetch again; keep what is chosen and where it is scrolled to."""

    def affected_by(self, changes: Changes) -> bool:
        """Whether ``changes`` concern what is shown."""
        return bool(self.topics & changes.topics)

    def hints(self) -> Sequence[Hint]:
        """Keys for the status bar that are no commands."""
        return ()

    def can_leave(self) -> bool:
        """Whether navigation may go elsewhere now. Drafts are kept, so it nearly always may."""
        return True

    def title(self) -> str:
        """What the window's title and the way back call this page; empty: as the side bar calls it."""
        return ""

    def panes(self) -> Sequence[QWidget]:
        """Where F6 takes the focus, in order."""
        return ()

    def foot_height(self) -> int:
        """How high the page's own foot is: what is told at the bottom leaves it in sight."""
        return 0

    def escape(self) -> bool:
        """Escape was pressed; ``True`` when there was something to put away here."""
        return False

    def help(self) -> bool:
        """F1 was pressed; ``True`` when the page has help of its own (the coach)."""
        return False

    def dispose(self) -> None:
        """It will not be shown again."""
        self.deleteLater()

    @property
    def stale(self) -> bool:
        """Whether what is shown may be out of date."""
        return self._stale

    def mark_stale(self) -> None:
        """What is shown is out of date; fetched again at once when visible, otherwise when next shown."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def freshen(self) -> None:
        """Fetch now if stale: called by navigation when the page comes up."""
        if self._stale:
            self._refresh_now()

    def _refresh_now(self) -> None:
        self._soon.stop()
        if self._stale:
            self._stale = False
            self.refresh()
