"""Writing down a piece of work: what, where, for whom, how long, with what, and how one gets in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.kinds import Severity
from models.repairs.kinds import Access, OrderDraft, OrderKind
from ui.base.form import FieldProblem
from ui.context import Context
from ui.shared.finder_field import FinderField
from ui.shared.form_dialog import KeptForm
from ui.shared.local_time import local_now, to_instant, to_local
from ui.shared.order_start import OrderStart
from ui.shared.order_words import length_words
from ui.theme.current import theme
from ui.widgets.choices import Check, Segmented
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import ChoiceField, DateTimeField, LabeledField, LineField, TextField
from ui.widgets.spans_field import SpansField

ROWS = (
    ("title",),
    ("skill", "estimate_minutes"),
    ("text",),
    ("place_id", "where_text"),
    ("resident_id", "contact_name", "contact_phone"),
    ("access",),
    ("access_note", "pets"),
    ("windows",),
    ("parts_text", "safety"),
    ("severity", "kind"),
    ("due_at",),
    ("ready",),
)
_NARROW = frozenset({"estimate_minutes", "pets", "contact_phone"})
# Where the words of a problem of ``repairs.actions`` stand.
FIELD_OF: Mapping[str, str] = {
    "order.no_title": "title",
    "order.no_skill": "skill",
    "unknown.skill": "skill",
    "order.no_time": "estimate_minutes",
    "order.too_long": "estimate_minutes",
    "order.window": "windows",
    "order.window_past": "windows",
    "unknown.place": "place_id",
    "unknown.resident": "resident_id",
    "order.no_place": "place_id",
}


class OrderForm(KeptForm[OrderDraft, OrderStart]):
    """The fields of a work order. ``grown``: it needs another height."""

    grown = Signal()
    FIELD_OF = FIELD_OF

    def __init__(self, context: Context, start: OrderStart, parent: QWidget | None = None) -> None:
        super().__init__(context, start, parent)
        self.title, self.text = LineField(), TextField(lines=3, max_lines=6)
        self.skill, self.severity = ChoiceField(), Segmented(equal=True)
        self.estimate_minutes = DurationField()
        self.place_id = FinderField(context, "order.form.place_id", "place")
        self.resident_id = FinderField(context, "order.form.resident_id", "resident")
        self.where_text, self.contact_name, self.contact_phone = LineField(), LineField(), LineField()
        self.access, self.pets = Segmented(), Check()
        self.access_note, self.parts_text, self.safety = LineField(), TextField(lines=2), TextField(lines=2)
        self.windows = SpansField(self._now)
        self.kind, self.due_at = ChoiceField(), DateTimeField(now=self._now)
        self.ready = Check()
        self._held: dict[str, LabeledField] = {}
        for name in (name for row in ROWS for name in row):
            field = getattr(self, name)
            if not isinstance(field, FinderField):
                field.setObjectName(f"order.form.{name}")
            self._held[name] = LabeledField("", field)
            self.bind(name, self._held[name])
        for grower in (self.place_id, self.resident_id, self.windows):
            grower.grown.connect(self.grown)
        self._lay_out()
        self._held["ready"].setVisible(not start.order_id)
        self._held["due_at"].setVisible(start.draft.complaint_id is None)
        self.setFocusProxy(self.title)
        self._offer()
        self.load(start.draft)

    def _now(self) -> datetime:
        return local_now(self.context)

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(12))
        for row in ROWS:
            line = QHBoxLayout()
            line.setSpacing(px(12))
            for name in row:
                line.addWidget(self._held[name], 2 if name not in _NARROW else 1)
            column.addLayout(line)
        column.addStretch(1)

    # What it says

    def load(self, draft: OrderDraft) -> None:
        start = self.start
        self.place_id.show_choice(draft.place_id, start.place if draft.place_id is not None else "")
        self.resident_id.show_choice(
            draft.resident_id, start.resident if draft.resident_id is not None else ""
        )
        values = {name: getattr(draft, name) for name in self.values()}
        values["kind"], values["access"] = draft.kind.value, draft.access.value
        values["due_at"] = to_local(self.context, draft.due_at)
        values["windows"] = tuple(
            (to_local(self.context, begin), to_local(self.context, end)) for begin, end in draft.windows
        )
        self.set_values(values)

    def draft(self) -> OrderDraft:
        values, start = self.values(), self.start.draft
        spans = (
            (to_instant(self.context, begin), to_instant(self.context, end))
            for begin, end in values["windows"]
        )
        return replace(
            start,
            title=str(values["title"]),
            text=str(values["text"]),
            kind=OrderKind(values["kind"] or OrderKind.REPAIR),
            place_id=values["place_id"],
            where_text=str(values["where_text"]),
            resident_id=values["resident_id"],
            contact_name=str(values["contact_name"]),
            contact_phone=str(values["contact_phone"]),
            severity=values["severity"] or start.severity,
            skill=values["skill"],
            estimate_minutes=values["estimate_minutes"] or 0,
            parts_text=str(values["parts_text"]),
            safety=str(values["safety"]),
            access=Access(values["access"] or Access.ANY_TIME),
            access_note=str(values["access_note"]),
            pets=bool(values["pets"]),
            due_at=to_instant(self.context, values["due_at"]) if start.complaint_id is None else start.due_at,
            windows=tuple((begin, end) for begin, end in spans if begin is not None and end is not None),
            ready=bool(values["ready"]),
        )

    def problems(self) -> Sequence[FieldProblem]:
        t, values = self.context.texts.t, self.values()
        found = []

        def say(name: str, words: str) -> None:
            found.append(FieldProblem(name, words))

        if not values["title"]:
            say("title", t("Say in one line what is to be done."))
        if not values["skill"]:
            say("skill", t("Say which skill it needs."))
        if not self.estimate_minutes.is_valid() or not values["estimate_minutes"]:
            say("estimate_minutes", t("How long it takes, such as 90 or 1.5 h."))
        for name in ("place_id", "resident_id"):
            field = getattr(self, name)
            if field.value() is None and field.line.text().strip():
                say(name, t("Nothing of that name; choose one from the list."))
        windows = values["windows"]
        if not self.windows.is_valid() or any(begin is None or end is None for begin, end in windows):
            say("windows", t("Each line needs both times, such as 11-21 09:00 and 12:00."))
        elif any(end <= begin for begin, end in windows):
            say("windows", t("The end has to come after the beginning."))
        if not self.due_at.is_valid():
            say("due_at", t("Please write a time, such as 16:30."))
        return found

    # What is being written, as plain values

    def written(self) -> dict[str, Any]:
        """All values as JSON carries them; ids come with what they are called."""
        values = self.values()
        values["due_at"] = values["due_at"] and values["due_at"].isoformat()
        values["windows"] = [[one and one.isoformat() for one in span] for span in values["windows"]]
        values["labels"] = [str(self.place_id.line.value()), str(self.resident_id.line.value())]
        return values

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show again what was being written; it counts as edited."""
        values = {name: kept[name] for name in self.values() if name in kept}
        labels = kept.get("labels") or ["", ""]
        for field, name, label in zip(
            (self.place_id, self.resident_id), ("place_id", "resident_id"), labels, strict=True
        ):
            field.show_choice(values.pop(name, None), label)
        values["due_at"] = _moment(kept.get("due_at"))
        values["windows"] = tuple((_moment(begin), _moment(end)) for begin, end in kept.get("windows") or ())
        clean = self._clean
        self.set_values(values)
        self._clean = clean

    # Words

    def _offer(self) -> None:
        texts, language = self.context.texts, self.context.texts.language
        skills = [(row.code, row.label(language), f"{row.zh} {row.en}") for row in self.start.skills]
        choices: tuple[tuple[Any, Any], ...] = (
            (self.skill, skills),
            (self.severity, [(one.value, texts.word("severity", one)) for one in Severity]),
            (self.access, [(one.value, texts.word("access", one)) for one in Access]),
            (self.kind, [(one.value, texts.word("order_kind", one)) for one in OrderKind]),
        )
        for field, options in choices:
            value = field.value()
            field.set_options(options)
            field.set_value(value)

    def retranslate(self) -> None:
        t = self.context.texts.t
        words = {
            "title": t("&What is to be done"),
            "text": t("What the &technician should know"),
            "skill": t("S&kill"),
            "estimate_minutes": t("&Length"),
            "severity": t("How &grave"),
            "place_id": t("&Place"),
            "where_text": t("Wh&ere exactly"),
            "resident_id": t("&Resident"),
            "contact_name": t("Or whom to &ask for"),
            "contact_phone": t("Ph&one"),
            "access": t("&How one gets in"),
            "access_note": t("&Note on getting in"),
            "pets": "",
            "windows": t("At home, from and &until"),
            "parts_text": t("Parts and &material"),
            "safety": t("Safet&y"),
            "kind": t("K&ind of work"),
            "due_at": t("&Due by"),
            "ready": "",
        }
        for name, label in words.items():
            self._held[name].set_label(label)
        self._offer()
        self.pets.set_text(t("Pets at home"))
        self.ready.set_text(t("It can be scheduled at once"))
        self.windows.set_names(t("At home from"), t("At home until"), t("Choose the day in a calendar"))
        self.windows.set_placeholders(t("from, such as 11-21 09:00"), t("until, such as 12:00"))
        self.due_at.set_calendar_name(t("Choose the day in a calendar"))
        self.estimate_minutes.set_words(partial(length_words, self.context.texts.current))
        self.estimate_minutes.set_placeholder(t("90, 1.5 h"))
        for finder in (self.place_id, self.resident_id):
            finder.retranslate()
        if self.start.draft.complaint_id is not None:
            self.where_text.set_placeholder(t("as the case says"))


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None
