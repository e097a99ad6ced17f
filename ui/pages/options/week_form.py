"""The hours of the week: a line a day, several stretches on a line, nothing where it is closed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.timing.hours import hours_text, read_hours
from models.timing.kinds import WEEKDAYS, Span, Target
from models.timing.presets import WEEKS
from ui.context import Context
from ui.pages.options.timing_words import amount_words, weekday_words
from ui.shared.policy_words import CALENDARS
from ui.theme.current import theme
from ui.widgets.controls import Button, LinkButton
from ui.widgets.fields import LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

FIELD = 400
Week = tuple[tuple[Span, ...], ...]
_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class DayField(LineField):
    """The hours of one day; Up and Down lead to the days beside it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and not event.modifiers():
            self.stepped.emit(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)


class WeekForm(Themed, QWidget):
    """What cannot be read counts as it was before, until it is mended."""

    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._week: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
        self._wrong: dict[int, UserProblem] = {}
        self._from = Label("", "small", "muted")
        self.presets = {name: Button(size="small") for name in CALENDARS}
        self.same = LinkButton()
        self.same.setObjectName("options.calendar.same")
        self._names = [Label("") for _ in WEEKDAYS]
        self.fields = [DayField() for _ in WEEKDAYS]
        self._errors = [Label("", "small", "s1", wrap=True) for _ in WEEKDAYS]
        self._lay_out()
        self._wire()
        self.follow_theme()

    def _lay_out(self) -> None:
        begin = QWidget()
        flow = FlowLayout(begin, 8)
        flow.addWidget(self._from)
        for name, button in self.presets.items():
            button.setObjectName(f"options.calendar.preset.{name}")
            flow.addWidget(button)
        self._grid = QGridLayout()
        for at, (label, field, error) in enumerate(zip(self._names, self.fields, self._errors, strict=True)):
            label.setBuddy(field)
            error.hide()
            self._grid.addWidget(label, 2 * at, 0)
            self._grid.addWidget(field, 2 * at, 1)
            self._grid.addWidget(error, 2 * at + 1, 1)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(begin)
        column.addLayout(self._grid)
        column.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        self.same.clicked.connect(self._as_monday)
        for name, button in self.presets.items():
            button.clicked.connect(partial(self._take_preset, name))
        for at, (day, field) in enumerate(zip(WEEKDAYS, self.fields, strict=True)):
            field.setObjectName(f"options.calendar.{day}")
            field.changed.connect(partial(self._typed, at))
            field.committed.connect(partial(self._left, at))
            field.stepped.connect(partial(self._step, at))

    def retheme(self) -> None:
        px = theme().px
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnMinimumWidth(0, px(64))
        for field in self.fields:
            field.setFixedWidth(px(FIELD))

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self._from.set_text(texts.t("Begin from"))
        for name, button in self.presets.items():
            button.set_text(texts.word("calendar", name))
        self.same.set_text(texts.t("Tuesday to Friday as Monday"))
        for at, (label, field) in enumerate(zip(self._names, self.fields, strict=True)):
            words = weekday_words(texts.current, at)
            label.set_text(words)
            field.setAccessibleName(words)
            field.set_placeholder(texts.p("calendar", "closed"))
        self._say_all()

    def set_week(self, week: Week) -> None:
        """Show these hours."""
        self._week, self._wrong = list(week), {}
        for field, spans in zip(self.fields, week, strict=True):
            field.set_value(hours_text(spans))
        self._say_all()

    def week(self) -> Week:
        """The hours as they can be read."""
        return tuple(self._week)

    def set_read_only(self, on: bool) -> None:
        """Let nobody type."""
        for field in self.fields:
            field.setReadOnly(on)
        for button in (*self.presets.values(), self.same, self._from):
            button.setVisible(not on)

    def is_wrong(self) -> bool:
        """Whether a line cannot be read."""
        return bool(self._wrong)

    def show_wrong(self) -> None:
        """Lead to the first line that cannot be read."""
        self._say_all()
        if self._wrong:
            self.fields[min(self._wrong)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, at: int, text: object) -> None:
        try:
            self._week[at] = read_hours(str(text))
            self._wrong.pop(at, None)
            self._show_error(at, "")
        except UserProblem as problem:
            self._wrong[at] = problem
        self._say_length(at)
        self.edited.emit()

    def _left(self, at: int) -> None:
        if at in self._wrong:
            self._say(at)
        else:
            self.fields[at].set_value(hours_text(self._week[at]))

    def _say_all(self) -> None:
        for at in range(len(WEEKDAYS)):
            self._say(at)

    def _say(self, at: int) -> None:
        problem = self._wrong.get(at)
        self._show_error(at, "" if problem is None else self._context.texts.problem(problem))
        self._say_length(at)

    def _show_error(self, at: int, words: str) -> None:
        self._errors[at].set_text(words)
        self._errors[at].setVisible(bool(words))
        self.fields[at].set_error_state(bool(words))
        self.fields[at].setAccessibleDescription(words)

    def _say_length(self, at: int) -> None:
        minutes = 0 if at in self._wrong else sum(end - start for start, end in self._week[at])
        words = amount_words(self._context.texts.current, Target(minutes)) if minutes else ""
        self.fields[at].set_trailing(words)

    def _step(self, at: int, by: int) -> None:
        if 0 <= at + by < len(self.fields):
            self.fields[at + by].setFocus(Qt.FocusReason.TabFocusReason)

    def _take_preset(self, name: str) -> None:
        self.set_week(WEEKS[name])
        self.edited.emit()

    def _as_monday(self) -> None:
        self.set_week((*(self._week[0],) * 5, *self._week[5:]))
        self.edited.emit()
