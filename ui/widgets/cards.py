"""Sheets, cards, heads of sections and grids of facts; with notices and marks for one import."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_line
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Avatar, Icon, KeyHint, Ring, StepBar, Tag
from ui.widgets.notices import Banner, EmptyState, Loading, Notice, Toast
from ui.widgets.planes import Plane, Scroller, Separator
from ui.widgets.themed import Themed

__all__ = [
    "Avatar",
    "Banner",
    "Card",
    "EmptyState",
    "FactRow",
    "Icon",
    "KeyHint",
    "Loading",
    "Notice",
    "Plane",
    "Ring",
    "Scroller",
    "SectionHead",
    "Separator",
    "Sheet",
    "StepBar",
    "Tag",
    "Toast",
]

Fact = tuple[str, str] | tuple[str, str, bool]


class Sheet(Plane):
    """The white sheet on the desk; put things into `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", 10, parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)


class Card(Plane):
    """A box for what can be put away: a heading row and a body."""

    def __init__(self, heading: str = "", tone: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(tone, 10, parent)
        self._icon = Icon("info", "muted", 17)
        self._icon.hide()
        self._heading = Label("", strong=True)
        self._note = ElidedLabel("", "small", "muted")  # the first to give way in a narrow column
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._icon)
        self._head.addWidget(self._heading)
        self._head.addWidget(self._note, 1)
        self.body = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addLayout(self.body, 1)
        self.set_heading(heading)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(14), px(12), px(14), px(12))
        self._box.setSpacing(px(8))
        self.body.setSpacing(px(6))

    def set_heading(self, text: str, note: str = "") -> None:
        self._heading.set_text(text)
        self._heading.setVisible(bool(text))
        self._note.set_text(note)
        self._note.setVisible(bool(text or note))
        if text:
            self.setAccessibleName(text)

    def set_heading_token(self, token: str) -> None:
        self._heading.set_token(token)

    def set_icon(self, name: str | None, token: str = "muted") -> None:
        self._icon.setVisible(name is not None)
        if name is not None:
            self._icon.set_icon(name, token)

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right of the heading."""
        self._note.setVisible(True)
        self._head.addWidget(widget)


class SectionHead(Themed, QWidget):
    """A strong heading with a count, quiet words, and what can be done at its right."""

    def __init__(
        self,
        heading: str = "",
        count: int | str | None = None,
        note: str = "",
        rule: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rule = rule
        self._heading = Label("", strong=True)
        self._count = Label("", token="muted")
        self._note = ElidedLabel("", "small", "muted")  # the first to give way in a narrow column
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.setContentsMargins(0, 0, 0, 5 if rule else 0)
        self._row.addWidget(self._heading)
        self._row.addWidget(self._count)
        self._row.addWidget(self._note, 1)
        self.set_heading(heading)
        self.set_count(count)
        self.set_note(note)

    def set_heading(self, text: str) -> None:
        self._heading.set_text(text)
        self.setAccessibleName(text)

    def set_token(self, token: str) -> None:
        self._heading.set_token(token)

    def set_count(self, count: int | str | None) -> None:
        self._count.set_text("" if count is None else str(count))
        self._count.setVisible(count is not None)

    def set_note(self, text: str) -> None:
        self._note.set_text(text)

    def add_action(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._rule:
            painter = QPainter(self)
            paint_line(painter, 0, self.height() - 1, self.width(), self.height() - 1)
            painter.end()


class FactRow(Themed, QWidget):
    """A grid of facts: quiet labels at the left, what is known at the right."""

    def __init__(self, parent: QWidget | None = None, label_width: int = 72) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Label, Label]] = []
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setColumnMinimumWidth(0, px(self._label_width))

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Show (label, value) or (label, value, strong); labels that are there already are used again."""
        fresh = tuple(facts)
        if fresh == self._facts:
            return
        self._facts = fresh
        while len(self._labels) < len(fresh):
            self._add_line()
        for index, (name, value) in enumerate(self._labels):
            shown = index < len(fresh)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                fact = fresh[index]
                name.set_text(fact[0])
                value.set_text(fact[1])
                value.set_role("body", len(fact) > 2 and bool(fact[-1]))
                value.setAccessibleName(f"{fact[0]}: {fact[1]}")

    def _add_line(self) -> None:
        name = Label("", token="muted", parent=self)
        value = Label("", wrap=True, parent=self)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = len(self._labels)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignTop)
        self._labels.append((name, value))
