"""The small dialogs of a part: how many there are, came in, or are gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import UserProblem
from models.stock import actions
from models.stock.kinds import PartRow
from resources.texts import N_
from ui.messages import Kind
from ui.shared.book import Book
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.places_and_money import money_sign
from ui.widgets.fields import LineField, MoneyField
from ui.widgets.number_field import NumberField

_FIELD_OF = {
    "part.below_zero": "pieces",
    "part.too_many": "pieces",
    "part.no_pieces": "pieces",
    "part.not_enough": "pieces",
    "part.price": "price",
    "crew.note_long": "text",
}


class Asking(QObject):
    """One dialog at a time; what was typed stays when it is refused."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._book, self._context = book, book.context
        self.currency = "CNY"

    def count(self) -> None:
        """How many there really are."""
        if (row := self._book.row) is not None:
            dialog = self._dialog("count", N_("Count the pieces"), N_("So many there are"), row)
            dialog.add("pieces", N_("There are no&w"), NumberField(), needed=True)
            dialog.add("text", N_("Remar&k"), LineField())
            self._open(dialog, partial(self._count, dialog, row))

    def bought(self) -> None:
        """Pieces came in."""
        if (row := self._book.row) is not None:
            dialog = self._dialog("bought", N_("Bought"), N_("Put them in"), row)
            dialog.add("pieces", N_("How &many"), NumberField(1), needed=True)
            price = MoneyField()
            price.set_currency(*money_sign(self._context.texts.current, self.currency))
            dialog.add("price", N_("&Price of one"), price)
            dialog.add("text", N_("Remar&k"), LineField())
            dialog.set_values({"price": row.price_minor or None})
            self._open(dialog, partial(self._bought, dialog, row))

    def lost(self) -> None:
        """Pieces are gone."""
        if (row := self._book.row) is not None:
            dialog = self._dialog("lost", N_("Lost or broken"), N_("Take them out"), row)
            dialog.add("pieces", N_("How &many"), NumberField(1), needed=True)
            dialog.add("text", N_("Remar&k"), LineField())
            self._open(dialog, partial(self._lost, dialog, row))

    def _dialog(self, name: str, title: str, ok: str, row: PartRow) -> FieldsDialog:
        dialog = FieldsDialog(self._context, self._book, name, title, ok, room="parts")
        unit = f" {row.unit}" if row.unit else ""
        dialog.tell(N_("{name}: {count} by the list"), name=row.name, count=f"{row.count}{unit}")
        return dialog

    def _open(self, dialog: FieldsDialog, submit: Callable[[dict[str, Any]], None]) -> None:
        dialog.submitted.connect(submit)
        dialog.open()

    def _count(self, dialog: FieldsDialog, row: PartRow, values: dict[str, Any]) -> None:
        self._run(dialog, actions.count_part, row.id, row.row_version, values["pieces"], values["text"])

    def _bought(self, dialog: FieldsDialog, row: PartRow, values: dict[str, Any]) -> None:
        price = dialog.field("price")
        assert isinstance(price, MoneyField)
        if not price.is_valid():
            words = self._context.texts.t("This is no sum. Write it like 200 or 1,500.50.")
            dialog.refuse(words, "price")
            return
        given = (row.id, row.row_version, values["pieces"], values["price"], values["text"])
        self._run(dialog, actions.bought, *given)

    def _lost(self, dialog: FieldsDialog, row: PartRow, values: dict[str, Any]) -> None:
        self._run(dialog, actions.lost, row.id, row.row_version, values["pieces"], values["text"])

    def _run(self, dialog: FieldsDialog, action: Any, *args: Any) -> None:
        self._book.page.run(
            action, *args, done=partial(self._done, dialog), failed=partial(self._failed, dialog)
        )

    def _done(self, dialog: FieldsDialog, _value: object) -> None:
        dialog.accept()
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Saved"))

    def _failed(self, dialog: FieldsDialog, problem: UserProblem) -> bool:
        dialog.refuse(self._context.texts.problem(problem), _FIELD_OF.get(problem.code, ""))
        return True
