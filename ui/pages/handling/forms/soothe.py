"""Step 3, *soothe*: feelings first. The problem said back, the mood before and after, what comforted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.handling.kinds import FactValue
from models.handling.steps import COMFORTS, MOODS
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.remedies import RemedyStrip
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.choices import Check, Chips, Segmented
from ui.widgets.fields import LineField, TextField
from ui.widgets.labels import Label


class SootheForm(CaseForm):
    """As the picture of the case page shows it."""

    step = "soothe"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.words = TextField(lines=3)
        self.put(
            "restated",
            N_("Say it back in &their words, and ask"),
            self.words,
            N_("Do not ask again what was heard"),
        )
        self.confirmed = Check()
        self.confirmed.setObjectName("case.soothe.confirmed")
        self.bind("confirmed", self.confirmed)
        self.column.addWidget(self.confirmed, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_moods()
        self.comforts = Chips()
        self.put("comforts", N_("What co&mforted"), self.comforts)
        self.comforts.changed.connect(self._show_note)
        self.note = self.put("comfort_note", N_("What else"), LineField())
        self.remedies = RemedyStrip(context, self)
        self.remedies.setObjectName("case.soothe.remedies")
        self.remedies.wanted.connect(self._want_remedy)
        self.column.addWidget(self.remedies)
        self.retranslate()

    def _add_moods(self) -> None:
        self._mood_label = Label("", "small", "muted")
        self._mood_hint = Label("", "small", "muted")
        top = QHBoxLayout()
        top.addWidget(self._mood_label)
        top.addStretch(1)
        top.addWidget(self._mood_hint)
        self.column.addLayout(top)
        self.before, self.after = Segmented(tone="neutral"), Segmented()
        self._mood_label.setBuddy(self.after)
        for name, field in (("mood_before", self.before), ("mood_after", self.after)):
            field.setObjectName(f"case.soothe.{name}")
            self.bind(name, field)
        rows = QVBoxLayout()
        rows.setSpacing(theme().px(8))
        rows.addWidget(self.before)
        rows.addWidget(self.after)
        self.column.addLayout(rows)

    def prepare(self, case: CaseView, first: bool) -> None:
        self.remedies.show_case(case)

    def defaults(self) -> Mapping[str, FactValue]:
        mood = self.view.file.case.row.mood if self.view else None
        return {"mood_before": mood} if mood in MOODS else {}

    def show_case(self, case: object) -> None:
        super().show_case(case)
        self._show_note()

    def say(self) -> None:
        texts = self.context.texts
        moods = [(mood, texts.word("mood", mood)) for mood in MOODS]
        self.before.set_options(moods)
        self.after.set_options(moods)
        self.before.set_prefix(texts.t("Before"))
        self.after.set_prefix(texts.t("After"))
        self.before.setAccessibleName(texts.t("Mood before"))
        self.after.setAccessibleName(texts.t("Mood after"))
        self.comforts.set_options([(code, texts.word("comfort", code)) for code in COMFORTS])
        self._mood_label.set_text(texts.t("M&ood"))
        self._mood_hint.set_text(texts.t("← → choose, or digits 1–5"))
        self.confirmed.set_text(texts.t("The resident said “&yes, that is it”"))
        self._note_confirmed()
        self.remedies.retranslate()

    def _note_confirmed(self) -> None:
        record = self.view.current() if self.view else None
        kept = record is not None and record.facts.get("confirmed") is True
        self.confirmed.set_note(record.owner if kept and record is not None else "")

    def _show_note(self, *_: object) -> None:
        self.note.setVisible("other" in self.comforts.values())

    def _want_remedy(self) -> None:
        self.wants.emit("remedy")
