"""Making and drawing PDFs, in the worker: imported there, because the libraries take a moment to load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

import pypdfium2
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from models.core.errors import UserProblem
from models.core.session import Session
from models.exchange.summary_export import export_summary
from models.handling.reporting import ReportCase, report_cases
from models.improvements.kinds import ImprovementView
from models.improvements.printing import letters_sheet, note_sheet, register_sheet
from models.insights.periods import parse, write
from models.scheduling.printing import DaySheet, day_sheet, slips, today, week_name, week_of, week_plan
from models.shifts.sheet import sheet
from models.summaries.gathering import gather, last_week
from models.summaries.kinds import Summary
from reports.commentary import plain_sentences
from reports.documents.day_sheet import day_sheets
from reports.documents.department_note import department_note
from reports.documents.hand_over import hand_over_sheet
from reports.documents.handling_report import handling_report
from reports.documents.improvement_register import improvement_register
from reports.documents.receipt import receipt
from reports.documents.resident_letters import resident_letters
from reports.documents.week_plan import week_plan_paper
from reports.documents.weekly_summary import weekly_summary
from reports.documents.work_order import work_order_slips
from reports.layout.paper import Paper
from reports.render import to_bytes
from resources.texts import LANGUAGES, Texts, load
from ui.pages.reports.wanted import Document, Wanted
from ui.task import Task

T = TypeVar("T")

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


def make(wanted: Wanted, languages: Sequence[str], task: Task) -> Made:
    """The document that is wanted, as one PDF."""
    paper, references = _MAKERS[wanted.document](wanted, [load(language) for language in languages], task)
    return _made(to_bytes(paper), references)


def _of_cases(
    document: Callable[[Sequence[ReportCase], Sequence[Texts]], Paper],
    wanted: Wanted,
    texts: Sequence[Texts],
    task: Task,
) -> tuple[Paper, tuple[str, ...]]:
    """The handling reports, or the receipts, of some cases."""
    cases = _read(task, lambda session: report_cases(session.store, wanted.ids))
    return document(cases, texts), tuple(case.file.case.row.reference for case in cases)


def _hand_over(_wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The sheet of the shift that is on."""
    found = _read(task, sheet)
    reference = f"{found.spell.day.isoformat()} {found.spell.shift.label(texts[0].language)}"
    return hand_over_sheet(found, texts), (reference,)


def _slips(wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """Job slips, by technician and along the way."""
    found = _read(task, lambda session: slips(session.store, wanted.ids))
    return work_order_slips(found, texts), tuple(slip.file.row.reference for slip in found)


def _day_sheets(wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The sheets of some technicians for one day; today's unless another is wanted."""

    def gather(session: Session) -> tuple[DaySheet, ...]:
        day = wanted.day or today(session)
        return tuple(day_sheet(session.store, one, day) for one in wanted.ids)

    found = _read(task, gather)
    return day_sheets(found, texts), tuple(f"{one.person.name} {one.day.isoformat()}" for one in found)


def _week_plan(wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The plan of the week that holds the day; of this week unless another is wanted."""
    found = _read(task, lambda session: week_plan(session.store, week_of(wanted.day or today(session))))
    return week_plan_paper(found, texts), (week_name(found.days[0]),)


def _weekly(wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The summary of a period; of the last week that is over unless another is wanted."""
    found = _summary(wanted, task)
    return weekly_summary(found, texts), (write(found.period),)


def _summary(wanted: Wanted, task: Task) -> Summary:
    def told(done: int, total: int) -> None:
        task.progress(done, total + 1)  # setting it on paper comes after reading

    period = parse(wanted.period) if wanted.period else task.store(last_week)
    return gather(task.store, period, told)


def tables(wanted: Wanted, language: str, path: str, task: Task) -> str:
    """Write the tables of a summary to a workbook or a CSV file; returns its name."""
    found, texts = _summary(wanted, task), load(language)
    said = plain_sentences(texts, found.sentences, found.period.kind, partial(_category, found, texts))
    target = Path(path)
    task.store(lambda session: export_summary(session, found, said, target, texts))
    return target.name


def _category(found: Summary, texts: Texts, code: str) -> str:
    names = found.estate.categories.get(code, {})
    return names.get(texts.language) or names.get("en") or code


def _register(wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The improvement register: one of its tabs."""
    view = ImprovementView(wanted.view or ImprovementView.ALL)
    found = _read(task, lambda session: register_sheet(session, view))
    return improvement_register(found, texts), (found.day.isoformat(),)


def _note(wanted: Wanted, texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The note of one improvement to its department."""
    found = _read(task, lambda session: note_sheet(session, wanted.ids[0]))
    return department_note(found, texts), (found.file.row.title,)


def _letters(wanted: Wanted, _texts: Sequence[Texts], task: Task) -> tuple[Paper, tuple[str, ...]]:
    """The letters of one improvement, in the languages of those who get them."""
    found = _read(task, lambda session: letters_sheet(session, wanted.ids[0], wanted.first))
    if not found.letters:
        raise UserProblem("improvement.no_letters", title=found.row.title)
    if not found.words:
        raise UserProblem("improvement.unworded", title=found.row.title)
    paper = resident_letters(found, {language: load(language) for language in LANGUAGES})
    return paper, tuple(letter.home for letter in found.letters)


def _read(task: Task, query: Callable[[Session], T]) -> T:
    found = task.store(query)
    task.raise_if_cancelled()
    return found


_MAKERS: dict[Document, Callable[[Wanted, Sequence[Texts], Task], tuple[Paper, tuple[str, ...]]]] = {
    Document.REPORT: partial(_of_cases, handling_report),
    Document.RECEIPT: partial(_of_cases, receipt),
    Document.HAND_OVER: _hand_over,
    Document.SLIPS: _slips,
    Document.DAY_SHEETS: _day_sheets,
    Document.WEEK_PLAN: _week_plan,
    Document.WEEKLY: _weekly,
    Document.REGISTER: _register,
    Document.NOTE: _note,
    Document.LETTERS: _letters,
}


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
