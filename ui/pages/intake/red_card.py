"""The red card: what to say and do when life may be in danger, before anything is written."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.phrases import EmergencyCard, EmergencyStep, emergency, overridden
from ui.context import Context
from ui.theme.current import theme
from ui.theme.paint import CENTRE, paint_box, paint_icon, paint_text
from ui.widgets.choices import Check
from ui.widgets.controls import GraveButton
from ui.widgets.labels import Label
from ui.widgets.planes import Plane
from ui.widgets.themed import Themed

_SAY = "say"


class _Title(Themed, QWidget):
    """The red band with the siren."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def set_words(self, words: str) -> None:
        """Set the title."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        rect, corner = self.rect().toRectF(), px(10) - 1.0
        paint_box(painter, rect, theme().color("s1"), None, (corner, corner, 0.0, 0.0))
        paint_icon(painter, "siren", "on-s1", px(14), (rect.height() - px(17)) / 2, px(17))
        spot = rect.adjusted(px(42), 0, -px(12), 0)
        paint_text(painter, spot, self._words, "on-s1", "body", True)
        painter.end()


class _Number(Themed, QWidget):
    """The number of a step, or a tick."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._done = number, False
        self.setFixedSize(self.sizeHint())

    def set_done(self, done: bool) -> None:
        """Show a tick."""
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(18), theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().px(18)
        painter = QPainter(self)
        box = QRectF(0, 0, side, side)
        paint_box(painter, box, theme().color("s1-soft"), None, side / 2)
        if self._done:
            paint_icon(painter, "check", "s1", 3, 3, side - 6)
        else:
            paint_text(painter, box, str(self._number), "s1", "tag", True, CENTRE)
        painter.end()


class _StepLine(QWidget):
    """A step: number, words, in the other language where it is read out, and a box to tick."""

    def __init__(self, number: int, step: EmergencyStep, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self.number = _Number(number, self)
        self.words = Label("", wrap=True, parent=self)
        self.other = Label("", "small", "muted", wrap=True, parent=self)
        self.time = Label("", "small", "muted", parent=self)
        self.check = Check(parent=self)
        self.check.setObjectName(f"intake.red.{number}")
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self.words)
        column.addWidget(self.other)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        self.other.setVisible(step.act == _SAY)


class RedCard(Plane):
    """``ticked``: a step was done; ``finished``: record now."""

    ticked = Signal()
    finished = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("danger", 10, parent)
        self.setObjectName("intake.red")
        self._context = context
        self._card: EmergencyCard | None = None
        self._own: dict[str, str] = {}
        self._ticks: dict[str, str] = {}
        self._lines: list[_StepLine] = []
        self._title = _Title(self)
        self._steps = QVBoxLayout()
        self.done = GraveButton("", key="Ctrl+Return", size="small", parent=self)
        self.done.setObjectName("intake.red.done")
        self.done.clicked.connect(self.finished)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._title)
        self._box.addLayout(self._steps)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(1, 1, 1, px(12))
        self._steps.setContentsMargins(px(14), px(12), px(12), 0)
        self._steps.setSpacing(px(10))

    @property
    def kind(self) -> str | None:
        """The kind of danger."""
        return self._card.kind if self._card else None

    def ticks(self) -> dict[str, str]:
        """What was done: the step's key, and when (an ISO instant)."""
        return dict(self._ticks)

    def load(self, ticks: dict[str, str]) -> None:
        """Show what a draft kept."""
        self._ticks = dict(ticks)
        self.retranslate()

    def set_own(self, own: dict[str, str]) -> None:
        """Take the property's own words, for the language of now."""
        self._own = own
        self.retranslate()

    def show_kind(self, kind: str | None) -> None:
        """Show the card of a danger; ticks of the same steps stay."""
        self._card = emergency(kind) if kind else None
        for line in self._lines:
            self._steps.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._steps.removeWidget(self.done)
        self._lines = []
        for number, step in enumerate(self._card.steps if self._card else (), 1):
            line = _StepLine(number, step, self)
            line.check.changed.connect(partial(self._tick, step.phrase.key))
            self._lines.append(line)
            self._steps.addWidget(line)
            line.show()
        self._steps.addWidget(self.done)
        self.retranslate()

    def _tick(self, key: str, done: object) -> None:
        if done:
            self._ticks[key] = self._context.clock.now().isoformat()
        else:
            self._ticks.pop(key, None)
        self.retranslate()
        self.ticked.emit()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        if self._card is None:
            return
        texts, language = self._context.texts, self._context.texts.language
        self._title.set_words(self._card.title.text(language))
        self.setAccessibleName(self._card.title.text(language))
        for line in self._lines:
            words = self._words(line.step, language)
            said = line.step.act == _SAY
            line.words.set_text(texts.t("“{words}”", words=words) if said else words)
            line.other.set_text(self._words(line.step, "en" if language.startswith("zh") else "zh_CN"))
            at = self._ticks.get(line.step.phrase.key)
            line.check.set_value(at is not None)
            line.check.setAccessibleName(words)
            line.number.set_done(at is not None)
            line.time.set_text(self._time(at) if at else "")
        self.done.set_text(texts.t("All done, record it"))

    def _words(self, step: EmergencyStep, language: str) -> str:
        own = self._own if language == self._context.texts.language else {}
        return overridden((step.phrase,), own, language)[0].text(language)

    def _time(self, at: str) -> str:
        return f"{datetime.fromisoformat(at).astimezone(self._context.desk.zone):%H:%M:%S}"

    def note(self) -> str:
        """What was done, in words, for the timeline; empty when nothing was ticked."""
        if self._card is None or not self._ticks:
            return ""
        texts, language = self._context.texts, self._context.texts.language
        done = sorted(
            (self._ticks[step.phrase.key], self._words(step, language))
            for step in self._card.steps
            if step.phrase.key in self._ticks
        )
        lines = [f"{self._time(at)} {words}" for at, words in done]
        return "\n".join([texts.t("Done before recording:"), *lines]) if lines else ""
