"""The shifts of a day, for those who manage the options: names, begin and end."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.options.shift_rules import MOST
from models.shifts.kinds import Shift
from models.shifts.rules import new_code
from models.shifts.saying import clock_text
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.cards import Scroller
from ui.widgets.controls import Button, IconButton, PrimaryButton
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

_CLOCK = re.compile(r"(\d{1,2})(?:[:：.](\d{2}))?")
_FIELDS = ("zh", "en", "start", "end")


def read_minute(text: str) -> int:
    """The minute of the day that a text names, such as 7, 7.30 or 07:30; -1 when it names none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return -1
    hour, minute = int(found[1]), int(found[2] or 0)
    if (hour, minute) == (24, 0):
        return 0
    return hour * 60 + minute if hour < 24 and minute < 60 else -1


class ShiftsPane(Themed, QWidget):
    """A line for each shift. ``saved`` carries them as they stand; the action checks them."""

    saved = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._shifts: tuple[Shift, ...] = ()
        self._codes: list[str] = []
        self._lines: list[dict[str, LineField]] = []
        self._crosses: list[IconButton] = []
        self._heads = [Label("", "small", "muted") for _ in _FIELDS]
        self._note = Label("", token="muted", wrap=True)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName("shifts.setting.error")
        self.error.hide()
        self.add, self.save = Button(icon="plus", size="small"), PrimaryButton(key="Ctrl+S")
        self.add.setObjectName("shifts.setting.add")
        self.save.setObjectName("shifts.setting.save")
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.save.clicked.connect(self.submit)
        self.follow_theme()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout()
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        self._inner = QVBoxLayout(inside)
        self._inner.addWidget(self._note)
        across = QHBoxLayout()
        across.addLayout(self._grid)
        across.addStretch(1)
        self._inner.addLayout(across)
        self._inner.addWidget(self.error)
        self._inner.addLayout(buttons)
        self._inner.addStretch(1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.addWidget(Scroller(inside, self))

    def retheme(self) -> None:
        px = theme().px
        self._inner.setContentsMargins(px(24), px(16), px(24), px(16))
        self._inner.setSpacing(px(12))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        for line in self._lines:
            for name, field in line.items():
                field.setFixedWidth(px(180 if name in ("zh", "en") else 96))

    # -- what it shows

    def first(self) -> QWidget | None:
        """The field to begin with."""
        return self._lines[0]["zh"] if self._lines else None

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self._lines) and self._typed() != self._shifts

    def show_shifts(self, shifts: tuple[Shift, ...]) -> None:
        """Show these, unless somebody is typing."""
        if shifts != self._shifts and not self.is_dirty():
            self._shifts = shifts
            self._fill(shifts)
        self.retranslate()

    def _fill(self, shifts: tuple[Shift, ...]) -> None:
        self._codes = [one.code for one in shifts]
        while len(self._lines) > len(shifts):
            self._take_line()
        while len(self._lines) < len(shifts):
            self._add_line()
        for shift, line in zip(shifts, self._lines, strict=True):
            values = (shift.zh, shift.en, clock_text(shift.start), clock_text(shift.end))
            for name, value in zip(_FIELDS, values, strict=True):
                line[name].set_value(value)
        self.error.hide()

    def _add_line(self) -> None:
        number = len(self._lines) + 1
        line = {name: LineField() for name in _FIELDS}
        for column, (name, field) in enumerate(line.items()):
            field.setObjectName(f"shifts.setting.{number}.{name}")
            self._grid.addWidget(field, number, column)
        cross = IconButton("x")
        cross.setObjectName(f"shifts.setting.{number}.remove")
        cross.clicked.connect(partial(self._remove, cross))
        self._grid.addWidget(cross, number, len(_FIELDS))
        self._lines.append(line)
        self._crosses.append(cross)
        self.retheme()
        self.retranslate()

    def _take_line(self) -> None:
        line, cross = self._lines.pop(), self._crosses.pop()
        for widget in (*line.values(), cross):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self.context.texts.t
        names = (t("Name in Chinese"), t("Name in English"), t("From"), t("To"))
        for head, name in zip(self._heads, names, strict=True):
            head.set_text(name)
        for number, line in enumerate(self._lines, 1):
            for name, field in zip(names, line.values(), strict=True):
                field.setAccessibleName(t("{field}, shift {n}", field=name, n=number))
        for number, cross in enumerate(self._crosses, 1):
            cross.set_name(t("Remove shift {n}", n=number))
            cross.setEnabled(len(self._crosses) > 1)
        self._note.set_text(
            t(
                "The shifts of a day, by the clock on the wall. One that ends before it begins goes on past midnight."
            )
        )
        self.add.set_text(t("Add a shift"))
        self.add.setEnabled(len(self._lines) < MOST)
        self.save.set_text(t("Save"))

    # -- what is done

    def _typed(self) -> tuple[Shift, ...]:
        return tuple(
            Shift(
                code,
                str(line["zh"].value()),
                str(line["en"].value()),
                read_minute(str(line["start"].value())),
                read_minute(str(line["end"].value())),
            )
            for code, line in zip(self._codes, self._lines, strict=True)
        )

    def _add(self) -> None:
        typed = self._typed()
        self._codes.append(new_code((*typed, *self._shifts)))
        self._add_line()
        self._lines[-1]["zh"].setFocus()

    def _remove(self, cross: IconButton, _checked: bool = False) -> None:
        """The lines below move up."""
        at = self._crosses.index(cross)
        kept = [one for number, one in enumerate(self._typed()) if number != at]
        texts = [[str(field.value()) for field in line.values()] for line in self._lines]
        del texts[at]
        self._codes = [one.code for one in kept]
        self._take_line()
        for line, values in zip(self._lines, texts, strict=True):
            for field, value in zip(line.values(), values, strict=True):
                field.set_value(value)
        self.retranslate()

    def submit(self) -> None:
        """Hand over what stands here."""
        self.error.hide()
        self.saved.emit(self._typed())

    def refuse(self, problem: UserProblem) -> bool:
        """Say why it was not saved; what was typed stays."""
        self.error.set_text(self.context.texts.problem(problem))
        self.error.show()
        return True

    def take(self, shifts: tuple[Shift, ...]) -> None:
        """These are saved now."""
        self._shifts = shifts
        self.error.hide()
