"""The editor of what is kept in versions: which one is in force, the way to the old ones, what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.options.kinds import PolicyRow
from ui.context import Context
from ui.widgets.cards import Notice
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label


class VersionedPane(QWidget):
    """The head of an editor; what is edited goes into ``body``."""

    versions_wanted = Signal()

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._row: PolicyRow | None = None
        self._who = ""
        self._title, self._since = Label("", "heading"), Label("", token="muted", wrap=True)
        self.versions = LinkButton()
        self.versions.setObjectName(f"options.{name}.versions")
        self.versions.clicked.connect(self.versions_wanted)
        self.notice = Notice("error")
        self.notice.setObjectName(f"options.{name}.notice")
        self.notice.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self.versions)
        head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(head)
        self.body.addWidget(self._since)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        self.versions.set_text(self.context.texts.t("Versions …"))
        self._tell_version()

    def say_version(self, row: PolicyRow, who: str) -> None:
        """Say which version is in force, since when and by whom."""
        self._row, self._who = row, who
        self._tell_version()

    def _tell_version(self) -> None:
        if self._row is not None:
            texts, zone = self.context.texts.current, self.context.desk.zone
            day = texts.date(self._row.created_at.astimezone(zone).date(), year=True)
            self._show_version(self._row, day, self._who)

    def _show_version(self, row: PolicyRow, day: str, who: str) -> None:
        """Put it into words."""
        raise NotImplementedError

    def say_problem(self, title: str, words: str = "") -> None:
        """Say above the editor what stands in the way; nothing takes it back."""
        self.notice.set_kind("error")
        self.notice.set_message(title, words)
        self.notice.setVisible(bool(title or words))

    def say_changed(self, title: str, words: str) -> None:
        """Say that a colleague was quicker."""
        self.notice.set_kind("changed")
        self.notice.set_message(title, words)
        self.notice.show()

    def set_read_only(self, on: bool) -> None:
        """Who may not change anything sees no way to."""
        raise NotImplementedError
