"""Step 4, *apologise*: who, how, and the words. Sincere, whatever the cause turns out to be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from models.handling.kinds import FactValue
from models.handling.steps import WAYS
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.view import CaseView
from ui.widgets.choices import Segmented
from ui.widgets.fields import ChoiceField, Option, TextField


class ApologiseForm(CaseForm):
    """Begins with the person at the desk."""

    step = "apologise"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.who = ChoiceField()
        self.put("apologised_by", N_("&Who apologised"), self.who)
        self.way = Segmented()
        self.put("way", N_("&How"), self.way, N_("← → choose, or digits 1–4"))
        self.words = TextField(lines=4)
        self.put("apology", N_("The words of the a&pology"), self.words, N_("No “but”, no cause, no blame"))
        self.retranslate()

    def prepare(self, case: CaseView, first: bool) -> None:
        self.who.set_options([Option(one.id, one.name, one.login) for one in case.staff])

    def defaults(self) -> Mapping[str, FactValue]:
        return {"apologised_by": self.context.desk.actor.staff_id}

    def say(self) -> None:
        texts = self.context.texts
        self.way.set_options([(code, texts.word("apology_way", code)) for code in WAYS])
