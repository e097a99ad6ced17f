"""Sorting cases: what they were about, why it happened, who answers for it. Quick by keys: type, Enter, Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from models.handling.steps import RESPONSIBLE
from models.options.rules import split_code
from ui.context import Context
from ui.pages.complaints.choices import Choices
from ui.pages.complaints.dialogs import Asking
from ui.shared.tree_options import tree_options
from ui.shared.usual_party import UsualParty
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.labels import Label

_FIELDS = ("kind", "cause", "responsible", "cause_text")


@dataclass(frozen=True)
class Wish:
    """What the cases are to be classified as; what is ``None`` stays as it is."""

    category: str | None = None
    subcategory: str | None = None
    cause: str | None = None
    responsible: str | None = None
    cause_text: str | None = None

    def named(self) -> dict[str, Any]:
        """What is wanted, by the names that ``classify`` takes."""
        return {name: value for name, value in vars(self).items() if value}


class ClassifyDialog(Asking):
    """Both trees, each found by typing in either language; whatever is left empty stays as it is in each case."""

    NAME = "complaints.classify"
    WIDTH = 520

    def __init__(
        self, context: Context, parent: QWidget, count: int, choices: Choices, begin: str = "kind"
    ) -> None:
        super().__init__(context, parent)
        self._count, self._choices = count, choices
        self.note = Label("", token="muted", wrap=True)
        self.body.addWidget(self.note)
        self.kind, self.cause, self.who, self.text = ChoiceField(), ChoiceField(), ChoiceField(), LineField()
        self.fields = dict(zip(_FIELDS, (self.kind, self.cause, self.who, self.text), strict=True))
        self.labels = {name: LabeledField("", field) for name, field in self.fields.items()}
        self.usual = UsualParty(self.cause, self.who)
        self.usual.setObjectName("complaints.classify.usual")
        for name, label in self.labels.items():
            self.fields[name].setObjectName(f"complaints.classify.{name}")
            self.body.addWidget(label)
            if name == "responsible":
                self.body.addWidget(self.usual)
        self.usual.offered.connect(self.fit)
        self.fields[begin].setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        texts, choices = self.context.texts.current, self._choices
        self.say(texts.n("Classify {n} case", "Classify {n} cases", self._count), texts.t("Classify"))
        self.note.set_text(
            texts.t("What is left empty stays as it is. The steps keep what was written in them.")
        )
        for name, words in (
            ("kind", texts.t("&Category")),
            ("cause", texts.t("Ca&use")),
            ("responsible", texts.t("Who is &responsible")),
            ("cause_text", texts.t("The cause in &words")),
        ):
            self.labels[name].set_label(words)
        for field in (self.kind, self.cause, self.who):
            field.set_placeholder(texts.t("as it is"))
        self.kind.set_options(tree_options(choices.kinds, texts.language))
        self.cause.set_options(tree_options(choices.causes, texts.language))
        self.who.set_options([(code, texts.word("responsible", code)) for code in RESPONSIBLE])
        self.usual.know(choices.causes, texts)

    def wish(self) -> Wish:
        """What is chosen."""
        category, sub = split_code(str(self.kind.value() or ""))
        cause, who = self.cause.value(), self.who.value()
        return Wish(
            category or None,
            sub,
            str(cause) if cause else None,
            str(who) if who else None,
            str(self.text.value()).strip() or None,
        )

    def finish(self) -> None:
        wish = self.wish()
        if not wish.named():
            self.labels["kind"].set_error(self.context.texts.current.problem("classify.nothing"))
            self.kind.setFocus()
            self.fit()
            return
        self.answer(wish)
