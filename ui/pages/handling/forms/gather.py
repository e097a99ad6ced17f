"""Step 5, *gather*: understand what happened. Account, evidence, the cause with its whys, who is responsible."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.handling.kinds import FactValue
from models.handling.steps import RESPONSIBLE
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.forms.lists import WhyList
from ui.pages.handling.view import CaseView
from ui.shared.tree_options import tree_options
from ui.shared.usual_party import UsualParty
from ui.theme.current import theme
from ui.widgets.controls import LinkButton
from ui.widgets.fields import ChoiceField, LineField, TextField
from ui.widgets.labels import Label

_WHYS = (N_("Why?"), N_("And why that?"), N_("And why that?"), N_("And why that?"), N_("And why that?"))


class GatherForm(CaseForm):
    """Files belong to the strip at the side; what they show is written here."""

    step = "gather"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.words = TextField(lines=3)
        self.put("account", N_("What &happened: time, place, people"), self.words)
        self.put("evidence", N_("What the &evidence shows"), TextField(lines=2))
        row = QHBoxLayout()
        self.files = Label("", "small", "muted")
        self.more = LinkButton(icon="plus")
        self.more.setObjectName("case.gather.add_file")
        self.more.clicked.connect(self._want_file)
        row.addWidget(self.files)
        row.addWidget(self.more)
        row.addStretch(1)
        self.column.addLayout(row)
        self.cause, self.who = ChoiceField(), ChoiceField()
        pair = QHBoxLayout()
        pair.setSpacing(theme().px(12))
        pair.addWidget(self.add("cause", N_("Ca&use"), self.cause), 1)
        pair.addWidget(self.add("responsible", N_("Who is &responsible"), self.who), 1)
        self.column.addLayout(pair)
        self.usual = UsualParty(self.cause, self.who)
        self.usual.setObjectName("case.gather.usual")
        self.usual.taken.connect(self.changed)
        self.column.addWidget(self.usual)
        self.put("cause_text", N_("The cause in &words"), LineField())
        self.whys = WhyList()
        self.put("whys", N_("Wh&y, five times"), self.whys, N_("Enter goes on to the next"))
        self.retranslate()

    def prepare(self, case: CaseView, first: bool) -> None:
        self._count()
        self._offer()

    def _count(self) -> None:
        count = len(self.view.file.attachments) if self.view else 0
        self.files.set_text(self.context.texts.n("{n} file at the side", "{n} files at the side", count))

    def say(self) -> None:
        texts = self.context.texts
        self._offer()
        self.who.set_options([(code, texts.word("responsible", code)) for code in RESPONSIBLE])
        self.whys.set_words([texts.t(why) for why in _WHYS])
        self.more.set_text(texts.t("Add a photo or a file"))
        self._count()

    def _offer(self) -> None:
        """The tree of causes; what was found stays to be chosen although it is retired by now."""
        if self.view is not None:
            record = self.view.current()
            kept = record.facts.get("cause") if record is not None else None
            kept = kept or self.view.file.case.cause
            self.cause.set_options(tree_options(self.view.causes, self.context.texts.language, kept))
            self.usual.know(self.view.causes, self.context.texts.current)

    def defaults(self) -> Mapping[str, FactValue]:
        """What the case was classified as before anybody got here."""
        if self.view is None:
            return {}
        case = self.view.file.case
        known = {"cause": case.cause, "responsible": case.responsible, "cause_text": case.cause_text}
        return {name: value for name, value in known.items() if value}

    def _want_file(self) -> None:
        self.wants.emit("evidence")
