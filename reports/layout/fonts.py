"""The fonts on paper: loaded on first use, chosen character by character, nothing left undrawn.

The bold face is a subset: what it lacks is set in the regular one. What neither has (emoji, a few Cyrillic letters)
shows as a box. Each face keeps the widths of its characters, so that a line is measured without asking reportlab.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources.fonts import BOLD, FACES, REGULAR, REPLACEMENT, coverage

_LOADING = Lock()
_ASTRAL = re.compile(r"<([0-9A-F]{5,6})>")
_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " ", "\xa0": " "})
_JOINER = "\u200d"


class _Font(TTFont):  # type: ignore[misc]
    """A font whose characters beyond U+FFFF can be searched: reportlab writes their codes in a way no reader knows."""

    def addObjects(self, doc: Any) -> None:
        super().addObjects(doc)
        for name, held in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(held.content, str):
                held.content = _ASTRAL.sub(_as_utf16, held.content)


def _as_utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def _load() -> None:
    for face in FACES:
        pdfmetrics.registerFont(_Font(face.postscript, str(face.path)))


def ready() -> None:
    """Load the fonts, once a process; some 80 ms."""
    with _LOADING:
        _load()


@cache
def widths(font: str) -> Mapping[str, int]:
    """The width of each character of a font in thousandths of its size."""
    ready()
    face = pdfmetrics.getFont(font).face
    return {chr(code): width for code, width in face.charWidths.items()}


def width(text: str, font: str, size: float) -> float:
    """How wide a text of characters that the font has is at this size, in points."""
    table = widths(font)
    return sum(table[char] for char in text) * size / 1000


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    r"""The text as it can be drawn: line breaks as ``\n``, no control characters, boxes for what no font has."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").translate(_BREAKS)
    if any(unicodedata.combining(char) for char in text):
        text = unicodedata.normalize("NFC", text)
    known = coverage(REGULAR.key)
    made: list[str] = []
    joined = False
    for char in text:
        if char == "\n" or (char in known and unicodedata.category(char) != "Cf"):
            made.append(char)
            joined = False
        elif char == _JOINER:
            joined = True  # a family of emoji is one picture: one box
        elif not _silent(char):
            if not (joined and made and made[-1] == REPLACEMENT):
                made.append(REPLACEMENT)
            joined = False
    return "".join(made)


def _silent(char: str) -> bool:
    """Whether a character has no shape of its own: control and format characters, variation selectors."""
    return (
        unicodedata.category(char) in ("Cc", "Cf")
        or "\ufe00" <= char <= "\ufe0f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


@lru_cache(maxsize=4096)
def in_faces(text: str, bold: bool) -> tuple[tuple[str, str], ...]:
    """A drawable text cut where the font changes: (font, piece) in order."""
    if not bold:
        return ((REGULAR.postscript, text),)
    known = coverage(BOLD.key)
    cut = groupby(text, key=lambda char: char == "\n" or char in known)
    return tuple((BOLD.postscript if has else REGULAR.postscript, "".join(chars)) for has, chars in cut)
