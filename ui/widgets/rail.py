"""The rail of the eight steps: how far a case has come, and the way to each step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import CENTRE
from ui.theme.paint import paint_box, paint_icon, paint_steps, paint_text
from ui.widgets.roving import PartButton, RovingGroup

_BAR, _GAP, _HEIGHT = 5, 4, 82
_LETTERS = {"done": "d", "current": "c", "locked": "l", "skipped": "s", "returned": "r"}
# state: icon, its token, token of the name
_LOOKS: dict[str, tuple[str | None, str, str]] = {
    "done": ("check", "ok", "text"),
    "current": (None, "accent", "text"),
    "locked": ("lock", "faint", "muted"),
    "skipped": ("redo-2", "muted", "text"),
    "returned": ("undo-2", "soon", "text"),
}


@dataclass(frozen=True)
class RailStep:
    """One step as the rail shows it; `accessible` says name and state in words."""

    number: int
    name: str
    state: str
    line1: str = ""
    line2: str = ""
    line1_token: str = "muted"
    accessible: str = ""


class _StepButton(PartButton):
    """One step: its segment of the bar, number, name, sign, two lines."""

    def __init__(self, step: RailStep, parent: QWidget) -> None:
        super().__init__(step.number, parent)
        self.step = step
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def show_step(self, step: RailStep) -> None:
        spoken = ", ".join(part for part in (f"{step.number} {step.name}", step.line1, step.line2) if part)
        self.step = step
        self.set_words(step.name, step.accessible or spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(90), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(44), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        bar = QRectF(0, 0, rect.width(), px(_BAR))
        below = rect.adjusted(0, px(_BAR), 0, 0)
        corners = (0.0, 0.0, float(px(10)), float(px(10)))
        if self.isChecked():
            paint_box(painter, below, shown.color("selected"), None, corners)
        elif self.underMouse():
            paint_box(painter, below, shown.color("hover"), None, corners)
        paint_steps(painter, bar, _LETTERS[self.step.state], None, 0)
        if self.hasFocus():
            paint_box(painter, below.adjusted(0, 2, 0, 0), None, shown.color("focus"), px(7), 2)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        px = theme().px
        step = self.step
        icon, icon_token, token = _LOOKS[step.state]
        line, small = fonts.line_height("body"), fonts.line_height("small")
        left, right = px(23), self.width() - px(4)
        top = float(px(_BAR + 10))
        strong = step.state == "current" or self.isChecked()
        paint_text(
            painter, QRectF(px(4), top, px(14), line), str(step.number), "muted", "small", strong, CENTRE
        )
        room = right - left - (px(20) if icon else 0)
        width = paint_text(painter, QRectF(left, top, room, line), step.name, token, "body", strong)
        if icon:
            paint_icon(painter, icon, icon_token, left + width + px(6), top + (line - px(14)) / 2, px(14))
        top += line + 1
        warns = step.line1_token not in ("muted", "text", "faint")
        first = QRectF(left, top, right - left, small)
        paint_text(painter, first, step.line1, step.line1_token, "small", warns)
        second = QRectF(left, top + small, right - left, small)
        paint_text(painter, second, step.line2, "muted", "small")


class StepRail(RovingGroup):
    """The eight steps side by side. Arrows walk, Enter, Space, a click or the step's digit chooses."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = 0
        self._follows = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setSpacing(theme().px(_GAP))

    def set_steps(self, steps: Iterable[RailStep]) -> None:
        fresh = tuple(steps)
        if [step.number for step in fresh] != [part.code for part in self._parts]:
            self._rebuild(fresh)
        for part, step in zip(self._parts, fresh, strict=True):
            if isinstance(part, _StepButton):
                part.show_step(step)
        if self._follows:
            self._shown = next((step.number for step in fresh if step.state == "current"), 0)
        self._show_chosen(self._shown)

    def _rebuild(self, steps: tuple[RailStep, ...]) -> None:
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for step in steps:
            button = _StepButton(step, self)
            button.chosen.connect(self._choose)
            self._parts.append(button)
            self._row.addWidget(button, 1)
        self._name_parts()
        self._show_chosen(self._shown)

    def button(self, number: int) -> PartButton | None:
        return self.part_for(number)

    def shown(self) -> int:
        return self._shown

    def set_shown(self, number: int) -> None:
        """Tint the step whose form is in sight; until the first call that is the current one."""
        self._follows = False
        self._shown = number
        self._show_chosen(number)

    def _show_chosen(self, number: int) -> None:
        chosen = 0
        for index, part in enumerate(self._parts):
            part.setChecked(part.code == number)
            chosen = index if part.isChecked() else chosen
        self._be_reached(chosen)

    def _choose(self, number: object) -> None:
        # The page decides whether the step may be shown; until then the old one stays tinted.
        self._show_tint_again()
        if isinstance(number, int):
            self.step_chosen.emit(number)

    def _show_tint_again(self) -> None:
        for part in self._parts:
            part.setChecked(part.code == self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            part = self.focused_part()
            if part is not None:
                part.click()
                return
        super().keyPressEvent(event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
