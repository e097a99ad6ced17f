"""What a kind of complaint is called, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.complaints.kinds import Severity
from models.options.kinds import CategoryDraft, CategoryRow
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.widgets.fields import ChoiceField, LabeledField, LineField
from ui.widgets.ticks import Check

NONE = "none"


class CategoryForm(Form[CategoryDraft]):
    """Both names, the usual severity, and two switches."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.parent_code: str | None = None
        self.zh = LabeledField("", LineField())
        self.en = LabeledField("", LineField())
        self.severity = LabeledField("", ChoiceField())
        self.repair, self.second_look = Check(), Check()
        for tick in (self.repair, self.second_look):  # long words are cut; they do not widen the panel
            tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name in ("zh", "en", "severity", "repair", "second_look"):
            field = getattr(self, name)
            getattr(field, "field", field).setObjectName(f"options.category.{name}")
            column.addWidget(field)
            self.bind(name, field)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.zh.set_label(texts.t("Name in &Chinese"))
        self.en.set_label(texts.t("Name in &English"))
        self.severity.set_label(texts.t("Usual &severity"))
        severities = [(str(one), texts.word("severity_tag", one)) for one in Severity]
        options = [(NONE, texts.t("As the case is")), *severities]
        self.severity.field.set_options(options)  # type: ignore[attr-defined]
        self.repair.set_text(texts.t("Usually needs a repair"))
        self.second_look.set_text(texts.t("A second person looks at it"))

    def load_row(self, row: CategoryRow | None, parent_code: str | None) -> None:
        """Show a category, or empty fields for a new one below ``parent_code``."""
        self.parent_code = row.parent_code if row is not None else parent_code
        self.set_values(
            {
                "zh": row.zh if row else "",
                "en": row.en if row else "",
                "severity": (row.severity if row else None) or NONE,
                "repair": row.repair if row else False,
                "second_look": row.second_look if row else False,
            }
        )

    def draft(self) -> CategoryDraft:
        values = self.values()
        severity = values["severity"]
        return CategoryDraft(
            zh=values["zh"],
            en=values["en"],
            parent_code=self.parent_code,
            severity=None if severity in (None, NONE) else severity,
            repair=values["repair"],
            second_look=values["second_look"],
        )

    def problems(self) -> Sequence[FieldProblem]:
        words = self.context.texts.current.problem("category.name_missing")
        values = self.values()
        return [FieldProblem(name, words) for name in ("zh", "en") if not values[name]]
