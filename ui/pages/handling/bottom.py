"""The foot of the form: what is missing, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme.current import theme
from ui.widgets.controls import Button, LinkButton, PaintedButton, PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Separator

NAMED = 2  # how many of the missing things are named; the rest are counted


class CaseFoot(QWidget):
    """Says what is missing, naming it; the name leads there. *Finish* is never disabled."""

    gap_wanted = Signal(str)
    back_wanted = Signal()
    skip_wanted = Signal()
    keep_wanted = Signal()
    finish_wanted = Signal()
    current_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("case.foot")
        self.sign = Icon("circle-dashed", "muted", 16)
        self.words = ElidedLabel("", token="muted")
        self.words.setObjectName("case.foot.words")
        self.links = [LinkButton(strong=True) for _ in range(NAMED)]
        self._codes: tuple[str, ...] = ()
        self._finish = ""
        self.rest = Label("", token="muted")
        self.back = QuietButton()
        self.skip = QuietButton()
        self.keep = Button(key="Ctrl+S")
        self.finish = PrimaryButton(key="Ctrl+Return")
        self.current = Button()
        self.reopen = Button()
        self._name()
        self._lay_out()

    def _name(self) -> None:
        for name, button, signal in (
            ("return", self.back, self.back_wanted),
            ("skip", self.skip, self.skip_wanted),
            ("keep", self.keep, self.keep_wanted),
            ("finish", self.finish, self.finish_wanted),
            ("current", self.current, self.current_wanted),
            ("reopen", self.reopen, self.reopen_wanted),
        ):
            button.setObjectName(f"case.{name}")
            button.clicked.connect(signal)
        for number, link in enumerate(self.links):
            link.setObjectName(f"case.gap.{number + 1}")
        self.links[0].clicked.connect(self._first_gap)
        self.links[1].clicked.connect(self._second_gap)

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        row = QHBoxLayout()
        row.setContentsMargins(px(24), px(13), px(24), px(13))
        row.setSpacing(px(6))
        row.addWidget(self.sign)
        row.addWidget(self.words)
        for link in self.links:
            row.addWidget(link)
        row.addWidget(self.rest)
        row.addStretch(1)
        for button in self._buttons():
            row.addWidget(button)
        column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), super().minimumSizeHint().height())

    def _first_gap(self) -> None:
        self.gap_wanted.emit(self._codes[0])

    def _second_gap(self) -> None:
        self.gap_wanted.emit(self._codes[1])

    def show_gaps(self, gaps: Sequence[str]) -> None:
        """Name what is missing."""
        texts = self._context.texts.current
        self._codes = tuple(gaps)
        self.sign.set_icon("circle-dashed" if gaps else "check", "muted" if gaps else "ok")
        if gaps:
            self.words.set_text(texts.n("One thing is missing:", "{n} things are missing:", len(gaps)))
        else:
            self.words.set_text(texts.t("Nothing is missing."))
        for index, link in enumerate(self.links):
            link.setVisible(index < len(gaps))
            link.set_text(texts.word("gap", gaps[index], inside=True) if index < len(gaps) else "")
        more = len(gaps) - NAMED
        self.rest.set_text(texts.n("and one more thing", "and {n} more things", more) if more > 0 else "")
        self.rest.setVisible(more > 0)
        self._fit()

    def say(self, words: str, icon: str = "info") -> None:
        """Say something else in the place of what is missing."""
        self._codes = ()
        self.sign.set_icon(icon, "muted")
        self.words.set_text(words)
        for link in self.links:
            link.setVisible(False)
        self.rest.set_text("")
        self._fit()

    def show_ways(self, *, working: bool, back: bool, skip: bool, current: bool, reopen: bool) -> None:
        """Which buttons are there."""
        self.keep.setVisible(working)
        self.finish.setVisible(working)
        self.back.setVisible(back)
        self.skip.setVisible(skip)
        self.current.setVisible(current)
        self.reopen.setVisible(reopen)

    def retranslate(self, finish: str) -> None:
        """Set the words of the buttons; ``finish`` says where finishing leads."""
        t = self._context.texts.t
        self.back.set_text(t("Return…"))
        self.skip.set_text(t("Skip…"))
        self.keep.set_text(t("Keep"))
        self.current.set_text(t("To the current step"))
        self.reopen.set_text(t("Open again…"))
        self._finish = finish
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room: fewer things are named, then finishing does not say where it leads."""
        self.finish.set_text(self._finish)
        self.rest.setVisible(bool(self.rest.text()))
        self.links[1].setVisible(len(self._codes) > 1)
        for spare in (self.rest, self.links[1]):
            if not self._has_room():
                spare.setVisible(False)
        if not self._has_room():
            self.finish.set_text(self._context.texts.t("Finish"))

    def _has_room(self) -> bool:
        parts = (self.sign, self.words, *self.links, self.rest, *self._buttons())
        shown = [part for part in parts if part.isVisibleTo(self)]
        needed = sum(part.sizeHint().width() + theme().px(6) for part in shown)
        return needed + theme().px(2 * 24) <= self.width()

    def _buttons(self) -> tuple[PaintedButton, ...]:
        return self.back, self.skip, self.keep, self.reopen, self.current, self.finish
