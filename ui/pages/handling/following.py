"""The last step: the work is done, somebody else asks, the case can close."""

from __future__ import annotations

from typing import Any

from models.handling.actions import carried_out, follow_up, save_step
from ui.pages.handling.forms.follow_up import FollowUpForm
from ui.pages.handling.moving import Moving


class Following(Moving):
    """Carries out and calls."""

    def go_on_following(self, form: FollowUpForm) -> bool:
        """What comes before closing; ``True`` when something of it was done or led to."""
        if not form.is_resolved():
            if form.facts().get("carried_out"):
                self.carry_out()
                return True
            return self.page.lead_to("carried_out")
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
            self.page.forget_draft()

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
