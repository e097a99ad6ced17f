"""A question with its answers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.base.dialog import Dialog
from ui.context import Context
from ui.messages import Question
from ui.widgets.controls import Button, GraveButton, PrimaryButton
from ui.widgets.labels import Label


class AskDialog(Dialog):
    """The last choice is what Escape and closing mean; a grave choice is never the one that Enter takes."""

    WIDTH = 420

    def __init__(self, context: Context, question: Question, window: QWidget) -> None:
        super().__init__(context, window)
        self.setObjectName("ask")
        self._question = question
        self._chosen = question.choices[-1].id
        self.setWindowTitle(context.texts.t("Redress"))
        self.setAccessibleName(question.text)
        self.body.addWidget(Label(question.text, "heading", "text", True, wrap=True))
        if question.detail:
            self.body.addWidget(Label(question.detail, "body", "muted", wrap=True))
        self._add_choices()

    def _add_choices(self) -> None:
        default_taken = False
        for choice in self._question.choices:
            if choice.grave:
                button: Button | GraveButton | PrimaryButton = GraveButton(choice.label)
            elif default_taken:
                button = Button(choice.label)
            else:
                button = PrimaryButton(choice.label)
                button.setDefault(True)
                button.setFocus()
                default_taken = True
            button.setObjectName(f"ask.{choice.id}")
            button.clicked.connect(self._choose)
            self.add_button(button, first=choice.grave)

    def done(self, result: int) -> None:
        """Hand the answer over once the dialog is out of the way."""
        super().done(result)
        self._question.done(self._chosen)

    def _choose(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._chosen = sender.objectName().removeprefix("ask.")
        self.accept()
