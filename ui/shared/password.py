"""A password with its label, the eye, a word about Caps Lock, and what the store says to a wrong one."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from resources.texts import Texts
from ui.language import TextsHolder
from ui.widgets.fields import LabeledField, PasswordField


class PasswordBox(LabeledField):
    """A labelled password field. ``name`` is its object name."""

    def __init__(self, name: str, texts: TextsHolder, parent: QWidget | None = None) -> None:
        self.input = PasswordField()
        super().__init__("", self.input, parent=parent)
        self._texts = texts
        self.input.setObjectName(name)
        self.input.caps_lock.connect(self._tell_caps)
        self.input.changed.connect(self._typed)

    def say(self, label: str) -> None:
        """Set the words, in the language of now."""
        self.set_label(label)
        self.input.set_words(self._texts.t("Show the password"), self._texts.t("Hide the password"))
        self._tell_caps()

    def text(self) -> str:
        """What was typed; blanks belong to it."""
        return self.input.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.input.clear()

    def _typed(self, _text: object) -> None:
        if self.has_error:
            self.set_error(None)

    def _tell_caps(self) -> None:
        if self.input.caps_on:
            self.set_hint(self._texts.t("Caps Lock is on"), "soon", "arrow-big-up")
        else:
            self.set_hint("")


def refusal(texts: Texts, problem: UserProblem, zone: tzinfo) -> str:
    """Why somebody may not come in, and what to do."""
    tries, until = problem.facts.get("tries_left"), problem.facts.get("until")
    if problem.code == "account.wrong_password" and isinstance(tries, int):
        return texts.n(
            "That is not the password. {n} more try, then a short rest.",
            "That is not the password. {n} more tries, then a short rest.",
            tries,
        )
    if problem.code == "account.locked" and isinstance(until, datetime):
        time = texts.time_at(until, zone)
        return texts.t(
            "Too many wrong passwords. Try again at {time}; an administrator can release it sooner.",
            time=time,
        )
    return texts.problem(problem.code, problem.facts, zone)
