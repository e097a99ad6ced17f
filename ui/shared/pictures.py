"""Pictures and files of cases and orders: read, made small, and shown large, away from the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from models.complaints.evidence import MOST_BYTES, media_type_of, read
from models.complaints.kinds import AttachmentRow
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from ui.base.dialog import Dialog
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.labels import Label

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
