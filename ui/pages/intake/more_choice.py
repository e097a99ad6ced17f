"""A few choices in sight, and the rarer ones behind the last segment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.choices import Segmented
from ui.widgets.fields import ChoiceField

MORE = "more"


class MoreChoice(QWidget):
    """One value out of two widgets: the segments, and the field that "more" unfolds."""

    changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rare: list[str] = []
        self.segments = Segmented(parent=self)
        self.rest = ChoiceField(parent=self)
        self.setObjectName(name)
        self.segments.setObjectName(name)
        self.rest.setObjectName(f"{name}.rest")
        self.rest.hide()
        self.setFocusProxy(self.segments)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.segments.changed.connect(self._chosen)
        self.rest.changed.connect(self._rest_chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.segments)
        box.addWidget(self.rest)

    def set_options(self, options: Sequence[tuple[str, str]], segments: int, more: str) -> None:
        """Show the first ``segments`` side by side, the others behind ``more``."""
        value = self.value()
        self._rare = [code for code, _ in options[segments:]]
        self.segments.set_options([*options[:segments], (MORE, more)])
        self.rest.set_options(list(options[segments:]))
        if value is not None:
            self.set_value(value)

    def value(self) -> object:
        """The code, or None."""
        return self.rest.value() if self.segments.value() == MORE else self.segments.value()

    def set_value(self, value: object) -> None:
        """Show a choice wherever it stands."""
        rare = value in self._rare
        self.segments.set_value(MORE if rare else value)
        self.rest.set_value(value if rare else None)
        self.rest.setVisible(rare)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.segments.setAccessibleName(name)
        self.rest.setAccessibleName(name)

    def set_error_state(self, wrong: bool) -> None:
        self.segments.set_error_state(wrong)

    def _chosen(self, code: object) -> None:
        more = code == MORE
        self.rest.setVisible(more)
        if more:
            self.rest.set_value(self.rest.value() or self._rare[0])
        self.changed.emit(self.value())

    def _rest_chosen(self, _code: object) -> None:
        self.changed.emit(self.value())
