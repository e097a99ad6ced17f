"""Who calls when the directory does not say: names typed, somebody else's, nobody's, and further homes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.pages.intake.homes import FurtherHomes
from ui.pages.intake.stacking import StackingRow
from ui.widgets.choices import Check
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.flow import FlowLayout

_LINES = ("caller_name", "caller_phone", "reporter_name", "reporter_phone")
_CHECKS = ("on_behalf", "anonymous", "group")


class CallerParts(QObject):
    """The fields and ticks below the home card, and what of them is shown."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = False
        self.lines = {name: self._line(name) for name in _LINES}
        self._labels = {name: LabeledField("", line, parent=parent) for name, line in self.lines.items()}
        self.checks = {name: self._check(name, parent) for name in _CHECKS}
        self.homes = FurtherHomes(context, parent)
        self.homes.changed.connect(self.changed)
        name, phone, reporter, reporter_phone = self._labels.values()
        self.caller_row = StackingRow((name, 1), (phone, 1), parent=parent)
        self.reporter_row = StackingRow((reporter, 1), (reporter_phone, 1), parent=parent)
        self.check_row = QWidget(parent)
        flow = FlowLayout(self.check_row, gap=14, row_gap=6)
        for check in self.checks.values():
            flow.addWidget(check)

    def _line(self, name: str) -> LineField:
        line = LineField()
        line.setObjectName(f"intake.{name}")
        line.changed.connect(self._edited)
        return line

    def _check(self, name: str, parent: QWidget) -> Check:
        check = Check(parent=parent)
        check.setObjectName(f"intake.{name}")
        check.changed.connect(self._edited)
        return check

    def values(self) -> dict[str, Any]:
        """What stands here, as a draft keeps it."""
        lines = {name: line.value() for name, line in self.lines.items()}
        checks = {name: check.value() for name, check in self.checks.items()}
        return {**lines, **checks, "homes": self.homes.homes()}

    def load(self, values: dict[str, Any]) -> None:
        """Show what a draft kept."""
        for name, line in self.lines.items():
            line.set_value(values.get(name) or "")
        for name, check in self.checks.items():
            check.set_value(values.get(name))
        self.homes.set_homes(list(values.get("homes") or []))

    def fill(self, name: str, text: str) -> None:
        """Put something into an empty field."""
        if not self.lines[name].value():
            self.lines[name].set_value(text)

    def ask_for_caller(self, asked: bool) -> None:
        """Whether name and number must be asked for."""
        self._asked = asked
        self.show_parts()

    def show_parts(self) -> None:
        """Show what the ticks call for."""
        self.caller_row.setVisible(self._asked and not self.checks["anonymous"].isChecked())
        self.reporter_row.setVisible(self.checks["on_behalf"].isChecked())
        self.homes.setVisible(self.checks["group"].isChecked())

    def _edited(self, _value: object) -> None:
        self.show_parts()
        self.changed.emit()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        phone = texts.t("Their phone")
        words = (texts.t("Name of the caller"), phone, texts.t("Who calls for them"), phone)
        for label, text in zip(self._labels.values(), words, strict=True):
            label.set_label(text)
        self.lines["reporter_phone"].setAccessibleName(texts.t("Phone of who calls for them"))
        self.checks["on_behalf"].set_text(texts.t("Calls for &someone else"))
        self.checks["anonymous"].set_text(texts.t("Anon&ymous"))
        self.checks["group"].set_text(texts.t("Severa&l homes"))
        self.homes.retranslate()
