"""Choosing how often work comes back: a pattern by clicks or keys, or a rule as the standard writes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.recurring.kinds import Frequency
from models.recurring.patterns import LAST, Nth, Pattern, pattern_of, rule_of, usual_on
from resources.texts import Texts
from ui.context import Context
from ui.pages.recurring.rule_words import on_words
from ui.shared.day_field import DayField
from ui.shared.week_words import weekday_names
from ui.widgets.choices import Chips, Segmented
from ui.widgets.controls import LinkButton
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import Label
from ui.widgets.number_field import NumberField

_ENDLESS, _AFTER, _UNTIL = "never", "count", "until"
_LONGEST_MONTH = 31


class RuleField(QWidget):
    """The value is the rule as text. The first day of the work fills in what a pattern leaves open."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._start = date(2026, 1, 1)
        self.often = Segmented(equal=True)
        self.interval, self.unit, self.every = (
            NumberField(1),
            Label("", token="muted"),
            Label("", token="muted"),
        )
        self.weekdays, self.on = Chips(), ChoiceField()
        self.custom = LineField("FREQ=MONTHLY;BYDAY=1MO")
        self.ends = Segmented(equal=True)
        self.times, self.until = NumberField(1), DayField(context, f"{name}.until_day")
        parts: dict[str, Any] = {
            "often": self.often,
            "interval": self.interval,
            "weekdays": self.weekdays,
            "on": self.on,
            "custom": self.custom,
            "ends": self.ends,
            "times": self.times,
            "until": self.until,
        }
        for part, widget in parts.items():
            widget.setObjectName(f"{name}.{part}")
            widget.changed.connect(self._edited)
        self.own = LinkButton()
        self.own.setObjectName(f"{name}.own")
        self.own.clicked.connect(self._write_own)
        self._lay_out()
        self.setFocusProxy(self.often)

    def _lay_out(self) -> None:
        self._every = QWidget()
        row = QHBoxLayout(self._every)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.every)
        row.addWidget(self.interval)
        row.addWidget(self.unit)
        row.addWidget(self.on, 1)
        row.addStretch(0)
        for label in (self.every, self.unit):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.interval.setFixedWidth(64)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            self.often,
            self._every,
            self.weekdays,
            self.custom,
            self.ends,
            self.times,
            self.until,
        ):
            column.addWidget(widget)
        column.addWidget(self.own, 0, Qt.AlignmentFlag.AlignLeft)

    # Words

    def retranslate(self) -> None:
        """Set all words."""
        texts = self._context.texts
        t = texts.t
        self.often.set_options([(one, texts.word("frequency", one)) for one in Frequency])
        self.own.set_text(t("Write the rule yourself"))
        self.ends.set_options(((_ENDLESS, t("No end")), (_AFTER, t("Times")), (_UNTIL, t("By date"))))
        self.weekdays.set_options(list(enumerate(weekday_names(texts.current))))
        self.every.set_text(t("Every"))
        names = {
            self.often: t("How often"),
            self.interval: t("Every so many"),
            self.weekdays: t("On these days"),
            self.on: t("On which day of the month"),
            self.custom: t("Rule"),
            self.ends: t("When it ends"),
            self.times: t("How many times"),
            self.until: t("Last possible day"),
        }
        for widget, name in names.items():
            widget.setAccessibleName(name)
        self.times.set_placeholder(t("How many times"))
        self.until.retranslate()
        self._set_days()
        self._arrange()

    def _set_days(self) -> None:
        """What months offer: what the first day suggests first, then every weekday and every day."""
        texts, chosen = self._context.texts.current, self.on.value()
        nths = [Nth(nth, weekday) for nth in (1, 2, 3, 4, LAST) for weekday in range(7)]
        wanted = dict.fromkeys((*usual_on(self._start), LAST, *nths, *range(1, _LONGEST_MONTH + 1)))
        self.on.set_options([(_code(one), on_words(texts, one)) for one in wanted])
        self.on.set_value(chosen)

    def _unit_words(self, texts: Texts, often: object, n: int) -> str:
        match often:
            case Frequency.DAILY:
                return texts.n("calendar day", "calendar days", n)
            case Frequency.WEEKLY:
                return texts.n("week, on", "weeks, on", n)
            case Frequency.MONTHLY:
                return texts.n("month, on", "months, on", n)
            case _:
                return texts.n("year, on {day}", "years, on {day}", n, day=texts.date(self._start))

    # Value

    def set_start(self, start: date) -> None:
        """The first day of the work has changed: a day that follows from it follows."""
        if start == self._start:
            return
        follows = self.on.value() == _code(self._start.day)
        self._start = start
        self._set_days()
        if follows:
            self.on.set_value(_code(start.day))
        self._arrange()

    def value(self) -> object:
        if self._is_own():
            return self.custom.text().strip()
        try:
            return rule_of(self._pattern(), self._start)
        except ValueError:
            return ""

    def is_whole(self) -> bool:
        """Whether nothing is missing or unreadable."""
        try:
            return self._is_own() or bool(rule_of(self._pattern(), self._start))
        except ValueError:
            return False

    def _pattern(self) -> Pattern:
        """What is chosen; ``ValueError`` where something is missing."""
        interval = self.interval.value() if self.interval.text().strip() else 1
        ends = self.ends.value()
        times, until = self.times.value(), self.until.value()
        frequency = Frequency(str(self.often.value()))
        on = _read(str(self.on.value())) if frequency is Frequency.MONTHLY else None
        if not isinstance(interval, int) or (ends == _AFTER and not isinstance(times, int)):
            raise ValueError("a number is missing")
        if ends == _UNTIL and not isinstance(until, date):
            raise ValueError("a day is missing")
        days = frozenset(day for day in self.weekdays.values() if isinstance(day, int))
        return Pattern(
            frequency,
            interval,
            days if frequency is Frequency.WEEKLY else frozenset(),
            on,
            times if ends == _AFTER and isinstance(times, int) else None,
            until if ends == _UNTIL and isinstance(until, date) else None,
        )

    def set_value(self, value: object) -> None:
        rule = str(value or "FREQ=MONTHLY")
        pattern = pattern_of(rule, self._start)
        self.custom.set_value(rule if pattern is None else "")
        shown = pattern or Pattern()
        self.often.set_value(None if pattern is None else shown.frequency)
        self.interval.set_value(shown.interval)
        self.weekdays.set_value(shown.weekdays or {self._start.weekday()})
        self.on.set_value(_code(self._start.day if shown.on is None else shown.on))
        self.ends.set_value(_AFTER if shown.count else _UNTIL if shown.until else _ENDLESS)
        self.times.set_value(shown.count)
        self.until.set_value(shown.until)
        self._arrange()

    def set_error_state(self, wrong: bool) -> None:
        """The line below says what is wrong; a rule of one's own is marked."""
        self.custom.set_error_state(wrong and self._is_own())

    def _is_own(self) -> bool:
        """Whether the rule is written as text: no pattern is chosen then."""
        return self.often.value() is None

    def _write_own(self) -> None:
        """What was chosen so far is what one begins with."""
        rule = self.value()
        self.often.set_value(None)
        self.custom.set_value(rule)
        self._edited(rule)
        self.custom.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, _value: Any) -> None:
        self._arrange()
        self.changed.emit(self.value())

    def _arrange(self) -> None:
        often, ends = self.often.value(), self.ends.value()
        interval = self.interval.value()
        texts = self._context.texts.current
        custom = self._is_own()
        self.unit.set_text(self._unit_words(texts, often, interval if isinstance(interval, int) else 2))
        self._every.setVisible(not custom)
        self.on.setVisible(often == Frequency.MONTHLY)
        self.weekdays.setVisible(often == Frequency.WEEKLY)
        self.custom.setVisible(custom)
        self.own.setVisible(not custom)
        self.ends.setVisible(not custom)
        self.times.setVisible(not custom and ends == _AFTER)
        self.until.setVisible(not custom and ends == _UNTIL)


def _code(on: int | Nth) -> str:
    return f"{on.nth}/{on.weekday}" if isinstance(on, Nth) else str(on)


def _read(code: str) -> int | Nth:
    nth, slash, weekday = code.partition("/")
    return Nth(int(nth), int(weekday)) if slash else int(nth)
