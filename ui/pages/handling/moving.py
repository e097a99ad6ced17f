"""Skipping a step, going back, opening a closed case again: each for a reason that everybody sees."""

from __future__ import annotations

from typing import Any

from models.core.permissions import Permission
from models.handling.actions import reopen, return_to, skip_step
from models.handling.steps import BY_CODE
from resources.texts import N_
from ui.messages import Kind
from ui.pages.handling.asking import ask_reason, ask_reopen, ask_return
from ui.pages.handling.doing import Doing
from ui.shared.fields_dialog import FieldsDialog


class Moving(Doing):
    """Moves a case to other steps than the next."""

    def skip(self) -> None:
        """Skip the current step, for a reason; only with the right to."""
        texts = self.context.texts
        if not self.context.desk.may(Permission.SKIP_STEP):
            names = [one.name for one in self.view.approvers]
            self.context.messages.tell(
                Kind.NOTE,
                texts.t("Skipping a step is for managers."),
                texts.t("Ask {names}; the reason stands in the history.", names=texts.current.list_of(names))
                if names
                else "",
            )
            return
        dialog = ask_reason(self.context, self.page, "skip", N_("Skip this step"), N_("Skip"))

        def submit(dialog: FieldsDialog, values: dict[str, Any]) -> None:
            args = (self.view.id, self.view.version, values["reason"])
            self.act_for(dialog, skip_step, *args, done=self.was_finished, field="reason")

        self.ask(dialog, submit)

    def go_back(self) -> None:
        """Go back to an earlier step, for a reason."""
        if self.view.step < 2:
            return

        def submit(dialog: FieldsDialog, values: dict[str, Any]) -> None:
            number = BY_CODE[values["step"]].number
            args = (self.view.id, self.view.version, number, values["reason"])
            self.act_for(dialog, return_to, *args, done=self._went_back)

        dialog = ask_return(self.context, self.page, self.view)
        if self.page.pane.number < self.view.step and not self.page.pane.shows_form():
            code = next(code for code, step in BY_CODE.items() if step.number == self.page.pane.number)
            dialog.set_values({"step": code})
        self.ask(dialog, submit)

    def _went_back(self, _: Any) -> None:
        self.page.moved_on()

    def open_again(self) -> None:
        """Open a closed case again."""

        def submit(dialog: FieldsDialog, values: dict[str, Any]) -> None:
            number = BY_CODE[values["step"]].number
            args = (self.view.id, self.view.version, number, values["reason"])
            self.act_for(dialog, reopen, *args, done=self._went_back)

        self.ask(ask_reopen(self.context, self.page), submit)

    def was_finished(self, number: Any) -> None:
        """The step has been left; 0 says that this closed the case."""
        self.page.moved_on()
        if not number:
            row = self.view.file.case.row
            words = self.context.texts.t("{reference} is closed.", reference=row.reference)
            self.context.messages.tell(Kind.DONE, words)
