"""Keeping and finishing the current step, each in the way that its form asks for."""

from __future__ import annotations

from typing import Any

from models.complaints.actions import correct
from models.core.errors import UserProblem
from models.core.session import Session
from models.directory.queries import resolve_unit
from models.handling.actions import (
    answer_proposal,
    approve_proposal,
    finish_step,
    offer_proposal,
    save_proposal,
    save_step,
)
from models.handling.kinds import Answer, ProposalState
from ui.messages import Kind
from ui.pages.handling.doing import Done
from ui.pages.handling.following import Following
from ui.pages.handling.forms.confirm import ConfirmForm
from ui.pages.handling.forms.follow_up import FollowUpForm
from ui.pages.handling.forms.propose import ProposeForm
from ui.pages.handling.forms.receive import ReceiveForm


def unit_id(text: str, session: Session) -> int | None:
    """The place that a text names, or ``None`` when it is no unit of ours."""
    try:
        return resolve_unit(session, text).id
    except UserProblem:
        return None


class Finishing(Following):
    """What Keep and Finish do."""

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
            self.page.keep_draft()
            self._kept(None)
        else:
            sent, facts = form.values(), form.facts()

            def saved(_: Any) -> None:
                form.was_kept(sent, facts)
                self._kept(None)

            self.act(save_step, self.view.id, self.view.version, facts, done=saved)

    def _kept(self, _: Any) -> None:
        if self.form is not None and not self.form.is_dirty():
            self.page.forget_draft()
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

    def finish(self) -> None:
        """Finish the step, or lead to what is missing."""
        form = self.form
        if form is None or not self.page.may_handle():
            return
        if not self.page.pane.shows_form():
            self.page.show_step(None)
            return
        if isinstance(form, FollowUpForm) and self.go_on_following(form):
            return
        gaps = form.gaps()
        if gaps:
            self.page.lead_to(gaps[0])
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
        self.act(finish_step, self.view.id, known, facts, done=self.was_finished)

    def _finish_now(self, _: Any) -> None:
        """The last of several writes: the first has checked the version."""
        self.page.be_busy(True)
        self.act(finish_step, self.view.id, None, {}, done=self.was_finished)

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
            self.page.forget_draft()
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
