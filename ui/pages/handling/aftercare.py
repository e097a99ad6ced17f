"""What comes after the work: second looks, corrections of calls, the second stage, repeats and their review."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.complaints.actions import link_repeat, unlink_repeat
from models.complaints.queries import case_id
from models.core.action import Outcome
from models.core.errors import UserProblem
from models.core.session import Session
from models.handling.actions import (
    acknowledge_appeal,
    answer_appeal,
    ask_appeal,
    assign_appeal,
    correct_follow_up,
    extend_appeal,
    review,
    second_look,
)
from models.handling.kinds import AppealRow
from resources.texts import N_
from ui.pages.handling.asking_after import (
    appeal_answer,
    ask_answer,
    ask_appeal_handler,
    ask_call,
    ask_repeat,
    ask_words,
    call_draft,
)
from ui.pages.handling.chain import ChainDialog
from ui.pages.handling.doing import Doing, Values
from ui.pages.handling.standing import last_call
from ui.shared.fields_dialog import FieldsDialog

_FIELDS = {"follow_up.solved_missing": "solved", "follow_up.way_missing": "way", "appeal.empty": "words"}


class Aftercare(Doing):
    """Asks, and writes what was answered."""

    # Calls

    def second_look(self) -> None:
        """Record the look after four weeks."""
        dialog = ask_call(self.context, self.page, self.view, "second_look")
        self.ask(dialog, partial(self._look, second_look, ()))

    def correct_call(self) -> None:
        """Correct the outcome of the latest call."""
        call = last_call(self.view)
        if call is not None:
            dialog = ask_call(self.context, self.page, self.view, "correct_call", call)
            self.ask(dialog, partial(self._look, correct_follow_up, (call.id,)))

    def _look(self, action: Any, more: tuple[int, ...], dialog: FieldsDialog, values: Values) -> None:
        try:
            # A correction may say what was said before; that has gone its way already.
            draft = call_draft(values, needs_way=not more and self._appeal() is None)
        except UserProblem as problem:
            dialog.refuse(self.context.texts.problem(problem), _FIELDS.get(problem.code, ""))
            return
        done = self._moved if draft.back_to is not None else None
        self.act_for(dialog, action, self.view.id, self.view.version, *more, draft, done=done, field="words")

    def _moved(self, _: Any) -> None:
        self.page.moved_on()

    # The second stage

    def ask_appeal(self) -> None:
        """The resident asks for another answer."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, ask_appeal, self.view.id, self.view.version, values["words"], field="words")

        title = N_("The resident asks for another answer")
        note = N_("Stage 2: somebody who never handled the case answers.")
        words = N_("Their &words")
        self.ask(ask_words(self.context, self.page, "appeal", title, N_("Note it"), words, note), submit)

    def appeal_acknowledge(self) -> None:
        """The resident knows that the appeal has arrived."""
        title = N_("Acknowledge the appeal")
        note = N_("The resident has been told that it has arrived, and who answers.")
        label, ok = N_("In w&ords"), N_("Acknowledged")
        dialog = ask_words(
            self.context, self.page, "appeal_acknowledge", title, ok, label, note, needed=False
        )
        self._about_appeal(dialog, acknowledge_appeal, "words")

    def appeal_assign(self) -> None:
        """Hand the appeal to somebody who never handled the case."""
        dialog = ask_appeal_handler(self.context, self.page, self.view)
        self._about_appeal(dialog, assign_appeal, "handler")

    def appeal_extend(self) -> None:
        """Take the longer time, once."""
        title = N_("Take longer for the answer")
        note = N_("Once only; the resident is told the reason.")
        dialog = ask_words(self.context, self.page, "appeal_extend", title, N_("Extend"), N_("&Reason"), note)
        self._about_appeal(dialog, extend_appeal, "words")

    def appeal_answer(self) -> None:
        """Answer the appeal."""
        appeal = self._appeal()
        if appeal is None:
            return

        def submit(dialog: FieldsDialog, values: Values) -> None:
            draft = appeal_answer(values)
            done = self._moved if draft.back_to is not None else None
            args = (appeal.id, appeal.row_version, draft)
            self.act_for(dialog, answer_appeal, *args, done=done, field="words")

        self.ask(ask_answer(self.context, self.page, appeal.words), submit)

    def _appeal(self) -> AppealRow | None:
        appeal = self.view.file.after.appeal
        return appeal if appeal is not None and appeal.answered_at is None else None

    def _about_appeal(self, dialog: FieldsDialog, action: Any, field: str) -> None:
        appeal = self._appeal()
        if appeal is None:
            dialog.deleteLater()
            return

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, action, appeal.id, appeal.row_version, values[field], field=field)

        self.ask(dialog, submit)

    # Repeats

    def chain(self) -> None:
        """Show the chain; a case of it can be opened."""
        if len(self.view.file.after.chain) < 2:
            return
        dialog = ChainDialog(self.context, self.page, self.view)
        dialog.opened.connect(self._open)
        dialog.unlinked.connect(self._unlink)
        dialog.open()

    def _open(self, complaint_id: int) -> None:
        self.context.navigation.navigate("case", id=complaint_id)

    def _unlink(self) -> None:
        self.act(unlink_repeat, self.view.id, self.view.version)

    def link(self) -> None:
        """Say by hand which earlier case this one repeats."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            args = (self.view.id, self.view.version, str(values["reference"]))
            self.act_for(dialog, link_to, *args, field="reference")

        self.ask(ask_repeat(self.context, self.page), submit)

    def review(self) -> None:
        """The manager's review of a chain."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, review, self.view.id, self.view.version, values["words"], field="words")

        title = N_("Review of a case that came back")
        note = N_("What is made of the root cause, and of what is done about it.")
        label = N_("&What you found")
        self.ask(ask_words(self.context, self.page, "review", title, N_("Reviewed"), label, note), submit)


def link_to(session: Session, complaint_id: int, version: int | None, reference: str) -> Outcome[None]:
    """Link a case to an earlier one by its reference."""
    return link_repeat(session, complaint_id, version, case_id(session.store, reference))
