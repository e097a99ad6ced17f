"""Making and drawing PDFs, in the worker: imported there, because the libraries take a moment to load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from models.core.session import Session
from models.handling.reporting import ReportCase, report_cases
from models.shifts.sheet import sheet
from reports.documents.hand_over import hand_over_sheet
from reports.documents.handling_report import handling_report
from reports.documents.receipt import receipt
from reports.render import to_bytes
from resources.texts import load
from ui.task import Task

_PRINT_DPI = 200
_POINTS = 72
# pdfium is one machine for the whole process.
_DRAWING = Lock()


@dataclass(frozen=True)
class Made:
    """A PDF, the sizes of its pages in points, and the references in it."""

    content: bytes
    sizes: tuple[tuple[float, float], ...]
    references: tuple[str, ...]


def make(ids: Sequence[int], kind: str, languages: Sequence[str], task: Task) -> Made:
    """The handling reports, or the receipts, of these cases as one PDF; or the sheet of the shift."""
    texts = [load(language) for language in languages]
    if kind == "hand_over":
        found = task.store(sheet)
        task.raise_if_cancelled()
        reference = f"{found.spell.day.isoformat()} {found.spell.shift.label(texts[0].language)}"
        return _made(to_bytes(hand_over_sheet(found, texts)), (reference,))

    def gather(session: Session) -> tuple[ReportCase, ...]:
        return report_cases(session.store, ids)

    cases = task.store(gather)
    task.raise_if_cancelled()
    document = receipt if kind == "receipt" else handling_report
    return _made(to_bytes(document(cases, texts)), tuple(case.file.case.row.reference for case in cases))


def _made(content: bytes, references: tuple[str, ...]) -> Made:
    with _DRAWING:
        pdf = pypdfium2.PdfDocument(content)
        sizes = tuple(pdf.get_page_size(number) for number in range(len(pdf)))
        pdf.close()
    return Made(content, sizes, references)


def draw(content: bytes, number: int, scale: float) -> QImage:
    """One page as a picture; ``scale`` in pixels a point."""
    with _DRAWING:
        pdf = pypdfium2.PdfDocument(content)
        try:
            return _picture(pdf, number, scale)
        finally:
            pdf.close()


def _picture(pdf: pypdfium2.PdfDocument, number: int, scale: float) -> QImage:
    bitmap = pdf[number].render(scale=scale, prefer_bgrx=True)
    shape = QImage.Format.Format_RGB32
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, shape).copy()


def print_on(content: bytes, printer: QPrinter, pages: range, told: Callable[[int, int], None]) -> int:
    """Print these pages (from 0), each fitted to its sheet; returns how many."""
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    pdf = pypdfium2.PdfDocument(content)
    try:
        for done, number in enumerate(pages):
            if done:
                printer.newPage()
            with _DRAWING:
                image = _picture(pdf, number, _PRINT_DPI / _POINTS)
            sheet = QRectF(painter.viewport())
            size = image.size().toSizeF().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
            told(done + 1, len(pages))
    finally:
        painter.end()
        with _DRAWING:
            pdf.close()
    return len(pages)
