"""The bundled fonts: where they are, what they are called, what they can write. No Qt, no font library.

Noto Sans SC Regular is whole. The Bold is a subset for headings with a family of its own; whatever it cannot
write is set in the Regular. Neither has emoji: whoever prints asks `covers` and shows a replacement.
Licence: OFL.txt. Rebuilt by tools/fonts.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
REPLACEMENT = "□"


@dataclass(frozen=True)
class Face:
    """One font file: the family that Qt knows, the PostScript name that a PDF shows."""

    key: str
    file: str
    family: str
    postscript: str

    @property
    def path(self) -> Path:
        return _FOLDER / self.file

    @property
    def coverage_path(self) -> Path:
        return _FOLDER / f"{self.key}.ranges"

    def covers(self, char: str) -> bool:
        """Return whether this face has a glyph for one character."""
        return char in coverage(self.key)


REGULAR = Face("regular", "NotoSansSC-Regular.ttf", "Noto Sans SC", "NotoSansSC-Regular")
BOLD = Face("bold", "RedressSansSC-Bold.ttf", "Redress Sans SC Bold", "RedressSansSC-Bold")
FACES = (REGULAR, BOLD)


class Coverage:
    """The code points of a face, kept as ranges: a question is one binary search."""

    def __init__(self, text: str) -> None:
        pairs = [line.split("-") for line in text.split()]
        self._first = [int(first, 16) for first, _ in pairs]
        self._last = [int(last, 16) for _, last in pairs]

    def __contains__(self, char: object) -> bool:
        if not isinstance(char, str) or len(char) != 1:
            return False
        point = ord(char)
        index = bisect_right(self._first, point) - 1
        return index >= 0 and point <= self._last[index]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in zip(self._first, self._last, strict=True))

    def __iter__(self) -> Iterator[str]:
        for first, last in zip(self._first, self._last, strict=True):
            yield from map(chr, range(first, last + 1))


@cache
def coverage(key: str) -> Coverage:
    """Return what a face ("regular" or "bold") can write; read on first use and kept."""
    face = next(face for face in FACES if face.key == key)
    return Coverage(face.coverage_path.read_text(encoding="ascii"))


def fontconfig(folder: Path) -> Path:
    """Write a fontconfig file that knows the bundled fonts only; name it in FONTCONFIG_FILE before Qt starts.

    With it the same widget gives the same pixels on every machine.
    """
    target = folder / "fonts.conf"
    aliases = "".join(
        f"<alias><family>{generic}</family><prefer><family>{REGULAR.family}</family></prefer></alias>"
        for generic in ("sans-serif", "serif", "monospace", "system-ui")
    )
    target.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{_FOLDER}</dir><cachedir>{folder / 'fontconfig-cache'}</cachedir>{aliases}"
        '<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit>'
        '<edit name="antialias" mode="assign"><bool>true</bool></edit>'
        '<edit name="rgba" mode="assign"><const>none</const></edit></match>'
        "<config><rescan><int>0</int></rescan></config></fontconfig>\n",
        encoding="utf-8",
    )
    return target
