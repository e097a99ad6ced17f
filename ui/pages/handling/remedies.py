"""Make good first: what has been given on the spot, and how much of the own limit is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.handling.kinds import RemedyRow
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.controls import LinkButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane

STATE_TOKENS = {"awaiting_approval": "soon", "granted": "muted", "declined": "s1", "carried_out": "ok"}


def remedy_words(texts: Texts, remedy: RemedyRow, currency: str) -> str:
    """``Fee reduction, one month's cleaning``: the kind, and what was written."""
    return " · ".join(filter(None, (texts.word("remedy", remedy.kind), remedy.text)))


def remedy_note(texts: Texts, remedy: RemedyRow, view: CaseView) -> str:
    """``14:15 granted``."""
    state = texts.word("remedy_state", remedy.state)
    at = remedy.carried_out_at or remedy.approved_at or remedy.granted_at
    return f"{texts.when(at, view.zone, view.now)} {state}"


class RemedyStrip(QWidget):
    """A line for each remedy of this case that was given on the spot, and the way to one more."""

    wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: CaseView | None = None
        self._title = Label("", "small", "muted", wrap=True)
        self._box = Plane("raised", 7)
        self._lines = QVBoxLayout(self._box)
        self._lines.setContentsMargins(theme().px(12), theme().px(7), theme().px(8), theme().px(7))
        self._lines.setSpacing(theme().px(4))
        self._rows: list[tuple[QWidget, ElidedLabel, Label, ElidedLabel]] = []
        self.more = LinkButton(icon="plus", key="Alt+G")
        self.more.setObjectName("case.soothe.make_good")
        self.more.clicked.connect(self.wanted)
        self._foot_row = QWidget(self._box)
        self._foot = QHBoxLayout(self._foot_row)
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._empty = Icon("hand-coins", "ok", 16)
        self._foot.addWidget(self._empty)
        self._none = ElidedLabel("", token="muted")
        self._foot.addWidget(self._none, 1)
        self._foot.addWidget(self.more)
        self._lines.addWidget(self._foot_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(5))
        column.addWidget(self._title)
        column.addWidget(self._box)

    def show_case(self, view: CaseView) -> None:
        """Show what has been given."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts.current
        self.more.set_text(texts.t("Give something more") if self._given() else texts.t("Give something now"))
        self.more.setVisible(self._context.desk.may(Permission.GRANT_REMEDY))
        self._none.set_text("" if self._given() else texts.t("Nothing given yet"))
        self._empty.setVisible(not self._given())
        view = self._view
        if view is None:
            return
        limit = self._context.desk.actor.limit_minor
        left = max(limit - view.spent_minor, 0)
        self._title.set_text(
            texts.t(
                "Make good first: small sums now, questions later. Your limit {limit}, {left} left here",
                limit=texts.money(limit, view.currency),
                left=texts.money(left, view.currency),
            )
        )
        self._fill(texts, view)

    def _given(self) -> list[RemedyRow]:
        return [one for one in self._view.file.remedies if one.on_the_spot] if self._view else []

    def _fill(self, texts: Texts, view: CaseView) -> None:
        given = self._given()
        while len(self._rows) < len(given):
            self._add_row()
        for index, (row, words, amount, note) in enumerate(self._rows):
            row.setVisible(index < len(given))
            if index < len(given):
                one = given[index]
                words.set_text(remedy_words(texts, one, view.currency))
                amount.set_text(texts.money(one.amount_minor, view.currency))
                note.set_text(remedy_note(texts, one, view))
                note.set_token(STATE_TOKENS[one.state])

        # The way to one more stands at the end of the last line.
        last = self._rows[len(given) - 1][0].layout() if given else self._foot
        assert last is not None
        last.addWidget(self.more)
        self._foot_row.setVisible(not given)

    def _add_row(self) -> None:
        row = QWidget(self._box)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(8))
        words, amount, note = ElidedLabel(), Label("", strong=True), ElidedLabel("", "small", "muted")
        line.addWidget(Icon("hand-coins", "ok", 16))
        line.addWidget(words)
        line.addWidget(amount)
        line.addWidget(note)
        line.addStretch(1)
        self._rows.append((row, words, amount, note))
        self._lines.insertWidget(len(self._rows) - 1, row)
