"""First run, page 2: the property, when its desk is open, and what it promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.shared.places_and_money import CURRENCIES, REGIONS, ChoiceWords, choice_words
from ui.shared.policy_words import CALENDARS, POLICIES, policy_word
from ui.widgets.fields import ChoiceField, LabeledField, LineField
from ui.widgets.labels import Label
from ui.widgets.ticks import RadioCards


@dataclass(frozen=True)
class Estate:
    """What page 2 asks for."""

    name: str
    calendar: str
    policy: str
    timezone: str
    currency: str


class EstatePane(Form[Estate]):
    """The second page of the first run."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words_in = ""
        self.name = LabeledField("", LineField())
        # The cards are made here, not with their words: Tab walks in the order of making.
        self.calendar = LabeledField("", RadioCards([(code, "", "") for code in CALENDARS]))
        self.timezone = LabeledField("", ChoiceField())
        self.currency = LabeledField("", ChoiceField())
        self.policy = LabeledField("", ChoiceField())
        self._policy_note = Label("", "small", "muted", wrap=True)
        self._lay_out()
        for name in ("name", "calendar", "timezone", "currency", "policy"):
            field = getattr(self, name)
            field.field.setObjectName(f"first_run.{name}")
            self.bind(name, field)
        self.retranslate()
        self.set_values(
            {"calendar": "office", "policy": "cn-property", "timezone": _system_zone(), "currency": "CNY"}
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.timezone, 1)
        pair.addWidget(self.currency, 1)
        column.addWidget(self.name)
        column.addWidget(self.calendar)
        column.addLayout(pair)
        column.addWidget(self.policy)
        column.addWidget(self._policy_note)
        column.addStretch(1)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.name.set_label(texts.t("&Name of the property"))
        self.name.field.set_placeholder(texts.t("Cuihu Gardens"))  # type: ignore[attr-defined]
        self.calendar.set_label(texts.t("When is the desk &open?"))
        self.calendar.field.set_options(  # type: ignore[attr-defined]
            [(code, texts.word("calendar", code), "") for code in CALENDARS]
        )
        self.timezone.set_label(texts.t("&Time zone"))
        self.currency.set_label(texts.t("&Currency"))
        self.policy.set_label(texts.t("T&argets"))
        self.policy.field.set_options(  # type: ignore[attr-defined]
            [(code, policy_word(texts.current, code)) for code in POLICIES]
        )
        self._policy_note.set_text(
            texts.t(
                "How soon each kind of complaint is answered and solved. Every case keeps the targets it began with."
            )
        )
        if self._words_in != texts.language:
            self._words_in = texts.language
            self.context.jobs.work(self, _Words(self), self._take_words, key="words")

    def draft(self) -> Estate:
        return Estate(**self.values())

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = []
        if not values["name"]:
            found.append(FieldProblem("name", texts.t("Give the property its name; it heads every report.")))
        choose = texts.t("Choose one from the list.")
        found += [
            FieldProblem(name, choose) for name in ("timezone", "currency", "policy") if not values[name]
        ]
        return found

    def _take_words(self, words: ChoiceWords) -> None:
        self.timezone.field.set_options(words.zones)  # type: ignore[attr-defined]
        self.currency.field.set_options(words.currencies)  # type: ignore[attr-defined]


class _Words:
    """The names of zones and currencies, made away from the GUI thread."""

    def __init__(self, pane: EstatePane) -> None:
        self._texts = pane.context.texts.current

    def __call__(self) -> ChoiceWords:
        return choice_words(self._texts, CURRENCIES)


def _system_zone() -> str:
    name = QTimeZone.systemTimeZoneId().toStdString()
    return name if name.startswith(REGIONS) else "Asia/Shanghai"
