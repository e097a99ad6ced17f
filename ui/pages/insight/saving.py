"""A table of the page as a file: XLSX with real figures and days, or CSV."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QFileDialog

from models.core.permissions import Permission
from models.core.session import Session
from ui.base.page import Page
from ui.messages import Kind
from ui.navigation import resolve
from ui.pages.insight.parts import Grid

ENDINGS = (".xlsx", ".csv")


# Imported in the worker, on first use: the library takes a moment to load.
WRITE = "ui.pages.insight.writing:write"


def write(session: Session, grid: Grid, path: Path) -> None:
    """Write a table; only ever off the GUI thread."""
    resolve(WRITE)(session, grid, path)


class GridSaver(QObject):
    """Asks for the file, writes in the background."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def may(self) -> bool:
        """Whether this person may take figures out of the house."""
        return self._page.context.desk.may(Permission.EXPORT)

    def ask(self, grid: Grid) -> QFileDialog:
        """Let the person choose where to."""
        t = self._page.context.texts.t
        dialog = QFileDialog(self._page.window(), t("Export the table"), QDir.homePath())
        dialog.setObjectName("insight.export.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([t("Workbook (*.xlsx)"), t("Table as text (*.csv)")])
        dialog.filterSelected.connect(partial(_follow_filter, dialog))
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{grid.name}.xlsx")
        dialog.fileSelected.connect(partial(self.save_to, grid))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save_to(self, grid: Grid, name: str) -> None:
        """Write to this file."""
        context, path = self._page.context, Path(name)
        if path.suffix.casefold() not in ENDINGS:
            path = path.with_name(f"{path.name}.xlsx")
        job = partial(write, context.desk.session, grid, path)
        context.jobs.work(self._page, job, partial(self._written, path))

    def _written(self, path: Path, _nothing: object) -> None:
        context = self._page.context
        context.messages.tell(Kind.DONE, context.texts.t("Written to {file}.", file=path.name))


def _follow_filter(dialog: QFileDialog, name_filter: str) -> None:
    dialog.setDefaultSuffix("csv" if ".csv" in name_filter else "xlsx")
