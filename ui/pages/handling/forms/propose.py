"""Step 6, *propose*: offers in versions. Kept as a draft, approved above the limit, told to the resident."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.core.permissions import Permission
from models.handling.kinds import ProposalDraft, ProposalRow, ProposalState
from models.handling.rules import proposal_gaps
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.context import Context
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.forms.offers import OffersEditor
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.notices import Notice

_STANDS = timedelta(days=7)
_OFFER_GAPS = frozenset({"offers", "remedy", "offer_text", "doer", "timetable", "cost"})


class ProposeForm(CaseForm):
    """Writes the next version; what was offered before stands at the side."""

    step = "propose"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.asks = Label("", token="muted", wrap=True)
        self.column.addWidget(self.asks)
        self.approval = Notice("changed")
        self.approval.setObjectName("case.propose.approval")
        self.approval.action.connect(self._want_approval)
        self.column.addWidget(self.approval)
        self.offers = OffersEditor()
        self.offers.setObjectName("case.propose.offers")
        self.bind("offers", self.offers)
        self.column.addWidget(self.offers)
        self.until = self.when_field()
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.add("valid_until", N_("The offer stands &until"), self.until), 1)
        self.total = Label("", strong=True)
        row.addWidget(self.total, 1)
        self.column.addLayout(row)
        self.said = self.words = TextField(lines=1, max_lines=4)
        self.put("summary", N_("In one se&ntence, as the resident hears it"), self.words)
        self.keep = Button()
        self.keep.setObjectName("case.propose.save_draft")
        self.keep.clicked.connect(self._want_draft)
        self.column.addWidget(self.keep)
        self.changed.connect(self._show_total)
        self.retranslate()

    def draft_row(self) -> ProposalRow | None:
        """The version that is being written, when it has been kept before."""
        latest = self.view.file.latest_proposal() if self.view else None
        return latest if latest is not None and latest.state == ProposalState.DRAFT else None

    def is_told(self) -> bool:
        """Whether a version has been told that still waits to be finished with."""
        return bool(self.view and self.view.state().proposal_offered)

    def show_case(self, case: object) -> None:
        assert isinstance(case, CaseView)
        first, self.view = self.view is None, case
        if first or not self.is_dirty():
            self._load_draft(case)
        self.retranslate()

    def _load_draft(self, view: CaseView) -> None:
        draft = self.draft_row() or (view.file.latest_proposal() if self.is_told() else None)
        if draft is None:
            # What was refused is where the next version starts from.
            draft = view.file.latest_proposal()
            until: Any = self._usual_end()
        else:
            kept = draft.valid_until
            until = kept.astimezone(view.zone).replace(tzinfo=None) if kept else self._usual_end()
        offers = [vars(offer) for offer in draft.offers] if draft else []
        self.set_values({"offers": offers, "valid_until": until, "summary": draft.summary if draft else ""})

    def _usual_end(self) -> datetime:
        return (self.local_now() + _STANDS).replace(hour=18, minute=0, second=0, microsecond=0)

    def facts(self) -> dict[str, Any]:
        return {}

    def proposal(self) -> ProposalDraft:
        """The version as the action takes it."""
        until = self.until.value()
        moment = until.replace(tzinfo=self.context.desk.zone) if isinstance(until, datetime) else None
        return ProposalDraft(self.offers.drafts(), str(self.said.value()), moment)

    def needs_approval(self) -> bool:
        """Whether the version costs more than the person at the desk may promise, and nobody has approved it."""
        cost = sum(offer.cost_minor for offer in self.offers.drafts())
        draft = self.draft_row()
        approved = draft is not None and draft.approved_at is not None and not self.is_dirty()
        return cost > self.context.desk.actor.limit_minor and not approved

    def gaps(self) -> tuple[str, ...]:
        if self.is_told():
            return ()
        draft = self.proposal()
        return proposal_gaps(draft.offers, draft.valid_until)

    def lead_to(self, gap: str) -> bool:
        words = self.context.texts.t("This is still missing.")
        if gap in _OFFER_GAPS and self.offers.show_missing(words):
            return True
        if gap == "valid_until":
            self.show_problems([FieldProblem("valid_until", words)])
            return True
        return False

    def clear_problems(self) -> None:
        super().clear_problems()
        self.offers.forgive()

    def say(self) -> None:
        texts = self.context.texts
        symbol = texts.current.money(0, self.view.currency).rstrip("0 ") if self.view else "¥"
        self.offers.speak(texts.current, symbol)
        self.keep.set_text(texts.t("Keep as a draft"))
        asks = self.view.file.case.asks_for if self.view else ""
        self.asks.set_text(texts.t("They ask for: {words}", words=asks) if asks else "")
        self.asks.setVisible(bool(asks))
        self._show_total()

    def _show_total(self) -> None:
        view, texts = self.view, self.context.texts.current
        if view is None:
            return
        cost = sum(offer.cost_minor for offer in self.offers.drafts())
        self.total.set_text(texts.t("Together {money}", money=texts.money(cost, view.currency)))
        self._show_approval(view)

    def _show_approval(self, view: CaseView) -> None:
        texts, desk = self.context.texts.current, self.context.desk
        draft = self.draft_row()
        limit = texts.money(desk.actor.limit_minor, view.currency)
        approved = draft is not None and draft.approved_at is not None and not self.is_dirty()
        above = self.needs_approval()
        may = (
            desk.may(Permission.APPROVE_REMEDY) and draft is not None and not approved and not self.is_dirty()
        )
        may = may and draft is not None and 0 < draft.cost_minor <= desk.actor.limit_minor
        self.approval.setVisible(above or approved or may)
        self.approval.set_action(texts.t("Approve") if may and not approved else "")
        if approved and draft is not None:
            self.approval.set_kind("ok")
            self.approval.set_message(texts.t("Approved by {name}.", name=draft.approved_by))
        elif above:
            cost = sum(offer.cost_minor for offer in self.offers.drafts())
            names = [one.name for one in view.approvers if one.limit_minor >= cost]
            self.approval.set_kind("changed")
            self.approval.set_message(
                texts.t("This is above your limit of {limit}.", limit=limit),
                texts.t("Keep it as a draft; {names} can approve it.", names=texts.list_of(names))
                if names
                else texts.t("Keep it as a draft and ask a manager."),
            )
        elif may and draft is not None:
            self.approval.set_kind("info")
            self.approval.set_message(texts.t("Draft by {name}", name=draft.made_by))

    def _want_approval(self) -> None:
        self.wants.emit("approve")

    def _want_draft(self) -> None:
        self.wants.emit("keep_proposal")
