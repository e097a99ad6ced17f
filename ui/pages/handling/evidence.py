"""Evidence at the side: a strip of small pictures; picked, dropped or pasted; read away from the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from models.complaints.evidence import media_type_of
from models.complaints.kinds import FileDraft
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.shared.pictures import IMAGES, png_of, read_files
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import IconButton
from ui.widgets.photo import EvidenceStrip


def usual_kind(content: bytes) -> str:
    """What a file most likely is."""
    return "photo" if media_type_of(content) in IMAGES else "document"


def drafts_of(files: Sequence[tuple[str, bytes]], kind: str, note: str) -> list[FileDraft]:
    """Files as the action takes them."""
    return [FileDraft(name, content, kind, note) for name, content in files]


class Evidence(QWidget):
    """Hands over (name, bytes) of what is to be added; the page asks what it is and keeps it."""

    collected = Signal(object)
    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.evidence")
        self._context = context
        self._view: CaseView | None = None
        self._images: dict[int, QImage] = {}
        self._all = False
        self.head = SectionHead()
        self.more = IconButton("plus")
        self.more.setObjectName("case.evidence.add")
        self.more.clicked.connect(self.pick)
        self.head.add_action(self.more)
        self.strip = EvidenceStrip()
        self.strip.setObjectName("case.evidence.strip")
        self.strip.files_dropped.connect(self.take_files)
        self.strip.image_pasted.connect(self.take_image)
        self.strip.opened.connect(self._open)
        self.strip.add_wanted.connect(self.pick)
        self.strip.more.connect(self._show_all)
        self._rest = [EvidenceStrip() for _ in range(4)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.head)
        column.addWidget(self.strip)
        for number, strip in enumerate(self._rest, 1):
            strip.setObjectName(f"case.evidence.strip{number}")
            strip.opened.connect(self._open)
            strip.hide()
            column.addWidget(strip)

    def show_case(self, view: CaseView) -> None:
        """Show the files of a case."""
        if self._view is None or self._view.id != view.id:
            self._all = False
        self._view = view
        self.more.setVisible(view.is_open)
        self.setVisible(view.is_open or bool(view.file.attachments))
        self.retranslate()

    def known(self) -> frozenset[int]:
        """The files whose small pictures are here already."""
        return frozenset(self._images)

    def take_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Take small pictures that were made away from the window's thread."""
        self._images.update(pictures)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self._context.texts.t
        self.head.set_heading(t("Evidence"))
        self.head.set_note(t("Ctrl V pastes") if self._view is not None and self._view.is_open else "")
        self.more.set_name(t("Add a photo or a file"))
        self.strip.set_invitation(t("Drop, paste or choose a photo"))
        self.strip.setAccessibleName(t("Evidence"))
        if self._view is not None:
            self._fill(self._view)

    def _fill(self, view: CaseView) -> None:
        files = list(reversed(view.file.attachments))
        self.head.set_count(len(files) or None)
        pictures = [(one.id, self._images.get(one.id, QImage()), one.note or one.name) for one in files]
        size = 3
        if not self._all:
            self.strip.set_images(pictures[:size])
            self.strip.set_total(len(pictures))
        else:
            self.strip.set_images(pictures[:size])
            self.strip.set_total(min(len(pictures), size))
        for index, strip in enumerate(self._rest, 1):
            part = pictures[index * size : (index + 1) * size] if self._all else []
            strip.setVisible(bool(part))
            strip.set_images(part)
            rest = len(pictures) - (len(self._rest) + 1) * size
            strip.set_total(len(part) + (rest if index == len(self._rest) and rest > 0 else 0))

    def _show_all(self) -> None:
        self._all = True
        self.retranslate()

    def paste(self) -> bool:
        """Take what the clipboard holds; ``False`` when it is neither a picture nor files."""
        return self.strip.paste()

    def pick(self) -> None:
        """Let people choose files."""
        dialog = QFileDialog(self.window(), self._context.texts.t("Add a photo or a file"))
        dialog.setObjectName("case.evidence.picker")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.take_files)
        dialog.open()

    def take_files(self, paths: list[str]) -> None:
        """Read files in the pool, then hand them over."""
        if self._view is not None and self._view.is_open:
            self._context.jobs.work(self, partial(read_files, tuple(paths)), self._collected)

    def take_image(self, image: QImage) -> None:
        """Make a file of a pasted picture in the pool, then hand it over."""
        if self._view is not None and self._view.is_open:
            now = self._context.clock.now().astimezone(self._context.desk.zone)
            name = f"{now:%Y%m%d-%H%M%S}.png"
            copy = image.copy()
            self._context.jobs.work(self, lambda: [(name, png_of(copy))], self._collected)

    def _collected(self, files: list[tuple[str, bytes]]) -> None:
        if files:
            self.collected.emit(files)

    def _open(self, key: object) -> None:
        if self._view is not None:
            for one in self._view.file.attachments:
                if one.id == key:
                    self.opened.emit(one)
