"""The head of a page: its title, the sentence that says what matters, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.labels import Label
from ui.widgets.planes import Separator
from ui.widgets.themed import Themed

_SIDE, _ABOVE, _BELOW = 24, 20, 12
_TABS_SIDE, _TABS_ABOVE = 18, 8  # the words of a tab stand 6 px inside of it


class PageHead(Themed, QWidget):
    """Buttons, or whatever else is ``beside``, stand at the right of the title; ``tabs`` below; a line ends it.

    The sentence keeps its room while nothing is known yet, so that nothing jumps; too long for the page it goes on
    in a second line; ``instead`` stands in its place. The parts are the page's own: it names them and sets their words.
    """

    def __init__(
        self,
        *beside: QWidget,
        tabs: QWidget | None = None,
        sentence: bool = True,
        instead: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label("", "page", parent=self)
        self.sentence = Label("", token="muted", wrap=True, parent=self)
        self.sentence.setVisible(sentence and instead is None)
        self._tabbed = tabs is not None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        if instead is not None:
            words.addWidget(instead)
        self._row, self._tabs = QHBoxLayout(), QHBoxLayout()
        self._row.addLayout(words, 1)
        for widget in beside:
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        if tabs is not None:
            self._tabs.addWidget(tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(self._tabs)
        column.addWidget(Separator())
        self.follow_theme()

    def set_title(self, title: str) -> None:
        """Name the page."""
        self.title.set_text(title)

    def set_sentence(self, sentence: str) -> None:
        """Say what matters."""
        self.sentence.set_text(sentence)

    def retheme(self) -> None:
        px = theme().px
        below = px(_TABS_ABOVE if self._tabbed else _BELOW)
        self._row.setContentsMargins(px(_SIDE), px(_ABOVE), px(_SIDE), below)
        self._row.setSpacing(px(8))
        self._tabs.setContentsMargins(px(_TABS_SIDE), 0, px(_SIDE), 0)
