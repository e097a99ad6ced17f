"""Step 2, *isolate*: stop the harm spreading. Hazards, a checklist by category, who is affected, since when safe."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.handling.kinds import FactValue
from resources.phrases import containment
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.forms.lists import TickList
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.choices import Check
from ui.widgets.controls import Button
from ui.widgets.fields import LineField, TextField
from ui.widgets.labels import Label


class IsolateForm(CaseForm):
    """The checklists come from the phrase books, in the property's own words where it has them."""

    step = "isolate"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._head = Label("", "small", "muted")
        self._hazards = QVBoxLayout()
        self._hazards.setSpacing(theme().px(4))
        self._lines: list[Label] = []
        self.column.addWidget(self._head)
        self.column.addLayout(self._hazards)
        self.checked = Check()
        self.checked.setObjectName("case.isolate.hazards_checked")
        self.bind("hazards_checked", self.checked)
        self.column.addWidget(self.checked, 0, Qt.AlignmentFlag.AlignLeft)
        self.ticks = TickList()
        self.put("containment", N_("What was &done to contain it"), self.ticks)
        self.words = TextField(lines=1, max_lines=4)
        self.put("containment_note", N_("What &else"), self.words)
        self._add_last_row()
        self.retranslate()

    def _add_last_row(self) -> None:
        self.when = self.when_field()
        self.now = Button(size="normal")
        self.now.setObjectName("case.isolate.now")
        self.now.clicked.connect(self._set_now)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.add("affected", N_("Which &homes are affected"), LineField()), 1)
        row.addWidget(self.add("contained_at", N_("Contained &at"), self.when), 1)
        row.addWidget(self.now, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)

    def defaults(self) -> Mapping[str, FactValue]:
        unit = self.view.file.case.row.unit if self.view else ""
        return {"affected": unit}

    def prepare(self, case: CaseView, first: bool) -> None:
        self._fill()

    def _fill(self) -> None:
        if self.view is None:
            return
        language = self.context.texts.language
        lists = containment(self.view.category_code).with_own(self.view.own, language)
        self.ticks.set_options([(phrase.key, phrase.text(language)) for phrase in lists.actions])
        texts = [phrase.text(language) for phrase in lists.hazards]
        while len(self._lines) < len(texts):
            line = Label("", wrap=True)
            self._lines.append(line)
            self._hazards.addWidget(line)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(texts))
            line.set_text(f"·  {texts[index]}" if index < len(texts) else "")

    def say(self) -> None:
        t = self.context.texts.t
        self._head.set_text(t("Look out for"))
        self.checked.set_text(t("All of these have been chec&ked"))
        self.now.set_text(t("&Now"))
        self._fill()

    def _set_now(self) -> None:
        self.put_value("contained_at", self.local_now().replace(second=0, microsecond=0))
        self.changed.emit()
