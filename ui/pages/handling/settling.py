"""What the resident is promised, offered and given beside the steps, and what becomes of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.core.errors import UserProblem
from models.handling.actions import (
    approve_remedy,
    carry_out_remedy,
    decline_remedy,
    grant_remedy,
    make_promise,
    move_promise,
    settle_promise,
    withdraw_proposal,
)
from models.handling.kinds import (
    PromiseDraft,
    PromiseRow,
    PromiseState,
    ProposalRow,
    ProposalState,
    RemedyDraft,
    RemedyRow,
)
from models.handling.steps import BY_CODE, CONFIRM
from resources.texts import N_
from ui.messages import Kind
from ui.pages.handling.asking import MOVED, ask_reason, ask_remedy, ask_settle
from ui.pages.handling.doing import Values
from ui.pages.handling.finishing import Finishing
from ui.shared.fields_dialog import FieldsDialog


class Settling(Finishing):
    """Promises, remedies, versions of the proposal."""

    def promise(self, draft: PromiseDraft) -> None:
        """Note a promise from the line at the side."""
        line = self.page.side.promises

        def made(_: Any) -> None:
            line.clear_line()

        def refused(problem: UserProblem) -> bool:
            line.refuse(self.context.texts.problem(problem))
            return True

        self.page.run(make_promise, self.view.id, draft, done=made, failed=refused)

    def settle(self, promise: PromiseRow) -> None:
        """Say whether a promise was kept."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            if values["state"] == MOVED:
                self._move(dialog, promise, values)
                return
            state = PromiseState(values["state"])
            self.act_for(
                dialog, settle_promise, promise.id, promise.row_version, state, values["note"], field="note"
            )

        self.ask(ask_settle(self.context, self.page, promise.text), submit)

    def _move(self, dialog: FieldsDialog, promise: PromiseRow, values: Values) -> None:
        """Another time was agreed on; the new one is watched like the first."""
        if values["due"] is None:
            dialog.refuse(self.context.texts.t("This is still missing."), "due")
            return
        due = values["due"].replace(tzinfo=self.context.desk.zone)
        args = (promise.id, promise.row_version, due, values["note"])
        self.act_for(dialog, move_promise, *args, field="note" if not values["note"] else "due")

    def remedy(self) -> None:
        """Give something on the spot."""
        texts = self.context.texts
        if self.view.step < BY_CODE["soothe"].number:
            words = texts.t("First make it safe; from the third step on something can be given on the spot.")
            self.context.messages.tell(Kind.NOTE, words)
            return
        limit = self.context.desk.actor.limit_minor
        left = max(limit - self.view.spent_minor, 0)

        def submit(dialog: FieldsDialog, values: Values) -> None:
            draft = RemedyDraft(values["kind"], values["amount"] or 0, str(values["text"]))
            done = partial(self._granted, draft.amount_minor > left)
            self.act_for(
                dialog, grant_remedy, self.view.id, self.view.version, draft, done=done, field="amount"
            )

        words = texts.current.money(left, self.view.currency)
        self.ask(ask_remedy(self.context, self.page, self.view, words), submit)

    def _granted(self, above: bool, _: Any) -> None:
        texts = self.context.texts
        if above:
            self.context.messages.tell(
                Kind.NOTE,
                texts.t("This is above your limit: it waits for approval."),
                texts.t("Do not promise it yet."),
            )
        else:
            self.context.messages.tell(Kind.DONE, texts.t("Given and noted."))

    def approve_line(self, remedy: RemedyRow) -> None:
        """Approve a remedy that waits."""
        self.act(approve_remedy, remedy.id, remedy.row_version)

    def decline_line(self, remedy: RemedyRow) -> None:
        """Decline a remedy that waits, for a reason."""
        dialog = ask_reason(self.context, self.page, "decline", N_("Decline this remedy"), N_("Decline"))

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, decline_remedy, remedy.id, remedy.row_version, values["reason"])

        self.ask(dialog, submit)

    def withdraw(self, proposal: ProposalRow) -> None:
        """Take a version of the proposal back, for a reason."""
        title = N_("Withdraw this version")
        note = N_("It is kept among the versions; the reason stands in the history and in the report.")
        dialog = ask_reason(self.context, self.page, "withdraw", title, N_("Withdraw"), note)
        waits = proposal.state == ProposalState.OFFERED

        def submit(dialog: FieldsDialog, values: Values) -> None:
            args = (self.view.id, self.view.version, proposal.id, values["reason"])
            done = self._went_back if waits and self.view.step == CONFIRM else None
            self.act_for(dialog, withdraw_proposal, *args, done=done, field="reason")

        self.ask(dialog, submit)

    def give_line(self, remedy: RemedyRow) -> None:
        """A granted remedy has been given."""
        self.act(carry_out_remedy, remedy.id, remedy.row_version)
