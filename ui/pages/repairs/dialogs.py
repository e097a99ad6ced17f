"""What has to be asked before something is done: a reason, where to split."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from ui.base.dialog import Dialog
from ui.context import Context
from ui.shared.order_words import length_words
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import LabeledField, TextField
from ui.widgets.labels import Label
from ui.widgets.schedule_kinds import STEP


class Asking(Dialog):
    """A heading, a sentence, one field, two buttons."""

    WIDTH = 420
    NAME = ""

    def __init__(self, context: Context, parent: QWidget, sentence: str, field: QWidget) -> None:
        super().__init__(context, parent)
        self.setObjectName(self.NAME)
        self.heading, self.sentence = Label("", "heading"), Label(sentence, "body", wrap=True)
        self.field = field
        self.field.setObjectName(f"{self.NAME}.field")
        self.labeled = LabeledField("", field)
        for widget in (self.heading, self.sentence, self.labeled):
            self.body.addWidget(widget)
        self.cancel, self.take = QuietButton(""), PrimaryButton("", None, "Ctrl+Return")
        self.cancel.setObjectName(f"{self.NAME}.cancel")
        self.take.setObjectName(f"{self.NAME}.take")
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.finish)
        self.on_key("Ctrl+Return", self.finish)
        self.add_button(self.cancel)
        self.add_button(self.take)
        self.field.setFocus()

    def say(self, heading: str, label: str, take: str) -> None:
        """Set the words."""
        self.heading.set_text(heading)
        self.setWindowTitle(heading)
        self.labeled.set_label(label)
        self.take.set_text(take)
        self.cancel.set_text(self.context.texts.t("Cancel"))

    def finish(self) -> None:
        """Answer, or say what is missing."""


class OverrideDialog(Asking):
    """Asks why something is placed against what speaks against it; answers with the reason."""

    NAME = "repairs.override"

    def __init__(self, context: Context, parent: QWidget, sentence: str) -> None:
        self.words = TextField()
        super().__init__(context, parent, sentence, self.words)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.say(texts.t("Place it all the same"), texts.t("&Reason"), texts.t("Place it"))

    def finish(self) -> None:
        reason = str(self.words.value() or "").strip()
        if reason:
            self.answer(reason)
        else:
            self.labeled.set_error(self.context.texts.t("Please say why; it is kept with the order."))
            self.fit()


class SplitDialog(Asking):
    """Asks how long the first part is; answers with its minutes."""

    NAME = "repairs.split"

    def __init__(self, context: Context, parent: QWidget, sentence: str, minutes: int) -> None:
        self.length, self._whole = DurationField(), minutes
        super().__init__(context, parent, sentence, self.length)
        self.length.set_value(max(STEP, minutes // 2 // STEP * STEP))

    def retranslate(self) -> None:
        texts = self.context.texts
        self.length.set_words(partial(length_words, texts.current))
        self.say(texts.t("Split the work"), texts.t("&This part takes"), texts.t("Split it"))

    def finish(self) -> None:
        minutes = self.length.value()
        if isinstance(minutes, int) and 0 < minutes < self._whole:
            self.answer(minutes)
        else:
            problem = UserProblem("order.split_where", minutes=self._whole)
            self.labeled.set_error(self.context.texts.problem(problem))
            self.fit()
