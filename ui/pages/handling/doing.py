"""How the case page writes: one action at a time, told kindly when it is refused, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import ChangedMeanwhile, UserProblem
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.screen import CaseScreen
from ui.pages.handling.view import CaseView
from ui.shared.fields_dialog import FieldsDialog

Done = Callable[[Any], None]
Values = dict[str, Any]


class Doing(QObject):
    """What all deeds of the page have in common."""

    def __init__(self, page: CaseScreen) -> None:
        super().__init__(page)
        self.page = page
        self.context = page.context

    def act(self, action: Any, *args: Any, done: Done | None = None, **fields: Any) -> None:
        """Run an action; somebody else's change is told above the form, and nothing is lost."""
        self.page.run(action, *args, done=done, failed=self._failed, **fields)

    def _failed(self, problem: UserProblem) -> bool:
        self.page.be_busy(False)
        if isinstance(problem, ChangedMeanwhile):
            self.page.changed_elsewhere()
            return True
        if problem.code == "step.gaps":
            gaps = problem.facts.get("gaps")
            if isinstance(gaps, tuple) and gaps and self.page.lead_to(str(gaps[0])):
                return True
        return False

    def ask(self, dialog: FieldsDialog, submit: Callable[[FieldsDialog, dict[str, Any]], None]) -> None:
        """Open a dialog; ``submit`` runs when it is filled."""

        def submitted(values: object) -> None:
            if isinstance(values, dict):
                submit(dialog, values)

        dialog.submitted.connect(submitted)
        dialog.open()

    def act_for(
        self, dialog: FieldsDialog, action: Any, *args: Any, done: Done | None = None, field: str = ""
    ) -> None:
        """Run an action for a dialog: closed when it is done, told in it when it is refused."""

        def succeeded(value: Any) -> None:
            dialog.accept()
            if done is not None:
                done(value)

        def refused(problem: UserProblem) -> bool:
            dialog.refuse(self.context.texts.problem(problem), field)
            return True

        self.context.operations.run(dialog, action, *args, done=succeeded, failed=refused)

    @property
    def view(self) -> CaseView:
        """The case in sight."""
        assert self.page.view is not None
        return self.page.view

    @property
    def form(self) -> CaseForm | None:
        """The form of the current step."""
        return self.page.pane.form
