"""The versions of the proposal, newest first; and the remedy ledger."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.handling.kinds import ProposalRow, ProposalState, RemedyRow, RemedyState
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.read_only import proposal_line, short_when
from ui.pages.handling.remedies import STATE_TOKENS, remedy_words
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import LinkButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.planes import Plane

_TOKENS = {"draft": "muted", "offered": "accent", "refused": "s1", "withdrawn": "muted"}
_WORK = frozenset({"repair", "replacement"})  # what somebody is sent for


class _Version(Plane):
    """One version: state, cost, what is offered, what was answered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("raised", 7, parent)
        self.version, self.state = Label("", strong=True), Label("")
        self.when, self.cost = Label("", "small", "muted"), Label("")
        self.offer, self.note = Label("", wrap=True), Label("", "small", "soon", wrap=True)
        self.withdraw = LinkButton()
        self.withdraw.hide()
        px = theme().px
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self.version)
        top.addWidget(self.state)
        top.addWidget(self.when, 1)
        top.addWidget(self.cost)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(1))
        column.addLayout(top)
        column.addWidget(self.offer)
        last = QHBoxLayout()
        last.addWidget(self.note, 1)
        last.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(last)


class Proposals(QWidget):
    """All versions; none is ever lost."""

    withdrawn = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.proposals")
        self._context = context
        self._view: CaseView | None = None
        self.head = SectionHead()
        self._cards: list[_Version] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        self._column.addWidget(self.head)

    def show_case(self, view: CaseView) -> None:
        """Show the versions of a case."""
        self._view = view
        self.setVisible(bool(view.file.proposals))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts.current
        self.head.set_heading(texts.t("Proposals"))
        if self._view is None:
            return
        rows = list(reversed(self._view.file.proposals))
        self.head.set_count(texts.n("{n} version", "{n} versions", len(rows)))
        while len(self._cards) < len(rows):
            card = _Version(self)
            card.setObjectName(f"case.proposals.{len(self._cards) + 1}")
            card.withdraw.setObjectName(f"case.proposals.{len(self._cards) + 1}.withdraw")
            card.withdraw.clicked.connect(partial(self._withdraw, len(self._cards)))
            self._cards.append(card)
            self._column.addWidget(card)
        for index, card in enumerate(self._cards):
            card.setVisible(index < len(rows))
            if index < len(rows):
                self._show(texts, self._view, card, rows[index], newest=index == 0)

    def _show(self, texts: Texts, view: CaseView, card: _Version, row: ProposalRow, *, newest: bool) -> None:
        card.set_tone("accent" if newest and row.state != ProposalState.REFUSED else "raised")
        card.version.set_text(f"v{row.version}")
        card.state.set_text(texts.word("proposal_state", row.state))
        card.state.set_token(_TOKENS.get(row.state, "ok"))
        at = row.answered_at or row.offered_at
        when = short_when(texts, at, view) if at else ""
        way = texts.word("channel", row.answer_way) if row.answer_way else ""
        card.when.set_text(" ".join(filter(None, (when, way))))
        card.cost.set_text(texts.money(row.cost_minor, view.currency))
        card.offer.set_text(proposal_line(texts, view, row))
        note, token = self._note(texts, view, row)
        card.note.set_text(note)
        card.note.set_token(token)
        card.note.setVisible(bool(note))
        waits = row.state in (ProposalState.DRAFT, ProposalState.OFFERED) and newest
        card.withdraw.set_text(texts.t("Withdraw…"))
        card.withdraw.setVisible(waits and view.is_open and self._context.desk.may(Permission.HANDLE))
        spoken = (card.version, card.state, card.cost, card.offer, card.note)
        card.setAccessibleName(" ".join(label.text() for label in spoken if label.text()))

    def _withdraw(self, index: int) -> None:
        if self._view is not None:
            self.withdrawn.emit(list(reversed(self._view.file.proposals))[index])

    def _note(self, texts: Texts, view: CaseView, row: ProposalRow) -> tuple[str, str]:
        limit = self._context.desk.actor.limit_minor
        if row.answer_text:
            return texts.t("“{words}”", words=row.answer_text), "muted"
        if row.state == ProposalState.DRAFT and row.approved_at is not None:
            return texts.t("approved by {name}", name=row.approved_by), "ok"
        if row.state == ProposalState.DRAFT and row.cost_minor > limit:
            names = [one.name for one in view.approvers if one.limit_minor >= row.cost_minor]
            money = texts.money(limit, view.currency)
            if names:
                return texts.t("above {limit}, {name} has to approve", limit=money, name=names[0]), "soon"
            return texts.t("above {limit}, a manager has to approve", limit=money), "soon"
        if row.state == ProposalState.OFFERED and row.valid_until is not None:
            until = texts.when(row.valid_until, view.zone, view.now)
            return texts.t("stands until {until}", until=until), "muted"
        return "", "muted"


class _Remedy(QWidget):
    """A line of the ledger with what can be done about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme().px
        self.words, self.amount = Label("", wrap=True), Label("", strong=True)
        self.state = ElidedLabel("", "small", "muted")
        self.spent = Label("", "small", "muted", wrap=True)
        self.yes, self.no, self.work = LinkButton(), LinkButton(), LinkButton()
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.words, 1)
        first.addWidget(self.amount)
        second.setSpacing(px(6))
        second.addWidget(self.state, 1)
        second.addWidget(self.yes)
        second.addWidget(self.no)
        second.addWidget(self.work)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(2), 0, px(2))
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.spent)


class Ledger(QWidget):
    """Everything that was given or promised in money or kind, with its state."""

    approved = Signal(object)
    declined = Signal(object)
    given = Signal(object)
    ordered = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.ledger")
        self._context = context
        self._view: CaseView | None = None
        self.head = SectionHead()
        self._rows: list[_Remedy] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(4))
        self._column.addWidget(self.head)

    def show_case(self, view: CaseView) -> None:
        """Show the ledger of a case."""
        self._view = view
        self.setVisible(bool(view.file.remedies))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("Remedies"))
        if view is None:
            return
        rows = view.file.remedies
        self.head.set_count(len(rows))
        while len(self._rows) < len(rows):
            self._add()
        for index, line in enumerate(self._rows):
            line.setVisible(index < len(rows))
            if index < len(rows):
                self._show(texts, view, line, rows[index])

    def _add(self) -> None:
        index = len(self._rows)
        line = _Remedy(self)
        line.yes.setObjectName(f"case.ledger.{index + 1}.yes")
        line.no.setObjectName(f"case.ledger.{index + 1}.no")
        line.work.setObjectName(f"case.ledger.{index + 1}.work")
        line.yes.clicked.connect(partial(self._say_yes, index))
        line.work.clicked.connect(partial(self._order, index))
        line.no.clicked.connect(partial(self._say_no, index))
        self._rows.append(line)
        self._column.addWidget(line)

    def _show(self, texts: Texts, view: CaseView, line: _Remedy, row: RemedyRow) -> None:
        line.words.set_text(remedy_words(texts, row, view.currency))
        line.amount.set_text(texts.money(row.amount_minor, view.currency))
        who = row.approved_by or row.granted_by
        spent = texts.money(row.actual_minor, view.currency) if row.actual_minor else ""
        line.spent.set_text(texts.t("spent so far: {money}", money=spent) if spent else "")
        line.spent.setVisible(bool(spent))
        line.state.set_text(" · ".join(filter(None, (texts.word("remedy_state", row.state), who))))
        line.state.set_token(STATE_TOKENS[row.state])
        desk = self._context.desk
        waiting = row.state == RemedyState.AWAITING_APPROVAL and desk.may(Permission.APPROVE_REMEDY)
        waiting = waiting and row.granted_by != desk.actor.name
        granted = row.state == RemedyState.GRANTED and desk.may(Permission.HANDLE)
        line.yes.set_text(texts.t("Approve") if waiting else texts.t("Carried out"))
        line.yes.setVisible(waiting or granted)
        line.no.set_text(texts.t("Decline…"))
        line.no.setVisible(waiting)
        line.work.set_text(texts.t("Work order…"))
        repair = row.state == RemedyState.GRANTED and row.kind in _WORK and view.is_open
        line.work.setVisible(repair and desk.may(Permission.ORDER_WORK))

    def _say_yes(self, index: int) -> None:
        if self._view is not None:
            row = self._view.file.remedies[index]
            waiting = row.state == RemedyState.AWAITING_APPROVAL
            (self.approved if waiting else self.given).emit(row)

    def _order(self, index: int) -> None:
        if self._view is not None:
            self.ordered.emit(self._view.file.remedies[index])

    def _say_no(self, index: int) -> None:
        if self._view is not None:
            self.declined.emit(self._view.file.remedies[index])
