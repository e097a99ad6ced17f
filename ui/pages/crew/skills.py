"""Skills: what work can ask for and people can do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.crew import actions
from models.crew.kinds import SkillRow
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.base.page import Page
from ui.context import Context
from ui.operations import Undo
from ui.pages.crew.data import Crew
from ui.shared.book import Book, RowForm
from ui.widgets.controls import QuietButton
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.lists import Column

_LABELS = {"zh": N_("In &Chinese"), "en": N_("In &English")}


class SkillForm(RowForm):
    """Two words."""

    FIELD_OF = {"skill.no_name": "zh", "skill.name_long": "zh", "skill.twice": "zh"}

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.fields = {name: LabeledField("", LineField()) for name in _LABELS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name, field in self.fields.items():
            field.field.setObjectName(f"skills.{name}")
            column.addWidget(field)
            self.bind(name, field)

    def retranslate(self) -> None:
        for name, label in _LABELS.items():
            self.fields[name].set_label(self.context.texts.t(label))

    def load_row(self, row: Any | None) -> None:
        assert row is None or isinstance(row, SkillRow)
        self.set_values({"zh": row.zh if row else "", "en": row.en if row else ""})

    def draft(self) -> tuple[str, str]:
        values = self.values()
        return values["zh"], values["en"]

    def problems(self) -> Sequence[FieldProblem]:
        if any(self.values().values()):
            return ()
        return [FieldProblem("zh", self.context.texts.current.problem("skill.no_name"))]


class SkillsBook(Book):
    """Skills in their order; those that are not offered any more stay in the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "skills", SkillForm(page.context))
        self.crew = Crew()
        self.retire = QuietButton()
        self.retire.setObjectName("skills.retire")
        self.panel.add_deed(self.retire)
        self.retire.clicked.connect(self._retire)

    def show_crew(self, crew: Crew) -> None:
        """Take everything anew."""
        self.crew = crew
        self.show_rows(crew.skills)

    def may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def columns(self) -> tuple[Column, ...]:
        t = self.context.texts.t
        return (
            Column("name", t("Skill"), 180, stretch=True, strong=True, sortable=False),
            Column("other", t("In the other language"), 180, token="muted", sortable=False),
            Column("people", t("People"), 64, align="right", sortable=False),
            Column("state", "", 130, token="soon", sortable=False),
        )

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        texts = self.context.texts.current
        other = row.label("en" if texts.language.startswith("zh") else "zh_CN")
        people = sum(row.code in one.skills for one in self.crew.people if one.active)
        state = texts.t("Not saved yet") if unsaved else "" if row.active else texts.t("Not offered any more")
        return row.label(texts.language), other, texts.number(people) if people else "", state

    def head(self, row: Any | None) -> tuple[str, str]:
        texts = self.context.texts
        if row is None:
            return texts.t("A new skill"), ""
        return row.label(texts.language), "" if row.active else texts.t("Not offered any more")

    def show_deeds(self, row: Any | None) -> None:
        t = self.context.texts.t
        active = row is None or row.active
        self.retire.set_text(t("Do not offer it any more") if active else t("Offer it again"))
        self.retire.setVisible(row is not None and self.may())

    def write(self, row: Any | None, draft: Any) -> None:
        failed = self.form.tell
        if row is None:
            self.page.run(actions.add_skill, *draft, done=self.added, failed=failed)
        else:
            given = (row.id, row.row_version, *draft, row.active)
            self.page.run(actions.change_skill, *given, done=self.saved, failed=failed)

    def _retire(self) -> None:
        row = self.row
        if row is None:
            return
        texts, name = self.context.texts, row.label(self.context.texts.language)
        words = texts.t("{name} is not offered any more.", name=name)
        if not row.active:
            words = texts.t("{name} is offered again.", name=name)

        def undo(_value: object) -> Undo:
            back = (row.id, row.row_version + 1, row.zh, row.en, row.active)
            return Undo(words, actions.change_skill, back)

        given = (row.id, row.row_version, row.zh, row.en, not row.active)
        self.page.run(actions.change_skill, *given, undo=undo)

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.context.texts.t("Skills"))
        super().retranslate()
