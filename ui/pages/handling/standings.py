"""Shows what is true of a case beside its steps: across the page, or in the side column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.handling.standing import Standing
from ui.theme.current import theme
from ui.widgets.controls import LinkButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane

_MOST_DEEDS = 4
ICON, GAP = 16, 10
BUTTON_PADDING = 4  # of a link without a frame: its words stand below the words above


class StandingLine(Plane):
    """An icon, strong words, words, and what can be done. ``wide`` ones take one line, others stand in a column."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget, *, wide: bool) -> None:
        super().__init__("raised", 7, parent)
        self._names: list[str] = [""] * _MOST_DEEDS
        self.icon = Icon("info", "muted", ICON)
        self._ways: QWidget | None = None
        self.title: Label | ElidedLabel
        self.text: Label | ElidedLabel
        self.buttons = [LinkButton() for _ in range(_MOST_DEEDS)]
        for index, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._pressed, index))
        if wide:
            self.title, self.text = ElidedLabel("", strong=True), ElidedLabel("", token="muted")
            self._lay_out_wide()
        else:
            self.title, self.text = Label("", strong=True, wrap=True), Label("", "small", "muted", wrap=True)
            self._lay_out_narrow()

    def _lay_out_wide(self) -> None:
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(4), px(8), px(4))
        row.setSpacing(px(10))
        row.addWidget(self.icon)
        row.addWidget(self.title)
        row.addWidget(self.text, 1)
        for button in self.buttons:
            row.addWidget(button)

    def _lay_out_narrow(self) -> None:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.title)
        words.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        ways = self._ways = QWidget()
        flow = FlowLayout(ways, gap=px(4), row_gap=0)
        for button in self.buttons:
            flow.addWidget(button)
        below = QHBoxLayout()
        below.setContentsMargins(px(ICON + GAP - BUTTON_PADDING), 0, 0, 0)
        below.addWidget(ways, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(10), px(6))
        column.setSpacing(px(2))
        column.addLayout(row)
        column.addLayout(below)

    def show_one(self, one: Standing) -> None:
        """Show one thing that is so."""
        self.setObjectName(f"case.standing.{one.code}")
        self.set_tone(one.tone)
        self.icon.set_icon(one.icon, one.token)
        self.title.set_text(one.title)
        self.text.set_text(one.text)
        self.text.setVisible(bool(one.text) or isinstance(self.text, ElidedLabel))
        for index, button in enumerate(self.buttons):
            there = index < len(one.deeds)
            self._names[index], words = one.deeds[index] if there else ("", "")
            button.set_text(words)
            button.setVisible(there)
            button.setAccessibleName(f"{one.title}: {words}" if there else "")
            button.setObjectName(f"case.standing.{one.code}.{self._names[index].partition(':')[0]}")
        if self._ways is not None:
            self._ways.setVisible(bool(one.deeds))
        self.setAccessibleName(" ".join(part for part in (one.title, one.text) if part))

    def _pressed(self, index: int) -> None:
        if self._names[index]:
            self.wanted.emit(self._names[index])


class Standings(QWidget):
    """All of them, one below the other; lines are used again."""

    wanted = Signal(str)

    def __init__(self, name: str, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._wide = wide
        self._lines: list[StandingLine] = []
        self._shown: tuple[Standing, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        self.hide()

    def show_all(self, found: Sequence[Standing]) -> None:
        """Show these, in this order."""
        self.setVisible(bool(found))
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while len(self._lines) < len(found):
            line = StandingLine(self, wide=self._wide)
            line.wanted.connect(self.wanted)
            self._lines.append(line)
            self._column.addWidget(line)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(found))
            if index < len(found):
                line.show_one(found[index])
            else:
                line.setObjectName("")

    def words(self) -> list[str]:
        """What is in sight, as it is read out."""
        return [line.accessibleName() for line in self._lines if line.isVisibleTo(self)]
