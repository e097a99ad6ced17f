"""When somebody comes: the slot with what speaks against it, the appointment with its history."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.repairs.kinds import OPEN, OrderState
from resources.texts import Texts
from ui.context import Context
from ui.pages.order.rights import allowed
from ui.pages.order.view import OrderView
from ui.shared.order_words import appointment_words, stands_words, window_words
from ui.shared.slot_words import objection_words
from ui.theme.current import theme
from ui.widgets.cards import Card, SectionHead
from ui.widgets.controls import Button, LinkButton, PaintedButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.lines import SignLine

# Deed, key; the words are set in ``retranslate``.
BUTTONS = (("find", "F"), ("place", "M"), ("take_back", ""), ("split", ""), ("join", ""))
_APPOINTMENT = (("agree", "A"), ("move", "A"), ("remind", ""), ("drop", ""), ("missed", ""))
_SIGNS = {
    "agreed": ("calendar-clock", "accent"),
    "kept": ("check", "ok"),
    "moved": ("redo-2", "muted"),
    "no_access": ("lock", "soon"),
    "missed": ("circle-alert", "s1"),
    "cancelled": ("x", "muted"),
}


class SlotCard(QWidget):
    """How the order stands, in one sentence, and what can be done about its time."""

    wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.slot")
        self._context = context
        self._view: OrderView | None = None
        self.card = Card(tone="raised")
        self.words = Label("", "lead", strong=True, wrap=True)
        self.words.setObjectName("order.slot.words")
        self.notes = Label("", token="muted", wrap=True)
        self.against = Label("", token="s1", wrap=True)
        self.against.setObjectName("order.slot.against")
        self.buttons: dict[str, PaintedButton] = {}
        row = FlowLayout(gap=theme().px(8), row_gap=theme().px(6))
        for deed, key in BUTTONS:
            button = Button(key=key, size="small")
            button.setObjectName(f"order.slot.{deed}")
            button.clicked.connect(partial(self.wanted.emit, deed))
            self.buttons[deed] = button
            row.addWidget(button)
        for label in (self.words, self.notes, self.against):
            self.card.body.addWidget(label)
        self.card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_order(self, view: OrderView) -> None:
        """Show an order."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts.current
        words = {
            "find": texts.t("Find a slot"),
            "place": texts.t("Choose the time"),
            "take_back": texts.t("Back to the list"),
            "split": texts.t("Split…"),
            "join": texts.t("Join again"),
        }
        if self._view is None:
            return
        may = allowed(self._context.desk, self._view)
        for deed, button in self.buttons.items():
            button.set_text(words[deed])
            button.setVisible(deed in may)
        self._say(texts, self._view)

    def _say(self, texts: Texts, view: OrderView) -> None:
        row, file = view.row, view.file
        self.words.set_text(stands_words(texts, row, view.zone, view.now))
        notes = []
        if row.state == OrderState.WAITING and file.waits_until is not None:
            notes.append(texts.t("until {when}", when=texts.when(file.waits_until, view.zone, view.now)))
        reason = _reason(view)
        if reason:
            notes.append(texts.t("“{words}”", words=reason))
        if row.state in (OrderState.ON_THE_WAY, OrderState.WORKING):
            since = file.started_at or file.on_the_way_at
            if since is not None:
                notes.append(texts.t("since {when}", when=texts.when(since, view.zone, view.now)))
        if (
            row.ends_at is not None
            and row.due_at is not None
            and row.ends_at > row.due_at
            and row.state in OPEN
        ):
            notes.append(texts.t("after it is due"))
        if row.overridden:
            notes.append(texts.t("placed all the same: {reason}", reason=file.override_reason))
        self.notes.set_text(" · ".join(notes))
        self.notes.setVisible(bool(notes))
        said = [objection_words(texts, one, view.zone) for one in view.objections]
        self.against.set_text("\n".join(said))
        self.against.set_token("muted" if row.overridden else "s1")  # known, and answered for
        self.against.setVisible(bool(said))


def _reason(view: OrderView) -> str:
    """The words that came with the state that it has now."""
    if view.row.state == OrderState.CANCELLED:
        return view.file.closing_reason
    if view.row.state == OrderState.WAITING:
        told = [one.text for one in view.file.events if one.kind in ("waits", "no_access")]
        return told[-1] if told else ""
    return view.file.closing_reason if view.row.state == OrderState.CHECKED else ""


class Appointments(QWidget):
    """What was agreed with the resident, the latest first."""

    wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.appointments")
        self._context = context
        self._view: OrderView | None = None
        self.head = SectionHead()
        self.none = Label("", token="muted", wrap=True)
        self.home = Label("", token="muted", wrap=True)
        self.links: dict[str, LinkButton] = {}
        for deed, key in _APPOINTMENT:
            link = LinkButton(key=key)
            link.setObjectName(f"order.appointment.{deed}")
            link.clicked.connect(partial(self.wanted.emit, deed))
            self.links[deed] = link
        self.lines: list[SignLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        row = FlowLayout(gap=theme().px(14), row_gap=theme().px(2))
        for link in self.links.values():
            row.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.head)
        column.addWidget(self.home)
        column.addWidget(self.none)
        column.addLayout(self._list)
        column.addLayout(row)

    def show_order(self, view: OrderView) -> None:
        """Show an order."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        words = {
            "agree": texts.t("Agree on a time"),
            "move": texts.t("Move it"),
            "remind": texts.t("Reminded"),
            "drop": texts.t("Does not hold"),
            "missed": texts.t("Nobody of us came"),
        }
        self.head.set_heading(texts.t("Appointment"))
        self.none.set_text(texts.t("Nothing agreed yet"))
        if view is None:
            return
        may = allowed(self._context.desk, view)
        for deed, link in self.links.items():
            link.set_text(words[deed])
            link.setVisible(deed in may)
        home = [window_words(texts, one, view.zone, view.now) for one in view.row.windows]
        self.home.set_text(texts.t("At home: {times}", times=texts.list_of(home)) if home else "")
        self.home.setVisible(bool(home))
        self._fill(texts, view)

    def _fill(self, texts: Texts, view: OrderView) -> None:
        rows = view.file.appointments[::-1]
        self.head.set_count(len(rows) or None)
        self.none.setVisible(not rows)
        while len(self.lines) < len(rows):
            line = SignLine(self)
            line.set_pressable(False)
            self.lines.append(line)
            self._list.addWidget(line)
        for index, line in enumerate(self.lines):
            line.setVisible(index < len(rows))
            if index < len(rows):
                row = rows[index]
                said = [appointment_words(texts, row, view.zone, view.now)]
                if row.note_left:
                    said.append(texts.t("note left"))
                if row.reminded_at is not None and row.state == "agreed":
                    said.append(
                        texts.t("reminded {when}", when=texts.when(row.reminded_at, view.zone, view.now))
                    )
                said.append(row.note)
                words = " · ".join(part for part in said if part)
                standing = row.state == "agreed"
                line.show_icon(*_SIGNS.get(row.state, ("info", "muted")))
                line.show_line(words, row.made_by, "muted", "text" if standing else "muted")
                line.words.setToolTip(words)
