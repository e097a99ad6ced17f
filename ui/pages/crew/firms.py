"""Contractors: who they are, from when to when, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.crew import actions
from models.crew.kinds import ContractorDraft, ContractorRow
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.base.page import Page
from ui.context import Context
from ui.pages.crew.data import Crew, contract_words
from ui.shared.book import Book, RowForm
from ui.shared.day_field import DayField
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.places_and_money import money_sign
from ui.widgets.controls import GraveButton, QuietButton
from ui.widgets.fields import LabeledField, LineField, MoneyField, TextField
from ui.widgets.lists import Column

_LABELS = {
    "name": N_("Na&me of the firm"),
    "contact": N_("&Whom we speak to"),
    "phone": N_("P&hone"),
    "email": N_("&Email"),
    "since": N_("Contract &since"),
    "until": N_("Contract &until"),
    "rate": N_("Rate for an ho&ur"),
    "call_out": N_("For comin&g at all"),
    "note": N_("Remar&k"),
}
_PLACES = {
    "name": (0, 0, 2), "contact": (1, 0, 1), "phone": (1, 1, 1), "email": (2, 0, 2), "since": (3, 0, 1),
    "until": (3, 1, 1), "rate": (4, 0, 1), "call_out": (4, 1, 1), "note": (5, 0, 2),
}  # fmt: skip


class FirmForm(RowForm):
    """One firm."""

    FIELD_OF = {
        "contractor.no_name": "name",
        "contractor.name_long": "name",
        "contractor.twice": "name",
        "contractor.backwards": "until",
        "contractor.rate": "rate",
        "contact.phone": "phone",
        "contact.email": "email",
        "crew.note_long": "note",
    }

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.since, self.until = DayField(context, "firms.since_day"), DayField(context, "firms.until_day")
        self.rate, self.call_out = MoneyField(), MoneyField()
        kinds: dict[str, QWidget] = {
            "name": LineField(),
            "contact": LineField(),
            "phone": LineField(),
            "email": LineField(),
            "since": self.since,
            "until": self.until,
            "rate": self.rate,
            "call_out": self.call_out,
            "note": TextField(lines=2),
        }
        self.fields = {name: LabeledField("", field) for name, field in kinds.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for name, field in self.fields.items():
            field.field.setObjectName(f"firms.{name}")
            row, column, wide = _PLACES[name]
            grid.addWidget(field, row, column, 1, wide)
            self.bind(name, field)

    def set_currency(self, currency: str) -> None:
        """Rates are in the property's currency."""
        sign, digits = money_sign(self.context.texts.current, currency)
        self.rate.set_currency(sign, digits)
        self.call_out.set_currency(sign, digits)

    def retranslate(self) -> None:
        for name, label in _LABELS.items():
            self.fields[name].set_label(self.context.texts.t(label))
        self.since.retranslate()
        self.until.retranslate()

    def load_row(self, row: Any | None) -> None:
        assert row is None or isinstance(row, ContractorRow)
        blank = ContractorDraft("")
        shown = row or blank
        self.set_values(
            {
                "name": shown.name,
                "contact": shown.contact,
                "phone": shown.phone,
                "email": shown.email,
                "since": shown.since,
                "until": shown.until,
                "rate": shown.rate_minor or None,
                "call_out": shown.call_out_minor or None,
                "note": shown.note,
            }
        )

    def draft(self) -> ContractorDraft:
        values = self.values()
        return ContractorDraft(
            name=values["name"],
            contact=values["contact"],
            phone=values["phone"],
            email=values["email"],
            since=values["since"],
            until=values["until"],
            rate_minor=values["rate"] or 0,
            call_out_minor=values["call_out"] or 0,
            note=values["note"],
        )

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = []
        if not values["name"]:
            found.append(FieldProblem("name", texts.current.problem("contractor.no_name")))
        for name, day in (("since", self.since), ("until", self.until)):
            if not day.is_valid():
                found.append(FieldProblem(name, texts.t("This is not a day. Write it like 2026-11-20.")))
        for name, money in (("rate", self.rate), ("call_out", self.call_out)):
            if not money.is_valid():
                found.append(FieldProblem(name, texts.t("This is no sum. Write it like 200 or 1,500.50.")))
        return found


class FirmsBook(Book):
    """Firms, those whose contract has ended last."""

    def __init__(self, page: Page) -> None:
        self._form = FirmForm(page.context)
        self.crew = Crew()
        super().__init__(page, "firms", self._form)
        self.end, self.renew = GraveButton(), QuietButton()
        for name, button in (("end", self.end), ("renew", self.renew)):
            button.setObjectName(f"firms.{name}")
            self.panel.add_deed(button)
        self.end.clicked.connect(self._end)
        self.renew.clicked.connect(self._renew_contract)

    def show_crew(self, crew: Crew) -> None:
        """Take everything anew."""
        self.crew = crew
        self._form.set_currency(crew.currency)
        self.show_rows(crew.firms)

    def may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def columns(self) -> tuple[Column, ...]:
        t = self.context.texts.t
        return (
            Column("name", t("Firm"), 180, stretch=True, strong=True, sortable=False),
            Column("contact", t("Whom we speak to"), 130, token="muted", sortable=False),
            Column("phone", t("Phone"), 120, sortable=False),
            Column("contract", t("Contract"), 190, token="muted", sortable=False),
            Column("people", t("People"), 56, align="right", sortable=False),
        )

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        texts = self.context.texts.current
        words = texts.t("Not saved yet") if unsaved else self._contract(row)
        return row.name, row.contact, row.phone, words, texts.number(row.people) if row.people else ""

    def _contract(self, row: ContractorRow) -> str:
        texts = self.context.texts.current
        if not row.active or (row.until is not None and row.until < self.crew.today):
            return texts.t("Contract has ended")
        return contract_words(row, texts)

    def head(self, row: Any | None) -> tuple[str, str]:
        if row is None:
            return self.context.texts.t("A new contractor"), ""
        return row.name, self._contract(row)

    def show_deeds(self, row: Any | None) -> None:
        t, may = self.context.texts.t, self.may()
        self.end.set_text(t("End the contract …"))
        self.renew.set_text(t("Renew the contract"))
        self.end.setVisible(may and row is not None and row.active)
        self.renew.setVisible(may and row is not None and not row.active)

    def write(self, row: Any | None, draft: Any) -> None:
        failed = self.form.tell
        if row is None:
            self.page.run(actions.add_contractor, draft, done=self.added, failed=failed)
        else:
            given = (row.id, row.row_version, draft)
            self.page.run(actions.change_contractor, *given, done=self.saved, failed=failed)

    def _renew_contract(self) -> None:
        if self.row is not None:
            self.page.run(actions.renew_contractor, self.row.id, self.row.row_version)

    def _end(self) -> None:
        row = self.row
        if row is None:
            return
        ok = N_("End the contract")
        dialog = FieldsDialog(self.context, self.page, "ending", ok, ok, room="firms")
        dialog.tell(
            N_("{name} is not offered any more. Work that is booked after that day is marked."), name=row.name
        )
        field = DayField(self.context, "last")
        field.retranslate()
        dialog.add("last", N_("Last &day"), field, needed=True)
        dialog.set_values({"last": self.crew.today})
        dialog.submitted.connect(partial(self._submit_end, dialog, row))
        dialog.open()

    def _submit_end(self, dialog: FieldsDialog, row: ContractorRow, values: dict[str, Any]) -> None:
        done, failed = partial(self._ended, dialog), partial(self._end_failed, dialog)
        given = (row.id, row.row_version, values["last"])
        self.page.run(actions.end_contractor, *given, done=done, failed=failed)

    def _ended(self, dialog: FieldsDialog, _value: object) -> None:
        dialog.accept()

    def _end_failed(self, dialog: FieldsDialog, problem: UserProblem) -> bool:
        dialog.refuse(self.context.texts.problem(problem), "last")
        return True

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.context.texts.t("Contractors"))
        super().retranslate()
