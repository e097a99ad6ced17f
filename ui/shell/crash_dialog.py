"""What a bug looks like from the front: what happened, what is safe, where the log is."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.labels import Label


class CrashDialog(Dialog):
    """Names the log's path; the log holds nobody's data and may be passed on."""

    WIDTH = 480
    PERSONAL = False

    def __init__(self, context: Context, log: str, window: QWidget) -> None:
        super().__init__(context, window)
        self.setObjectName("crash")
        self._log = log
        self._heading = Label("", "heading", "text", True, wrap=True)
        self._safe = Label("", "body", "muted", wrap=True)
        self._path = Label(log, "small", "muted", wrap=True)
        self._open = Button()
        self._open.setObjectName("crash.open_log")
        self._open.clicked.connect(self._open_log)
        self._close = PrimaryButton()
        self._close.setObjectName("crash.go_on")
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        for label in (self._heading, self._safe, self._path):
            self.body.addWidget(label)
        self.add_button(self._open, first=True)
        self.add_button(self._close)

    def retranslate(self) -> None:
        """Set all words."""
        t = self.context.texts.t
        self.setWindowTitle(t("Redress"))
        self._heading.set_text(t("Something in Redress went wrong."))
        self.setAccessibleName(self._heading.text())
        self._safe.set_text(
            t(
                "What was saved is safe. You can go on; if it happens again, close the window and open it again. "
                "This log tells where it happened; it holds no names and no words of residents."
            )
        )
        self._open.set_text(t("Open the log"))
        self._close.set_text(t("Go on"))

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._log))
