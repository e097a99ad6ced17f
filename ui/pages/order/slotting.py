"""The slot of an order: found, chosen by hand, taken back; the work split and joined again."""

from __future__ import annotations

from dataclasses import replace

from models.core.errors import UserProblem
from models.core.session import Session
from models.scheduling.actions import join, place, split
from models.scheduling.kinds import Move, Slot
from models.scheduling.queries import find_slots
from ui.operations import Undo
from ui.pages.order.asking import ask_split
from ui.pages.order.screen import Doing, Values
from ui.pages.order.slot_dialog import FindDialog, PlaceDialog, Placing
from ui.shared.fields_dialog import FieldsDialog

Moves = tuple[Move, ...]


class Slotting(Doing):
    """Every change of a slot can be taken back by the undo bar."""

    def find(self) -> None:
        """Offer the free slots, best first."""
        wanted = self.view.id

        def ask(session: Session) -> tuple[Slot, ...]:
            return find_slots(session, wanted, session.clock.now())

        self.page.query(ask, self._offer, key="slots")

    def _offer(self, slots: tuple[Slot, ...]) -> None:
        if not self.may("find") or not self.page.isVisible():
            return
        dialog = FindDialog(self.context, self.page, self.view, slots)

        self.version_for(dialog)

        def submit(placing: Placing) -> None:
            self._place_for(dialog, placing)

        dialog.submitted.connect(submit)
        dialog.answered.connect(self._by_hand)
        dialog.open()

    def _by_hand(self, _answer: object) -> None:
        self.place()

    def place(self) -> None:
        """Let somebody choose who comes, and when."""
        dialog = PlaceDialog(self.context, self.page, self.view)

        self.version_for(dialog)

        def submit(placing: Placing) -> None:
            self._place_for(dialog, placing)

        dialog.submitted.connect(submit)
        dialog.open()

    def _place_for(self, dialog: FindDialog | PlaceDialog, placing: Placing) -> None:
        move, reason = replace(placing[0], version=self.version_for(dialog)), placing[1]

        def succeeded(_inverse: Moves) -> None:
            dialog.accept()

        def refused(problem: UserProblem) -> bool:
            if isinstance(dialog, PlaceDialog):
                dialog.look()
            return self.refused(dialog, "", problem)

        run = self.context.operations.run
        run(dialog, place, (move,), reason, done=succeeded, failed=refused, undo=self._undo)

    def _undo(self, inverse: Moves) -> Undo:
        return Undo(self.context.texts.t("Scheduled."), place, (inverse,))

    def take_back(self) -> None:
        """Back to the list of what is to be scheduled."""
        view = self.view
        move = Move(view.id, None, None, None, view.version)
        self.page.run(place, (move,), undo=self._undo_back)

    def _undo_back(self, inverse: Moves) -> Undo:
        return Undo(self.context.texts.t("Back in the list."), place, (inverse,))

    def split(self) -> None:
        """Make two orders of it."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            args = (self.view.id, self.version_for(dialog), values["minutes"])
            self.act_for(dialog, split, *args, field="minutes", undo=self._undo_split)

        self.ask(ask_split(self.context, self.page, self.view), submit)

    def _undo_split(self, rest: int) -> Undo:
        return Undo(self.context.texts.t("Split in two."), join, (rest,))

    def join(self) -> None:
        """Put a part back to the order that it was split from."""
        whole = self.view.file.part_of

        def joined(_value: object) -> None:
            if whole is not None:
                self.page.open_order(whole[0])

        self.act(join, self.view.id, done=joined)
