"""Step 1, *receive*: what was recorded at receipt, and fields for what is still missing there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.complaints.kinds import Channel
from models.complaints.rules import of_detail, receipt_gaps
from models.handling.steps import MOODS
from models.options.kinds import label
from models.options.rules import split_code
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.read_only import receipt_facts
from ui.pages.handling.view import CaseView
from ui.shared.finder_field import FinderField
from ui.widgets.cards import FactRow
from ui.widgets.choices import Check, Segmented
from ui.widgets.controls import LinkButton
from ui.widgets.fields import ChoiceField, LabeledField, LineField, Option, TextField
from ui.widgets.when import parse_when

# what is missing -> the fields that give it
_FIELDS: dict[str, tuple[str, ...]] = {
    "channel": ("channel",),
    "who": ("caller_name", "resident_id", "caller_phone", "anonymous"),
    "where": ("where_text",),
    "when": ("happened_text",),
    "words": ("words",),
    "asks_for": ("asks_for",),
    "category": ("category",),
    "urgency": ("urgency",),
    "mood": ("mood",),
}
URGENCIES = ("1", "2", "3", "4")


class ReceiveForm(CaseForm):
    """Asks for nothing that is known; *Correct* opens all fields."""

    step = "receive"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.everything = False
        self.known = FactRow(label_width=88)
        self.known.setObjectName("case.receive.known")
        self.column.addWidget(self.known)
        self.more = LinkButton(icon="square-pen")
        self.more.setObjectName("case.receive.correct")
        self.more.clicked.connect(self.open_all)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.channel, self.category = ChoiceField(), ChoiceField()
        self.urgency, self.mood = Segmented(), Segmented()
        self.put("channel", N_("How it came &in"), self.channel)
        self.resident = FinderField(context, "case.receive.resident_id.line", "resident")
        self.put("resident_id", N_("In the &directory"), self.resident, N_("name, phone or unit"))
        self.put("caller_name", N_("&Who complains"), LineField())
        self.put("caller_phone", N_("&Phone"), LineField())
        self.anonymous = Check()
        self.anonymous.setObjectName("case.receive.anonymous")
        self.bind("anonymous", self.anonymous)
        self.column.addWidget(self.anonymous)
        self.put("where_text", N_("W&here"), LineField())
        self.put("happened_text", N_("Since whe&n"), LineField())
        self.words = TextField(lines=3)
        self.put("words", N_("Thei&r words"), self.words)
        self.put("asks_for", N_("What they as&k for"), TextField(lines=1, max_lines=4))
        self.put("category", N_("Ca&tegory"), self.category)
        self.put("urgency", N_("&Urgency"), self.urgency)
        self.put("mood", N_("M&ood"), self.mood)
        self.retranslate()

    def begin(self) -> None:
        super().begin()
        self.everything = False

    def open_all(self) -> None:
        """Show every field: something that was recorded is not right."""
        self.everything = True
        self._show_needed()
        for name in ("where_text", "words", "channel"):
            field = self._fields[name]
            if isinstance(field, LabeledField) and field.isVisibleTo(self):
                field.field.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def show_case(self, case: object) -> None:
        assert isinstance(case, CaseView)
        first, self.view = self.view is None, case
        self._fill(case)
        if first or not self.is_dirty():
            self.set_values(self.recorded())
        self.retranslate()
        self._show_needed()

    def _fill(self, view: CaseView) -> None:
        language = self.context.texts.language
        options = []
        for row in view.categories.values():
            above = view.categories.get(row.parent_code or "")
            words = label(row, language)
            full = f"{label(above, language)} › {words}" if above else words
            if row.active:
                options.append(Option(row.code, full, f"{row.zh} {row.en}"))
        self.category.set_options(options)

    def recorded(self) -> dict[str, Any]:
        """What stands in the case, by field."""
        if self.view is None:
            return {}
        detail = self.view.file.case
        row = detail.row
        return {
            "channel": row.channel,
            "resident_id": row.resident_id,
            "caller_name": row.resident,
            "caller_phone": detail.caller_phone or (detail.phones[0] if detail.phones else ""),
            "anonymous": detail.anonymous,
            "where_text": detail.where_text or row.unit,
            "happened_text": detail.happened_text or self._moment(),
            "words": detail.words,
            "asks_for": detail.asks_for,
            "category": row.subcategory or row.category,
            "urgency": str(detail.urgency) if detail.urgency else None,
            "mood": row.mood,
        }

    def _moment(self) -> str:
        view = self.view
        at = view.file.case.happened_at if view else None
        return f"{at.astimezone(view.zone):%Y-%m-%d %H:%M}" if at and view else ""

    def corrections(self) -> dict[str, object]:
        """The columns that were written anew; ``where_text`` may still turn out to be a unit."""
        before, values = self.recorded(), self.values()
        changed = {name: value for name, value in values.items() if value != before.get(name)}
        fields: dict[str, object] = {}
        for name, value in changed.items():
            if name == "category" and value:
                fields["category"], fields["subcategory"] = split_code(str(value))
            elif name == "resident_id":
                if value:  # who is known there already is not taken out by an empty field
                    fields["resident_id"] = value
            elif name == "urgency" and value:
                fields["urgency"] = int(str(value))
            elif name == "happened_text":
                fields["happened_text"] = value
                moment = parse_when(str(value), self.local_now())
                fields["happened_at"] = moment.replace(tzinfo=self.context.desk.zone) if moment else None
            else:
                fields[name] = value
        return fields

    def facts(self) -> dict[str, Any]:
        return {}

    def gaps(self) -> tuple[str, ...]:
        if self.view is None:
            return ()
        owed = receipt_gaps(of_detail(self.view.file.case))
        values, before = self.values(), self.recorded()
        return tuple(
            gap
            for gap in owed
            if not any(values[name] and values[name] != before.get(name) for name in _FIELDS.get(gap, ()))
        )

    def lead_to(self, gap: str) -> bool:
        return super().lead_to(_FIELDS.get(gap, (gap,))[0])

    def focus_gap(self, gap: str) -> bool:
        return super().focus_gap(_FIELDS.get(gap, (gap,))[0])

    def _show_needed(self) -> None:
        if self.view is None:
            return
        owed = set(receipt_gaps(of_detail(self.view.file.case)))
        needed = {name for gap in owed for name in _FIELDS.get(gap, ())}
        resident = self.view.file.case.row.resident_id is not None
        for name, field in self._fields.items():
            fixed = resident and name in _FIELDS["who"]
            field.setVisible((name in needed or self.everything) and not fixed)
        self.more.setVisible(not self.everything)

    def say(self) -> None:
        texts = self.context.texts
        self.channel.set_options([(str(code), texts.word("channel", code)) for code in Channel])
        self.urgency.set_options([(code, texts.word("urgency", code)) for code in URGENCIES])
        self.mood.set_options([(mood, texts.word("mood", mood)) for mood in MOODS])
        self.resident.retranslate()
        self.anonymous.set_text(texts.t("Wants to stay anonymous"))
        self.more.set_text(texts.t("Correct something that was recorded"))
        if self.view is not None:
            self._fill(self.view)
            self.known.set_facts(receipt_facts(texts.current, self.view))

    def restore(self, written: Mapping[str, Any]) -> None:
        super().restore(written)
        self.everything = self.everything or bool(self.corrections())
        self._show_needed()
