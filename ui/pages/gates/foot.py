"""The foot of the sign-in sheet: the proven backup, the version, the other language."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import LANGUAGES
from ui.context import Context
from ui.widgets.cards import Icon
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label

_SHORT = {"zh_CN": "中文", "en": "English"}


class Foot(QWidget):
    """A quiet line."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._icon = Icon("shield-check", "ok", 15)
        self._backup = Label("", "small", "muted")
        self._version = Label("", "small", "muted")
        self.language = LinkButton()
        self.language.setObjectName("sign_in.language")
        self.language.clicked.connect(self._switch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._backup)
        row.addStretch(1)
        row.addWidget(self._version)
        row.addWidget(self.language)

    def set_version(self, version: str) -> None:
        """Show which version this is."""
        self._version.set_text(version)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, desk = self._context.texts, self._context.desk
        at = desk.backup_at
        if at is not None:
            time = texts.current.time_at(at, desk.zone)
            self._backup.set_text(texts.t("Backup {time}, restore proven", time=time))
        self._icon.setVisible(at is not None)
        self._backup.setVisible(at is not None)
        self.language.set_text(_SHORT[self._other()])

    def _other(self) -> str:
        others = [code for code in LANGUAGES if code != self._context.texts.language]
        return others[0]

    def _switch(self) -> None:
        language = self._other()
        self._context.preferences.set(language=language)
        self._context.texts.set(language)
