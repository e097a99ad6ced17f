"""What is shown while a document is being made: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from ui.task import TaskHandle
from ui.widgets.cards import Loading
from ui.widgets.controls import QuietButton
from ui.widgets.labels import Label
from ui.widgets.progress import ProgressBar

_WIDTH = 360


class Waiting(QWidget):
    """Grey bars as elsewhere; for documents that say how far they are, a bar and a button as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handle: TaskHandle | None = None
        self._texts: Texts | None = None
        self.grey = Loading()
        self.bar = ProgressBar()
        self.bar.setObjectName("report.progress")
        self.words = Label("", token="muted")
        self.stop_button = QuietButton()
        self.stop_button.setObjectName("report.stop")
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self._row = QWidget()
        self._row.setLayout(row)
        self._row.setMaximumWidth(_WIDTH)
        box = QVBoxLayout(self)
        box.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._row, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.grey, 1)
        self._show_bar(False)

    def follow(self, handle: TaskHandle) -> None:
        """Show how far this task is, once it says so."""
        self._handle = handle
        self._show_bar(False)
        handle.progressed.connect(self._progressed)
        self.grey.start()

    def retranslate(self, texts: Texts) -> None:
        """Set all words."""
        self._texts = texts
        self.stop_button.set_text(texts.t("Stop"))
        self.bar.setAccessibleName(texts.t("Progress"))

    def stop(self) -> None:
        """Stop what is being made."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
            self._show_bar(False)
            if self._texts is not None:
                self.words.set_text(self._texts.t("Stopped. F5 makes it after all."))
                self.words.setVisible(True)
            self.grey.stop()

    def _progressed(self, done: int, total: int) -> None:
        if (
            self._handle is None or self.sender() is not self._handle
        ):  # that of a document nobody waits for any more
            return
        self._show_bar(True)
        spoken = "" if self._texts is None else self._texts.t("{done} of {total}", done=done, total=total)
        self.bar.set_share(done / max(1, total), spoken)

    def _show_bar(self, shown: bool) -> None:
        self._row.setVisible(shown)
        self.words.setVisible(False)
