"""Beside the sheet: giving and taking over, who is there, and the notes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.shifts.kinds import HandOverRow
from models.shifts.saying import people
from ui.context import Context
from ui.pages.shifts.data import Answer
from ui.shared.note_lines import NoteLines
from ui.theme.current import theme
from ui.widgets.cards import Card, FactRow, Scroller
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.fields import LineField, TextField
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

WIDTH, TIGHT = 320, 272


class OverCard(Card):
    """Handing over with a word, or taking over; where it is done, who did it."""

    given = Signal(str)
    taken = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("shifts.over")
        self.context = context
        self.waiting: HandOverRow | None = None
        self.may_give = False
        self._says = Label("", wrap=True, parent=self)
        self._word = Label("", token="muted", wrap=True, parent=self)
        self.word = TextField(lines=2, max_lines=5, parent=self)
        self.word.setObjectName("shifts.word")
        self.give = PrimaryButton(key="Ctrl+Return", parent=self)
        self.give.setObjectName("shifts.give")
        self.take = PrimaryButton(key="T", parent=self)
        self.take.setObjectName("shifts.take")
        for widget in (self._says, self._word, self.word, self.give, self.take):
            self.body.addWidget(widget)
        self.give.clicked.connect(self.do_give)
        self.take.clicked.connect(self.do_take)

    def show_answer(self, answer: Answer) -> None:
        """Show where the hand-over stands, for the person at the desk."""
        texts, desk = answer.eye.texts, self.context.desk
        latest, me = answer.latest, desk.actor.staff_id
        acts = desk.may(Permission.HANDLE)
        open_one = latest is not None and latest.taken_at is None
        mine = open_one and latest is not None and latest.given_by_id == me
        self.waiting = latest if open_one and not mine and acts else None
        self.may_give = acts and self.waiting is None and answer.sheet.given is None
        shift = answer.sheet.spell.shift.label(texts.language)
        self.set_heading(
            texts.t("Hand over: {shift}", shift=shift) if self.may_give else texts.t("Hand-over")
        )
        self._says.set_text(self._sentence(answer))
        self._says.setVisible(bool(self._says.text()))
        self._word.set_text(latest.text if latest is not None and (open_one or not self.may_give) else "")
        self._word.setVisible(bool(self._word.text()))
        self.word.setVisible(self.may_give)
        self.word.setPlaceholderText(texts.t("A word for the next shift"))
        self.word.setAccessibleName(texts.t("A word for the next shift"))
        self.give.set_text(texts.p("shift", "Hand over"))
        self.give.setVisible(self.may_give)
        self.take.set_text(texts.t("Take over"))
        self.take.setVisible(self.waiting is not None)

    def _sentence(self, answer: Answer) -> str:
        texts, latest = answer.eye.texts, answer.latest
        if latest is None or (self.may_give and latest.taken_at is not None):
            return ""
        when = texts.when(latest.at, answer.eye.zone, answer.now)
        who = latest.given_by or texts.t("somebody")
        said = texts.t("{name} handed over {when}.", name=who, when=when)
        if latest.taken_at is None:
            then = texts.t("Nobody has taken over yet.")
        else:
            taken = texts.when(latest.taken_at, answer.eye.zone, answer.now)
            then = texts.t(
                "{name} took over {when}.", name=latest.taken_by or texts.t("somebody"), when=taken
            )
        return f"{said}{'' if texts.language.startswith('zh') else ' '}{then}"

    def do_give(self) -> None:
        """Hand over with what stands in the field."""
        if self.may_give:
            self.given.emit(str(self.word.value()))

    def do_take(self) -> None:
        """Take over what waits."""
        if self.waiting is not None:
            self.taken.emit(self.waiting.id)


class NotesCard(Card):
    """What the next shift should know, and a field for one line more."""

    wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("shifts.notes")
        self.context = context
        self.set_icon("notebook-pen")
        self.lines = NoteLines("shifts.note", with_author=True, parent=self)
        self.field = LineField(parent=self)
        self.field.setObjectName("shifts.note.text")
        self.add = Button(icon="plus", size="small", parent=self)
        self.add.setObjectName("shifts.note.add")
        self._none = Label("", "small", "muted", wrap=True, parent=self)
        for widget in (self._none, self.lines, self.field, self.add):
            self.body.addWidget(widget)
        self.field.returnPressed.connect(self._submit)
        self.add.clicked.connect(self._submit)

    def show_answer(self, answer: Answer) -> None:
        """Show the notes that wait."""
        texts, notes = answer.eye.texts, answer.sheet.notes
        may = self.context.desk.may(Permission.HANDLE)
        unread = sum(not one.read for one in notes)
        self.set_heading(texts.t("Notes"), texts.n("{n} unread", "{n} unread", unread) if unread else "")
        self.lines.show_notes(texts, notes, answer.written, may)
        self._none.set_text(texts.t("Nothing is written down."))
        self._none.setVisible(not notes)
        self.field.set_placeholder(texts.t("One line; begin with a reference to tie it to a case"))
        self.field.setAccessibleName(texts.t("A note for the next shift"))
        self.add.set_text(texts.t("Write it down"))
        self.field.setVisible(may)
        self.add.setVisible(may)

    def _submit(self) -> None:
        text = str(self.field.value())
        if text:
            self.wanted.emit(text)


class DutyCard(Card):
    """Who is there now and next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("shifts.duty")
        self.set_icon("users")
        self.facts = FactRow(self, 116)
        self.body.addWidget(self.facts)

    def show_answer(self, answer: Answer) -> None:
        """Show them by name."""
        texts, duty = answer.eye.texts, answer.duty
        self.set_heading(texts.t("Who is there"))
        coming = duty.next.shift.label(texts.language)
        desk, call = (texts.word("post", code) for code in ("desk", "on_call"))
        next_desk, next_call = (
            texts.t("{shift}, {post}", shift=coming, post=texts.word("post", code, inside=True))
            for code in ("desk", "on_call")
        )
        self.facts.set_facts(
            [
                (desk, people(texts, duty.desk), True),
                (call, people(texts, duty.on_call)),
                (next_desk, people(texts, duty.next_desk)),
                (next_call, people(texts, duty.next_on_call)),
            ]
        )


class SideColumn(Themed, QWidget):
    """The three cards, one below the other."""

    _tight = False

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        self.over, self.notes = OverCard(context, inside), NotesCard(context, inside)
        self.duty = DutyCard(inside)
        self._cards = QVBoxLayout(inside)
        for card in (self.over, self.notes, self.duty):
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scroller(inside, self))
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(TIGHT if self._tight else WIDTH))
        self._cards.setContentsMargins(px(16), px(16), 0, px(16))
        self._cards.setSpacing(px(12))

    def set_tight(self, tight: bool) -> None:
        """Leave the list more room in a small window."""
        if tight != self._tight:
            self._tight = tight
            self.retheme()

    def show_answer(self, answer: Answer) -> None:
        """Show everything."""
        for card in (self.over, self.notes, self.duty):
            card.show_answer(answer)
