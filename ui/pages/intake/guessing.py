"""Guessing from the words while they are typed: soon after each key, never in the way of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from resources.phrases.suggest import Suggestion, suggest
from ui.context import Context

_WAIT_MS = 25
NOTHING = Suggestion()


def utf16(text: str, at: int) -> int:
    """Where the character number ``at`` stands for Qt, which counts an emoji as two."""
    return at + sum(ord(char) > 0xFFFF for char in text[:at])


class Guesser(QObject):
    """``guessed`` carries the suggestion for the text that was last given."""

    guessed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._text, self._read = "", ""
        self._warm = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.guess_now)
        # The first call builds the lexicon: 20 ms that no key stroke should pay.
        context.jobs.work(self, _warm_up, self._warmed)

    def read(self, text: str) -> None:
        """Guess from this text, soon."""
        self._text = text
        self._timer.start()

    @property
    def is_quiet(self) -> bool:
        """Whether the last text has been read."""
        return self._warm and not self._timer.isActive()

    def guess_now(self) -> None:
        """Guess from the last text at once; before the lexicon is there, as soon as it is."""
        if self._timer.isActive():
            self._timer.stop()
        elif self._text == self._read:
            return
        if self._warm:
            self._read = self._text
            self.guessed.emit(suggest(self._text) if self._text.strip() else NOTHING)

    def _warmed(self, _value: object) -> None:
        self._warm = True
        self.guess_now()


def _warm_up() -> bool:
    suggest("")
    return True
