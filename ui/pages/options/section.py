"""One part of the options, behind a tab of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.changes import Changes
from ui.base.page import Page
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.cards import Scroller
from ui.widgets.themed import Themed

FORM_WIDTH = 520


class Section(QWidget):
    """Made when its tab is first chosen. Asks and writes through its page."""

    topics: frozenset[str] = frozenset()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.context: Context = page.context

    def refresh(self) -> None:
        """Fetch again; what is being written stays."""

    def retranslate(self) -> None:
        """Set all words, in the language of now."""

    def start(self) -> None:
        """The tab was chosen: take the focus where work begins."""

    def help(self) -> bool:
        """F1 was pressed; ``True`` when the section says more than the keys."""
        return False

    def escape(self) -> bool:
        """Escape was pressed; ``True`` when there was something to put away."""
        return False

    def save(self) -> None:
        """Ctrl+S."""

    def affected_by(self, changes: Changes) -> bool:
        """Whether what is shown may be out of date."""
        return bool(self.topics & changes.topics)

    def connect_to(self, signal: Any, slot: Callable[..., Any]) -> None:
        """Connect to something that outlives the page."""
        self.page.connect_to(signal, slot)


class Column(Themed, QWidget):
    """A scrolling column as wide as a form; put things into ``body``."""

    def __init__(self, owner: QWidget, width: int = FORM_WIDTH) -> None:
        super().__init__()
        self._width = width
        self.body = QVBoxLayout()
        self._inside = QWidget()
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self.body)
        inner.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._inside, 1, Qt.AlignmentFlag.AlignLeft)
        place = QVBoxLayout(owner)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(Scroller(self))
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._outer.setContentsMargins(px(24), px(20), px(24), px(24))
        self.body.setSpacing(px(16))
        if self._width:
            self._inside.setFixedWidth(px(self._width))
