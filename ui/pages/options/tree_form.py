"""The fields of a row of a tree: both names, and what each tree adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.options.kinds import CategoryRow, CauseRow
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.widgets.fields import LabeledField, LineField

NONE = "none"


class TreeForm(Form[Any]):
    """Both names; subclasses put their own fields below and say what ``draft`` they make."""

    one = ""  # the names of the fields begin with it
    no_name = ""  # the problem that says that a name is missing

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.parent_code: str | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.zh, self.en = LabeledField("", LineField()), LabeledField("", LineField())
        self.put("zh", self.zh)
        self.put("en", self.en)

    def put(self, name: str, field: QWidget) -> None:
        """Show and bind a field below what is there."""
        getattr(field, "field", field).setObjectName(f"options.{self.one}.{name}")
        self.column.addWidget(field)
        self.bind(name, field)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.zh.set_label(texts.t("Name in &Chinese"))
        self.en.set_label(texts.t("Name in &English"))

    def load_row(self, row: CategoryRow | CauseRow | None, parent_code: str | None) -> None:
        """Show a row, or empty fields for a new one below ``parent_code``."""
        self.parent_code = row.parent_code if row is not None else parent_code
        names = {"zh": row.zh if row else "", "en": row.en if row else ""}
        self.set_values({**names, **self.further(row)})

    def further(self, row: Any) -> dict[str, object]:
        """The values of the fields of this tree; those of a new row for ``None``."""
        return {}

    def problems(self) -> Sequence[FieldProblem]:
        words = self.context.texts.current.problem(self.no_name)
        values = self.values()
        return [FieldProblem(name, words) for name in ("zh", "en") if not values[name]]
