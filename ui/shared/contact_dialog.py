"""Noting a conversation with the resident: from a list, without opening the case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.complaints.kinds import Channel
from models.handling.kinds import ContactDraft
from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.choices import Check, Segmented
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import LabeledField, TextField
from ui.widgets.labels import Label

_CHANNELS = (Channel.PHONE, Channel.VISIT, Channel.MESSAGING, Channel.EMAIL)


class ContactDialog(Dialog):
    """Whom to ring and under which number; then how it was and what was said. Answers with a ``ContactDraft``."""

    WIDTH = 460

    def __init__(self, context: Context, parent: QWidget, title: str, who: str, phone: str) -> None:
        super().__init__(context, parent)
        self.setObjectName("contact")
        self.heading = Label(title, "heading", wrap=True)
        self.who = Label(" · ".join(filter(None, (who, phone))), "lead", wrap=True)
        self.who.setObjectName("contact.who")
        self.channel = Segmented()
        self.channel.setObjectName("contact.channel")
        self.channel_label = LabeledField("", self.channel)
        self.reached = Check("")
        self.reached.setObjectName("contact.reached")
        self.words = TextField(lines=3)
        self.words.setObjectName("contact.words")
        self.words_label = LabeledField("", self.words)
        for widget in (self.heading, self.who, self.channel_label, self.words_label, self.reached):
            self.body.addWidget(widget)
        self.cancel = QuietButton("")
        self.cancel.setObjectName("contact.cancel")
        self.cancel.clicked.connect(self.reject)
        self.keep = PrimaryButton("", None, "Ctrl+Return")
        self.keep.setObjectName("contact.keep")
        self.on_key("Ctrl+Return", self._finish)
        self.keep.clicked.connect(self._finish)
        self.add_button(self.cancel)
        self.add_button(self.keep)
        self.channel.set_options(self._channels())
        self.channel.set_value(Channel.PHONE.value)
        self.reached.set_value(True)
        self.words.setFocus()

    def _channels(self) -> list[tuple[str, str]]:
        return [(one.value, self.context.texts.word("channel", one)) for one in _CHANNELS]

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.setWindowTitle(t("Note a conversation"))
        self.channel.set_options(self._channels())
        self.channel_label.set_label(t("&How"))
        self.words_label.set_label(t("What was &said"))
        self.reached.set_text(t("Reached"))
        self.cancel.set_text(t("Cancel"))
        self.keep.set_text(t("Note it"))

    def _finish(self) -> None:
        words = str(self.words.value()).strip()
        if not words:
            self.words_label.set_error(self.context.texts.t("Please write what was said, in a few words."))
            self.fit()
            self.words.setFocus()
            return
        self.answer(
            ContactDraft(words, channel=str(self.channel.value()), reached=bool(self.reached.value()))
        )
