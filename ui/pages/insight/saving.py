"""A table of the page as a file: XLSX with real figures and days, or CSV."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from models.core.permissions import Permission
from models.core.session import Session
from ui.base.page import Page
from ui.messages import Kind
from ui.navigation import resolve
from ui.pages.insight.parts import Grid
from ui.shared.table_file import ask_table

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
        title = self._page.context.texts.t("Export the table")
        return ask_table(self._page, "insight.export.file", title, grid.name, partial(self.save_to, grid))

    def save_to(self, grid: Grid, path: Path) -> None:
        """Write to this file."""
        context = self._page.context
        job = partial(write, context.desk.session, grid, path)
        context.jobs.work(self._page, job, partial(self._written, path))

    def _written(self, path: Path, _nothing: object) -> None:
        context = self._page.context
        context.messages.tell(Kind.DONE, context.texts.t("Written to {file}.", file=path.name))
