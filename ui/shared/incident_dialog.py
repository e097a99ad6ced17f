"""The dialog around the form of an incident, and the deeds that begin with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from models.incidents import actions
from models.incidents.kinds import IncidentDraft, IncidentRow, IncidentState
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.base.page import Page
from ui.context import Context
from ui.messages import Kind
from ui.shared.form_dialog import FormDialog
from ui.shared.incident_form import IncidentForm
from ui.shared.incident_words import incident_title

_FIELD_OF = {
    "incident.no_title": "title",
    "incident.no_say": "say",
    "incident.floors": "floor_from",
    "incident.past": "expected_until",
}
_ACCEPT = (N_("One cause behind several complaints"), N_("Accept it"))
_CHANGE = (N_("Change what was declared"), N_("Keep it"))


class IncidentDialog(FormDialog[IncidentForm]):
    """``submitted`` carries the draft; what was typed stays when it is refused. All words are msgids."""

    submitted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, heading: str, save: str) -> None:
        super().__init__(context, parent, "incident", IncidentForm(context))
        self._heading, self._save = heading, save

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.heading.set_text(t(self._heading))
        self.save.set_text(t(self._save))
        super().retranslate()

    def first_field(self) -> QWidget:
        return self.form.title

    def write(self, draft: object) -> None:
        self.submitted.emit(draft)

    def beside_a_field(self, problem: UserProblem) -> bool:
        field = _FIELD_OF.get(problem.code)
        if field is not None:
            self.form.show_problems([FieldProblem(field, self.context.texts.problem(problem))])
        return field is not None


def declare(
    page: Page, draft: IncidentDraft | None = None, place: str = "", done: Callable[[int], None] | None = None
) -> IncidentDialog:
    """Ask what is off, and declare it. ``draft`` is what is known so far, ``place`` what its place is called."""
    dialog = IncidentDialog(page.context, page, N_("Declare an outage"), N_("Declare it"))
    if draft is None:
        dialog.form.show_incident(None)
    else:
        dialog.form.begin(draft, place)
    dialog.submitted.connect(partial(_declare, page, dialog, done))
    dialog.open()
    return dialog


def _declare(
    page: Page, dialog: IncidentDialog, done: Callable[[int], None] | None, draft: IncidentDraft
) -> None:
    def was_declared(incident_id: int) -> None:
        dialog.accept()
        texts = page.context.texts
        page.context.messages.tell(Kind.DONE, texts.t("Declared. Whoever asks now hears the same."))
        if done is not None:
            done(incident_id)

    page.run(actions.declare, draft, done=was_declared, failed=dialog.refuse)


def change(page: Page, row: IncidentRow) -> IncidentDialog:
    """Change what was declared; or, where it is only proposed, accept it under a name."""
    proposed = row.state == IncidentState.PROPOSED
    heading, save = _ACCEPT if proposed else _CHANGE
    dialog = IncidentDialog(page.context, page, heading, save)
    dialog.form.show_incident(row)
    if proposed and not row.title:
        dialog.form.title.set_value(incident_title(page.context.texts.current, row))
    action = actions.accept if proposed else actions.change

    def submit(draft: IncidentDraft) -> None:
        page.run(action, row.id, row.row_version, draft, done=was_changed, failed=dialog.refuse)

    def was_changed(_value: object) -> None:
        dialog.accept()

    dialog.submitted.connect(submit)
    dialog.open()
    return dialog
