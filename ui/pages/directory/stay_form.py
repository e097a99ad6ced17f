"""Moving in, moving out, and putting either right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import ResidencyRow, ResidentKind
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.shared.day_field import DayField
from ui.shared.finder_field import FinderField
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.fields import LabeledField


@dataclass(frozen=True)
class Stay:
    """What was typed: who or where (an id), as what, from when until when."""

    found: int | None = None
    kind: str = ResidentKind.OWNER
    since: date | None = None
    until: date | None = None


class StayForm(Form[Stay]):
    """``find`` adds a finder for a "place" or a "resident"; ``fields`` are among kind, since, until."""

    grown = Signal()

    def __init__(
        self, context: Context, fields: Sequence[str], find: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._find, self._days = find, [name for name in ("since", "until") if name in fields]
        self.found = FinderField(context, "directory.stay.found", find or "place")
        self.kind = Segmented()
        self.kind.setObjectName("directory.stay.kind")
        self.since = DayField(context, "directory.stay.since")
        self.until = DayField(context, "directory.stay.until")
        self.found.grown.connect(self.grown)
        self._held: dict[str, LabeledField] = {}
        for name in [*(["found"] if find else []), *fields]:
            self._held[name] = LabeledField("", getattr(self, name))
            self.bind(name, self._held[name])
        self._lay_out()
        self.setFocusProxy(self.found if find else getattr(self, fields[0]))

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        for name in ("found", "kind"):
            if name in self._held:
                column.addWidget(self._held[name])
        row = QHBoxLayout()
        row.setSpacing(px(12))
        for name in self._days:
            row.addWidget(self._held[name], 1)
        if len(self._days) == 1:
            row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        words = {
            "found": t("&Home") if self._find == "place" else t("&Who"),
            "kind": texts.p("resident", "&As"),
            "since": t("Lives here sin&ce"),
            "until": t("Lives here no longer &from"),
        }
        for name, held in self._held.items():
            held.set_label(words[name])
        self.kind.set_options([(str(kind), texts.word("resident_kind", kind)) for kind in ResidentKind])
        for field in (self.found, self.since, self.until):
            field.retranslate()

    def begin(self, since: date | None = None, until: date | None = None) -> None:
        """Fill in what is usual."""
        self.set_values({"kind": str(ResidentKind.OWNER), "since": since, "until": until})

    def show_stay(self, stay: ResidencyRow) -> None:
        """Fill in a residency."""
        self.set_values({"kind": stay.kind, "since": stay.since, "until": stay.until})

    def draft(self) -> Stay:
        values = self.values()
        kind = values.get("kind") or ResidentKind.OWNER
        return Stay(values.get("found"), kind, values.get("since"), values.get("until"))

    def problems(self) -> Sequence[FieldProblem]:
        t, values, found = self.context.texts.t, self.values(), []
        if self._find and values["found"] is None:
            found.append(FieldProblem("found", t("Choose one of those that are found.")))
        wrong = t("Please write a day, such as 2026-11-01.")
        found += [FieldProblem(name, wrong) for name in self._days if not getattr(self, name).is_valid()]
        return found
