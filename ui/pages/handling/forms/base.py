"""What the forms of the eight steps share: facts in and out, what is missing, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.clock import from_millis, to_millis
from models.handling.kinds import Facts, FactValue
from models.handling.rules import fact_gaps, record_gaps
from models.handling.steps import BY_CODE, Fact
from ui.base.form import FieldProblem
from ui.base.step import StepForm
from ui.base.values import inner, write
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.fields import DateTimeField, LabeledField, TextField


class CaseForm(StepForm):
    """A step's form on the case page.

    Fields are bound under the names of the step's facts, so that what is missing leads to its field by name.
    """

    number = 0

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.number = BY_CODE[self.step].number
        self.setObjectName(f"case.{self.step}")
        self.view: CaseView | None = None
        self.words: TextField | None = None
        self._base: dict[str, FactValue] = {}
        self._labels: list[tuple[LabeledField, str, str]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().px(12))

    # Building

    def bind(self, name: str, field: QWidget) -> None:
        super().bind(name, field)
        if isinstance(choice := inner(field), Segmented):
            # Long words are cut short rather than pushing the form under the coach.
            choice.setMinimumWidth(theme().px(240))

    def add(self, name: str, label: str, field: QWidget, hint: str = "") -> LabeledField:
        """Make and bind a labelled field; ``label`` and ``hint`` are msgids. The caller lays it out."""
        field.setObjectName(f"case.{self.step}.{name}")
        held = LabeledField("", field)
        held.setObjectName(f"case.{self.step}.{name}.box")
        self.bind(name, held)
        self._labels.append((held, label, hint))
        return held

    def put(self, name: str, label: str, field: QWidget, hint: str = "") -> LabeledField:
        """The same, below what is there."""
        held = self.add(name, label, field, hint)
        self.column.addWidget(held)
        return held

    def when_field(self) -> DateTimeField:
        """A field for a moment of the property's own time."""
        return DateTimeField(now=self.local_now)

    def local_now(self) -> datetime:
        """The clock on the wall of the property."""
        return self.context.clock.now().astimezone(self.context.desk.zone).replace(tzinfo=None)

    def retranslate(self) -> None:
        t = self.context.texts.t
        for held, label, hint in self._labels:
            held.set_label(t(label))
            if hint:
                held.set_hint(t(hint))
            if isinstance(held.field, DateTimeField):
                held.field.set_calendar_name(t("Choose the day in a calendar"))
        self.say()

    def say(self) -> None:
        """Set the words that are no labels."""

    def title(self) -> str:
        return self.context.texts.word("step_title", self.step)

    # Facts

    def facts(self) -> dict[str, Any]:
        values = self.values()
        zone = self.context.desk.zone
        return {
            fact.name: to_fact(fact, values[fact.name], zone)
            for fact in BY_CODE[self.step].facts
            if fact.name in values
        }

    def show_case(self, case: object) -> None:
        """Take a case. What was written here and not yet kept stays; what others kept meanwhile comes in."""
        assert isinstance(case, CaseView)
        first, self.view = self.view is None, case
        self.prepare(case, first)
        record = case.current()
        fresh = dict(record.facts) if record is not None else {}
        if first or not self.is_dirty():
            self._load_facts(fresh)
        else:
            self._merge(fresh)
        self._base = fresh
        self.retranslate()

    def begin(self) -> None:
        """Forget the case before: the form is used again for another one, or for a further round."""
        self.view = None
        self._base = {}
        self.set_values(dict.fromkeys(self._fields))

    def prepare(self, case: CaseView, first: bool) -> None:
        """Fill choices and defaults before the facts come in."""

    def defaults(self) -> Mapping[str, FactValue]:
        """Facts to begin with where nothing has been written."""
        return {}

    def _load_facts(self, facts: Facts) -> None:
        shown = {**self.defaults(), **facts}
        zone = self.context.desk.zone
        known = BY_CODE[self.step].facts
        self.set_values({one.name: to_value(one, shown.get(one.name), zone) for one in known})

    def _merge(self, fresh: Facts) -> None:
        """Somebody else kept something: take it where nothing was written here, show it where both wrote."""
        mine = self.facts()
        zone = self.context.desk.zone
        for fact in BY_CODE[self.step].facts:
            if fact.name not in self._fields or fresh.get(fact.name) == self._base.get(fact.name):
                continue
            theirs = to_value(fact, fresh.get(fact.name), zone)
            if mine.get(fact.name) == to_fact(fact, to_value(fact, self._base.get(fact.name), zone), zone):
                self.put_value(fact.name, theirs)
            elif isinstance(held := self._fields[fact.name], LabeledField) and isinstance(theirs, str):
                held.set_error(self.context.texts.t("A colleague wrote here: {words}", words=theirs))

    def put_value(self, name: str, value: object) -> None:
        """Set one field without making the form clean."""
        self._loading = True
        try:
            write(inner(self._fields[name]), value)
        finally:
            self._loading = False

    # Drafts

    def written(self) -> dict[str, Any]:
        """All that stands in the form, as JSON can carry it."""
        return {name: encoded(value) for name, value in self.values().items()}

    def restore(self, written: Mapping[str, Any]) -> None:
        """Bring back what was written; the form counts as written in."""
        for name, value in written.items():
            if name in self._fields:
                self.put_value(name, decoded(value))
        self.changed.emit()

    def was_kept(self, sent: Mapping[str, Any], facts: Facts) -> None:
        """``sent`` has been kept; what was written since then has not."""
        self._clean = dict(sent)
        self._base = {**self._base, **facts}

    def start_over(self) -> None:
        """Throw away what was written: the form shows what has been kept."""
        self.mark_clean()
        if self.view is not None:
            self.show_case(self.view)
        self.changed.emit()

    # What is missing

    def gaps(self) -> tuple[str, ...]:
        """What this step still owes, as the form stands now."""
        owed = fact_gaps(self.number, {**self._base, **self.facts()})
        return owed + (record_gaps(self.number, self.view.state()) if self.view else ())

    def lead_to(self, gap: str) -> bool:
        """Take the focus to what is missing and say so beside it; ``False`` when it is not in this form."""
        if gap not in self._fields:
            return False
        self.show_problems([FieldProblem(gap, self.context.texts.t("This is still missing."))])
        return True

    def focus_gap(self, gap: str) -> bool:
        """Begin where the first thing is missing, without a word about it."""
        field = self._fields.get(gap)
        if field is None or not field.isVisibleTo(self):
            return False
        inner(field).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def insert_phrase(self, words: str) -> bool:
        field = self.words
        if field is None:
            return False
        text = field.toPlainText()
        gap = "" if not text or text.endswith(("\n", " ")) else "\n"
        field.insert_words(gap + words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def to_fact(fact: Fact, value: Any, zone: Any) -> FactValue:
    """What stands in a field, as the store keeps it."""
    match fact.shape:
        case "text":
            return str(value or "").strip()
        case "flag":
            return bool(value)
        case "codes" | "texts":
            return [str(one) for one in value or ()]
        case "instant":
            return to_millis(value.replace(tzinfo=zone)) if isinstance(value, datetime) else None
        case _:
            return value if isinstance(value, (str, int)) else None


def to_value(fact: Fact, kept: Any, zone: Any) -> Any:
    """What the store keeps, as a field shows it."""
    match fact.shape:
        case "instant":
            return from_millis(kept).astimezone(zone).replace(tzinfo=None) if kept else None
        case "codes" | "texts":
            return tuple(kept or ())
        case "flag":
            return bool(kept)
        case "text":
            return kept or ""
        case _:
            return kept


def encoded(value: Any) -> Any:
    """A value of a field for the draft."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def decoded(value: Any) -> Any:
    """A value of a field from the draft."""
    if isinstance(value, dict) and set(value) == {"at"}:
        return datetime.fromisoformat(value["at"])
    return tuple(value) if isinstance(value, list) else value
