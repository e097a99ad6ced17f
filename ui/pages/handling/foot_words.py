"""What the foot of the case page says and offers, for the step in sight."""

from __future__ import annotations

from models.complaints.kinds import Status
from models.core.permissions import Permission
from models.handling.steps import CONFIRM, LAST, PROPOSE, step_of
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.bottom import CaseFoot
from ui.pages.handling.step_pane import StepPane
from ui.pages.handling.view import CaseView


def show_foot(context: Context, foot: CaseFoot, pane: StepPane, view: CaseView) -> None:
    """Offer the ways on that there are now, and say what is missing."""
    may = context.desk.may(Permission.HANDLE)
    working = pane.shows_form() and may
    row = view.file.case.row
    gone = row.status in (Status.MERGED, Status.CANCELLED)
    foot.retranslate(finish_words(context.texts.current, view))
    foot.show_ways(
        working=working,
        back=view.is_open and view.step > 1 and may,
        skip=working and view.step > 1,
        current=view.is_open and not pane.shows_form(),
        reopen=row.closed_at is not None and not gone and context.desk.may(Permission.REOPEN),
    )
    show_gaps(context, foot, pane, view)


def show_gaps(context: Context, foot: CaseFoot, pane: StepPane, view: CaseView) -> None:
    """Name what the step still owes, or say why nothing can be done here."""
    texts, row = context.texts.current, view.file.case.row
    if pane.form is not None and pane.shows_form():
        foot.show_gaps(pane.form.gaps())
    elif row.closed_at is not None:
        reason = view.file.case.close_reason
        words = texts.t("Closed {when}", when=texts.when(row.closed_at, view.zone, view.now))
        said = texts.word("close_reason", reason) if reason else ""
        foot.say(" · ".join(part for part in (words, said) if part), "circle-check")
    elif not view.is_open:
        foot.say(texts.t("Imported from earlier records; no step was recorded here."))
    else:
        now = texts.word("step", step_of(view.step).code)
        foot.say(texts.t("You are reading. The case stands at “{step}”.", step=now), "eye")


def finish_words(texts: Texts, view: CaseView) -> str:
    """Where finishing the current step leads."""
    if view.step == LAST:
        done = view.file.case.row.resolved_at is not None
        return texts.t("Close the case") if done else texts.t("It is done: resolved")
    if view.step == PROPOSE:
        return texts.t("Told to the resident, go on")
    if view.step == CONFIRM:
        return texts.t("Note the answer, go on")
    letters = view.file.case.row.steps
    rest = [n for n in range(1, LAST + 1) if letters[n - 1] not in "ds" and n != view.step]
    if not rest or not view.step:
        return texts.t("Finish")
    return texts.t("Finish, next: {step}", step=texts.word("step", step_of(rest[0]).code, inside=True))
