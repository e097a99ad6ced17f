"""Small dialogs: a few fields, one thing to do. What was typed stays when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.base.dialog import Dialog
from ui.base.values import change_signal, read, write
from ui.context import Context
from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.fields import DateTimeField, LabeledField
from ui.widgets.labels import Label

Speak = Callable[[TextsHolder], None]


class FieldsDialog(Dialog):
    """A heading, fields, and two buttons. ``submitted`` carries the values; whoever opened it ends it.

    All words are msgids. ``room`` and ``name`` are the stem of the object names: ``case.skip.reason``.
    """

    WIDTH = 460
    submitted = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget, name: str, title: str, ok: str, room: str = "case"
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName(f"{room}.dialog.{name}")
        self._stem, self._title, self._ok = f"{room}.{name}", title, ok
        self._facts: Mapping[str, object] = {}
        self._note = ""
        self._fields: dict[str, tuple[LabeledField, str, bool]] = {}
        self._speakers: list[Speak] = []
        self.heading = Label("", "heading", wrap=True)
        self.note = Label("", token="muted", wrap=True)
        self.error = Label("", "small", "s1", wrap=True, parent=self)
        self.error.setObjectName(f"{self._stem}.error")
        self.error.hide()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.note)
        self.cancel, self.ok = Button(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName(f"{self._stem}.cancel")
        self.ok.setObjectName(f"{self._stem}.ok")
        self.ok.setDefault(True)
        self.on_key("Ctrl+Return", self._submit)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self._submit)
        self.add_button(self.cancel)
        self.add_button(self.ok)

    def tell(self, note: str, **facts: object) -> None:
        """Words below the heading."""
        self._note, self._facts = note, facts

    def add(self, name: str, label: str, field: QWidget, *, needed: bool = False) -> None:
        """Add a field below the others."""
        field.setObjectName(f"{self._stem}.{name}")
        held = LabeledField("", field)
        held.hint.setVisible(bool(label))
        self._fields[name] = (held, label, needed)
        self.body.addWidget(held)
        change_signal(field).connect(self._forgive)

    def speak(self, speaker: Speak) -> None:
        """Words of fields that follow the language: choices."""
        self._speakers.append(speaker)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill fields."""
        for name, value in values.items():
            write(self._fields[name][0].field, value)

    def values(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {name: read(held.field) for name, (held, _, _) in self._fields.items()}

    def field(self, name: str) -> QWidget:
        """One field."""
        return self._fields[name][0].field

    def show_field(self, name: str, on: bool) -> None:
        """Put a field away, or bring it back; what is put away counts as empty."""
        held = self._fields[name][0]
        if held.isHidden() == on:
            held.setVisible(on)
            if not on:
                write(held.field, None)
            if self.isVisible():
                self.fit()

    def retranslate(self) -> None:
        texts = self.context.texts
        self.heading.set_text(texts.t(self._title))
        self.setWindowTitle(texts.t(self._title))
        self.note.set_text(texts.t(self._note, **self._facts) if self._note else "")
        self.note.setVisible(bool(self._note))
        self.cancel.set_text(texts.t("Cancel"))
        self.ok.set_text(texts.t(self._ok))
        for held, label, _ in self._fields.values():
            held.set_label(texts.t(label) if label else "")
            if isinstance(held.field, DateTimeField):
                held.field.set_calendar_name(texts.t("Choose the day in a calendar"))
        for speaker in self._speakers:
            speaker(texts)

    def open(self) -> None:
        self.body.addWidget(self.error)
        super().open()
        first = next((held.field for held, _, _ in self._fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str, field: str = "") -> None:
        """Say why it was not done; everything typed stays."""
        self.ok.set_busy(False)
        if field in self._fields:
            held = self._fields[field][0]
            held.set_error(words)
            held.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.error.set_text(words)
            self.error.show()
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width()), theme().px(120)))

    def _forgive(self, *_: object) -> None:
        self.error.hide()
        for held, _label, _needed in self._fields.values():
            if held.has_error:
                held.set_error(None)

    def _submit(self) -> None:
        if self.ok.is_busy():
            return
        values = self.values()
        for name, (_, _, needed) in self._fields.items():
            if needed and values[name] in (None, "", (), []):
                self.refuse(self.context.texts.t("This is still missing."), name)
                return
        self.ok.set_busy(True)
        self.submitted.emit(values)
