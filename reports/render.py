"""From a paper to bytes, and from bytes to a file."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from threading import Lock

from models.core.errors import UserProblem
from reports.layout.fonts import ready
from reports.layout.frame import print_to_bytes
from reports.layout.paper import Paper

# reportlab keeps fonts and settings for the whole process: two documents at once would share their glyph tables.
_PRINTING = Lock()


def to_bytes(paper: Paper) -> bytes:
    """The PDF. The same paper gives the same bytes. Slow the first time, when the fonts are loaded: use a worker."""
    with _PRINTING:
        ready()
        return print_to_bytes(paper)


def write_file(path: str | Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    Raises ``UserProblem("file.not_written", path=…)`` when the folder is missing, full or not ours to write to.
    """
    target = Path(path).resolve()  # a link stays a link
    beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(content)
            return
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink()
        raise UserProblem("file.not_written", path=str(path)) from problem
