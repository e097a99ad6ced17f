"""The card of Today: what the last shift left behind. It asks for itself, now and whenever notes change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from models.core.changes import Changes
from models.core.permissions import Permission
from models.core.session import Session
from models.shifts import actions, queries
from models.shifts.kinds import HandOverRow, NoteRow, Shift
from resources.texts import Texts
from ui.base.connections import Connections
from ui.context import Context
from ui.operations import Undo
from ui.shared.note_lines import NoteLines
from ui.widgets.cards import Card
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label

PAGE = "shifts"
SHOWN = 4
TOPICS = frozenset({"note", "hand_over", "setting"})


@dataclass(frozen=True)
class Left:
    """The notes that wait, and the last hand-over."""

    notes: tuple[NoteRow, ...]
    latest: HandOverRow | None
    shifts: tuple[Shift, ...]


def left(session: Session) -> Left:
    """On the database thread: three small statements."""
    return Left(queries.notes(session), queries.latest(session.store), queries.shifts(session.store))


def heading(texts: Texts, found: Left) -> str:
    """``Hand-over of the night shift``"""
    code = found.latest.shift if found.latest is not None else ""
    shift = next((one for one in found.shifts if one.code == code), None)
    if shift is None:
        return texts.t("Hand-over notes")
    return texts.t("Hand-over: {shift}", shift=shift.label(texts.language))


class HandOverCard(Card):
    """Ticks for what the last shift wrote, how many are unread, and the way to the whole sheet.

    It is not there while there is nothing to say. Place it, and it looks after itself.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("today.hand_over")
        self.context = context
        self._found: Left | None = None
        self.set_icon("notebook-pen")
        self.lines = NoteLines("today.hand_over.note", with_author=False, parent=self)
        self.take = LinkButton("", parent=self)
        self.take.setObjectName("today.hand_over.open")
        self._rest = Label("", "small", "muted", parent=self)
        for widget in (self.lines, self._rest):
            self.body.addWidget(widget)
        self.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines.ticked.connect(self._tick)
        self.lines.opened.connect(self._open_case)
        self.take.clicked.connect(self.open_sheet)
        self._connections = Connections()
        self._connections.add(context.operations.changed, self._take_changes)
        self._connections.add(context.texts.changed, self.retranslate)
        self._connections.add(context.desk.signed_in, self.refresh)
        self.destroyed.connect(self._connections.clear)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Ask now."""
        if self.context.desk.may(Permission.VIEW):
            self.context.jobs.query(self, left, self._came, key="hand-over")

    def _take_changes(self, changes: Changes) -> None:
        if TOPICS & changes.topics:
            self.refresh()

    def _came(self, found: Left) -> None:
        self._found = found
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        found, texts = self._found, self.context.texts.current
        if found is None:
            return
        unread = sum(not one.read for one in found.notes)
        self.set_heading(heading(texts, found), texts.n("{n} unread", "{n} unread", unread) if unread else "")
        shown = found.notes[:SHOWN]
        may = self.context.desk.may(Permission.HANDLE)
        self.lines.show_notes(texts, shown, [""] * len(shown), may)
        rest = len(found.notes) - len(shown)
        self._rest.set_text(texts.n("and {n} more", "and {n} more", rest))
        self._rest.setVisible(rest > 0)
        waits = found.latest is not None and found.latest.taken_at is None
        self.take.set_text(texts.t("Take over") if waits else texts.t("The whole sheet"))
        self.setVisible(bool(found.notes) or waits)

    def open_sheet(self) -> None:
        """Go to the sheet."""
        self.context.navigation.navigate(PAGE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.open_sheet()

    def _tick(self, note_id: int) -> None:
        words = self.context.texts.t("Ticked off.")
        undo = partial(_always, Undo(words, actions.untick, (note_id,)))
        self.context.operations.run(self, actions.tick, note_id, undo=undo)

    def _open_case(self, case_id: int) -> None:
        self.context.navigation.navigate("case", id=case_id)


def _always(undo: Undo, _value: object) -> Undo:
    return undo
