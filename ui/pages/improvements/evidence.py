"""The files that prove something: by name, opened by a click; more are chosen or dropped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from models.complaints.kinds import AttachmentRow
from ui.context import Context
from ui.shared.pictures import EvidenceDialog, read_files
from ui.theme.current import theme
from ui.widgets.cards import SectionHead, Separator
from ui.widgets.controls import LinkButton


class Evidence(QWidget):
    """``collected`` carries names with bytes."""

    collected = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("improvements.evidence")
        self._context = context
        self._files: tuple[AttachmentRow, ...] = ()
        self.head, self.add = SectionHead(), LinkButton(icon="plus", key="A")
        self.add.setObjectName("improvements.evidence.add")
        self.head.add_action(self.add)
        self.links: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(4))
        self._column.addWidget(Separator())
        self._column.addSpacing(theme().px(4))
        self._column.addWidget(self.head)
        self.add.clicked.connect(self.pick)

    def retranslate(self) -> None:
        """Set all words."""
        self.head.set_heading(self._context.texts.t("Files"))
        self.add.set_text(self._context.texts.t("Add"))

    def show_files(self, files: tuple[AttachmentRow, ...], may: bool) -> None:
        """Show these and no others."""
        self._files = files
        while len(self.links) < len(files):
            link = LinkButton()
            link.setObjectName(f"improvements.file.{len(self.links) + 1}")
            link.clicked.connect(partial(self._open, len(self.links)))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links.append(link)
        for at, link in enumerate(self.links):
            link.setVisible(at < len(files))
            if at < len(files):
                link.set_text(files[at].name)
        self.add.setVisible(may)
        self.setAcceptDrops(may)
        self.head.set_count(len(files) or None)
        self.setVisible(may or bool(files))

    def pick(self) -> None:
        """Let people choose files."""
        dialog = QFileDialog(self.window(), self._context.texts.t("Add a photo or a file"))
        dialog.setObjectName("improvements.picker")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.take)
        dialog.open()

    def take(self, paths: list[str]) -> None:
        """Read files, away from the window's thread."""
        self._context.jobs.work(self, partial(read_files, tuple(paths)), self.collected.emit)

    def _open(self, at: int, _checked: bool = False) -> None:
        if at < len(self._files):
            dialog = EvidenceDialog(self._context, self, self._files[at])
            dialog.describe.hide()  # what a file shows is said in the plan
            dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)
