"""Asking for files on the import page: to read, for a mapping, for the rows not taken, for all complaints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QFileDialog

from models.complaints.kinds import CaseFilter
from models.core.session import Session
from models.exchange.case_export import export_cases
from models.exchange.rejects import write_rejects
from resources.texts import N_
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.exchange.reading import Outcome
from ui.shared.table_file import ask_table, dated
from ui.task import Task


class Files(QObject):
    """Dialogs are opened, never waited for; files are written in the pool."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context

    def ask_table(self, chosen: Callable[[str], None]) -> None:
        """A file to read in."""
        t = self._context.texts.t
        dialog = self._dialog("file", t("Choose a file"), chosen)
        dialog.setNameFilters([t("Tables (*.csv *.tsv *.txt *.xlsx *.xls)"), t("All files (*)")])
        dialog.open()

    def ask_mapping(self, chosen: Callable[[str], None], none: Callable[[], None]) -> None:
        """A mapping file."""
        t = self._context.texts.t
        dialog = self._dialog("mapping_file", t("Choose a mapping file"), chosen)
        dialog.setNameFilters([t("Mappings (*.toml)")])
        dialog.rejected.connect(none)
        dialog.open()

    def ask_rejects(self, outcome: Outcome) -> None:
        """Where the rows go that were not taken."""
        dialog = self._dialog(
            "rejects.file",
            self._context.texts.t("Save the rows not taken"),
            partial(self.write_rejects, outcome),
            save=True,
        )
        dialog.setNameFilters(["CSV (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{outcome.path.stem}-rejects.csv")
        dialog.open()

    def write_rejects(self, outcome: Outcome, name: str) -> None:
        """Write them, each with its reason, to be mended and read again."""
        path = Path(name)
        write = partial(write_rejects, path, outcome.headers, outcome.rejects, self._context.texts.current)
        self._context.jobs.work(self._page, write, partial(self._rejects_written, path.name))

    def _rejects_written(self, name: str, _count: int) -> None:
        words = self._context.texts.t("The rows that were not taken are in {file}.", file=name)
        self._context.messages.tell(Kind.DONE, words)

    def ask_export(self) -> None:
        """Where all complaints go."""
        title = self._context.texts.t("Export complaints")
        ask_table(
            self._page, "import.export.file", title, dated(self._page, N_("complaints {day}")), self.export
        )

    def export(self, path: Path) -> None:
        """Write them, on a connection of its own."""
        work = partial(_export, self._context.desk.session, path, self._context.texts.language)
        self._context.jobs.long(self._page, work, partial(self._exported, path.name))

    def _exported(self, name: str, count: int) -> None:
        words = self._context.texts.n("{n} case is in {file}.", "{n} cases are in {file}.", count, file=name)
        self._context.messages.tell(Kind.DONE, words)

    def _dialog(
        self, name: str, title: str, chosen: Callable[[str], None], *, save: bool = False
    ) -> QFileDialog:
        dialog = QFileDialog(self._page.window(), title, QDir.homePath())
        dialog.setObjectName(f"import.{name}")
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _export(session: Session, path: Path, language: str, task: Task) -> int:
    task.raise_if_cancelled()
    with session.store.connected():
        return export_cases(session, CaseFilter(), path, language)
