"""Hand-over notes as ticks, for the card of Today and for the page of the hand-over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.shifts.kinds import NoteRow
from resources.texts import Texts
from ui.theme.current import theme
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label
from ui.widgets.themed import Themed
from ui.widgets.ticks import Check


class NoteLine(Themed, QWidget):
    """One note: a box to tick, its words, the case that it is about; below, who wrote it."""

    ticked = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, with_author: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._row: NoteRow | None = None
        self._with_author = with_author
        self.check = Check(parent=self)
        self.check.setObjectName(name)
        self.check.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.check.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words = Label("", wrap=True, parent=self)
        wide = self.words.sizePolicy()  # which knows that its height depends on its width
        wide.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.words.setSizePolicy(wide)
        self.link = LinkButton("", parent=self)
        self.link.setObjectName(f"{name}.case")
        self._author = Label("", "small", "muted", wrap=True, parent=self)
        self._right = QVBoxLayout()
        self._right.setSpacing(0)
        self._right.addWidget(self.words)
        self._below = QHBoxLayout()
        self._below.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._below.addWidget(self._author, 1)
        self._right.addLayout(self._below)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(self._right, 1)
        self.check.changed.connect(self._tick)
        self.link.clicked.connect(self._open)
        self.follow_theme()

    def retheme(self) -> None:
        self._line.setSpacing(theme().px(8))
        self._below.setSpacing(theme().px(8))

    def show_note(self, texts: Texts, row: NoteRow, written: str, may_tick: bool) -> None:
        """Show a note; one that was not read is strong."""
        self._row = row
        self.words.set_text(row.text)
        self.words.set_role("body", not row.read)
        self.check.set_value(False)
        self.check.setEnabled(may_tick)
        spoken = row.text if row.read else texts.t("Not read: {text}", text=row.text)
        self.check.setAccessibleName(spoken)
        self.check.setToolTip(texts.t("Done: tick it off"))
        self.link.set_text(row.reference)
        self.link.setVisible(bool(row.reference))
        self._author.set_text(written)
        self._author.setVisible(self._with_author)

    def _tick(self, _on: object) -> None:
        if self._row is not None:
            self.ticked.emit(self._row.id)

    def _open(self) -> None:
        if self._row is not None and self._row.complaint_id is not None:
            self.opened.emit(self._row.complaint_id)


class NoteLines(Themed, QWidget):
    """Several notes, one below the other."""

    ticked = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, *, with_author: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._with_author = with_author
        self.lines: list[NoteLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.follow_theme()

    def retheme(self) -> None:
        self._column.setSpacing(theme().px(6))

    def show_notes(
        self, texts: Texts, rows: Sequence[NoteRow], written: Sequence[str], may_tick: bool
    ) -> None:
        """Show these and no others; ``written`` says of each who wrote it, and when."""
        while len(self.lines) < len(rows):
            line = NoteLine(f"{self.objectName()}.{len(self.lines) + 1}", self._with_author, self)
            line.ticked.connect(self.ticked)
            line.opened.connect(self.opened)
            self._column.addWidget(line)
            self.lines.append(line)
        focused = next((one for one in self.lines if one.check.hasFocus()), None)
        for at, line in enumerate(self.lines):
            if at < len(rows):
                line.show_note(texts, rows[at], written[at], may_tick)
            elif line is focused and rows:
                self.lines[len(rows) - 1].check.setFocus()
            line.setVisible(at < len(rows))
