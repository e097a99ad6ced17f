"""What a cause is called, and who usually answers for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.handling.steps import RESPONSIBLE
from models.options.kinds import CauseDraft, CauseRow
from ui.context import Context
from ui.pages.options.tree_form import NONE, TreeForm
from ui.widgets.fields import ChoiceField, LabeledField


class CauseForm(TreeForm):
    """Both names, and who is suggested where such a cause is found."""

    one = "cause"
    no_name = "cause.name_missing"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.responsible = LabeledField("", ChoiceField())
        self.put("responsible", self.responsible)

    def retranslate(self) -> None:
        super().retranslate()
        texts = self.context.texts
        self.responsible.set_label(texts.t("Usually &responsible"))
        people = [(code, texts.word("responsible", code)) for code in RESPONSIBLE]
        self.responsible.field.set_options([(NONE, texts.t("Not said")), *people])  # type: ignore[attr-defined]

    def further(self, row: CauseRow | None) -> dict[str, object]:
        return {"responsible": (row.responsible if row else None) or NONE}

    def draft(self) -> CauseDraft:
        values = self.values()
        usual = values["responsible"]
        return CauseDraft(
            values["zh"], values["en"], self.parent_code, None if usual in (None, NONE) else usual
        )
