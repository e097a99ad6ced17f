"""What a part is called, costs, and how many there should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from models.stock.kinds import PartDraft, PartRow
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.context import Context
from ui.shared.book import RowForm
from ui.widgets.fields import LabeledField, LineField, MoneyField
from ui.widgets.number_field import NumberField

_LABELS = {
    "name": N_("Nam&e of the part"),
    "code": N_("&Code"),
    "unit": N_("Counted &in"),
    "count": N_("There are no&w"),
    "minimum": N_("At &least"),
    "price": N_("&Price of one"),
}
_WIDE = 2


class PartForm(RowForm):
    """The count is asked only of a new part; afterwards it changes by what comes in and goes out."""

    FIELD_OF = {
        "part.no_code": "code",
        "part.code_long": "code",
        "part.twice": "code",
        "part.no_name": "name",
        "part.name_long": "name",
        "part.price": "price",
        "part.too_many": "count",
    }

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.price = MoneyField()
        kinds: dict[str, QWidget] = {
            "name": LineField(),
            "code": LineField(),
            "unit": LineField(),
            "count": NumberField(),
            "minimum": NumberField(),
            "price": self.price,
        }
        self.fields = {name: LabeledField("", field) for name, field in kinds.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        places = {"name": (0, 0, _WIDE), "code": (1, 0, 1), "unit": (1, 1, 1), "count": (2, 0, 1),
                  "minimum": (3, 0, 1), "price": (3, 1, 1)}  # fmt: skip
        for name, field in self.fields.items():
            field.field.setObjectName(f"parts.{name}")
            row, column, wide = places[name]
            grid.addWidget(field, row, column, 1, wide)
            self.bind(name, field)

    def set_currency(self, sign: str, digits: int) -> None:
        """Prices are in the property's currency."""
        self.price.set_currency(sign, digits)

    def retranslate(self) -> None:
        t = self.context.texts.t
        for name, label in _LABELS.items():
            self.fields[name].set_label(t(label))
        self.fields["unit"].field.set_placeholder(t("pieces"))  # type: ignore[attr-defined]
        self.fields["code"].field.set_placeholder("P-014")  # type: ignore[attr-defined]

    def load_row(self, row: Any | None) -> None:
        assert row is None or isinstance(row, PartRow)
        self.fields["count"].setVisible(row is None)
        self.set_values(
            {
                "name": row.name if row else "",
                "code": row.code if row else "",
                "unit": row.unit if row else "",
                "count": None,
                "minimum": row.minimum if row else None,
                "price": row.price_minor if row and row.price_minor else None,
            }
        )

    def draft(self) -> PartDraft:
        values = self.values()
        return PartDraft(
            code=values["code"],
            name=values["name"],
            unit=values["unit"],
            count=values["count"] or 0,
            minimum=values["minimum"] or 0,
            price_minor=values["price"] or 0,
        )

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = [
            FieldProblem(name, texts.current.problem(code))
            for name, code in (("name", "part.no_name"), ("code", "part.no_code"))
            if not values[name]
        ]
        for name in ("count", "minimum"):
            field = self.fields[name].field
            assert isinstance(field, NumberField)
            if not field.is_valid():
                found.append(FieldProblem(name, texts.t("Write a whole number, such as 12.")))
            elif (values[name] or 0) < 0:
                found.append(FieldProblem(name, texts.current.problem("part.below_zero")))
        if not self.price.is_valid():
            found.append(FieldProblem("price", texts.t("This is no sum. Write it like 200 or 1,500.50.")))
        return found
