"""All the fields, and the container that gives a field its label, hint and error line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.current import theme
from ui.widgets.choice_field import ChoiceField, Option
from ui.widgets.keys import without_mnemonic
from ui.widgets.labels import Label
from ui.widgets.line_field import LineField, PasswordField
from ui.widgets.marks import Icon
from ui.widgets.money_field import MoneyField
from ui.widgets.text_field import TextField
from ui.widgets.themed import Themed
from ui.widgets.when_field import DateTimeField

__all__ = [
    "ChoiceField",
    "DateTimeField",
    "LabeledField",
    "LineField",
    "MoneyField",
    "Option",
    "PasswordField",
    "TextField",
]


class _ButtonLabel(Label):
    """The label of a field that is a button: its letter leads there, and presses nothing."""

    def event(self, event: QEvent) -> bool:
        field = self.buddy()
        if event.type() == QEvent.Type.Shortcut and field is not None:
            # Qt would press the button too, a tenth of a second later: Space in between would be undone.
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().event(event)


class LabeledField(Themed, QWidget):
    """A label above a field, a hint at its right, and below it what is wrong, with a way out."""

    def __init__(self, label: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        kind = _ButtonLabel if isinstance(field, QAbstractButton) else Label
        self.label = kind("", "small", "muted")
        self.label.setBuddy(field)
        self.hint = Label("", "small", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint_icon = Icon("check", "muted", 14)
        self._error_icon = Icon("circle-alert", "s1", 14)
        self._error = Label("", "small", "s1", wrap=True)
        self._lay_out()
        self.set_hint(hint)
        self.set_error(None)
        self.set_label(label)
        self.follow_theme()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.label)
        top.addWidget(self.hint, 1)
        top.addWidget(self._hint_icon)
        below = QHBoxLayout()
        below.setSpacing(5)
        icon = QVBoxLayout()
        icon.setContentsMargins(0, 2, 0, 0)
        icon.addWidget(self._error_icon)
        icon.addStretch(1)
        below.addLayout(icon)
        below.addWidget(self._error, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(top)
        self._box.addWidget(self.field)
        self._box.addLayout(below)
        # Beside a field with an error below, a field stays at its top.
        self._box.addStretch(0)

    def retheme(self) -> None:
        self._box.setSpacing(theme().px(5))

    def set_label(self, text: str) -> None:
        """Set the label; `&` marks its letter. The field takes its words as accessible name."""
        self.label.set_text(text)
        self.label.setVisible(bool(text))
        if text:
            self.field.setAccessibleName(without_mnemonic(text))

    def set_hint(self, text: str, token: str = "muted", icon: str | None = None) -> None:
        self.hint.set_text(text)
        self.hint.set_token(token)
        self._hint_icon.set_icon(icon or "check", token)
        self._hint_icon.setVisible(bool(icon))
        self._describe()

    def set_error(self, text: str | None) -> None:
        """Say what is wrong and what to do; None says that all is well."""
        self._error.set_text(text or "")
        self._error.setVisible(bool(text))
        self._error_icon.setVisible(bool(text))
        state = getattr(self.field, "set_error_state", None)
        if state is not None:
            state(bool(text))
        self._describe()

    @property
    def has_error(self) -> bool:
        return bool(self._error.text())

    def _describe(self) -> None:
        words = self._error.text() or self.hint.text()
        if words != self.field.accessibleDescription():
            self.field.setAccessibleDescription(words)
