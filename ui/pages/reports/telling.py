"""After letters have gone to the printer: whether those they are for have been told."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from models.improvements.actions import told_residents
from ui.base.page import Page
from ui.messages import Choice


class Telling(QObject):
    """Asks once, and notes it in the register."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask(self, improvement_id: int, letters: int) -> None:
        """Ask whether the letters are on their way."""
        texts = self._page.context.texts
        words = texts.n("Is {n} letter on its way?", "Are {n} letters on their way?", letters)
        choices = (Choice("told", texts.t("They were told")), Choice("not", texts.t("Not yet")))
        answered = partial(self._answered, improvement_id)
        self._page.context.messages.ask(words, choices, answered, texts.t("It is noted here, with the day."))

    def _answered(self, improvement_id: int, answer: str) -> None:
        if answer == "told":
            self._page.run(told_residents, improvement_id, None)
