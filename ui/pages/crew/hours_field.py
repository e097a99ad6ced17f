"""When somebody works: as the office does, in hours of their own, or by call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.crew.kinds import Hours
from models.timing.hours import hours_text, read_hours
from models.timing.kinds import WEEKDAYS
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

OFFICE, OWN, BY_CALL = "office", "own", "by_call"
_USUAL = "08:30-12:00, 13:30-18:00"
_WORKDAYS = 5
_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class _DayLine(LineField):
    """The hours of one day; Up and Down lead to the days beside it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and not event.modifiers():
            self.stepped.emit(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)


class HoursField(Themed, QWidget):
    """The value is (how, seven lines as typed); ``hours`` reads them, ``wrong`` says what cannot be read."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.how = Segmented(equal=True)
        self.how.setObjectName(f"{name}.how")
        self.days = [_DayLine() for _ in WEEKDAYS]
        self._names = [Label("", "small", "muted") for _ in WEEKDAYS]
        self._bad: _DayLine | None = None
        self._week = QWidget()
        grid = QGridLayout(self._week)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        for at, line in enumerate(self.days):
            line.setObjectName(f"{name}.{WEEKDAYS[at]}")
            grid.addWidget(self._names[at], at, 0)
            grid.addWidget(line, at, 1)
            line.changed.connect(self._tell)
            line.stepped.connect(self._step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.how)
        column.addWidget(self._week)
        self.setFocusProxy(self.how)
        self.how.changed.connect(self._chosen)
        self.follow_theme()

    def retheme(self) -> None:
        self._grid.setHorizontalSpacing(theme().px(10))
        self._grid.setVerticalSpacing(theme().px(4))

    def set_words(self, how: Sequence[tuple[str, str]], days: Sequence[str], free: str) -> None:
        """Labels of the three ways, names of the days from Monday on, and what an empty line means."""
        self.how.set_options(how)
        for label, line, name in zip(self._names, self.days, days, strict=True):
            label.set_text(name)
            line.setAccessibleName(name)
            line.set_placeholder(free)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.how.setAccessibleName(name)

    def value(self) -> object:
        return self.how.value(), tuple(line.text().strip() for line in self.days)

    def set_value(self, value: object) -> None:
        how, lines = value if isinstance(value, tuple) else (OFFICE, ("",) * len(WEEKDAYS))
        self.how.set_value(how)
        for line, text in zip(self.days, lines, strict=True):
            line.set_value(text)
            line.set_error_state(False)
        self._show_week()

    def hours(self) -> Hours | None:
        """Own hours; ``None`` for the office's and for who comes by call. Raises as ``read_hours``."""
        if self.how.value() != OWN:
            return None
        return tuple(read_hours(line.text()) for line in self.days)

    def wrong(self) -> UserProblem | None:
        """What cannot be read; its line is the one that is marked and takes the focus."""
        if self.how.value() != OWN:
            return None
        for line in self.days:
            try:
                read_hours(line.text())
            except UserProblem as problem:
                self._bad = line
                return problem
        self._bad = None
        return None

    def set_error_state(self, wrong: bool) -> None:
        bad = self._bad if wrong else None
        for line in self.days:
            line.set_error_state(line is bad)
        self.setFocusProxy(self.how if bad is None else bad)

    def _chosen(self, how: object) -> None:
        if how == OWN and not any(line.text().strip() for line in self.days):
            for line in self.days[:_WORKDAYS]:
                line.set_value(_USUAL)
        self._show_week()
        self._tell()

    def _show_week(self) -> None:
        self._week.setVisible(self.how.value() == OWN)

    def _step(self, step: int) -> None:
        at = next((at for at, line in enumerate(self.days) if line.hasFocus()), 0) + step
        if 0 <= at < len(self.days):
            self.days[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.value())


def as_typed(hours: Hours | None, by_call: bool) -> tuple[str, tuple[str, ...]]:
    """What the field shows for a technician's hours."""
    if by_call or hours is None:
        return (BY_CALL if by_call else OFFICE), ("",) * len(WEEKDAYS)
    return OWN, tuple(hours_text(spans) for spans in hours)
