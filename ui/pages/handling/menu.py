"""What else can be done with a case: the menu behind the three dots."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.core.permissions import Permission
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.view import CaseView

# name, words, key to show, right, only while the case is open
_ITEMS: tuple[tuple[str, str, str, Permission | None, bool], ...] = (
    ("contact", N_("Note a talk with the resident…"), "Alt+C", Permission.HANDLE, False),
    ("comment", N_("Note for colleagues…"), "", Permission.HANDLE, False),
    ("", "", "", None, False),
    ("severity", N_("Severity…"), "", Permission.HANDLE, True),
    ("flags", N_("Risk flags…"), "", Permission.RECORD, True),
    ("validity", N_("Is it justified…"), "", Permission.HANDLE, False),
    ("handler", N_("Hand it on…"), "", Permission.HANDLE, True),
    ("correct", N_("Correct what was recorded…"), "", Permission.RECORD, True),
    ("join", N_("Another home joins…"), "", Permission.RECORD, True),
    ("", "", "", None, False),
    ("return", N_("Back to an earlier step…"), "", Permission.HANDLE, True),
    ("skip", N_("Skip this step…"), "", Permission.SKIP_STEP, True),
    ("reopen", N_("Open again…"), "", Permission.REOPEN, False),
    ("", "", "", None, False),
    ("report", N_("Print the handling report"), "Ctrl+P", None, False),
    ("receipt", N_("Print the receipt"), "", None, False),
)


class CaseMenu(QMenu):
    """Filled anew each time it opens, with what the person may do now."""

    def __init__(self, context: Context, parent: QWidget, do: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setObjectName("case.menu")
        self._context, self._do = context, do
        self.triggered.connect(self._triggered)

    def fill(self, view: CaseView) -> None:
        """Offer what can be done with a case."""
        self.clear()
        for name, words, key, right, only_open in _ITEMS:
            if not name:
                self.addSeparator()
                continue
            closed = view.file.case.row.closed_at is not None
            if (only_open and not view.is_open) or (name == "reopen" and not closed):
                continue
            if not self._context.desk.may(right) or (name == "return" and view.step < 2):
                continue
            shown = self._context.texts.t(words)
            action = QAction(f"{shown}\t{key}" if key else shown, self)
            action.setObjectName(f"case.menu.{name}")
            action.setData(name)
            self.addAction(action)

    def _triggered(self, action: QAction) -> None:
        self._do(str(action.data()))
