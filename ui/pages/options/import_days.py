"""What a calendar file would put into the calendar, before it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.timing.kinds import DayException, DayKind
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.options.calendar_files import CalendarFile
from ui.pages.options.day_choice import DayChoice, lines_for
from ui.pages.options.timing_words import hours_words, weekday_words
from ui.pages.options.week_form import Week
from ui.theme.current import theme
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.ticks import Check


@dataclass(frozen=True)
class DaysTaken:
    """What the dialog answers: days that go in, and the week where that is wanted too."""

    days: Mapping[date, DayException]
    week: Week | None


class ImportDays(Dialog):
    """Answers with ``DaysTaken``; nothing is written yet."""

    WIDTH = 720

    def __init__(
        self, context: Context, parent: QWidget, found: CalendarFile, present: Mapping[date, DayException]
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName("options.import")
        self._found = found
        self._lines = lines_for(dict(found.days), dict(present), keep=False)
        self._title, self._note = Label("", "heading"), Label("", token="muted", wrap=True)
        self.list = DayChoice(years=True)
        self.list.setObjectName("options.import.list")
        self.list.setMinimumHeight(theme().px(300))
        self.list.setVisible(bool(self._lines))
        self.week = Check()
        self.week.setObjectName("options.import.week")
        self.week.set_value(found.week is not None)
        self.week.setVisible(found.week is not None)
        self._week = Label("", "small", "muted", wrap=True)
        self._week.setVisible(found.week is not None)
        self.aside, self.go = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.aside.setObjectName("options.import.aside")
        self.go.setObjectName("options.import.go")
        self.aside.clicked.connect(self.reject)
        self.go.clicked.connect(self.take)
        for widget in (self._title, self._note, self.list, self.week, self._week):
            self.body.addWidget(widget)
        self.add_button(self.aside)
        self.add_button(self.go)

    def open(self) -> None:
        self.list.show_lines(self._lines, self.context.texts.current)
        super().open()
        (self.list if self._lines else self.aside).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        texts, found = self.context.texts, self._found
        self._title.set_text(found.name)
        self.setWindowTitle(found.name)
        self._note.set_text(self._summary())
        self.list.setAccessibleName(texts.t("Days of the file"))
        self.list.say(texts.current)
        self.week.set_text(texts.t("Take over the hours of the week too"))
        week = enumerate(found.week or ())
        self._week.set_text(
            " · ".join(
                f"{weekday_words(texts.current, at)} {hours_words(texts.current, spans)}"
                for at, spans in week
            )
        )
        self.aside.set_text(texts.t("Cancel"))
        self.go.set_text(texts.t("Put them into the calendar"))
        self.go.setEnabled(bool(self._lines) or found.week is not None)

    def _summary(self) -> str:
        texts = self.context.texts
        if not self._lines:
            return texts.t("This file names no day of the years that matter here.")
        off = sum(line.after.kind is DayKind.CLOSED for line in self._lines)
        new = sum(line.before is None for line in self._lines)
        same = sum(line.before == line.after for line in self._lines)
        days = texts.n("{n} day off", "{n} days off", off)
        worked = texts.n("{n} working day", "{n} working days", len(self._lines) - off)
        return texts.t(
            "{days}, {worked}: {new} new, {same} already there, {other} other than so far. "
            "It is saved with the calendar, when you have looked through it.",
            days=days,
            worked=worked,
            new=new,
            same=same,
            other=len(self._lines) - new - same,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take()
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Answer with what is ticked."""
        if not self.go.isEnabled():
            return
        week = self._found.week if self.week.value() else None
        self.answer(DaysTaken(self.list.chosen(), week))
