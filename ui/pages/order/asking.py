"""Makes the small dialogs of an order: which fields each has, and what their choices are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from models.repairs.kinds import CostKind, WaitsFor
from models.stock.kinds import PartRow
from resources.texts import N_
from ui.context import Context
from ui.language import TextsHolder
from ui.pages.order.lines import LabourLine, PartLine, part_label
from ui.pages.order.view import OrderView
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.local_time import local_now
from ui.shared.order_words import length_words
from ui.shared.places_and_money import money_sign
from ui.widgets.choices import Check, Segmented
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import ChoiceField, DateTimeField, LineField, MoneyField, TextField

_ROOM = "order"


def _dialog(context: Context, parent: QWidget, name: str, title: str, ok: str) -> FieldsDialog:
    return FieldsDialog(context, parent, name, title, ok, _ROOM)


def ask_words(
    context: Context, parent: QWidget, name: str, title: str, ok: str, note: str = "", *, needed: bool = True
) -> FieldsDialog:
    """A few words of why."""
    dialog = _dialog(context, parent, name, title, ok)
    if note:
        dialog.tell(note)
    dialog.add("words", N_("&Reason") if needed else N_("&Note"), TextField(lines=3), needed=needed)
    return dialog


def ask_wait(context: Context, parent: QWidget) -> FieldsDialog:
    """What it waits for, until when, and why."""
    dialog = _dialog(context, parent, "wait", N_("Let it wait"), N_("Let it wait"))
    dialog.tell(N_("A slot that it had is free again."))
    waits, until = Segmented(equal=True), DateTimeField(now=partial(local_now, context))
    dialog.add("waits_for", N_("It waits &for"), waits, needed=True)

    def speak(texts: TextsHolder) -> None:
        waits.set_options([(one.value, texts.word("waits_for", one)) for one in WaitsFor])
        until.set_placeholder(texts.t("nobody knows yet"))

    dialog.speak(speak)
    dialog.add("until", N_("&Until"), until)
    dialog.add("words", N_("&Reason"), TextField(lines=2), needed=True)
    dialog.retranslate()
    dialog.set_values({"waits_for": WaitsFor.PARTS.value})
    return dialog


def ask_moment(context: Context, parent: QWidget, name: str, title: str) -> FieldsDialog:
    """When it really was."""
    dialog = _dialog(context, parent, name, title, N_("Note it"))
    dialog.add("at", N_("&When"), DateTimeField(now=partial(local_now, context)), needed=True)
    dialog.set_values({"at": local_now(context).replace(second=0, microsecond=0)})
    return dialog


def ask_check(context: Context, parent: QWidget) -> FieldsDialog:
    """Whether the work is right; what is not owes a word, and somebody comes again."""
    dialog = _dialog(context, parent, "check", N_("Is the work right"), N_("Checked"))
    fine, again = Segmented(equal=True), Check()
    dialog.add("fine", N_("The &work is"), fine, needed=True)
    dialog.add("words", N_("&What is not right, or a note"), TextField(lines=3))
    dialog.add("again", "", again)

    def speak(texts: TextsHolder) -> None:
        fine.set_options([("yes", texts.t("right")), ("no", texts.t("not right"))])
        again.set_text(texts.t("Somebody comes again"))

    dialog.speak(speak)
    dialog.retranslate()
    dialog.set_values({"fine": "yes"})
    dialog.show_field("again", False)

    def turned(_value: object) -> None:
        wrong = fine.value() == "no"
        dialog.show_field("again", wrong)
        again.set_value(wrong)

    fine.changed.connect(turned)
    return dialog


def ask_cost(context: Context, parent: QWidget, view: OrderView) -> FieldsDialog:
    """An invoice of a contractor, or another cost."""
    dialog = _dialog(context, parent, "cost", N_("Invoice or cost"), N_("Add it"))
    kind, firm, money = Segmented(equal=True), ChoiceField(), MoneyField()
    money.set_currency(*money_sign(context.texts.current, view.currency))
    dialog.add("kind", N_("&Kind"), kind, needed=True)
    dialog.add("contractor", N_("&Contractor"), firm)
    dialog.add("number", N_("&Number of the invoice"), LineField())
    dialog.add("amount", N_("&Amount"), money, needed=True)
    dialog.add("words", N_("&For what"), TextField(lines=2))

    def speak(texts: TextsHolder) -> None:
        kind.set_options([(one.value, texts.word("cost_kind", one)) for one in CostKind])

    dialog.speak(speak)
    firm.set_options([(str(one.id), one.name) for one in view.contractors])
    dialog.retranslate()
    technician = next((one for one in view.technicians if one.id == view.row.technician_id), None)
    sent = technician.contractor_id if technician is not None else None
    dialog.set_values({"kind": CostKind.INVOICE.value, "contractor": None if sent is None else str(sent)})
    return dialog


def ask_labour(context: Context, parent: QWidget, view: OrderView) -> FieldsDialog:
    """Somebody's time."""
    dialog = _dialog(context, parent, "labour", N_("Working time"), N_("Note it"))
    line = LabourLine(partial(local_now, context))
    line.who.set_options([(str(one.id), one.name) for one in view.crew])
    dialog.add("line", N_("&Who worked, from when to when"), line)

    def speak(texts: TextsHolder) -> None:
        line.who.setAccessibleName(texts.t("Who worked"))
        line.who.set_placeholder(texts.t("Who worked"))
        calendar = texts.t("Choose the day in a calendar")
        line.span.set_names(texts.t("Worked from"), texts.t("Worked until"), calendar)
        line.span.set_placeholders(texts.t("from"), texts.t("until"))

    dialog.speak(speak)
    if view.row.technician_id is not None:
        line.who.set_value(str(view.row.technician_id))
    return dialog


def ask_part(context: Context, parent: QWidget, parts: Sequence[PartRow]) -> FieldsDialog:
    """A part that was taken from the store."""
    dialog = _dialog(context, parent, "part", N_("Part used"), N_("Take it from the store"))
    line = PartLine()

    def speak(texts: TextsHolder) -> None:
        value = line.value()
        line.part.set_options([(str(one.id), part_label(texts.current, one), one.code) for one in parts])
        line.set_value(value)
        line.part.setAccessibleName(texts.t("Part"))
        line.part.set_placeholder(texts.t("Part from the store"))
        line.pieces.setAccessibleName(texts.t("Pieces"))

    dialog.add("line", N_("&Which part, and how many"), line)
    dialog.speak(speak)
    return dialog


def ask_reading(context: Context, parent: QWidget) -> FieldsDialog:
    """Something that was measured."""
    dialog = _dialog(context, parent, "reading", N_("Reading"), N_("Note it"))
    dialog.add("name", N_("&What was measured"), LineField(), needed=True)
    dialog.add("figure", N_("&Value"), LineField(), needed=True)
    dialog.add("unit", N_("&Unit of measure"), LineField())
    return dialog


def ask_split(context: Context, parent: QWidget, view: OrderView) -> FieldsDialog:
    """How much of it stays in this order."""
    dialog = _dialog(context, parent, "split", N_("Split the work"), N_("Split it"))
    dialog.tell(N_("The rest becomes an order of its own, with a slot of its own."))
    minutes = DurationField()
    dialog.add("minutes", N_("&This part takes"), minutes, needed=True)

    def speak(texts: TextsHolder) -> None:
        minutes.set_words(partial(length_words, texts.current))

    dialog.speak(speak)
    dialog.set_values({"minutes": max(1, view.row.estimate_minutes // 2)})
    return dialog
