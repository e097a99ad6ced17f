"""Where a document goes from the report page: to a file or to a printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from ui.base.page import Page
from ui.messages import Kind
from ui.navigation import resolve
from ui.task import Task

# Imported in the worker, on first use: reportlab and pdfium take a moment to load.
MAKING = "ui.pages.reports.making"
TABLES = (".xlsx", ".csv")


def work(name: str, *args: Any) -> Any:
    """Call something of the worker's module; only ever off the GUI thread."""
    return resolve(f"{MAKING}:{name}")(*args)


def write(name: str, content: bytes) -> None:
    """Write a document to a file, whole or not at all."""
    resolve("reports.render:write_file")(name, content)


class Outlet(QObject):
    """Saves and prints the document that it was handed last; ``printed`` says that it has gone to the printer."""

    printed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.made: Any = None
        self.name = ""
        self.tables: Callable[[str, Task], Any] | None = None  # writes the tables of what is shown to a file

    def save(self) -> None:
        """Ask where to, and write the file."""
        if self.made is None:
            return
        t = self._context.texts.t
        kinds = "PDF (*.pdf)" if self.tables is None else "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv)"
        dialog = QFileDialog(self._page.window(), t("Save as PDF"), QDir.homePath(), kinds)
        dialog.setObjectName("report.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self.name}-{'-'.join(self.made.references[:3])}.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write the document to this file."""
        if self.tables is not None and Path(name).suffix.casefold() in TABLES:
            self._context.jobs.long(self._page, partial(self.tables, name), self._saved_tables)
        elif self.made is not None:
            job = partial(write, name, self.made.content)
            self._context.jobs.work(self._page, job, partial(self._saved, Path(name).name))

    def _saved_tables(self, name: str) -> None:
        self._saved(name, None)

    def _saved(self, name: str, _nothing: object) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Written to {file}.", file=name))

    def print(self) -> None:
        """Ask for the printer, and print."""
        if self.made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(self.name)
        dialog = QPrintDialog(printer, self._page.window())
        dialog.setObjectName("report.printer")
        dialog.setMinMax(1, len(self.made.sizes))
        dialog.accepted.connect(partial(self.print_on, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print on this printer, in the worker."""
        made = self.made
        if made is None:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or len(made.sizes)
        pages = range(first - 1, min(last, len(made.sizes)))

        def send(task: Task) -> Any:
            return work("print_on", made.content, printer, pages, task.progress)

        self._context.jobs.long(self._page, send, self._printed)

    def _printed(self, count: int) -> None:
        texts = self._context.texts
        if count:
            words = texts.n("{n} page sent to the printer.", "{n} pages sent to the printer.", count)
            self._context.messages.tell(Kind.DONE, words)
            self.printed.emit()
        else:
            self._context.messages.tell(
                Kind.PROBLEM, texts.t("The printer does not answer. Nothing was printed.")
            )
