"""A field for a day: typed or taken from the calendar. Its value is a ``date``."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.fields import DateTimeField
from ui.widgets.when import parse_when


class DayField(QWidget):
    """Wraps the field for moments."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.line = DateTimeField(parse_when, _show, self._now)
        self.line.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.changed.connect(self._tell)
        self.line.committed.connect(self.committed)

    def retranslate(self) -> None:
        """Set all words."""
        self.line.set_calendar_name(self._context.texts.t("Choose the day in a calendar"))
        self.line.set_placeholder("2026-11-20")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> object:
        moment = self.line.value()
        return moment.date() if isinstance(moment, datetime) else None

    def set_value(self, value: object) -> None:
        self.line.set_value(datetime.combine(value, time()) if isinstance(value, date) else None)

    def is_valid(self) -> bool:
        """Whether what stands there is a day, or nothing."""
        return self.line.is_valid()

    def set_error_state(self, wrong: bool) -> None:
        self.line.set_error_state(wrong)

    def _now(self) -> datetime:
        return self._context.clock.now().astimezone(self._context.desk.zone).replace(tzinfo=None)

    def _tell(self, _moment: object) -> None:
        self.changed.emit(self.value())


def _show(moment: datetime) -> str:
    return moment.date().isoformat()
