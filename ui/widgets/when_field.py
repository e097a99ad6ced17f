"""A field for a date and time: typed, stepped by the quarter hour, or taken from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.controls import IconButton
from ui.widgets.line_field import LineField
from ui.widgets.when import parse_when, show_when

Parse = Callable[[str, datetime], datetime | None]
Show = Callable[[datetime], str]
_STEP = timedelta(minutes=15)


def _local_now() -> datetime:
    # Wall time on purpose: the field shows what the clock on the wall shows.
    return datetime.now()  # noqa: DTZ005


class _CalendarPopup(QFrame):
    """A month to choose a day from."""

    chosen = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.calendar)
        self.calendar.activated.connect(self._choose)
        self.calendar.clicked.connect(self._choose)

    def _choose(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(day)


class DateTimeField(LineField):
    """The value is naive local time, or None; `parse` and `show` bring the page's language."""

    def __init__(
        self,
        parse: Parse | None = None,
        show: Show | None = None,
        now: Callable[[], datetime] = _local_now,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._parse, self._show_words, self._now = parse or parse_when, show or show_when, now
        self._value: datetime | None = None
        self._popup: _CalendarPopup | None = None
        super().__init__(placeholder, None, "field", parent)
        self._calendar = IconButton("calendar-clock", "", 16, self)
        self._calendar.setObjectName("calendar")
        self._calendar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._calendar.setCursor(Qt.CursorShape.ArrowCursor)
        self._calendar.clicked.connect(self.open_calendar)

    def set_calendar_name(self, text: str) -> None:
        self._calendar.set_name(text)

    def set_words(self, parse: Parse, show: Show) -> None:
        """Read and write in another language from now on."""
        self._parse, self._show_words = parse, show
        self._write()

    def value(self) -> object:
        return self._value

    def is_valid(self) -> bool:
        """Return whether what stands in the field is a moment, or nothing."""
        return not self.text().strip() or self._read() is not None

    def set_value(self, value: object) -> None:
        self._value = value if isinstance(value, datetime) else None
        self._write()

    def _read(self) -> datetime | None:
        text = self.text().strip()
        if self._value is not None and text == self._show_words(self._value):
            return self._value
        return self._parse(text, self._now())

    def _write(self) -> None:
        super().set_value(self._show_words(self._value) if self._value else "")

    def _tell_changed(self) -> None:
        self._value = self._read()
        self.changed.emit(self._value)

    def _tell_committed(self) -> None:
        self.set_error_state(not self.is_valid())
        if self.text().strip() == self._committed:
            return
        if self._value is not None:
            self._write()
        self._committed = self.text().strip()
        self.committed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        start = self._value or self._now().replace(second=0, microsecond=0)
        minutes = start.minute % 15
        # The first step goes to the next full quarter, as a clock is read.
        if minutes:
            step = timedelta(minutes=15 - minutes) if step > timedelta() else timedelta(minutes=-minutes)
        self._put(start + step)

    def _put(self, moment: datetime) -> None:
        if moment == self._value:
            return
        self._value = moment
        self._write()
        self.set_error_state(False)
        self.changed.emit(moment)
        self.committed.emit()

    def open_calendar(self) -> None:
        """Show the month of the value below the field."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.chosen.connect(self._take_day)
        start = self._value or self._now()
        self._popup.calendar.setLocale(self.locale())
        self._popup.calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()
        self._popup.calendar.setFocus()

    def _take_day(self, day: QDate) -> None:
        start = self._value or self._now().replace(second=0, microsecond=0)
        self._put(start.replace(year=day.year(), month=day.month(), day=day.day()))
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme().px(28)
        self._calendar.setGeometry(self.width() - side - 3, (self.height() - side) // 2, side, side)

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, theme().px(28), 0)
