"""Writing the register to a file that a spreadsheet opens."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from models.core.permissions import Permission
from models.core.session import Session
from resources.texts import N_, Texts
from ui.base.page import Page
from ui.messages import Kind
from ui.navigation import resolve
from ui.shared.table_file import ask_table, dated

# Imported in the worker, on first use: the library takes a moment to load.
WRITE = "models.exchange.improvement_export:export_improvements"


def write(session: Session, path: Path, texts: Texts) -> int:
    """Export on a connection of its own, so that the desk goes on meanwhile."""
    with session.store.connected():
        return int(resolve(WRITE)(session, path, texts))


class RegisterSaver(QObject):
    """Asks for the file, writes in the background, tells how many."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context

    def may(self) -> bool:
        """Whether this person may take figures out of the house."""
        return self._context.desk.may(Permission.EXPORT)

    def ask(self) -> None:
        """Let the person choose where to."""
        if not self.may():
            return
        name = dated(self._page, N_("improvements {day}"))
        title = self._context.texts.t("Export the table")
        ask_table(self._page, "improvements.export.file", title, name, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write to this file."""
        work = partial(write, self._context.desk.session, path, self._context.texts.current)
        self._context.jobs.work(self._page, work, partial(self._written, path))

    def _written(self, path: Path, count: int) -> None:
        words = self._context.texts.n(
            "{n} improvement written to {file}.", "{n} improvements written to {file}.", count, file=path.name
        )
        self._context.messages.tell(Kind.DONE, words)
