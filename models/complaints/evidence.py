"""Files and photos: kept by their SHA-256 in the store's folder, never under the name they came with."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tempfile
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from models.complaints.kinds import FileDraft
from models.core.errors import UserProblem
from models.store.database import Store

MOST_BYTES = 20 * 1024 * 1024  # figures.md, section 8
THUMBNAIL = (320, 240)
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_MOST_PIXELS = 120_000_000
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


@dataclass(frozen=True)
class Kept:
    """A file that lies in the store, before a case refers to it."""

    sha256: str
    name: str
    media_type: str
    size: int
    kind: str
    note: str
    thumbnail: bytes | None = field(repr=False)


def path_of(store: Store, sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return store.attachments / sha256[:2] / sha256


def keep(store: Store, file: FileDraft, most_bytes: int = MOST_BYTES) -> Kept:
    """Write the bytes durably under their digest; the same bytes twice are kept once.

    Runs before the transaction that refers to the file, so that no lock is held while the disk works. Raises
    ``UserProblem``: ``file.empty``, ``attachment.too_large``, ``store.full``, ``store.unwritable``.
    """
    size = len(file.content)
    if size == 0:
        raise UserProblem("file.empty", name=display_name(file.name))
    if size > most_bytes:
        raise UserProblem(
            "attachment.too_large", name=display_name(file.name), megabytes=most_bytes // (1024 * 1024)
        )
    sha256 = hashlib.sha256(file.content).hexdigest()
    try:
        _write(path_of(store, sha256), file.content)
    except OSError as error:
        code = "store.full" if error.errno in _FULL else "store.unwritable"
        raise UserProblem(code, path=str(store.folder)) from error
    media_type = media_type_of(file.content)
    thumbnail = thumbnail_of(file.content) if media_type.startswith("image/") else None
    return Kept(sha256, display_name(file.name), media_type, size, file.kind, file.note, thumbnail)


def read(store: Store, sha256: str) -> bytes:
    """The bytes of a digest, checked. Raises ``UserProblem``: ``file.missing``, ``file.damaged``."""
    try:
        content = path_of(store, sha256).read_bytes()
    except OSError as error:
        raise UserProblem("file.missing", digest=sha256[:12]) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UserProblem("file.damaged", digest=sha256[:12])
    return content


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return  # what lies there is whole; a damaged file is written anew
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)


def display_name(name: str) -> str:
    """The last part of a name without control characters: for people's eyes only."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:120] or "file"


def media_type_of(content: bytes) -> str:
    """What the bytes are by their own mark; the name's ending is not believed."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _MAGIC if content.startswith(mark)), "application/octet-stream")


def thumbnail_of(content: bytes) -> bytes | None:
    """A small JPEG of a picture, turned upright; ``None`` for what cannot be read or is absurdly large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return None
                picture.draft("RGB", THUMBNAIL)
                small = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    small.thumbnail(THUMBNAIL)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue()
