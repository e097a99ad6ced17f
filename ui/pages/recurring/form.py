"""What is to be done, where, how often and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from models.complaints.kinds import Severity
from models.core.errors import UserProblem
from models.recurring.kinds import PlanDraft, PlanRow
from models.timing.hours import read_hours
from models.timing.kinds import clock_text
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.context import Context
from ui.pages.recurring.data import Plans
from ui.pages.recurring.rule_field import RuleField
from ui.shared.book import RowForm
from ui.shared.day_field import DayField
from ui.shared.finder_field import FinderField
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import ChoiceField, LabeledField, LineField, TextField
from ui.widgets.number_field import NumberField

ANYBODY = 0
_AT, _AHEAD, _ESTIMATE = "09:00", 14, 60
_LABELS = {
    "title": N_("&What is to be done"),
    "place": N_("W&here"),
    "skill": N_("&Skill"),
    "estimate": N_("Ti&me it takes"),
    "starts": N_("Fi&rst day"),
    "at": N_("&At"),
    "rule": N_("How o&ften"),
    "ahead": N_("Orders are made so many &days before"),
    "person": N_("Usually done &by"),
    "severity": N_("Se&verity"),
    "text": N_("Ste&ps"),
    "safety": N_("Safe&ty"),
}
_ROWS: tuple[tuple[str, ...], ...] = (
    ("title",), ("place",), ("skill", "estimate"), ("rule",), ("starts", "at"), (), ("ahead",), ("person", "severity"),
    ("text",), ("safety",),
)  # fmt: skip


class PlanForm(RowForm):
    """The rule's first day follows the field of the first day."""

    FIELD_OF = {
        "plan.no_title": "title",
        "plan.title_long": "title",
        "plan.no_skill": "skill",
        "unknown.skill": "skill",
        "plan.estimate": "estimate",
        "plan.minute": "at",
        "plan.ahead": "ahead",
        "plan.far": "starts",
        "plan.rule": "rule",
        "plan.too_fine": "rule",
        "plan.interval": "rule",
        "plan.count": "rule",
        "plan.two_ends": "rule",
        "plan.end_before": "rule",
        "plan.never": "rule",
        "technician.gone": "person",
        "crew.note_long": "text",
    }

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._plans = Plans()
        self.place = FinderField(context, "recurring.place_line", "place")
        self.starts, self.rule = (
            DayField(context, "recurring.starts_day"),
            RuleField(context, "recurring.rule"),
        )
        self.at, self.estimate, self.ahead = LineField(), DurationField(), NumberField()
        kinds: dict[str, QWidget] = {
            "title": LineField(),
            "place": self.place,
            "skill": ChoiceField(),
            "estimate": self.estimate,
            "starts": self.starts,
            "at": self.at,
            "rule": self.rule,
            "ahead": self.ahead,
            "person": ChoiceField(),
            "severity": ChoiceField(),
            "text": TextField(lines=2),
            "safety": TextField(lines=2),
        }
        self.fields = {name: LabeledField("", field) for name, field in kinds.items()}
        self._lay_out()
        self.starts.changed.connect(self._start_changed)

    def _lay_out(self) -> None:
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, names in enumerate(_ROWS):
            for column, name in enumerate(names):
                field = self.fields[name]
                field.field.setObjectName(f"recurring.{name}")
                grid.addWidget(field, at, column, 1, 1 if len(names) > 1 else 2)
                self.bind(name, field)

    def put_preview(self, widget: QWidget) -> None:
        """What the rule means stands below it."""
        self._grid.addWidget(widget, _ROWS.index(()), 0, 1, 2)

    def set_plans(self, found: Plans) -> None:
        """Take what can be chosen."""
        self._plans = found
        self.place.know(found.places)
        self._set_options()

    def retranslate(self) -> None:
        t = self.context.texts.t
        for name, label in _LABELS.items():
            self.fields[name].set_label(t(label))
        self.at.set_placeholder(_AT)
        self.place.retranslate()
        self.starts.retranslate()
        self.rule.retranslate()
        self._set_options()

    def _set_options(self) -> None:
        texts, found = self.context.texts, self._plans
        used = {row.skill for row in found.rows}
        skills = [
            (row.code, row.label(texts.language)) for row in found.skills if row.active or row.code in used
        ]
        self.fields["skill"].field.set_options(skills)  # type: ignore[attr-defined]
        people = [(row.id, row.name) for row in found.people]
        known = {ident for ident, _ in people}
        gone = {row.technician_id: row.technician for row in found.rows if row.technician_id is not None}
        people += [(ident, name) for ident, name in gone.items() if ident not in known]
        self.fields["person"].set_hint(texts.t("if free then"))
        self.fields["person"].field.set_options([(ANYBODY, texts.t("Whoever is free")), *people])  # type: ignore[attr-defined]
        levels = [(one.value, texts.word("severity_tag", one)) for one in Severity]
        self.fields["severity"].field.set_options(levels)  # type: ignore[attr-defined]

    def _start_changed(self, day: object) -> None:
        if isinstance(day, date):
            self.rule.set_start(day)

    def load_row(self, row: Any | None) -> None:
        assert row is None or isinstance(row, PlanRow)
        now = self.context.clock.now().astimezone(self.context.desk.zone)
        start = row.starts_on if row else now.date() + timedelta(days=1)
        self.rule.set_start(start)
        self.set_values(
            {
                "title": row.title if row else "",
                "place": row.place_id if row else None,
                "skill": row.skill if row else None,
                "estimate": row.estimate_minutes if row else _ESTIMATE,
                "starts": start,
                "at": clock_text(row.at_minute) if row else _AT,
                "rule": row.rule if row else "FREQ=MONTHLY",
                "ahead": row.ahead_days if row else _AHEAD,
                "person": (row.technician_id or ANYBODY) if row else ANYBODY,
                "severity": row.severity if row else Severity.S4.value,
                "text": row.text if row else "",
                "safety": row.safety if row else "",
            }
        )

    def take(self, values: dict[str, Any]) -> None:
        if isinstance(values.get("starts"), date):
            self.rule.set_start(values["starts"])
        super().take(values)

    def draft(self) -> PlanDraft:
        values = self.values()
        return PlanDraft(
            title=values["title"],
            skill=values["skill"] or "",
            rule=values["rule"],
            starts_on=values["starts"],
            text=values["text"],
            place_id=values["place"],
            estimate_minutes=values["estimate"] or 0,
            severity=values["severity"] or Severity.S4.value,
            safety=values["safety"],
            technician_id=values["person"] or None,
            at_minute=self.minute(),
            ahead_days=values["ahead"] or 0,
        )

    def minute(self) -> int:
        """The minute of the day that is typed; -1 for what is none."""
        text = self.at.text().strip() or _AT
        try:
            return read_hours(f"{text}-24:00")[0][0]
        except UserProblem:
            return -1

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        problem = texts.current.problem
        found = []
        if not values["title"]:
            found.append(FieldProblem("title", problem("plan.no_title")))
        if self.place.line.text().strip() and values["place"] is None:
            found.append(FieldProblem("place", texts.t("Choose one from the list.")))
        if values["skill"] is None:
            found.append(FieldProblem("skill", problem("plan.no_skill")))
        if not values["estimate"]:
            found.append(FieldProblem("estimate", problem("plan.estimate")))
        if values["starts"] is None:
            found.append(FieldProblem("starts", texts.t("This is not a day. Write it like 2026-11-20.")))
        if self.minute() < 0:
            found.append(FieldProblem("at", problem("plan.minute")))
        if not self.rule.is_whole():
            found.append(FieldProblem("rule", texts.t("Say how often, and when it ends.")))
        if not self.ahead.is_valid():
            found.append(FieldProblem("ahead", texts.t("Write a whole number, such as 12.")))
        return found
