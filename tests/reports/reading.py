"""Reading printed bytes back: text, outline, fonts, pictures of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium

from resources.texts import load

ZH, EN = load("zh_CN"), load("en")
SPOKEN = {"zh": [ZH], "en": [EN], "both": [ZH, EN]}
# What a reader makes of a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\xad": "-"})


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page as a reader extracts it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_text(page) for page in document]
    finally:
        document.close()


def _text(page: Any) -> str:
    reader = page.get_textpage()
    try:
        return str(reader.get_text_range()).translate(_HYPHENS)
    finally:
        reader.close()
        page.close()


def squeezed(text: str) -> str:
    """A text without blanks: lines break where they must, and a reader writes blanks of its own."""
    return "".join(text.split())


def text_of(pdf: bytes) -> str:
    """All text of a document, without blanks."""
    return squeezed("".join(pages_of(pdf)))


@dataclass(frozen=True)
class Entry:
    """A line of the outline."""

    level: int
    title: str
    page: int


def outline_of(pdf: bytes) -> list[Entry]:
    """The outline with the page each line leads to, from 1."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [
            Entry(mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
            for mark in document.get_toc(max_depth=4)
        ]
    finally:
        document.close()


def metadata_of(pdf: bytes) -> dict[str, str]:
    """Title, author and so on."""
    document = pdfium.PdfDocument(pdf)
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """The size of each page in points."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font that the file names, and whether its outlines are in the file."""
    objects = dict(re.findall(rb"(?m)^(\d+) 0 obj\s(.*?)\sendobj", pdf, re.DOTALL))
    found: dict[str, bool] = {}
    for body in objects.values():
        name = re.search(rb"/BaseFont\s*/(\S+)", body)
        if name is None:
            continue
        described = re.search(rb"/FontDescriptor\s+(\d+) 0 R", body)
        descriptor = objects.get(described[1], b"") if described else b""
        found[name[1].decode()] = b"/FontFile2" in descriptor
    return found
