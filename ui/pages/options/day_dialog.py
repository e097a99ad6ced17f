"""A day that differs, or several in a row: closed or worked, with hours or without, and its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.core.errors import UserProblem
from models.options.policy_rules import LONGEST_LABEL
from models.timing.hours import hours_text, read_hours
from models.timing.kinds import DayException, DayKind
from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented

R = TypeVar("R")
MOST_DAYS = 366
_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class DaysSaid:
    """What the dialog answers: these days instead of the one that was opened."""

    days: Mapping[date, DayException]
    instead: date | None


def read_day(text: str, year: int) -> date:
    """``2027-02-05``, ``2/5`` or ``2月5日``; raises ``UserProblem("calendar.date")``."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found is not None:
            return date(int(found[1] or year), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise UserProblem("calendar.date", text=text)


class DayDialog(Dialog):
    """Answers with ``DaysSaid``."""

    WIDTH = 420

    def __init__(
        self, context: Context, parent: QWidget, year: int, day: date | None, one: DayException | None
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName("options.day")
        self._year, self._day = year, day
        self._title = Label("", "heading")
        self.fields = {
            "from": LabeledField("", LineField()),
            "to": LabeledField("", LineField()),
            "kind": LabeledField("", Segmented([(str(kind), "") for kind in (DayKind.CLOSED, DayKind.OPEN)])),
            "hours": LabeledField("", LineField()),
            "label": LabeledField("", LineField()),
        }
        for name, field in self.fields.items():
            field.field.setObjectName(f"options.day.{name}")
        self.aside, self.go = QuietButton(), PrimaryButton(key="Return")
        self.aside.setObjectName("options.day.aside")
        self.go.setObjectName("options.day.go")
        self.aside.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)
        self._lay_out()
        self._fill(one)

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.fields["from"], 1)
        pair.addWidget(self.fields["to"], 1)
        self.body.addWidget(self._title)
        self.body.addLayout(pair)
        for name in ("kind", "hours", "label"):
            self.body.addWidget(self.fields[name])
        self.add_button(self.aside)
        self.add_button(self.go)

    def _fill(self, one: DayException | None) -> None:
        self._set("from", self._day.isoformat() if self._day is not None else f"{self._year}-")
        self._set("kind", str(one.kind if one is not None else DayKind.CLOSED))
        self._set("hours", hours_text(one.hours) if one is not None else "")
        self._set("label", one.label if one is not None else "")
        self.fields["to"].setVisible(self._day is None)

    def retranslate(self) -> None:
        texts = self.context.texts
        new = self._day is None
        day = self._day
        self._title.set_text(texts.t("A day that differs") if day is None else texts.current.long_date(day))
        self.setWindowTitle(self._title.text())
        self.fields["from"].set_label(texts.t("&Day") if not new else texts.t("&From"))
        self.fields["to"].set_label(texts.t("&To and with"))
        self.fields["to"].field.set_placeholder(texts.t("only that day"))  # type: ignore[attr-defined]
        self.fields["kind"].set_label(texts.t("&Kind"))
        kinds = [(str(kind), texts.word("day_kind", kind)) for kind in (DayKind.CLOSED, DayKind.OPEN)]
        self.fields["kind"].field.set_options(kinds)  # type: ignore[attr-defined]
        self.fields["hours"].set_label(texts.t("&Hours"))
        self.fields["hours"].field.set_placeholder(texts.t("the whole day"))  # type: ignore[attr-defined]
        self.fields["label"].set_label(texts.p("calendar", "&Name"))
        self.aside.set_text(texts.t("Cancel"))
        self.go.set_text(texts.t("Put it in") if new else texts.t("Change it"))

    def open(self) -> None:
        super().open()
        field = self.fields["from"].field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.aside.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Answer, or say what is wrong beside its field."""
        for field in self.fields.values():
            field.set_error(None)
        first = self._read("from", self._read_day)
        last = self._read("to", self._read_day) if self._text("to") else first
        hours = self._read("hours", read_hours)
        texts = self.context.texts
        if first is not None and last is not None and not 0 <= (last - first).days < MOST_DAYS:
            self.fields["to"].set_error(texts.t("Choose a day after the first, within one year."))
        if len(self._text("label")) > LONGEST_LABEL:
            facts = {"date": first, "most": LONGEST_LABEL}
            self.fields["label"].set_error(texts.current.problem("calendar.label", facts))
        wrong = next((field for field in self.fields.values() if field.has_error), None)
        if wrong is not None or first is None or last is None or hours is None:
            self.fit()
            if wrong is not None:
                wrong.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        one = DayException(DayKind(self._text("kind")), hours, self._text("label"))
        days = {first + timedelta(days=n): one for n in range((last - first).days + 1)}
        self.answer(DaysSaid(days, self._day))

    def _read_day(self, text: str) -> date:
        return read_day(text, self._year)

    def _read(self, name: str, how: Callable[[str], R]) -> R | None:
        try:
            return how(self._text(name))
        except UserProblem as problem:
            self.fields[name].set_error(self.context.texts.problem(problem))
            return None

    def _text(self, name: str) -> str:
        value = self.fields[name].field.value()  # type: ignore[attr-defined]
        return str(value or "")

    def _set(self, name: str, value: str) -> None:
        self.fields[name].field.set_value(value)  # type: ignore[attr-defined]
