"""The top bar: search, the time, what was said, and the button that matters."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.core.clock import Clock
from ui.desk_state import DeskState
from ui.language import TextsHolder
from ui.shell.clock_label import ClockLabel
from ui.shell.search_box import SearchBox
from ui.theme.current import theme
from ui.widgets.controls import IconButton, PrimaryButton
from ui.widgets.themed import Themed

HEIGHT, SEARCH_WIDTH = 52, 440


class TopBar(Themed, QWidget):
    """Holds the parts; the window wires them."""

    def __init__(
        self, texts: TextsHolder, desk: DeskState, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.search = SearchBox(self)
        self.clock = ClockLabel(texts, desk, clock, self)
        self.bell = IconButton("bell", "", 17, self)
        self.bell.setObjectName("top.bell")
        self.record = PrimaryButton("", "plus", "Ctrl+N", parent=self)
        self.record.setObjectName("top.record")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search)
        self._row.addStretch(1)
        self._row.addWidget(self.clock)
        self._row.addWidget(self.bell)
        self._row.addWidget(self.record)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self.setFixedHeight(px(HEIGHT))
        self.search.setFixedWidth(px(SEARCH_WIDTH))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.search.set_placeholder(texts.t("Search home, name, phone, reference, words …"))
        self.search.setAccessibleName(texts.t("Search and do"))
        self.record.set_text(texts.t("Record complaint"))
        self.clock.tick()

    def show_record(self, shown: bool) -> None:
        """Leave the button out where the page has one of its own."""
        self.record.setVisible(shown)
