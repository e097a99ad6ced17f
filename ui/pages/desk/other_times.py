"""Another time for a row of the list: a promise, a planned call or a visit is moved, anything may be put off."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.core.permissions import Permission
from models.desk.actions import snooze, wake
from models.desk.kinds import DeskItem, DeskScope, Need, Visit
from models.handling.actions import move_call, move_promise
from models.repairs.actions import move_appointment
from models.repairs.kinds import AppointmentDraft
from resources.texts import N_
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.desk.desk_list import DeskList
from ui.pages.desk.dialogs import DeedDialog, MoveDialog, SnoozeDialog
from ui.pages.desk.row_deeds import RowDeeds, about
from ui.pages.desk.visit_dialogs import MoveVisitDialog


class OtherTimes(RowDeeds):
    """Moves and puts off. ``scope`` says which rows are shown: those that are put off can be taken back."""

    def __init__(self, page: Page, rows: DeskList) -> None:
        super().__init__(page, rows)
        self.scope = DeskScope.MINE

    def can_move(self) -> bool:
        """Whether the chosen row is a promise, a visit, or a call that is planned."""
        line, may = self._rows.line(), self._context.desk.may
        if line is None:
            return False
        if line.item.visit is not None:
            return may(Permission.ORDER_WORK)
        if line.item.planned is not None:
            return may(Permission.FOLLOW_UP)
        return line.item.need is Need.PROMISE and may(Permission.HANDLE)

    def can_snooze(self) -> bool:
        """Whether the chosen row can be put off, or taken back."""
        line = self._rows.line()
        return line is not None and line.item.need is not Need.WAIT

    def move(self) -> None:
        """Agree on another time for a promise, a call or a visit."""
        line = self._rows.line()
        if line is None:
            return
        if not self.can_move():
            note = self._context.texts.t(
                "Only a promise, a visit or a planned call has a time that you can move."
            )
            self._context.messages.tell(Kind.NOTE, note)
            return
        if line.item.visit is not None:
            dialog = MoveVisitDialog(self._context, self._page, about(line), line.item.visit)
            self.show(dialog, partial(self._move_visit, line.item.visit))
            return
        self.show(MoveDialog(self._context, self._page, about(line)), partial(self._move, line.item))

    def _move(self, item: DeskItem, dialog: DeedDialog, said: tuple[object, str]) -> None:
        if item.planned is None:
            self.do(dialog, N_("The promise has another time."), move_promise, item.id, item.version, *said)
            return
        looks, case = item.need is Need.SECOND_LOOK, item.case
        self.do(dialog, N_("The call has another time."), move_call, case.id, case.row_version, *said, looks)

    def _move_visit(self, visit: Visit, dialog: DeedDialog, said: tuple[AppointmentDraft, str]) -> None:
        words = N_("The visit has another time.")
        self.do(dialog, words, move_appointment, visit.order_id, visit.version, *said)

    def later(self) -> None:
        """Put the chosen row off; among those that are put off, take it back."""
        line = self._rows.line()
        if line is None or not self.can_snooze():
            return
        if self.scope is DeskScope.PUT_OFF:
            self._page.run(wake, line.item)
            return
        self.show(SnoozeDialog(self._context, self._page, about(line)), partial(self._snooze, line.item))

    def _snooze(self, item: DeskItem, dialog: DeedDialog, until: object) -> None:
        back = Undo(self._context.texts.t("Put off; it comes back by itself."), wake, (item,))

        def done(_value: Any) -> None:
            dialog.accept()

        self._page.run(snooze, item, until, done=done, failed=dialog.refused, undo=partial(_undo, back))


def _undo(back: Undo, _value: object) -> Undo:
    return back
