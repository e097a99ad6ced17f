"""Photos of an order: before, after, everything else, the signature; and what its case brought along."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.kinds import AttachmentRow
from models.repairs.kinds import FileKind
from ui.context import Context
from ui.pages.order.rights import allowed
from ui.pages.order.view import OrderView
from ui.shared.pictures import png_of, read_files
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label
from ui.widgets.photo import EvidenceStrip

CASE = "case"
GROUPS = ("before", "after", "rest", CASE)
_REST = (FileKind.PHOTO.value, FileKind.SIGNATURE.value, FileKind.DOCUMENT.value)


class Pictures(QWidget):
    """``collected`` carries (files, kind): names with bytes, and what they show. ``sign`` asks for a signature."""

    collected = Signal(object, str)
    opened = Signal(object)
    sign = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.pictures")
        self._context = context
        self._view: OrderView | None = None
        self._images: dict[int, QImage] = {}
        self.head = SectionHead()
        self.sign_link = LinkButton(icon="square-pen", key="Z")
        self.sign_link.setObjectName("order.pictures.sign")
        self.sign_link.clicked.connect(self.sign)
        self.head.add_action(self.sign_link)
        self.labels = {name: Label("", "small", "muted") for name in GROUPS}
        self.strips: dict[str, EvidenceStrip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.head)
        pair = QHBoxLayout()
        pair.setSpacing(theme().px(10))
        for name in GROUPS:
            strip = self.strips[name] = EvidenceStrip(shown=2 if name in ("before", "after") else 3)
            strip.setObjectName(f"order.pictures.{name}")
            box = QVBoxLayout()
            box.setSpacing(theme().px(3))
            box.addWidget(self.labels[name])
            box.addWidget(strip)
            if name in ("before", "after"):
                pair.addLayout(box, 1)
            else:
                column.addLayout(box)
            if name == "before":
                column.addLayout(pair)
            self._wire(name, strip)

    def _wire(self, name: str, strip: EvidenceStrip) -> None:
        strip.opened.connect(self._open)
        if name == CASE:
            return
        kind = FileKind.PHOTO.value if name == "rest" else name
        strip.files_dropped.connect(partial(self._files, kind))
        strip.image_pasted.connect(partial(self._image, kind))
        strip.add_wanted.connect(partial(self.pick, kind))

    def show_order(self, view: OrderView) -> None:
        """Show the files of an order."""
        self._view = view
        self.retranslate()

    def known(self) -> frozenset[int]:
        """The files whose small pictures are here already."""
        return frozenset(self._images)

    def take_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Take small pictures that were made away from the window's thread."""
        self._images.update(pictures)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        words = {
            "before": texts.word("file_kind", "before"),
            "after": texts.word("file_kind", "after"),
            "rest": texts.t("Others"),
            CASE: texts.t("From the case"),
        }
        self.head.set_heading(texts.t("Photos"))
        self.sign_link.set_text(texts.t("Signature"))
        for name, label in self.labels.items():
            label.set_text(words[name])
            self.strips[name].setAccessibleName(f"{texts.t('Photos')}: {words[name]}")
            self.strips[name].set_invitation(texts.t("Add"))
        if view is not None:
            self._fill(view)

    def _fill(self, view: OrderView) -> None:
        may = "photo" in allowed(self._context.desk, view)
        self.sign_link.setVisible("sign" in allowed(self._context.desk, view))
        groups: dict[str, list[AttachmentRow]] = {name: [] for name in GROUPS}
        for file in view.file.files:
            groups["rest" if file.kind in _REST or file.kind not in GROUPS else file.kind].append(file)
        groups[CASE] = list(view.file.case_files)
        total = sum(len(group) for group in groups.values())
        self.head.set_count(total or None)
        for name, files in groups.items():
            strip = self.strips[name]
            strip.set_images(
                [(one.id, self._images.get(one.id, QImage()), one.note or one.name) for one in files[::-1]]
            )
            strip.set_total(len(files))
            strip.setEnabled(may or bool(files))
            shown = bool(files) or (may and name != CASE)
            strip.setVisible(shown)
            self.labels[name].setVisible(shown)

    # Adding

    def pick(self, kind: str) -> None:
        """Let people choose files."""
        dialog = QFileDialog(self.window(), self._context.texts.t("Add a photo or a file"))
        dialog.setObjectName("order.pictures.picker")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(partial(self._files, kind))
        dialog.open()

    def paste(self) -> bool:
        """Take a picture or files from the clipboard: after the work has begun they show what it became."""
        return self.strips[
            "after" if self._view is not None and self._view.file.started_at else "before"
        ].paste()

    def _files(self, kind: str, paths: list[str]) -> None:
        self._context.jobs.work(self, partial(read_files, tuple(paths)), partial(self._collected, kind))

    def _image(self, kind: str, image: QImage) -> None:
        now = self._context.clock.now().astimezone(self._context.desk.zone)
        name, copy = f"{now:%Y%m%d-%H%M%S}.png", image.copy()
        self._context.jobs.work(self, lambda: [(name, png_of(copy))], partial(self._collected, kind))

    def _collected(self, kind: str, files: list[tuple[str, bytes]]) -> None:
        if files:
            self.collected.emit(files, kind)

    def _open(self, key: object) -> None:
        if self._view is not None:
            for one in (*self._view.file.files, *self._view.file.case_files):
                if one.id == key:
                    self.opened.emit(one)
