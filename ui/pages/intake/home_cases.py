"""The cases of the home: what is open, what was closed lately, and whether this is the same trouble again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.kinds import CaseRow
from models.handling.steps import step_of
from ui.context import Context
from ui.pages.intake.lookups import is_repeat
from ui.theme.current import theme
from ui.widgets.cards import SectionHead, Separator, StepBar
from ui.widgets.controls import LinkButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.themed import Themed

_SHOWN = 4


class _CaseLine(QWidget):
    """One case: title and steps above, reference and state below, at the right what can be done."""

    def __init__(self, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", parent=self)
        self.steps = StepBar("llllllll", 5, 94, self)
        self.closed = Label("", "small", "muted", parent=self)
        self.about = ElidedLabel("", "small", "muted", parent=self)
        self.repeat = LinkButton("", parent=self, strong=True)
        self.repeat.setObjectName(f"intake.repeat.{index}")
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.steps)
        top.addWidget(self.closed)
        below.addWidget(self.about, 1)
        below.addWidget(self.repeat)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(0)
        box.addLayout(top)
        box.addLayout(below)


class HomeCases(Themed, QWidget):
    """``repeat_wanted`` carries the case of which this would be a repeat, or ``None`` to take that back."""

    repeat_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake.home.cases")
        self._context = context
        self._rows: tuple[CaseRow, ...] = ()
        self._linked: int | None = None
        self._head = SectionHead("", rule=True, parent=self)
        self._lines = [_CaseLine(index, self) for index in range(_SHOWN)]
        self._rules = [Separator(parent=self) for _ in range(_SHOWN)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        for index, line in enumerate(self._lines):
            line.repeat.clicked.connect(partial(self._clicked, index))
            box.addWidget(line)
            box.addWidget(self._rules[index])
        self.follow_theme()

    def retheme(self) -> None:
        for line in self._lines:
            line.repeat.setFixedHeight(theme().px(22))

    def show_cases(self, rows: tuple[CaseRow, ...], linked: int | None) -> None:
        """Show the cases of a home; ``linked`` is the one that this is a repeat of."""
        self._rows, self._linked = rows, linked
        self.setVisible(bool(rows))
        self.retranslate()

    def first_repeat(self) -> CaseRow | None:
        """The case that Alt+R links: the one that is linked, or the latest that may be."""
        now = self._context.clock.now()
        linked = next((row for row in self._rows if row.id == self._linked), None)
        closed = [row for row in self._rows if is_repeat(row, now)]
        return linked or max(closed, key=lambda row: row.received_at, default=None)

    def may_repeat(self) -> bool:
        """Whether there is a case that this may be a repeat of."""
        return self.first_repeat() is not None

    def toggle(self) -> None:
        """Link the closed case, or take the link back."""
        row = self.first_repeat()
        if row is not None:
            self.repeat_wanted.emit(None if row.id == self._linked else row)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        count = sum(row.closed_at is None for row in self._rows)
        self._head.set_heading(texts.t("Cases of this home"))
        note = texts.t("{open} open, {recent} recent", open=count, recent=len(self._rows) - count)
        self._head.set_note(note)
        now, first = self._context.clock.now(), self.first_repeat()
        for index, line in enumerate(self._lines):
            shown = index < len(self._rows)
            line.setVisible(shown)
            self._rules[index].setVisible(shown and index + 1 < min(len(self._rows), _SHOWN))
            if shown:
                row = self._rows[index]
                self._show_line(line, row)
                self._show_repeat(line, row, is_repeat(row, now), row is first)

    def _show_line(self, line: _CaseLine, row: CaseRow) -> None:
        texts, zone, now = self._context.texts, self._context.desk.zone, self._context.clock.now()
        line.title.set_text(row.title)
        is_open = row.closed_at is None
        line.steps.setVisible(is_open)
        line.closed.setVisible(not is_open)
        step = texts.word("step", step_of(row.step).code)
        if is_open:
            line.steps.set_states(row.steps, texts.t("Step {n} of 8: {step}", n=row.step, step=step))
            state = texts.t("open") + f" · {step}"
        else:
            day = texts.current.relative_day(
                (row.closed_at or now).astimezone(zone).date(), now.astimezone(zone).date()
            )
            line.closed.set_text(texts.t("closed {day}", day=day))
            state = texts.word("follow_outcome", row.satisfaction) if row.satisfaction else texts.t("closed")
        if row.id == self._linked:
            state = texts.t("this is a repeat of it")
        line.about.set_text(f"{row.reference} · {state}")

    def _show_repeat(self, line: _CaseLine, row: CaseRow, may: bool, first: bool) -> None:
        texts = self._context.texts
        line.repeat.setVisible(may or row.id == self._linked)
        undo = row.id == self._linked
        line.repeat.set_text(texts.t("Not a repeat") if undo else texts.t("Link as repeat"))
        line.repeat.set_key("Alt+R" if first else "")
        line.repeat.setAccessibleName(f"{line.repeat.text()} {row.reference}")

    def _clicked(self, index: int) -> None:
        row = self._rows[index]
        self.repeat_wanted.emit(None if row.id == self._linked else row)
