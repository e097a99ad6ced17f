"""Writing the list, or the marked cases of it, to a file that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from models.complaints.kinds import CaseFilter
from models.core.session import Session
from models.exchange.case_export import export_cases
from resources.texts import N_
from ui.base.page import Page
from ui.messages import Kind
from ui.shared.table_file import ask_table, dated
from ui.task import Task

Wanted = Callable[[Session], CaseFilter]  # the question; asked where the store may be read


def write(session: Session, wanted: Wanted, path: Path, language: str, task: Task) -> int:
    """Export on a connection of its own, so that the desk goes on meanwhile."""
    task.raise_if_cancelled()
    with session.store.connected():
        return export_cases(session, wanted(session), path, language)


def marked_cases(ids: frozenset[int], _session: Session) -> CaseFilter:
    """Those, and no others."""
    return CaseFilter(ids=ids)


class Exporter(QObject):
    """Asks for the file, writes in the background, tells how many."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask(self, wanted: Wanted) -> QFileDialog:
        """Let the person choose where to."""
        title = self._page.context.texts.t("Export complaints")
        name = dated(self._page, N_("complaints {day}"))
        return ask_table(self._page, "complaints.export.file", title, name, partial(self._write, wanted))

    def _write(self, wanted: Wanted, path: Path) -> None:
        context = self._page.context
        work = partial(write, context.desk.session, wanted, path, context.texts.language)
        context.jobs.long(self._page, work, partial(self._written, path))

    def _written(self, path: Path, count: int) -> None:
        context = self._page.context
        words = context.texts.n("{n} case is in {file}.", "{n} cases are in {file}.", count, file=path.name)
        context.messages.tell(Kind.DONE, words)
