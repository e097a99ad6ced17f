"""Files and photos of a complaint that is not recorded yet: picked, dropped or pasted, and kept with the draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.evidence import Kept
from models.complaints.kinds import FileDraft
from models.core.errors import UserProblem
from ui.context import Context
from ui.pages.intake.lookups import fetch_files, keep_file
from ui.widgets.chips import FilterChip
from ui.widgets.controls import LinkButton
from ui.widgets.fields import LabeledField
from ui.widgets.flow import FlowLayout
from ui.widgets.photo import EvidenceStrip

_MOST_READ = 512 * 1024 * 1024  # nobody photographs that; a film dropped by mistake must not fill the memory
_PASTED = "screenshot.png"


@dataclass(frozen=True)
class Held:
    """A file with its bytes, and the digest under which the store keeps it."""

    file: FileDraft
    kept: Kept
    picture: QImage


def read_path(path: str) -> FileDraft:
    """The bytes of a file; runs in the pool. Raises ``file.unreadable``, ``attachment.too_large``."""
    source = Path(path)
    try:
        if source.stat().st_size > _MOST_READ:
            raise UserProblem("attachment.too_large", name=source.name, megabytes=_MOST_READ // 1024 // 1024)
        return FileDraft(source.name, source.read_bytes())
    except OSError as error:
        raise UserProblem("file.unreadable", name=source.name, detail=error.strerror or str(error)) from error


def encode(image: QImage) -> FileDraft:
    """A pasted picture as PNG; runs in the pool."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes for the format; Qt itself takes only words.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return FileDraft(_PASTED, bytes(buffer.data().data()))


class FilesField(QWidget):
    """The strip and the names of what was added; a cross takes one out."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._held: list[Held] = []
        self._named: list[tuple[str, str]] = []
        self._coming = 0
        self.strip = EvidenceStrip(self, shown=6)
        self.strip.setObjectName("intake.files")
        self.strip.files_dropped.connect(self.add_paths)
        self.strip.image_pasted.connect(self.add_image)
        self.strip.add_wanted.connect(self.pick)
        self.label = LabeledField("", self.strip, parent=self)
        self.add = LinkButton("", "plus", parent=self)
        self.add.setObjectName("intake.files.add")
        self.add.clicked.connect(self.pick)
        self._chips: list[FilterChip] = []
        self._names = QWidget(self)
        self._flow = FlowLayout(self._names)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.label)
        row = QHBoxLayout()
        row.addWidget(self._names, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
        self._show()

    @property
    def busy(self) -> bool:
        """Whether a file is still being read."""
        return self._coming > 0

    def files(self) -> tuple[FileDraft, ...]:
        """What would be recorded."""
        return tuple(held.file for held in self._held)

    def values(self) -> dict[str, Any]:
        """Names and digests: the bytes themselves lie in the store already."""
        named = [[held.kept.name, held.kept.sha256] for held in self._held]
        return {"files": named or [list(pair) for pair in self._named]}

    def load(self, values: dict[str, Any]) -> None:
        """Bring back what a draft named."""
        self._held = []
        self._named = [(str(name), str(digest)) for name, digest in values.get("files") or []]
        self._show()
        if self._named:
            fetch = partial(fetch_files, tuple(self._named))
            self._context.jobs.query(self, fetch, self._fetched, key="files")

    def _fetched(self, found: tuple[tuple[FileDraft, Kept], ...]) -> None:
        self._named = []
        self._held = [_held(file, kept) for file, kept in found]
        self._show()
        self.changed.emit()

    def add_paths(self, paths: list[str]) -> None:
        """Read files, away from the GUI thread."""
        for path in paths:
            self._coming += 1
            self._context.jobs.work(self, partial(read_path, path), self._came, self._failed)

    def add_image(self, image: QImage) -> None:
        """Take a pasted picture."""
        self._coming += 1
        self._context.jobs.work(self, partial(encode, image), self._came, self._failed)

    def paste(self) -> None:
        """Take what the clipboard holds, if it is a file or a picture."""
        self.strip.paste()

    def pick(self) -> None:
        """Choose files from a folder."""
        dialog = QFileDialog(self.window(), self._context.texts.t("Photos and files"))
        dialog.setObjectName("intake.files.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.label.set_label(texts.t("&Photos and files"))
        self.label.set_hint(texts.t("drop, paste with Ctrl+V, or press Enter to choose"))
        self.add.set_text(texts.t("Add another"))
        self.strip.set_invitation(texts.t("Add photos or files"))
        for chip, held in zip(self._chips, self._held, strict=True):
            chip.setAccessibleName(texts.t("{name}: take out", name=held.kept.name))

    def _came(self, file: FileDraft) -> None:
        self._context.jobs.query(self, partial(keep_file, file), partial(self._kept, file), self._failed)

    def _kept(self, file: FileDraft, kept: Kept) -> None:
        self._coming -= 1
        if kept.sha256 not in [held.kept.sha256 for held in self._held]:
            self._held.append(_held(file, kept))
            self._show()
        self.changed.emit()

    def _failed(self, _problem: UserProblem) -> bool:
        self._coming -= 1
        return False

    def _remove(self, digest: str) -> None:
        self._held = [held for held in self._held if held.kept.sha256 != digest]
        self._show()
        self.strip.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        self.strip.set_images([(held.kept.sha256, held.picture, held.kept.name) for held in self._held])
        self.strip.set_total(len(self._held))
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for held in self._held:
            chip = FilterChip(_short(held.kept.name), self._names)
            chip.setObjectName(f"intake.files.{held.kept.sha256[:8]}")
            chip.removed.connect(partial(self._remove, held.kept.sha256))
            chip.show()
            self._chips.append(chip)
            self._flow.addWidget(chip)
        self._names.setVisible(bool(self._chips))
        self.add.setVisible(bool(self._chips))
        self.retranslate()


def _held(file: FileDraft, kept: Kept) -> Held:
    picture = QImage.fromData(kept.thumbnail) if kept.thumbnail else QImage()
    return Held(file, kept, picture)


def _short(name: str) -> str:
    most = 24
    return name if len(name) <= most else f"{name[: most - 8]}…{name[-7:]}"
