"""Step 5, *gather*: understand what happened. Account, evidence, the cause with its whys, who is responsible."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.handling.steps import RESPONSIBLE
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.forms.lists import WhyList
from ui.pages.handling.view import CaseView
from ui.shared.tree_options import tree_options
from ui.theme.current import theme
from ui.widgets.choices import Chips
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
        self.usual = Chips()
        self.usual.setObjectName("case.gather.usual")
        self.usual.changed.connect(self._take_usual)
        self.cause.changed.connect(self._suggest)
        self.who.changed.connect(self._suggest)
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
        self._suggest()

    def _offer(self) -> None:
        """The tree of causes; what was found stays to be chosen although it is retired by now."""
        if self.view is not None:
            record = self.view.current()
            kept = record.facts.get("cause") if record is not None else None
            self.cause.set_options(tree_options(self.view.causes, self.context.texts.language, kept))

    def _usual(self) -> str | None:
        """Who usually answers for the cause: as its own row says, else as the one above it does."""
        rows = {row.code: row for row in self.view.causes} if self.view is not None else {}
        row = rows.get(str(self.cause.value() or ""))
        above = rows.get(row.parent_code or "") if row is not None else None
        return (row.responsible if row else None) or (above.responsible if above else None)

    def _suggest(self, _value: object = None) -> None:
        """Offer who usually answers for such a cause; nothing is taken unasked."""
        usual = None if self.who.value() else self._usual()
        self.usual.set_options([(usual, self.context.texts.word("responsible", usual))] if usual else [])
        self.usual.set_suggested([usual] if usual else [])
        self.usual.setVisible(usual is not None)

    def _take_usual(self, _value: object = None) -> None:
        usual = self._usual()
        if usual is None or not self.usual.values():
            return
        self.usual.set_values([])
        self.who.set_value(usual)
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self._suggest()

    def _want_file(self) -> None:
        self.wants.emit("evidence")
