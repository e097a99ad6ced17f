"""Merging marked cases: which of them is carried on, and why they are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from models.complaints.kinds import CaseRow
from models.handling.actions.merging import suggested_survivor
from ui.context import Context
from ui.pages.complaints.dialogs import Asking
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.labels import Label


@dataclass(frozen=True)
class MergeWish:
    """The case that is carried on, and why the others are the same."""

    survivor_id: int
    reference: str
    reason: str


class MergeDialog(Asking):
    """Asks which case is carried on; suggests the gravest, then the first that came in."""

    NAME = "complaints.merge"
    WIDTH = 520

    def __init__(self, context: Context, parent: QWidget, rows: Sequence[CaseRow]) -> None:
        super().__init__(context, parent)
        self._rows = {row.id: row for row in rows if row.closed_at is None}
        self._count = len(rows)
        self.note = Label("", token="muted", wrap=True)
        self.survivor = ChoiceField()
        self.survivor.setObjectName("complaints.merge.survivor")
        self.survivor.set_options([(row.id, _title(row)) for row in self._rows.values()])
        self.survivor.set_value(suggested_survivor(list(self._rows.values())))
        self.survivor_label = LabeledField("", self.survivor)
        self.reason = LineField()
        self.reason.setObjectName("complaints.merge.reason")
        self.reason_label = LabeledField("", self.reason)
        for widget in (self.note, self.survivor_label, self.reason_label):
            self.body.addWidget(widget)
        self.reason.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        texts = self.context.texts
        self.say(texts.n("Merge {n} case", "Merge {n} cases", self._count), texts.p("verb", "Merge"))
        self.note.set_text(
            texts.t(
                "One is carried on. The others end as duplicates; their people, promises and remedies go along, and so "
                "does whatever is noted about them later."
            )
        )
        self.survivor_label.set_label(texts.t("&Carried on as"))
        self.reason_label.set_label(texts.t("&Why they are the same"))

    def finish(self) -> None:
        reason, chosen = str(self.reason.value()).strip(), self._rows.get(_number(self.survivor.value()))
        texts = self.context.texts
        self.survivor_label.set_error(None if chosen else texts.t("Choose the case that is carried on."))
        self.reason_label.set_error(None if reason else texts.t("Say in a few words why they are the same."))
        if chosen is None or not reason:
            self.fit()
            return
        self.answer(MergeWish(chosen.id, chosen.reference, reason))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _title(row: CaseRow) -> str:
    return " · ".join(filter(None, (row.reference, row.unit, row.title)))
