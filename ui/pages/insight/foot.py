"""The foot of the page: how the limits come about, and of which moment the figures are."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.labels import Label
from ui.widgets.planes import Separator
from ui.widgets.themed import Themed


class Foot(Themed, QWidget):
    """One line; two where there is little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Label("", "small", "muted", wrap=True, parent=self)
        self.words.setObjectName("insight.foot")
        self.busy = Label("", "small", "muted", parent=self)
        self.busy.setObjectName("insight.busy")
        self.busy.hide()
        self._moment = self._limits = ""
        self._row = QHBoxLayout()
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.busy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator(parent=self))
        column.addLayout(self._row)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(7), px(24), px(8))

    def show_busy(self, busy: bool) -> None:
        """Say that something is still being reckoned."""
        self.busy.setVisible(busy)

    def show_moment(self, texts: Texts, now: datetime, zone: tzinfo, chance: str) -> None:
        """Say what chance does to the limits, and of which moment the figures are."""
        self._limits = chance
        when = texts.datetime(now, zone)
        self._moment = texts.t("As of {when}; every figure can be opened to its cases.", when=when)
        self._show()

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that are always the same."""
        self.busy.set_text(texts.t("Reckoning …"))
        self._show()

    def _show(self) -> None:
        self.words.set_text(" ".join(part for part in (self._limits, self._moment) if part))
