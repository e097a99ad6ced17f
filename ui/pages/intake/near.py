"""The right column: similar open cases nearby, and joining one of them instead of opening a new one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.complaints.kinds import CaseRow
from models.handling.steps import step_of
from ui.context import Context
from ui.pages.intake.lookups import Around, Neighbour
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Icon, SectionHead, Separator, StepBar
from ui.widgets.controls import Button, PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.themed import Themed

SHOWN = 3
_MANY_HOMES = 3
_ROOMY = 280


class _NearRow(QWidget):
    """A case: where and what, how far it is, how near it is, and Join with its confirmation."""

    def __init__(self, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.unit = Label("", strong=True, parent=self)
        self.title = ElidedLabel("", parent=self)
        self.steps = StepBar("llllllll", 5, 94, self)
        self.relation = ElidedLabel("", "small", "muted", parent=self)
        self.join = Button("", key=f"Alt+{index + 1}", size="small", parent=self)
        self.join.setObjectName(f"intake.join.{index + 1}")
        self.question = Label("", "small", wrap=True, parent=self)
        self.yes = PrimaryButton("", key="Return", size="small", parent=self)
        self.yes.setObjectName(f"intake.join.{index + 1}.yes")
        self.no = QuietButton("", size="small", parent=self)
        self.no.setObjectName(f"intake.join.{index + 1}.no")
        top, below, answer = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.unit)
        top.addWidget(self.title, 1)
        below.setSpacing(8)
        below.addWidget(self.steps)
        below.addWidget(self.relation, 1)
        below.addWidget(self.join)
        answer.addStretch(1)
        answer.addWidget(self.no)
        answer.addWidget(self.yes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 7, 0, 7)
        box.setSpacing(3)
        box.addLayout(top)
        box.addLayout(below)
        box.addWidget(self.question)
        box.addLayout(answer)
        self.ask(False)

    def ask(self, asking: bool) -> None:
        """Ask whether it is meant, in the row itself."""
        self.question.setVisible(asking)
        self.yes.setVisible(asking)
        self.no.setVisible(asking)
        self.join.setVisible(not asking)


class NearPane(Themed, QWidget):
    """``joined`` carries the case that the caller joins, once that was confirmed."""

    joined = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake.near")
        self._context = context
        self._around = Around()
        self._asking: int | None = None
        self._label = ""
        self._back: QWidget | None = None
        self._head = SectionHead("", parent=self)
        self._why = Label("", "small", "muted", wrap=True, parent=self)
        self._lines = [_NearRow(index, self) for index in range(SHOWN)]
        self._rules = [Separator(parent=self) for _ in range(SHOWN + 1)]
        self._more = Label("", "small", "muted", parent=self)
        self._alarm = Icon("triangle-alert", "soon", 16, self)
        self._many = Label("", "body", "soon", wrap=True, parent=self)
        self._many.setObjectName("intake.near.many")
        self._empty = EmptyState("house", self)
        self._lay_out()
        for index, line in enumerate(self._lines):
            line.join.clicked.connect(partial(self.ask, index))
            line.yes.clicked.connect(self.confirm)
            line.no.clicked.connect(self.cancel)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(self._head)
        self._box.addWidget(self._why)
        self._box.addSpacing(6)
        for index, line in enumerate(self._lines):
            self._box.addWidget(self._rules[index])
            self._box.addWidget(line)
        self._box.addWidget(self._rules[-1])
        notice = QHBoxLayout()
        notice.setContentsMargins(0, 10, 0, 0)
        notice.setSpacing(8)
        notice.addWidget(self._alarm, 0, Qt.AlignmentFlag.AlignTop)
        notice.addWidget(self._many, 1)
        self._box.addWidget(self._more)
        self._box.addLayout(notice)
        self._box.addWidget(self._empty)
        self._box.addStretch(1)

    def retheme(self) -> None:
        self._box.setContentsMargins(0, 0, 0, theme().px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().px
        for line in self._lines:
            line.steps.setFixedWidth(px(94 if self.width() >= px(_ROOMY) else 62))

    def buttons(self) -> list[QPushButton]:
        """What Enter presses where the focus is on it."""
        return [button for line in self._lines for button in (line.yes, line.no, line.join)]

    @property
    def count(self) -> int:
        """How many similar cases there are."""
        return len(self._around.cases)

    def show_around(self, around: Around, label: str) -> None:
        """Show what is open around a home that is called ``label``."""
        self._around, self._label = around, label
        self._asking = None
        self.retranslate()

    def may_join(self, index: int) -> bool:
        """Whether there is such a row."""
        return index < min(self.count, SHOWN)

    def ask(self, index: int) -> None:
        """Ask in the row whether joining is meant; the focus waits on yes."""
        if not self.may_join(index) or not self.isVisible():
            return
        window = self.window()
        self._back = window.focusWidget()
        self._asking = index
        self.retranslate()
        self._lines[index].yes.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def asking(self) -> bool:
        """Whether a row waits for an answer."""
        return self._asking is not None

    def confirm(self) -> None:
        """Yes: join."""
        if self._asking is not None and self.may_join(self._asking):
            self.joined.emit(self._around.cases[self._asking].row)

    def cancel(self) -> None:
        """No: a case of its own."""
        self._asking = None
        self.retranslate()
        back, self._back = self._back, None
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, cases = self._context.texts, self._around.cases
        self._head.set_heading(texts.t("Similar, open, nearby"))
        self._head.set_count(len(cases) or None)
        self._why.set_text(texts.t("Same cause? Join, and every home is kept told."))
        self._why.setVisible(bool(cases))
        for index, line in enumerate(self._lines):
            shown = index < len(cases)
            line.setVisible(shown)
            self._rules[index].setVisible(shown)
            if shown:
                self._show_line(line, cases[index], index == self._asking)
        self._rules[-1].setVisible(bool(cases))
        rest = len(cases) - SHOWN
        self._more.setVisible(rest > 0)
        self._more.set_text(texts.n("and {n} more", "and {n} more", max(rest, 0)))
        many = self._around.homes >= _MANY_HOMES
        self._alarm.setVisible(many)
        self._many.setVisible(many)
        self._many.set_text(self._many_words(self._around.homes))
        self._empty.setVisible(not cases)
        self._empty.set_words(
            texts.t("Nothing similar is open nearby."),
            texts.t("Cases of the homes above, below and around appear here while you type."),
        )

    def _many_words(self, homes: int) -> str:
        texts = self._context.texts
        if self._around.building:
            if homes == _MANY_HOMES:
                return texts.t("Third home in this building in 7 days.")
            return texts.t("{n} homes in this building in 7 days, this one included.", n=homes)
        if homes == _MANY_HOMES:
            return texts.t("Third home on this riser in 7 days.")
        return texts.t("{n} homes on this riser in 7 days, this one included.", n=homes)

    def _show_line(self, line: _NearRow, near: Neighbour, asking: bool) -> None:
        texts, row = self._context.texts, near.row
        line.unit.set_text(row.unit)
        line.title.set_text(row.title)
        step = texts.word("step", step_of(row.step).code)
        line.steps.set_states(row.steps, texts.t("Step {n} of 8: {step}", n=row.step, step=step))
        line.relation.set_text(self._relation(near))
        line.join.set_text(texts.t("Join"))
        line.join.setAccessibleName(
            texts.t("Join {reference}, {unit}", reference=row.reference, unit=row.unit)
        )
        line.question.set_text(self._question(row))
        line.yes.set_text(texts.t("Join"))
        line.no.set_text(texts.t("A case of its own"))
        line.ask(asking)

    def _question(self, row: CaseRow) -> str:
        texts = self._context.texts
        if self._label:
            facts = {"home": self._label, "reference": row.reference}
            return texts.t("{home} joins {reference} and is kept told; no new case is opened.", **facts)
        return texts.t(
            "The caller joins {reference} and is kept told; no new case is opened.", reference=row.reference
        )

    def _relation(self, near: Neighbour) -> str:
        texts, zone, now = self._context.texts, self._context.desk.zone, self._context.clock.now()
        day = texts.current.relative_day(
            near.row.received_at.astimezone(zone).date(), now.astimezone(zone).date()
        )
        return texts.t("{where}, {day}", where=self._where(near), day=day)

    def _where(self, near: Neighbour) -> str:
        texts, floors = self._context.texts, near.floors
        if near.relation == "line" and floors:
            if abs(floors) == 1:
                return texts.t("above") if floors > 0 else texts.t("below")
            return texts.t("{n} up", n=floors) if floors > 0 else texts.t("{n} down", n=-floors)
        return {
            "line": texts.t("same riser"),
            "part": texts.t("nearby"),
            "building": texts.t("same building"),
        }.get(near.relation, texts.t("same trouble"))
