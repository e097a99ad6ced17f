"""The document leaves the application: to a printer, or into a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from models.core.errors import UserProblem
from reports.render import write_file
from ui.base.page import Page
from ui.messages import Kind as Tone
from ui.pages.reports.making import Printed, file_name
from ui.pages.reports.sheets import Sheets
from ui.task import Task

_MOST_DPI = 300  # finer makes large print jobs and no clearer letters


class Output(QObject):
    """Asks where to, and does it away from the GUI thread."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask_file(self, printed: Printed) -> QFileDialog:
        """Let the person choose a file."""
        context = self._page.context
        t = context.texts.t
        dialog = QFileDialog(self._page.window(), t("Save as"), QDir.homePath())
        dialog.setObjectName("report.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([t("PDF document (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(context.texts.current, printed))
        dialog.fileSelected.connect(partial(self.save, printed))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, printed: Printed, name: str) -> None:
        """Write the file, whole or not at all."""
        path = Path(name)
        if path.suffix.casefold() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        work = partial(write_file, path, printed.content)
        self._page.context.jobs.work(self._page, work, partial(self._saved, path))

    def _saved(self, path: Path, _nothing: None) -> None:
        context = self._page.context
        context.messages.tell(Tone.DONE, context.texts.t("Saved: {file}", file=path.name))

    def ask_printer(self, printed: Printed) -> QPrintDialog:
        """Let the person choose a printer."""
        texts = self._page.context.texts.current
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(file_name(texts, printed).removesuffix(".pdf"))
        printer.setFullPage(True)
        width, height = printed.sheets.sizes[0]
        printer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Point))
        dialog = QPrintDialog(printer, self._page.window())
        dialog.setObjectName("report.printer")
        dialog.setWindowTitle(texts.t("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.setMinMax(1, len(printed.sheets))
        # The dialog owns no printer: the slot keeps it until the last page is out.
        dialog.accepted.connect(partial(self.print, printed, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def print(self, printed: Printed, printer: QPrinter) -> None:
        """Print; QPrinter may be painted on from any one thread."""
        context = self._page.context
        context.messages.tell(Tone.NOTE, context.texts.t("Printing …"))
        work = partial(paint_all, printed.sheets, printer)
        context.jobs.long(self._page, work, self._printed)

    def _printed(self, pages: int) -> None:
        context = self._page.context
        words = context.texts.n(
            "{n} page is on its way to the printer.", "{n} pages are on their way to the printer.", pages
        )
        context.messages.tell(Tone.DONE, words)


def paint_all(sheets: Sheets, printer: QPrinter, task: Task) -> int:
    """Paint the chosen pages, one after the other; returns how many. Raises ``report.not_printed``."""
    numbers = chosen_pages(printer, len(sheets))
    painter = QPainter()
    if not painter.begin(printer):
        raise UserProblem("report.not_printed", printer=printer.printerName())
    try:
        for done, number in enumerate(numbers):
            task.raise_if_cancelled()
            if done and not printer.newPage():
                raise UserProblem("report.not_printed", printer=printer.printerName())
            _paint(painter, sheets, printer, number)
            task.progress(done + 1, len(numbers))
    finally:
        painter.end()
    return len(numbers)


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages that were asked for, from 0, in the order of printing."""
    first, last = printer.fromPage(), printer.toPage()
    numbers = list(range(max(1, first) - 1, min(last or count, count)))
    return numbers[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else numbers


def _paint(painter: QPainter, sheets: Sheets, printer: QPrinter, number: int) -> None:
    width, height = sheets.sizes[number]
    picture = sheets.picture(number, min(printer.resolution(), _MOST_DPI) / 72)
    if picture is None:
        return
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    dots = printer.resolution() / 72
    # At true size, made smaller only where the paper is smaller than the page.
    factor = min(1.0, paper.width() / (width * dots), paper.height() / (height * dots))
    spot = QRectF(0, 0, width * dots * factor, height * dots * factor)
    painter.drawImage(spot, picture)
