"""The language of the window: one live holder, so that everything changes while running."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from models.core.errors import UserProblem
from resources.texts import Texts, load


class TextsHolder(QObject):
    """Holds the texts in use. Widgets ask it each time and set their words again on ``changed``.

    ``zone`` is that of the property: what stands in the way may be a time on its clock.
    """

    changed = Signal()

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = load(language)
        self.zone: tzinfo = UTC
        self._qt = QTranslator(self)
        self._speak_qt()

    @property
    def current(self) -> Texts:
        """The texts of the present language; immutable, so background work may keep them."""
        return self._current

    @property
    def language(self) -> str:
        """The code of the present language."""
        return self._current.language

    def set(self, language: str) -> None:
        """Change the language of everything on the screen."""
        if language == self.language:
            return
        self._current = load(language)
        self._speak_qt()
        self.changed.emit()

    def t(self, msgid: str, **facts: Any) -> str:
        """Translate and fill in."""
        return self._current.t(msgid, **facts)

    def n(self, one: str, many: str, n: int, **facts: Any) -> str:
        """Translate with a number."""
        return self._current.n(one, many, n, **facts)

    def p(self, context: str, msgid: str, **facts: Any) -> str:
        """Translate a word that means different things in different places."""
        return self._current.p(context, msgid, **facts)

    def word(self, kind: str, code: str) -> str:
        """The label of a code."""
        return self._current.word(kind, code)

    def problem(self, problem: UserProblem) -> str:
        """The sentence that tells a problem."""
        return self._current.problem(problem.code, problem.facts, self.zone)

    def _speak_qt(self) -> None:
        """Qt's own words (file pickers, print dialogs) follow."""
        QCoreApplication.removeTranslator(self._qt)
        locale = QLocale(self.language)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(locale, "qtbase", "_", folder):
            QCoreApplication.installTranslator(self._qt)
        QLocale.setDefault(locale)
