"""From when to when: two moments side by side; a time alone in the second means the day of the first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.labels import Label
from ui.widgets.themed import Themed
from ui.widgets.when_field import DateTimeField

Span = tuple[datetime | None, datetime | None]


class SpanField(Themed, QWidget):
    """The value is (from, to), naive local times; what is not said is None."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.begin = DateTimeField(now=now)
        self.end = DateTimeField(now=self._base)
        self.first, self.last = self.begin, self.end
        self._dash = Label("–", token="muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.begin, 1)
        self._row.addWidget(self._dash)
        self._row.addWidget(self.end, 1)
        self.setFocusProxy(self.begin)
        self.begin.changed.connect(self._tell)
        self.end.changed.connect(self._tell)
        self.begin.committed.connect(self.committed)
        self.end.committed.connect(self.committed)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setSpacing(theme().px(6))

    def _base(self) -> datetime:
        value = self.begin.value()
        return value if isinstance(value, datetime) else self._now()

    def _name_parts(self, name: str) -> None:
        self.begin.setObjectName(f"{name}.from")
        self.end.setObjectName(f"{name}.to")

    def set_names(self, begin: str, end: str, calendar: str) -> None:
        """What a reader hears of both fields, and of the button that opens the calendar."""
        self.begin.setAccessibleName(begin)
        self.end.setAccessibleName(end)
        for field in (self.begin, self.end):
            field.set_calendar_name(calendar)

    def set_placeholders(self, begin: str, end: str) -> None:
        """What stands in the empty fields."""
        self.begin.set_placeholder(begin)
        self.end.set_placeholder(end)

    def value(self) -> object:
        return (self.begin.value(), self.end.value())

    def span(self) -> Span:
        """The same, for those who want to know."""
        begin, end = self.begin.value(), self.end.value()
        return (
            begin if isinstance(begin, datetime) else None,
            end if isinstance(end, datetime) else None,
        )

    def set_value(self, value: object) -> None:
        begin, end = value if isinstance(value, tuple) else (None, None)
        self.begin.set_value(begin)
        self.end.set_value(end)

    def is_valid(self) -> bool:
        """Whether both fields can be read; nothing at all is fine."""
        return self.begin.is_valid() and self.end.is_valid()

    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not self.begin.text().strip() and not self.end.text().strip()

    def set_error_state(self, wrong: bool) -> None:
        self.begin.set_error_state(wrong)
        self.end.set_error_state(wrong)

    def _tell(self, _value: object) -> None:
        self.changed.emit(self.value())
