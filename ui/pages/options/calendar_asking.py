"""Asking for calendar files: to look into, and to write to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from models.core.errors import UserProblem
from models.timing.kinds import Calendar
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.options.calendar_files import read_file, write_file


class Files(QObject):
    """Dialogs are opened, never waited for; files are read and written in the pool."""

    found = Signal(object)
    refused = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._calendar: Calendar | None = None

    def set_calendar(self, calendar: Calendar) -> None:
        """The calendar in force: its zone reads files, and it is what is written."""
        self._calendar = calendar

    def ask(self) -> None:
        """A file to look into."""
        t = self._context.texts.t
        dialog = self._dialog("import", t("Choose a calendar file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([t("Calendars (*.ics *.ical *.json)"), t("All files (*)")])
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def read(self, name: str) -> None:
        """Look into it, away from the window."""
        if self._calendar is None:
            return
        path, context = Path(name), self._context
        self.refused.emit("", "")
        today = context.clock.now().astimezone(context.desk.zone).date()
        work = partial(read_file, path, self._calendar.timezone, today)
        context.jobs.work(self, work, self.found.emit, partial(self._refused, path.name), key="file")

    def _refused(self, name: str, problem: UserProblem) -> bool:
        texts = self._context.texts
        self.refused.emit(texts.t("{file} was not taken over.", file=name), texts.problem(problem))
        return True

    def ask_export(self) -> None:
        """Where the calendar goes."""
        t = self._context.texts.t
        dialog = self._dialog("export", t("Export the calendar"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([t("Calendar (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.selectFile(t("calendar") + ".json")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, name: str) -> None:
        """Write the calendar in force, away from the window."""
        if self._calendar is not None:
            work = partial(write_file, Path(name), self._calendar)
            self._context.jobs.work(self, work, self._written, key="write")

    def _written(self, name: str) -> None:
        words = self._context.texts.t("The calendar is in {file}.", file=name)
        self._context.messages.tell(Kind.DONE, words)

    def _dialog(self, name: str, title: str) -> QFileDialog:
        dialog = QFileDialog(self._page.window(), title, QDir.homePath())
        dialog.setObjectName(f"options.calendar.{name}.file")
        dialog.finished.connect(dialog.deleteLater)
        return dialog
