"""Letting a technician go: the last day, and what becomes of the work that is booked after it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import UserProblem
from models.crew.kinds import TechnicianRow
from models.scheduling.actions import let_go
from resources.texts import N_
from ui.base.page import Page
from ui.messages import Kind
from ui.shared.day_field import DayField
from ui.shared.fields_dialog import FieldsDialog


class Leaving(QObject):
    """Orders after the last day go back to the list; nothing is lost."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context

    def ask(self, row: TechnicianRow, today: date) -> None:
        """Ask for the last day."""
        dialog = FieldsDialog(
            self._context, self._page, "letting_go", N_("Let go"), N_("Let go"), room="crew"
        )
        dialog.tell(
            N_("Orders booked for {name} after the last day go back to the list of what is to be scheduled."),
            name=row.name,
        )
        field = DayField(self._context, "last")
        field.retranslate()
        dialog.add("last", N_("Last &day"), field, needed=True)
        dialog.set_values({"last": today})
        dialog.submitted.connect(partial(self._submit, dialog, row))
        dialog.open()

    def _submit(self, dialog: FieldsDialog, row: TechnicianRow, values: dict[str, Any]) -> None:
        self._page.run(
            let_go,
            row.id,
            row.row_version,
            values["last"],
            done=partial(self._done, dialog, row),
            failed=partial(self._failed, dialog),
        )

    def _done(self, dialog: FieldsDialog, row: TechnicianRow, freed: object) -> None:
        dialog.accept()
        texts = self._context.texts
        words = texts.t("{name} is let go.", name=row.name)
        if isinstance(freed, int) and freed:
            more = texts.n(
                "{n} order is to be scheduled anew.", "{n} orders are to be scheduled anew.", freed
            )
            self._context.messages.tell(Kind.NOTE, words, more)
        else:
            self._context.messages.tell(Kind.DONE, words)

    def _failed(self, dialog: FieldsDialog, problem: UserProblem) -> bool:
        dialog.refuse(self._context.texts.problem(problem), "last")
        return True
