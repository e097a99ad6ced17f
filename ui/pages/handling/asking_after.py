"""Dialogs about waiting, and about what comes after the work: calls, second looks, appeals, reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import ANSWERED, AppealAnswer, FollowOutcome, FollowUpDraft, FollowUpRow, Upheld
from models.handling.steps import BY_CODE
from models.incidents.kinds import IncidentRow
from models.timing.clock import pause_end
from models.timing.policy import Policy
from resources.texts import N_
from ui.context import Context
from ui.language import TextsHolder
from ui.pages.handling.asking import REOPEN_AT, local_now, words_of
from ui.pages.handling.view import CaseView
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.incident_words import incident_title
from ui.widgets.choices import Segmented
from ui.widgets.fields import ChoiceField, DateTimeField, LineField, Option, TextField

WAIT_FOR = (PauseReason.RESIDENT, PauseReason.THIRD_PARTY, PauseReason.PARTS)
STAGE2 = "stage2"


def _moment_field(context: Context) -> DateTimeField:
    return DateTimeField(now=partial(local_now, context))


# Waiting


def latest_end(policy: Policy, now: datetime) -> datetime:
    """When a pause that begins now ends whatever is expected: after 10 working days."""
    return pause_end(policy.office, now, now.replace(year=now.year + 1, day=min(now.day, 28)))


def ask_pause(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """What the case waits for, and until when."""
    dialog = FieldsDialog(context, parent, "pause", N_("Wait for somebody"), N_("Let the clocks stand still"))
    if view.policy is not None:
        at = latest_end(view.policy, view.now)
        last = context.texts.current.when(at, view.zone, view.now)
        dialog.tell(
            N_(
                "It goes on by itself at that time, and after 10 working days ({last}) at the latest. "
                "The first response never waits."
            ),
            last=last,
        )
    reason = Segmented()
    dialog.add("reason", N_("&What for"), reason, needed=True)
    dialog.speak(words_of(reason, "pause_reason", WAIT_FOR))
    dialog.add("until", N_("&Until when"), _moment_field(context), needed=True)
    dialog.add("text", N_("In w&ords"), LineField())
    dialog.retranslate()
    return dialog


def pause_draft(context: Context, values: dict[str, Any]) -> PauseDraft:
    """What the action takes."""
    until = values["until"].replace(tzinfo=context.desk.zone)
    return PauseDraft(PauseReason(values["reason"]), until, str(values["text"]))


def ask_arrived(context: Context, parent: QWidget) -> FieldsDialog:
    """When somebody came to the place."""
    dialog = FieldsDialog(context, parent, "arrived", N_("Somebody is on site"), N_("Note it"))
    dialog.add("at", N_("&Arrived at"), _moment_field(context), needed=True)
    dialog.retranslate()
    dialog.set_values({"at": local_now(context).replace(second=0, microsecond=0)})
    return dialog


# Calls


def ask_call(
    context: Context, parent: QWidget, view: CaseView, name: str, call: FollowUpRow | None = None
) -> FieldsDialog:
    """How a call ended: a second look, or the correction of what was noted."""
    correcting = call is not None
    title = N_("Correct the outcome of the call") if correcting else N_("Second look: has it stayed good?")
    dialog = FieldsDialog(context, parent, name, title, N_("Correct it") if correcting else N_("Record it"))
    if correcting:
        dialog.tell(N_("Within 12 hours. What it said before stays in the history."))
    outcome, solved, way = Segmented(), Segmented(), Segmented()
    dialog.add("outcome", N_("How the call &ended"), outcome, needed=True)
    dialog.speak(words_of(outcome, "follow_outcome", FollowOutcome))
    dialog.add("solved", N_("Is it truly &solved"), solved)
    dialog.add("way", N_("&Then"), way)
    dialog.speak(ways_on(solved, way, appeal=view.file.after.appeal is None))
    dialog.add("words", N_("What the resident sa&id"), TextField(lines=2))

    def look(_: object = None) -> None:
        answered = outcome.value() in {str(one) for one in ANSWERED}
        unhappy = solved.value() == "no" or outcome.value() == FollowOutcome.DISSATISFIED
        dialog.show_field("solved", answered)
        dialog.show_field("way", answered and unhappy)

    outcome.changed.connect(look)
    solved.changed.connect(look)
    dialog.WIDTH = 560
    dialog.retranslate()
    if call is not None:
        said = {True: "yes", False: "no", None: None}[call.solved]
        dialog.set_values({"outcome": call.outcome, "solved": said, "words": call.words})
    look()
    return dialog


def ways_on(solved: Segmented, way: Segmented, *, appeal: bool) -> Callable[[TextsHolder], None]:
    """Fill in what may follow: work that begins again, or the second stage where it is still open."""

    def speak(texts: TextsHolder) -> None:
        solved.set_options([("yes", texts.t("Yes, truly solved")), ("no", texts.t("No"))])
        options = [(code, texts.t("Again: {step}", step=texts.word("step", code))) for code in REOPEN_AT]
        way.set_options([*options, *([(STAGE2, texts.t("Stage 2"))] if appeal else [])])

    return speak


def call_draft(values: dict[str, Any], *, needs_way: bool) -> FollowUpDraft:
    """What the action takes. Raises ``follow_up.solved_missing``, ``follow_up.way_missing``."""
    outcome = FollowOutcome(str(values["outcome"]))
    if outcome not in ANSWERED:
        return FollowUpDraft(outcome, words=str(values["words"]))
    if values["solved"] is None:
        raise UserProblem("follow_up.solved_missing")
    solved, way = values["solved"] == "yes", values["way"]
    if needs_way and way is None and not solved:
        raise UserProblem("follow_up.way_missing")
    back = BY_CODE[way].number if way in REOPEN_AT else None
    return FollowUpDraft(outcome, solved, str(values["words"]), back_to=back, to_stage2=way == STAGE2)


# The second stage


def ask_words(
    context: Context, parent: QWidget, name: str, title: str, ok: str, label: str, note: str = "",
    *, needed: bool = True,
) -> FieldsDialog:  # fmt: skip
    """One field for words."""
    dialog = FieldsDialog(context, parent, name, title, ok)
    if note:
        dialog.tell(note)
    dialog.add("words", label, TextField(lines=3), needed=needed)
    dialog.retranslate()
    return dialog


def ask_appeal_handler(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """Who answers: only those who never handled the case."""
    dialog = FieldsDialog(context, parent, "appeal_assign", N_("Who answers the appeal"), N_("Hand it on"))
    dialog.tell(N_("Only those who never handled this case are offered."))
    field = ChoiceField()
    others = [one for one in view.staff if one.id not in view.handlers]
    field.set_options([Option(one.id, one.name, one.login) for one in others])
    dialog.add("handler", N_("&To whom"), field, needed=True)
    dialog.retranslate()
    return dialog


def ask_answer(context: Context, parent: QWidget, words: str) -> FieldsDialog:
    """The answer to an appeal."""
    dialog = FieldsDialog(context, parent, "appeal_answer", N_("Answer the appeal"), N_("Answer"))
    dialog.tell(N_("“{words}”"), words=words)
    upheld, way = Segmented(), Segmented()
    dialog.add("upheld", N_("The &appeal is"), upheld, needed=True)
    dialog.speak(words_of(upheld, "upheld", Upheld))
    dialog.add("words", N_("What the resident is &told"), TextField(lines=3), needed=True)
    dialog.add("way", N_("The &work"), way)

    def speak(texts: TextsHolder) -> None:
        again = [(code, texts.t("Again: {step}", step=texts.word("step", code))) for code in REOPEN_AT]
        way.set_options([("none", texts.t("Stays as it is")), *again])

    dialog.speak(speak)
    dialog.WIDTH = 520
    dialog.retranslate()
    dialog.set_values({"way": "none"})
    return dialog


def appeal_answer(values: dict[str, Any]) -> AppealAnswer:
    """What the action takes."""
    way = str(values["way"])
    back = BY_CODE[way].number if way in REOPEN_AT else None
    return AppealAnswer(Upheld(str(values["upheld"])), str(values["words"]), back)


# Other cases


def ask_incident(context: Context, parent: QWidget, rows: Iterable[IncidentRow]) -> FieldsDialog:
    """Which outage or shared cause the case belongs to."""
    dialog = FieldsDialog(context, parent, "incident", N_("Part of an outage or a shared cause"), N_("Join"))
    field = ChoiceField()
    found = tuple(rows)
    texts = context.texts.current
    field.set_options([Option(row.id, incident_title(texts, row), row.say) for row in found])
    dialog.add("incident", N_("&Which one"), field, needed=True)
    dialog.retranslate()
    if found:
        dialog.set_values({"incident": found[0].id})
    return dialog


def ask_repeat(context: Context, parent: QWidget) -> FieldsDialog:
    """Which earlier case this one repeats."""
    dialog = FieldsDialog(context, parent, "repeat", N_("This repeats an earlier case"), N_("Link them"))
    dialog.tell(N_("The earlier one is closed. Its reference stands on its report and in the list."))
    dialog.add("reference", N_("&Reference of the earlier case"), LineField(), needed=True)
    dialog.retranslate()
    return dialog
