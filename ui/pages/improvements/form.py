"""Every column of the register as fields (process.md, section 5). The cases of the period are counted as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.session import Session
from models.improvements.kinds import ImprovementDraft, Scope
from models.improvements.queries import count_cases
from models.improvements.rules import HARDEST, MOST_WHYS
from ui.base.form import FieldProblem
from ui.context import Context
from ui.pages.improvements.form_words import FIELD_OF, ROWS, labels, problems_of
from ui.pages.improvements.start import Start, matched
from ui.shared.day_field import DayField
from ui.shared.form_dialog import KeptForm
from ui.shared.unsaved import pack, unpack
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.fields import ChoiceField, LabeledField, LineField, MoneyField, TextField
from ui.widgets.number_field import NumberField

_WIDE = frozenset({"title", "subcategory", "cause", "department", "ask"})
_SCOPE = ("category", "subcategory", "cause", "building_id", "target_percent")


class ImprovementForm(KeptForm[ImprovementDraft, Start]):
    """``grown``: it needs another height."""

    grown = Signal()
    FIELD_OF = FIELD_OF

    def __init__(self, context: Context, start: Start, parent: QWidget | None = None) -> None:
        super().__init__(context, start, parent)
        self._counted: int | None = None
        self._fields_by_name = self._make()
        self._held: dict[str, LabeledField] = {}
        for name in (name for row in ROWS for name in row):
            field = self._fields_by_name[name]
            field.setObjectName(f"improvements.form.{name}")
            self._held[name] = LabeledField("", field)
            self.bind(name, self._held[name])
        self._lay_out()
        self._offer()
        self.load(start.draft)
        self._fix()
        self.changed.connect(self._count)
        self._fields_by_name["category"].changed.connect(self._offer_sub)
        self.setFocusProxy(self._fields_by_name["title"])
        self._count()

    def _make(self) -> dict[str, Any]:
        day = partial(DayField, self.context)
        stem = "improvements.form"
        return {
            "title": LineField(), "category": ChoiceField(), "subcategory": ChoiceField(), "cause": ChoiceField(),
            "building_id": ChoiceField(), "period_from": day(f"{stem}.period_from.day"),
            "period_to": day(f"{stem}.period_to.day"), "root_cause": TextField(lines=2, max_lines=5),
            "whys": TextField(lines=3, max_lines=6), "plan_short": TextField(lines=2, max_lines=5),
            "tasks_now": TextField(lines=2, max_lines=8), "plan_long": TextField(lines=2, max_lines=5),
            "tasks_later": TextField(lines=2, max_lines=8), "difficulty": Segmented(equal=True),
            "due_on": day(f"{stem}.due_on.day"), "target_percent": NumberField(1, most=100),
            "owner_id": ChoiceField(), "department": LineField(), "department_owner": LineField(),
            "when_overdue": LineField(), "evidence": TextField(lines=2, max_lines=5),
            "ask": LineField(), "ask_minor": MoneyField(self.start.sign),
        }  # fmt: skip

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(12))
        for row in ROWS:
            line = QHBoxLayout()
            line.setSpacing(px(12))
            for name in row:
                line.addWidget(self._held[name], 2 if name in _WIDE else 1)
            column.addLayout(line)
        column.addStretch(1)

    def _fix(self) -> None:
        """What is in force is measured by what was said: those fields are read only."""
        for name in _SCOPE:
            self._fields_by_name[name].setEnabled(not self.start.fixed)

    # What it says

    def load(self, draft: ImprovementDraft) -> None:
        values = {name: getattr(draft, name) for name in self.values() if hasattr(draft, name)}
        values["whys"] = "\n".join(draft.whys)
        values["ask_minor"] = draft.ask_minor or None
        for name, long_term in (("tasks_now", False), ("tasks_later", True)):
            values[name] = "\n".join(one.text for one in draft.tasks if one.long_term is long_term)
        self._offer_sub(draft.category)
        self.set_values(values)

    def draft(self) -> ImprovementDraft:
        values, start = self.values(), self.start.draft
        known = self.start.tasks
        tasks = (
            *matched(_lines(values["tasks_now"]), False, known),
            *matched(_lines(values["tasks_later"]), True, known),
        )
        plain = {name: values[name] for name in values if hasattr(start, name)}
        plain["whys"] = _lines(values["whys"])
        plain["ask_minor"] = values["ask_minor"] or 0
        return replace(start, **{**plain, "tasks": tasks})

    def problems(self) -> Sequence[FieldProblem]:
        invalid = frozenset(
            name
            for name, field in self._fields_by_name.items()
            if hasattr(field, "is_valid") and not field.is_valid()
        )
        values = self.values()
        found = problems_of(self.context.texts.current, values, invalid)
        if len(_lines(values["whys"])) > MOST_WHYS:
            found.append(
                FieldProblem(
                    "whys", self.context.texts.current.problem("improvement.whys", {"most": MOST_WHYS})
                )
            )
        return found

    def start_again(self, start: Start) -> None:
        super().start_again(start)
        self._fix()

    # What is being written, as plain values

    def written(self) -> dict[str, Any]:
        """All values as JSON carries them."""
        kept = pack(self.values())
        assert isinstance(kept, dict)
        return kept

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show again what was being written; it counts as edited."""
        found = unpack(dict(kept))
        values = {name: found[name] for name in self.values() if name in found}
        clean = self._clean
        self._offer_sub(values.get("category"))
        self.set_values(values)
        self._clean = clean
        self._count()

    # The cases of the period

    def _count(self) -> None:
        values = self.values()
        first, last = values["period_from"], values["period_to"]
        scope = Scope(values["category"], values["subcategory"], values["cause"], values["building_id"])
        known = isinstance(first, date) and isinstance(last, date) and first <= last
        if not known or not (scope.category or scope.cause):
            self._show_count(None)
            return

        def ask(session: Session) -> int:
            return count_cases(session, scope, first, last)

        self.context.jobs.query(self, ask, self._show_count, key="count")

    def _show_count(self, n: int | None) -> None:
        self._counted = n
        words = "" if n is None else self.context.texts.n("{n} case", "{n} cases", n)
        self._held["period_to"].set_hint(words)

    @property
    def counted(self) -> int | None:
        """How many cases the period has, once that is known."""
        return self._counted

    # Words

    def _offer(self) -> None:
        t, start = self.context.texts.t, self.start
        of = self._fields_by_name
        top = [(code, label) for code, parent, label in start.categories if parent is None]
        effort = [(one, self.context.texts.word("effort", str(one))) for one in range(1, HARDEST + 1)]
        choices: tuple[tuple[str, list[tuple[Any, str]]], ...] = (
            ("category", [(None, t("any kind")), *top]),
            ("cause", [(None, t("any cause")), *start.causes]),
            ("building_id", [(None, t("everywhere")), *start.buildings]),
            ("owner_id", [(None, t("nobody yet")), *start.people]),
            ("difficulty", list(effort)),
        )
        for name, options in choices:
            value = of[name].value()
            of[name].set_options(options)
            of[name].set_value(value)
        self._offer_sub(of["category"].value())

    def _offer_sub(self, category: object) -> None:
        """Sub-types are those of the category."""
        field = self._fields_by_name["subcategory"]
        options: list[tuple[Any, str]] = [(None, self.context.texts.t("any sub-type"))]
        if category is not None:
            options += [(code, label) for code, parent, label in self.start.categories if parent == category]
        value = field.value()
        field.set_options(options)
        field.set_value(value if any(code == value for code, _ in options) else None)

    def retranslate(self) -> None:
        texts = self.context.texts.current
        for name, label in labels(texts).items():
            self._held[name].set_label(label)
        self._offer()
        for name in ("period_from", "period_to", "due_on"):
            self._fields_by_name[name].retranslate()
        for name in ("whys", "tasks_now", "tasks_later"):
            self._fields_by_name[name].set_placeholder(texts.t("One a line"))
        self._show_count(self._counted)


def _lines(text: object) -> tuple[str, ...]:
    return tuple(one.strip() for one in str(text or "").splitlines() if one.strip())
