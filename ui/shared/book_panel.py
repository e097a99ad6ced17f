"""The panel beside a list: what the chosen row is called, its form, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.cards import Scroller, Separator
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.themed import Themed


class BookPanel(Themed, QWidget):
    """Put more into ``below``, deeds with ``add_deed``."""

    def __init__(self, form: QWidget, stem: str, width: int) -> None:
        super().__init__()
        self.setObjectName(f"{stem}.panel")
        self._width = width
        self._title, self._line = ElidedLabel("", "heading"), Label("", "small", "muted", wrap=True)
        self._title.setObjectName(f"{stem}.heading")
        self.save, self.cancel = PrimaryButton(key="Ctrl+S"), QuietButton()
        self.save.setObjectName(f"{stem}.save")
        self.cancel.setObjectName(f"{stem}.cancel")
        self.below = QVBoxLayout()
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(8)
        self._deeds.addStretch(1)
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.save)
        keep.addWidget(self.cancel)
        keep.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addLayout(words)
        self._column.addWidget(form)
        self._column.addLayout(self.below)
        self._column.addLayout(self._deeds)
        self._column.addStretch(1)
        self._foot = QWidget()
        self._foot_row = QVBoxLayout(self._foot)
        self._foot_row.addLayout(keep)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(Scroller(inside), 1)
        right.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Separator(vertical=True))
        row.addLayout(right, 1)
        self.follow_theme()

    def add_deed(self, button: QPushButton) -> None:
        """A button below the form."""
        self._deeds.insertWidget(self._deeds.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, title: str, line: str) -> None:
        """Name the row; a line below says what matters about it."""
        self._title.set_text(title)
        self._line.set_text(line)
        self._line.setVisible(bool(line))

    def show_foot(self, on: bool) -> None:
        """Whether there is anything to save or to put away."""
        self.save.setVisible(on)
        self.cancel.setVisible(on)
        self._foot.setVisible(on)

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(self._width))
        self._column.setContentsMargins(px(24), px(20), px(24), px(16))
        self._column.setSpacing(px(16))
        self.below.setSpacing(px(8))
        self._foot_row.setContentsMargins(px(24), px(10), px(24), px(14))
