"""What everything done from the list has in common: a dialog about a row, and doing what it says."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from ui.base.page import Page
from ui.messages import Kind
from ui.pages.desk.desk_list import DeskList
from ui.pages.desk.dialogs import DeedDialog
from ui.pages.desk.feed import Line


class RowDeeds(QObject):
    """Acts on the chosen row."""

    def __init__(self, page: Page, rows: DeskList) -> None:
        super().__init__(page)
        self._page, self._rows, self._context = page, rows, page.context

    def tell(self, msgid: str) -> None:
        """Say what is done."""
        self._context.messages.tell(Kind.DONE, self._context.texts.t(msgid))

    def show(self, dialog: DeedDialog, submit: Any) -> None:
        """Ask; ``submit`` gets the dialog and what was said."""
        dialog.submitted.connect(partial(submit, dialog))
        dialog.open()

    def do(self, dialog: DeedDialog, words: str, action: Any, *args: object) -> None:
        """Do it; the dialog goes when it is done, and says why when it is not."""

        def done(_value: Any) -> None:
            dialog.accept()
            self.tell(words)

        self._page.run(action, *args, done=done, failed=dialog.refused)


def about(line: Line) -> str:
    """Whom a dialog is about."""
    return " · ".join(filter(None, (line.verb, line.whose.replace("   ", " "), line.about)))
