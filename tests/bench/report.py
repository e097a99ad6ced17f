"""One handling report against bare reportlab drawing the same strings in the same fonts, and the same photographs.

The floor knows every string, its font and its page beforehand: it chooses nothing, measures nothing, breaks no line.
Both make a whole PDF, with the subsets of the fonts. Loading the fonts, once a process, is reported by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from models.handling.reporting import ReportCase
from reports.documents.handling_report import handling_report
from reports.layout.fonts import ready
from reports.layout.paper import A4
from reports.render import to_bytes
from resources.texts import load
from tests.bench.figures import Figure
from tests.reports import cases


@dataclass(frozen=True)
class Drawn:
    """A string as it was drawn."""

    page: int
    x: float
    y: float
    font: str
    size: float
    text: str


@contextmanager
def _listening(heard: list[Drawn]) -> Iterator[None]:
    """Note every string that is drawn meanwhile."""
    plain = PDFTextObject.textOut

    def listen(self: Any, text: str) -> None:
        page = self._canvas.getPageNumber()
        heard.append(Drawn(page, self._x, self._y, self._fontname, self._fontsize, text))
        plain(self, text)

    PDFTextObject.textOut = listen
    try:
        yield
    finally:
        PDFTextObject.textOut = plain


def _print(many: list[ReportCase]) -> bytes:
    return to_bytes(handling_report(many, [load("zh_CN"), load("en")]))


def _bare(strings: list[Drawn], photos: list[bytes]) -> bytes:
    """The same strings and photographs with reportlab alone."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    page = 1
    for drawn in sorted(strings, key=lambda one: one.page):
        while page < drawn.page:
            canvas.showPage()
            page += 1
        canvas.setFont(drawn.font, drawn.size)
        canvas.drawString(drawn.x, drawn.y, drawn.text)
    for photo in photos:
        canvas.drawImage(ImageReader(BytesIO(photo)), 0, 0, 120, 60)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def _compare(what: str, many: list[ReportCase], times: int) -> Figure:
    """Both turn by turn; the medians."""
    heard: list[Drawn] = []
    with _listening(heard):
        _print(many)
    photos = [row.thumbnail for case in many for row in case.file.attachments if row.thumbnail]
    pairs = [(_timed(lambda: _print(many)), _timed(lambda: _bare(heard, photos))) for _ in range(times)]
    return Figure(what, median(ours for ours, _ in pairs), median(floor for _, floor in pairs))


def bench(times: int = 15, many: int = 50) -> list[Figure]:
    """The figures of one report (three pages, both languages) and of many; the fonts are loaded beforehand."""
    ready()
    one = _compare("a handling report of 3 pages, both languages", [cases.the_leak()], times)
    full = _compare(f"{many} handling reports in one file", [cases.the_leak()] * many, max(1, times // 5))
    return [one, full]
