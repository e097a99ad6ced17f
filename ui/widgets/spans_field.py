"""Several times, from when to when, one below the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.widgets.growing_lines import GrowingLines
from ui.widgets.span_field import Span, SpanField


class SpansField(GrowingLines[SpanField]):
    """The value is a tuple of (from, to); a line of which only a part is written counts, with None for the rest."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        self._names, self._placeholders = ("", "", ""), ("", "")
        super().__init__(lambda: SpanField(now), parent)

    def set_names(self, begin: str, end: str, calendar: str) -> None:
        """What a reader hears of the fields of each line."""
        self._names = (begin, end, calendar)
        self.dress_all()

    def set_placeholders(self, begin: str, end: str) -> None:
        """What stands in empty fields."""
        self._placeholders = (begin, end)
        self.dress_all()

    def dress(self, line: SpanField) -> None:
        line.set_names(*self._names)
        line.set_placeholders(*self._placeholders)

    def is_valid(self) -> bool:
        """Whether everything that is written can be read."""
        return all(line.is_valid() for line in self.lines)

    def set_error_state(self, wrong: bool) -> None:
        for line in self.lines:
            span = line.span()
            bad = not line.is_empty() and (not line.is_valid() or None in span or _backwards(span))
            line.set_error_state(wrong and bad)


def _backwards(span: Span) -> bool:
    begin, end = span
    return begin is not None and end is not None and end <= begin
