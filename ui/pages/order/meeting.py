"""Appointments with the resident: agreed, moved, reminded, dropped, missed; nobody in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from models.core.permissions import Permission
from models.core.session import Session
from models.repairs import actions
from models.repairs.queries import order_row
from models.scheduling.actions import place
from models.scheduling.free import free_slots
from models.scheduling.kinds import Move, Slot
from models.scheduling.queries import roster
from models.scheduling.rules import job_of
from resources.texts import N_
from ui.pages.order.asking import ask_words
from ui.pages.order.meeting_dialog import AgreeDialog, Met, NoAccessDialog
from ui.pages.order.screen import Doing, Values
from ui.shared.fields_dialog import FieldsDialog

DAYS, OFFERED = timedelta(days=14), 3


def free_to_offer(session: Session, order_id: int) -> tuple[Slot, ...]:
    """Free slots for another time than the one that is agreed: after it, where it stands."""
    row, now = order_row(session.store, order_id), session.clock.now()
    begin = max([now, *(row.window[1:] if row.window is not None else ())])
    end = begin + DAYS
    job = replace(job_of(row), appointment=None)
    return free_slots(job, roster(session, begin, end), begin, end, now, OFFERED)


class Meeting(Doing):
    """What is agreed with the resident, and what becomes of it."""

    def agree(self) -> None:
        """Agree on a time, or on another one."""
        moving = self.may("move")
        self._with_slots(partial(self._ask_time, moving))

    def _ask_time(self, moving: bool, slots: tuple[Slot, ...]) -> None:
        view = self.view
        dialog = AgreeDialog(self.context, self.page, view, slots, moving=moving)

        def submit(met: Met) -> None:
            after = partial(self._place, met.slot)
            if moving:
                args = (view.id, self.version_for(dialog), met.draft, met.reason)
                self.act_for(dialog, actions.move_appointment, *args, done=after)
            else:
                self.act_for(dialog, actions.agree, view.id, self.version_for(dialog), met.draft, done=after)

        self.version_for(dialog)
        dialog.submitted.connect(submit)
        dialog.open()

    def no_access(self) -> None:
        """Nobody opened."""
        self._with_slots(self._ask_no_access)

    def _ask_no_access(self, slots: tuple[Slot, ...]) -> None:
        view = self.view
        dialog = NoAccessDialog(self.context, self.page, view, slots)

        def submit(met: Met) -> None:
            after = partial(self._place, met.slot)
            args = (view.id, self.version_for(dialog), met.note_left, met.reason, met.draft)
            self.act_for(dialog, actions.no_access, *args, done=after)

        self.version_for(dialog)
        dialog.submitted.connect(submit)
        dialog.open()

    def remind(self) -> None:
        """The resident was reminded just now."""
        self.act(actions.remind, self.view.id, self.view.version)

    def drop(self) -> None:
        """The time does not hold, and none takes its place."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            args = (self.view.id, self.version_for(dialog), values["words"])
            self.act_for(dialog, actions.drop_appointment, *args, field="words")

        title = N_("The appointment does not hold")
        self.ask(ask_words(self.context, self.page, "drop", title, N_("Note it")), submit)

    def missed(self) -> None:
        """Nobody of us came."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            args = (self.view.id, self.version_for(dialog), values["words"])
            self.act_for(dialog, actions.miss_appointment, *args, field="words")

        self.ask(ask_words(self.context, self.page, "missed", N_("We did not come"), N_("Note it")), submit)

    # Free slots

    def _with_slots(self, then: Callable[[tuple[Slot, ...]], None]) -> None:
        """Ask for free slots, then open a dialog that offers them, if the order is still in sight."""
        wanted = self.view.id

        def find(session: Session) -> tuple[Slot, ...]:
            return free_to_offer(session, wanted)

        def found(slots: tuple[Slot, ...]) -> None:
            if self.page.view is not None and self.page.view.id == wanted and self.page.isVisible():
                then(slots)

        self.page.query(find, found, key="slots")

    def _place(self, slot: Slot | None, _agreed: object) -> None:
        """The slot that was offered is taken at once, by whoever may."""
        if slot is not None and self.context.desk.may(Permission.SCHEDULE):
            move = Move(self.view.id, slot.technician_id, slot.starts_at, slot.ends_at)
            self.act(place, (move,))
