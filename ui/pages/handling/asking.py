"""Makes the dialogs of the case page: which fields each has, and what their choices are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from models.complaints.kinds import Flag, Severity, Validity
from models.handling.steps import REMEDIES, STEPS
from resources.texts import N_
from ui.context import Context
from ui.language import TextsHolder
from ui.pages.handling.view import CaseView
from ui.shared.fields_dialog import FieldsDialog
from ui.widgets.choices import Check, Chips, Segmented
from ui.widgets.fields import ChoiceField, DateTimeField, LineField, MoneyField, Option, TextField

REOPEN_AT = ("gather", "propose")
SETTLED = ("kept", "broken", "withdrawn")
MOVED = "moved"


def local_now(context: Context) -> datetime:
    """The clock on the wall of the property."""
    return context.clock.now().astimezone(context.desk.zone).replace(tzinfo=None)


def words_of(field: Any, kind: str, codes: Iterable[str]) -> Callable[[TextsHolder], None]:
    """Fill a choice with the labels of codes whenever the language is set."""
    wanted = tuple(str(code) for code in codes)

    def speak(texts: TextsHolder) -> None:
        field.set_options([(code, texts.word(kind, code)) for code in wanted])

    return speak


def ask_reason(
    context: Context, parent: QWidget, name: str, title: str, ok: str, note: str = ""
) -> FieldsDialog:
    """A reason that everybody will see."""
    dialog = FieldsDialog(context, parent, name, title, ok)
    dialog.tell(note or N_("The reason stands in the history and in the report."))
    dialog.add("reason", N_("&Reason"), TextField(lines=2), needed=True)
    return dialog


def ask_return(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """To which earlier step, and why."""
    dialog = FieldsDialog(context, parent, "return", N_("Back to an earlier step"), N_("Go back"))
    dialog.tell(N_("What was written there is kept; the reason stands in the history."))
    step = ChoiceField()
    dialog.add("step", N_("&Step"), step, needed=True)
    dialog.speak(words_of(step, "step", [one.code for one in STEPS if one.number < view.step]))
    dialog.add("reason", N_("&Reason"), TextField(lines=2), needed=True)
    earlier = [one.code for one in STEPS if one.number < view.step]
    dialog.retranslate()
    dialog.set_values({"step": earlier[-1] if earlier else None})
    return dialog


def ask_reopen(context: Context, parent: QWidget) -> FieldsDialog:
    """Where to begin again, and why."""
    dialog = FieldsDialog(context, parent, "reopen", N_("Open this case again"), N_("Open again"))
    dialog.tell(N_("Within 14 days of closing. What was done before is kept."))
    step = Segmented()
    dialog.add("step", N_("&Begin again at"), step, needed=True)
    dialog.speak(words_of(step, "step", REOPEN_AT))
    dialog.add("reason", N_("&Reason"), TextField(lines=2), needed=True)
    dialog.retranslate()
    dialog.set_values({"step": REOPEN_AT[0]})
    return dialog


def ask_severity(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """Another severity, with its reason."""
    dialog = FieldsDialog(context, parent, "severity", N_("Change the severity"), N_("Change"))
    dialog.tell(N_("The times are reckoned anew from when the complaint was received."))
    field = Segmented()
    dialog.add("severity", N_("&Severity"), field, needed=True)
    dialog.speak(words_of(field, "severity_tag", Severity))
    dialog.add("reason", N_("&Reason"), TextField(lines=2), needed=True)
    dialog.retranslate()
    dialog.set_values({"severity": view.file.case.row.severity})
    return dialog


def ask_flags(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """The risk flags."""
    dialog = FieldsDialog(context, parent, "flags", N_("Risk flags"), N_("Set"))
    dialog.tell(N_("Media, petition and legal make a case major: a manager follows it up."))
    field = Chips()
    dialog.add("flags", N_("&Flags"), field)
    dialog.speak(words_of(field, "flag", Flag))
    dialog.retranslate()
    dialog.set_values({"flags": view.file.case.row.flags})
    return dialog


def ask_validity(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """Whether the complaint is justified."""
    dialog = FieldsDialog(context, parent, "validity", N_("Is the complaint justified?"), N_("Decide"))
    field = Segmented()
    dialog.add("validity", N_("&Decision"), field, needed=True)
    dialog.speak(words_of(field, "validity", (Validity.VALID, Validity.NOT_VALID, Validity.UNDECIDED)))
    dialog.add("reason", N_("&Reason"), TextField(lines=2))
    dialog.retranslate()
    detail = view.file.case
    dialog.set_values({"validity": detail.validity, "reason": detail.validity_reason})
    return dialog


def ask_handler(context: Context, parent: QWidget, view: CaseView) -> FieldsDialog:
    """Who handles the case from now on."""
    dialog = FieldsDialog(context, parent, "handler", N_("Hand the case on"), N_("Hand on"))
    field = ChoiceField()
    field.set_options([Option(one.id, one.name, one.login) for one in view.staff])
    dialog.add("handler", N_("&To whom"), field, needed=True)
    dialog.retranslate()
    dialog.set_values({"handler": view.file.case.row.handler_id})
    return dialog


def ask_comment(context: Context, parent: QWidget) -> FieldsDialog:
    """A note for colleagues."""
    dialog = FieldsDialog(context, parent, "comment", N_("A note for colleagues"), N_("Write it down"))
    dialog.add("text", N_("&Note"), TextField(lines=3), needed=True)
    return dialog


def ask_contact(context: Context, parent: QWidget, phone: str) -> FieldsDialog:
    """A conversation with the resident, or an attempt."""
    dialog = FieldsDialog(context, parent, "contact", N_("A talk with the resident"), N_("Note it"))
    dialog.tell(N_("Number: {phone}") if phone else "", phone=phone)
    channel, direction, reached = Segmented(tone="neutral"), Segmented(tone="neutral"), Check()
    dialog.add("summary", N_("&What was said"), TextField(lines=3), needed=True)
    dialog.add("channel", N_("&How"), channel)
    dialog.add("direction", N_("&Direction"), direction)
    dialog.add("missed", "", reached)
    dialog.speak(words_of(channel, "channel", ("phone", "visit", "messaging", "email", "letter")))
    dialog.speak(words_of(direction, "contact_direction", ("to_resident", "from_resident")))

    def speak(texts: TextsHolder) -> None:
        reached.set_text(texts.t("Not reached"))

    dialog.speak(speak)
    dialog.retranslate()
    dialog.set_values({"channel": "phone", "direction": "to_resident"})
    return dialog


def ask_remedy(context: Context, parent: QWidget, view: CaseView, left: str) -> FieldsDialog:
    """Something given on the spot."""
    dialog = FieldsDialog(context, parent, "remedy", N_("Make good first"), N_("Give it"))
    dialog.tell(N_("You may give {left} more in this case; above that a manager approves."), left=left)
    kind, amount = ChoiceField(), MoneyField()
    dialog.add("kind", N_("&What"), kind, needed=True)
    dialog.speak(words_of(kind, "remedy", [code for code in REMEDIES if code != "no_action"]))
    dialog.add("amount", N_("&Amount"), amount)
    dialog.add("text", N_("&In words"), LineField())
    dialog.retranslate()
    symbol = context.texts.current.money(0, view.currency).rstrip("0 ")
    amount.set_currency(symbol, 2)
    dialog.set_values({"kind": "fee_reduction"})
    return dialog


def ask_settle(context: Context, parent: QWidget, promise: str) -> FieldsDialog:
    """Whether a promise was kept."""
    dialog = FieldsDialog(context, parent, "settle", N_("Was it kept?"), N_("Settle it"))
    dialog.tell(N_("“{words}”"), words=promise)
    state = Segmented()
    dialog.add("state", N_("&The promise was"), state, needed=True)

    def speak(texts: TextsHolder) -> None:
        known = [(code, texts.word("promise_state", code)) for code in SETTLED]
        state.set_options([*known, (MOVED, texts.t("Another time"))])

    dialog.speak(speak)
    dialog.add("due", N_("Agreed &until"), DateTimeField(now=partial(local_now, context)))
    dialog.add("note", N_("&Note (needed when it was not kept)"), LineField())

    def look(chosen: object) -> None:
        dialog.show_field("due", chosen == MOVED)

    state.changed.connect(look)
    dialog.show_field("due", False)
    dialog.retranslate()
    dialog.set_values({"state": SETTLED[0]})
    return dialog


def ask_join(context: Context, parent: QWidget) -> FieldsDialog:
    """A further household complains of the same."""
    dialog = FieldsDialog(context, parent, "join", N_("Another home joins this case"), N_("Join"))
    dialog.add("unit", N_("&Unit"), LineField(), needed=True)
    dialog.add("name", N_("&Name"), LineField())
    dialog.add("phone", N_("&Phone"), LineField())
    dialog.add("words", N_("Their &words"), TextField(lines=2))
    return dialog


def ask_evidence(context: Context, parent: QWidget, count: int, known: str = "") -> FieldsDialog:
    """What the files are that are about to be added; or what one of them is that is there already."""
    title, ok = (N_("What this file is"), N_("Keep it")) if known else (N_("Add evidence"), N_("Add"))
    dialog = FieldsDialog(context, parent, "evidence", title, ok)
    dialog.tell(N_("File: {name}") if known else N_("Files: {count}"), count=count, name=known)
    kind = ChoiceField()
    dialog.add("kind", N_("&Kind"), kind, needed=True)
    kinds = ("photo", "chat_log", "meter_reading", "statement", "document", "recording", "other")
    dialog.speak(words_of(kind, "evidence_kind", kinds))
    dialog.add("note", N_("What it &shows"), LineField())
    dialog.retranslate()
    dialog.set_values({"kind": "photo"})
    return dialog
