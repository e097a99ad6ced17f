"""Step 7, *confirm*: what the resident answers to the version that was told."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.handling.kinds import Answer, AnswerDraft, ProposalRow, ProposalState
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.cards import Card
from ui.widgets.choices import Segmented
from ui.widgets.fields import TextField
from ui.widgets.labels import Label

ANSWERS = tuple(str(answer) for answer in Answer)
ANSWER_WAYS = ("phone", "visit", "messaging", "email", "letter")


class ConfirmForm(CaseForm):
    """A refusal needs its reason and goes back to *propose*."""

    step = "confirm"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.card = Card("", "raised")
        self.card.setObjectName("case.confirm.offered")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme().px(4))
        self.card.body.addLayout(self.lines)
        self._labels_of_offers: list[Label] = []
        self.column.addWidget(self.card)
        self.answer = Segmented()
        self.put("answer", N_("What the resident &answers"), self.answer, N_("← → choose, or digits 1–3"))
        self.way = Segmented(tone="neutral")
        self.put("way", N_("&How they answered"), self.way)
        self.said = self.words = TextField(lines=2)
        self.box = self.put("text", N_("In their own &words"), self.words)
        self.answer.changed.connect(self._ask_reason)
        self.retranslate()

    def offered(self) -> ProposalRow | None:
        """The version that waits for its answer, or was accepted."""
        return self.view.file.latest_proposal() if self.view else None

    def is_answered(self) -> bool:
        """Whether the latest version has been accepted."""
        latest = self.offered()
        return latest is not None and latest.state in (
            ProposalState.ACCEPTED,
            ProposalState.ACCEPTED_WITH_CHANGES,
        )

    def show_case(self, case: object) -> None:
        assert isinstance(case, CaseView)
        first, self.view = self.view is None, case
        if first or not self.is_dirty():
            latest = self.offered()
            answered = latest is not None and self.is_answered()
            self.set_values(
                {
                    "answer": latest.state if latest and answered else None,
                    "way": (latest.answer_way if latest and answered else None) or "phone",
                    "text": latest.answer_text if latest and answered else "",
                }
            )
        self.retranslate()

    def facts(self) -> dict[str, Any]:
        return {}

    def answer_draft(self) -> AnswerDraft:
        """The answer as the action takes it."""
        return AnswerDraft(
            Answer(str(self.answer.value())), str(self.way.value() or "phone"), str(self.said.value())
        )

    def gaps(self) -> tuple[str, ...]:
        if self.is_answered():
            return ()
        if self.answer.value() is None:
            return ("answer",)
        needs_words = self.answer.value() != Answer.ACCEPTED and not self.said.value()
        return ("text",) if needs_words else ()

    def lead_to(self, gap: str) -> bool:
        if gap == "text":
            shown = super().lead_to("text")
            self.box.set_error(self.context.texts.t("Write why, in their own words."))
            return shown
        return super().lead_to(gap)

    def say(self) -> None:
        texts = self.context.texts
        self.answer.set_options([(code, texts.word("answer", code)) for code in ANSWERS])
        self.way.set_options([(code, texts.word("channel", code)) for code in ANSWER_WAYS])
        self._ask_reason()
        self._show_offers()

    def _ask_reason(self, *_: object) -> None:
        texts = self.context.texts
        hints = {
            "refused": texts.t("a refusal needs its reason"),
            "accepted_with_changes": texts.t("what is to be changed"),
        }
        self.box.set_hint(hints.get(str(self.answer.value()), ""))

    def _show_offers(self) -> None:
        latest, view, texts = self.offered(), self.view, self.context.texts.current
        if latest is None or view is None:
            return
        told = texts.when(latest.offered_at, view.zone, view.now) if latest.offered_at else ""
        until = texts.when(latest.valid_until, view.zone, view.now) if latest.valid_until else ""
        self.card.set_heading(
            texts.t("Proposal v{version}", version=latest.version),
            texts.t("told {when}, stands until {until}", when=told, until=until) if told else "",
        )
        lines = [latest.summary] if latest.summary else []
        for offer in latest.offers:
            cost = texts.money(offer.cost_minor, view.currency) if offer.cost_minor else ""
            parts = (texts.word("remedy", offer.remedy), offer.text, cost, offer.doer, offer.timetable)
            lines.append(" · ".join(part for part in parts if part))
        while len(self._labels_of_offers) < len(lines):
            label = Label("", wrap=True)
            self._labels_of_offers.append(label)
            self.lines.addWidget(label)
        for index, label in enumerate(self._labels_of_offers):
            label.setVisible(index < len(lines))
            label.set_text(lines[index] if index < len(lines) else "")
