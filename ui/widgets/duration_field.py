"""A length of time: typed as people write it, kept in minutes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line_field import LineField

_STEP = 15
_HOURS = r"(?:h|hrs?|hours?|小时|时)"
_MINUTES = r"(?:m|min|mins|minutes?|分钟|分)"
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})")
_WORDS = re.compile(rf"(?:(\d+(?:\.\d+)?)\s*{_HOURS})?\s*(?:(\d+)\s*{_MINUTES}?)?")
_HALF = re.compile(rf"(\d+)\s*个?半\s*{_HOURS}|半\s*个?\s*{_HOURS}")


def parse_minutes(text: str) -> int | None:
    """Return the minutes meant by "90", "1.5 h", "1 h 30", "1:30", "2小时", "半小时", or None."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace(",", ".").replace("个小时", "小时")
    if found := _CLOCK.fullmatch(plain):
        return int(found[1]) * 60 + int(found[2]) if int(found[2]) < 60 else None
    if found := _HALF.fullmatch(plain):
        return int(found[1] or 0) * 60 + 30
    found = _WORDS.fullmatch(plain)
    if found is None or not plain:
        return None
    return round(float(found[1] or 0) * 60) + int(found[2] or 0)


def show_minutes(minutes: int) -> str:
    """Return a length as the field shows it: ``2 h``, ``1 h 30 min``, ``45 min``."""
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


class DurationField(LineField):
    """The value is an int of minutes, or None; Up and Down change it by a quarter of an hour."""

    def __init__(
        self, show: Callable[[int], str] = show_minutes, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        self._show_words = show
        self._value: int | None = None
        super().__init__(placeholder, None, "field", parent)

    def set_words(self, show: Callable[[int], str]) -> None:
        """Write in another language from now on; it must be one that is read, too."""
        value = self.value()
        self._show_words = show
        self.set_value(value)

    def value(self) -> object:
        if self._value is not None and self.text().strip() == self._show_words(self._value):
            return self._value
        return parse_minutes(self.text())

    def is_valid(self) -> bool:
        """Return whether what stands in the field is a length, or nothing."""
        return not self.text().strip() or self.value() is not None

    def set_value(self, value: object) -> None:
        self._value = value if isinstance(value, int) else None
        super().set_value("" if self._value is None else self._show_words(self._value))

    def _tell_committed(self) -> None:
        self.set_error_state(not self.is_valid())
        super()._tell_committed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        value = self.value()
        now = value if isinstance(value, int) else 0
        self.set_value(max(_STEP, (now // _STEP + (1 if step > 0 else 0 if now % _STEP else -1)) * _STEP))
        self.set_error_state(False)
        self.changed.emit(self.value())
        self.committed.emit()
