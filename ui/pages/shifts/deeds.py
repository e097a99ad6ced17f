"""What is done on the page: giving, taking, notes, the roster, the shifts themselves."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from models.complaints.queries import case_id
from models.core.action import Outcome
from models.core.errors import Unknown
from models.core.session import Session
from models.options.actions import change_option
from models.shifts import actions
from models.shifts.kinds import Post, Shift
from models.shifts.rules import to_option
from models.shifts.sheet_kinds import Part, SheetLine
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.shifts.roster import Ids
from ui.pages.shifts.setting import ShiftsPane
from ui.pages.shifts.side import SideColumn

_REFERENCE = re.compile(r"(\d{4}-\d{3,6})[\s:：,，]*(.+)", re.DOTALL)


def write_note(session: Session, text: str) -> Outcome[int]:
    """Write a note; one that begins with the reference of a case is about that case."""
    found = _REFERENCE.fullmatch(text.strip())
    if found is None:
        return actions.write_note(session, text)
    try:
        complaint_id = case_id(session.store, found[1])
    except Unknown:
        return actions.write_note(session, text)
    return actions.write_note(session, found[2], complaint_id)


class Deeds(QObject):
    """Runs the actions, and says what can be taken back."""

    def __init__(self, page: Page, side: SideColumn, setting: ShiftsPane) -> None:
        super().__init__(page)
        self._page, self._side, self._setting = page, side, setting
        self._context = page.context

    def give(self, text: str) -> None:
        """Hand the shift over."""
        self._page.run(actions.give, text, done=self._given)

    def _given(self, _hand_over_id: int) -> None:
        self._side.over.word.set_value("")
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Handed over."))

    def take(self, hand_over_id: int) -> None:
        """Take a shift over."""
        self._page.run(actions.take, hand_over_id, done=self._taken)

    def _taken(self, _nothing: object) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Taken over."))

    def write(self, text: str) -> None:
        """Write a note."""
        self._page.run(write_note, text, done=self._written)

    def _written(self, _note_id: int) -> None:
        self._side.notes.field.set_value("")
        self._side.notes.field.setFocus()

    def tick(self, note_id: int) -> None:
        """Tick a note off."""
        undo = Undo(self._context.texts.t("Ticked off."), actions.untick, (note_id,))
        self._page.run(actions.tick, note_id, undo=partial(_always, undo))

    def assign(self, day: date, shift: str, post: Post, people: Ids, before: Ids) -> None:
        """Put these people, and no others, on a shift of a day."""
        if set(people) == set(before):
            self._page.mark_stale()
            return
        words = self._context.texts.t(
            "The roster of {day} is changed.", day=self._context.texts.current.long_date(day)
        )
        undo = Undo(words, actions.assign, (day, shift, post, before))
        self._page.run(actions.assign, day, shift, post, people, undo=partial(_always, undo))

    def copy_week(self, monday: date) -> None:
        """Fill a week like the one before."""
        self._page.run(actions.copy_week, monday, done=self._copied)

    def _copied(self, count: int) -> None:
        texts = self._context.texts
        words = texts.n("{n} entry taken over.", "{n} entries taken over.", count)
        self._context.messages.tell(Kind.DONE, words if count else texts.t("There was nothing to take over."))

    def save_shifts(self, shifts: tuple[Shift, ...]) -> None:
        """Keep the shifts of a day."""
        done = partial(self._kept, shifts)
        self._page.run(change_option, "shifts", to_option(shifts), done=done, failed=self._setting.refuse)

    def _kept(self, shifts: tuple[Shift, ...], _nothing: object) -> None:
        self._setting.take(shifts)
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Saved"))

    def open_line(self, line: object) -> None:
        """Go to the case, to the incident, or to the order."""
        if not isinstance(line, SheetLine):
            return
        if line.part is Part.INCIDENTS:
            self._context.navigation.navigate("incidents", id=line.id)
        elif line.part in (Part.APPOINTMENTS, Part.WORK):
            self._context.navigation.navigate("order", reference=line.reference)
        elif line.complaint_id is not None:
            self.open_case(line.complaint_id)

    def open_case(self, complaint_id: int) -> None:
        """Go to a case."""
        self._context.navigation.navigate("case", id=complaint_id)


def _always(undo: Undo, _value: object) -> Undo:
    return undo
