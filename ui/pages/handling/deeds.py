"""What is done about the steps: keep, finish, skip, go back, open again. Each write through one action at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from models.complaints.actions import correct
from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.directory.queries import resolve_unit
from models.handling.actions import (
    answer_proposal,
    approve_proposal,
    carried_out,
    finish_step,
    follow_up,
    offer_proposal,
    reopen,
    return_to,
    save_proposal,
    save_step,
    skip_step,
)
from models.handling.kinds import Answer, ProposalState
from models.handling.steps import BY_CODE
from resources.texts import N_
from ui.messages import Kind
from ui.pages.handling.asking import ask_reason, ask_reopen, ask_return
from ui.pages.handling.dialogs import FieldsDialog
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.forms.confirm import ConfirmForm
from ui.pages.handling.forms.follow_up import FollowUpForm
from ui.pages.handling.forms.propose import ProposeForm
from ui.pages.handling.forms.receive import ReceiveForm
from ui.pages.handling.view import CaseView

if TYPE_CHECKING:
    from ui.pages.handling.page import CasePage

Done = Callable[[Any], None]


def unit_id(text: str, session: Session) -> int | None:
    """The place that a text names, or ``None`` when it is no unit of ours."""
    try:
        return resolve_unit(session, text).id
    except UserProblem:
        return None


class Deeds(QObject):
    """Does what the buttons and keys of the page ask for."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self.page = page
        self.context = page.context

    # Common

    def act(self, action: Any, *args: Any, done: Done | None = None, **fields: Any) -> None:
        """Run an action; somebody else's change is told above the form, and nothing is lost."""
        self.page.run(action, *args, done=done, failed=self._failed, **fields)

    def _failed(self, problem: UserProblem) -> bool:
        self.page.be_busy(False)
        if isinstance(problem, ChangedMeanwhile):
            self.page.keeping.tell_changed()
            return True
        if problem.code == "step.gaps":
            gaps = problem.facts.get("gaps")
            if isinstance(gaps, tuple) and gaps and self.page.guide.lead_to(str(gaps[0])):
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

    # Keep

    def keep(self) -> None:
        """Keep what has been written so far; the step stays where it is."""
        form = self.form
        if form is None or not self.page.may_handle():
            return
        if isinstance(form, ProposeForm):
            self.keep_proposal()
        elif isinstance(form, ReceiveForm):
            self._correct(form, self._kept)
        elif isinstance(form, ConfirmForm):
            self.page.keeping.flush()
            self._kept(None)
        else:
            sent, facts = form.values(), form.facts()

            def saved(_: Any) -> None:
                form.was_kept(sent, facts)
                self._kept(None)

            self.act(save_step, self.view.id, self.view.version, facts, done=saved)

    def _kept(self, _: Any) -> None:
        if self.form is not None and not self.form.is_dirty():
            self.page.keeping.forget()
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Kept. You can go on at any time."))

    def keep_proposal(self) -> None:
        """Keep the version that is being written."""
        form = self.form
        if not isinstance(form, ProposeForm):
            return
        if not form.offers.value():
            form.lead_to("offers")
            return

        def saved(_: Any) -> None:
            form.mark_clean()
            self._kept(None)

        self.act(save_proposal, self.view.id, self.view.version, form.proposal(), done=saved)

    # Finish

    def finish(self) -> None:
        """Finish the step, or lead to what is missing."""
        form = self.form
        if form is None or not self.page.may_handle():
            return
        if not self.page.pane.shows_form():
            self.page.show_step(None)
            return
        if isinstance(form, FollowUpForm) and self._go_on_following(form):
            return
        gaps = form.gaps()
        if gaps:
            self.page.guide.lead_to(gaps[0])
        elif isinstance(form, ReceiveForm):
            self._correct(form, self._finish_now)
        elif isinstance(form, ProposeForm):
            self._tell_proposal(form)
        elif isinstance(form, ConfirmForm):
            self._answer(form)
        else:
            self._finish(form.facts())

    def _finish(self, facts: dict[str, Any], version: int | None = None) -> None:
        self.page.be_busy(True)
        known = self.view.version if version is None else None
        self.act(finish_step, self.view.id, known, facts, done=self._finished)

    def _finish_now(self, _: Any) -> None:
        """The last of several writes: the first has checked the version."""
        self.page.be_busy(True)
        self.act(finish_step, self.view.id, None, {}, done=self._finished)

    def _finished(self, number: Any) -> None:
        self.page.moved_on()
        if not number:
            row = self.view.file.case.row
            self.context.messages.tell(
                Kind.DONE, self.context.texts.t("{reference} is closed.", reference=row.reference)
            )

    def _correct(self, form: ReceiveForm, then: Done) -> None:
        fields: dict[str, Any] = form.corrections()
        if not fields:
            then(None)
            return
        where = str(fields.get("where_text") or "")

        def found(place: int | None) -> None:
            if place is not None:
                fields["place_id"] = place
                fields.pop("where_text", None)
            self.act(correct, self.view.id, self.view.version, done=corrected, **fields)

        def corrected(_: Any) -> None:
            form.mark_clean()
            then(None)

        if where:
            self.page.query(lambda session: unit_id(where, session), found)
        else:
            found(None)

    def _tell_proposal(self, form: ProposeForm) -> None:
        """Keep the version, note that the resident has been told, and go on."""
        case_id, draft = self.view.id, form.draft_row()
        if form.is_told():
            self._finish({})
            return

        def saved(proposal_id: Any) -> None:
            form.mark_clean()
            self.page.keeping.forget()
            if above:
                self._await_approval()
            else:
                self.act(offer_proposal, case_id, None, proposal_id, done=self._finish_now)

        above = form.needs_approval()
        if draft is not None and not form.is_dirty():
            saved(draft.id)
        else:
            self.act(save_proposal, case_id, self.view.version, form.proposal(), done=saved)

    def _await_approval(self) -> None:
        texts = self.context.texts
        self.context.messages.tell(
            Kind.NOTE,
            texts.t("Kept as a draft. It is above your limit."),
            texts.t("Once it is approved it can be told to the resident."),
        )

    def approve(self) -> None:
        """Approve the version that waits."""
        latest = self.view.file.latest_proposal()
        if latest is not None and latest.state == ProposalState.DRAFT:
            self.act(approve_proposal, self.view.id, self.view.version, latest.id)

    def _answer(self, form: ConfirmForm) -> None:
        latest = form.offered()
        if form.is_answered():
            self._finish({})
            return
        if latest is None or latest.state != ProposalState.OFFERED:
            texts = self.context.texts
            self.context.messages.tell(
                Kind.NOTE,
                texts.t("There is no proposal yet that could be answered."),
                texts.t("Go back to “Propose” and tell the resident one."),
            )
            return
        draft = form.answer_draft()
        refused = draft.answer == Answer.REFUSED

        def answered(value: Any) -> None:
            if refused:
                self.page.moved_on()
                words = self.context.texts.t("Noted. A new version can be written now.")
                self.context.messages.tell(Kind.DONE, words)
            else:
                form.mark_clean()
                self._finish_now(value)

        self.act(answer_proposal, self.view.id, self.view.version, latest.id, draft, done=answered)

    # Follow up

    def _go_on_following(self, form: FollowUpForm) -> bool:
        """What comes before closing; ``True`` when something of it was done or led to."""
        if not form.is_resolved():
            if form.facts().get("carried_out"):
                self.carry_out()
                return True
            return self.page.guide.lead_to("carried_out")
        if form.has_call() and form.may_call() and {"follow_up_call", "solved"} & set(form.gaps()):
            self.call()
            return True
        return False

    def carry_out(self) -> None:
        """The work is done: the case is resolved."""
        form = self.form
        if not isinstance(form, FollowUpForm):
            return
        text = str(form.facts().get("carried_out") or "")
        if not text:
            form.lead_to("carried_out")
            return
        sent, facts = form.values(), form.facts()

        def saved(_: Any) -> None:
            form.was_kept(sent, facts)
            self.act(carried_out, self.view.id, None, text, done=self._settle_draft)

        self.act(save_step, self.view.id, self.view.version, facts, done=saved)

    def _settle_draft(self, _: Any) -> None:
        if self.form is not None and not self.form.is_dirty():
            self.page.keeping.forget()

    def call(self) -> None:
        """Record the follow-up call."""
        form = self.form
        if not isinstance(form, FollowUpForm):
            return
        gap = form.call_gap()
        if gap:
            form.lead_to(gap)
            return
        draft = form.call_draft()

        def called(_: Any) -> None:
            if draft.back_to is not None:
                self.page.moved_on()

        self.act(follow_up, self.view.id, self.view.version, draft, done=called)

    # Skip, back, again

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
            self.act_for(dialog, skip_step, *args, done=self._finished, field="reason")

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
