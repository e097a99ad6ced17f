"""What a kind of complaint is called, and what follows from it."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from models.complaints.kinds import Severity
from models.options.kinds import CategoryDraft, CategoryRow
from ui.context import Context
from ui.pages.options.tree_form import NONE, TreeForm
from ui.widgets.fields import ChoiceField, LabeledField
from ui.widgets.ticks import Check


class CategoryForm(TreeForm):
    """Both names, the usual severity, and two switches."""

    one = "category"
    no_name = "category.name_missing"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.severity = LabeledField("", ChoiceField())
        self.repair, self.second_look = Check(), Check()
        for tick in (self.repair, self.second_look):  # long words are cut; they do not widen the panel
            tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for name in ("severity", "repair", "second_look"):
            self.put(name, getattr(self, name))

    def retranslate(self) -> None:
        super().retranslate()
        texts = self.context.texts
        self.severity.set_label(texts.t("Usual &severity"))
        severities = [(str(one), texts.word("severity_tag", one)) for one in Severity]
        options = [(NONE, texts.t("As the case is")), *severities]
        self.severity.field.set_options(options)  # type: ignore[attr-defined]
        self.repair.set_text(texts.t("Usually needs a repair"))
        self.second_look.set_text(texts.t("A second person looks at it"))

    def further(self, row: CategoryRow | None) -> dict[str, object]:
        return {
            "severity": (row.severity if row else None) or NONE,
            "repair": row.repair if row else False,
            "second_look": row.second_look if row else False,
        }

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
