"""Keys of a dialog, and what a change of language leaves of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.helpers import DeskUnderTest
from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.controls import PrimaryButton


class Asking(Dialog):
    """One button, one key."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.ok = PrimaryButton(key="Ctrl+Return")
        self.ok.clicked.connect(self.finish)
        self.on_key("Ctrl+Return", self.finish)
        self.add_button(self.ok)

    def retranslate(self) -> None:
        self.ok.set_text(self.context.texts.t("Save"))

    def finish(self) -> None:
        """Say yes."""
        self.answer("yes")


def test_the_key_of_a_dialog_outlasts_a_change_of_language(desk: DeskUnderTest) -> None:
    said: list[object] = []
    dialog = Asking(desk.context, desk.window)
    dialog.answered.connect(lambda value: said.append(value))
    dialog.open()
    before = dialog.ok.text()
    desk.context.texts.set("en")
    assert dialog.ok.text() == "Save" != before
    desk.settle()
    desk.press("Ctrl+Return")
    assert said == ["yes"]
