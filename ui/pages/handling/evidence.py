"""Evidence at the side: a strip of small pictures; picked, dropped or pasted; read away from the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from models.complaints.evidence import MOST_BYTES, media_type_of, read
from models.complaints.kinds import AttachmentRow, FileDraft
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.photo import EvidenceStrip

IMAGES = ("image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp")


def read_files(paths: Sequence[str]) -> list[tuple[str, bytes]]:
    """The bytes of files; in the pool. Raises ``UserProblem``: ``file.missing``, ``file.too_large``."""
    found = []
    for name in paths:
        path = Path(name)
        try:
            if (
                path.stat().st_size > 4 * MOST_BYTES
            ):  # the property's own limit is checked where they are kept
                raise UserProblem("file.too_large", name=path.name, megabytes=MOST_BYTES // (1024 * 1024))
            found.append((path.name, path.read_bytes()))
        except OSError as error:
            raise UserProblem("file.missing", name=path.name) from error
    return found


def pictures_of(files: Sequence[AttachmentRow], known: frozenset[int]) -> dict[int, QImage]:
    """The small pictures of files that are not known yet; on the database thread."""
    return {
        one.id: QImage.fromData(one.thumbnail) if one.thumbnail else QImage()
        for one in files
        if one.id not in known
    }


def png_of(image: QImage) -> bytes:
    """A pasted picture as a file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(held.data())


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


class EvidenceDialog(Dialog):
    """One file as large as the window allows, with what is known about it."""

    WIDTH = 720
    describe_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, row: AttachmentRow) -> None:
        super().__init__(context, parent)
        self.setObjectName("case.dialog.picture")
        self._row = row
        self._content = b""
        self.heading = Label("", "heading", wrap=True)
        self.note = Label("", "small", "muted", wrap=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumHeight(theme().px(320))
        for widget in (self.heading, self.picture, self.note):
            self.body.addWidget(widget)
        self.save, self.close_button = Button(icon="folder"), Button()
        self.save.setObjectName("case.picture.save")
        self.close_button.setObjectName("case.picture.close")
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.save.setEnabled(False)
        self.describe = Button(icon="square-pen")
        self.describe.setObjectName("case.picture.describe")
        self.describe.clicked.connect(self._describe)
        self.describe.setVisible(context.desk.may(Permission.RECORD))
        self.add_button(self.describe, first=True)
        self.add_button(self.save, first=True)
        self.add_button(self.close_button)
        context.jobs.query(self, partial(_fetch, row.sha256), self._show)

    def retranslate(self) -> None:
        texts, row = self.context.texts.current, self._row
        self.heading.set_text(row.note or row.name)
        self.setWindowTitle(row.name)
        at = texts.datetime(row.added_at, self.context.desk.zone)
        digest = texts.t("checksum {digest}", digest=row.sha256[:16])
        kind = texts.word("evidence_kind", row.kind)
        self.note.set_text(f"{row.name} · {kind} · {at} · {row.added_by} · {digest}")
        self.save.set_text(texts.t("Save a copy…"))
        self.describe.set_text(texts.t("What it is…"))
        self.close_button.set_text(texts.t("Close"))

    def _describe(self) -> None:
        self.accept()
        self.describe_wanted.emit(self._row)

    def _show(self, found: tuple[bytes, QImage]) -> None:
        self._content, image = found
        self.save.setEnabled(True)
        if image.isNull():
            self.picture.setText(self.context.texts.t("This file cannot be shown here."))
            return
        room = self.picture.size().expandedTo(self.picture.minimumSize())
        width, height = theme().px(self.WIDTH - 48), max(room.height(), theme().px(420))
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = image.scaled(width, height, keep, smooth) if image.width() > width else image
        self.picture.setPixmap(QPixmap.fromImage(shown))
        self.fit()

    def _save(self) -> None:
        dialog = QFileDialog(self, self.context.texts.t("Save a copy…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(self._row.name)
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, path: str) -> None:
        content = self._content
        self.context.jobs.work(self, lambda: write_copy(path, content), self._written)

    def _written(self, _done: Any) -> None:
        self.accept()


def _fetch(sha256: str, session: Session) -> tuple[bytes, QImage]:
    content = read(session.store, sha256)
    return content, QImage.fromData(content) if media_type_of(content) in IMAGES else QImage()


def write_copy(path: str, content: bytes) -> None:
    """Write a copy outside the store. Raises ``UserProblem("file.unwritable")``."""
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise UserProblem("file.unwritable", name=Path(path).name) from error
