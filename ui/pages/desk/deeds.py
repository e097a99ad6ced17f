"""What is done from the list: call, do the next step, move, put off, open, record, go on with what was put aside."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.permissions import Permission
from models.desk.actions import snooze, wake
from models.desk.kinds import DeskItem, DeskScope, Need
from models.handling.actions import (
    acknowledge_appeal,
    arrived,
    follow_up,
    log_contact,
    move_promise,
    second_look,
    settle_promise,
)
from models.handling.kinds import ContactDraft, PromiseState
from resources.texts import N_
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.desk.desk_list import DeskList
from ui.pages.desk.dialogs import (
    AcknowledgeDialog,
    ArrivedDialog,
    CallDialog,
    DeedDialog,
    MoveDialog,
    SettleDialog,
    SnoozeDialog,
)
from ui.pages.desk.feed import Beside, Callee, Deed, Line, callee
from ui.shared.contact_dialog import ContactDialog

RECORD, CASE = "intake", "case"


class Deeds(QObject):
    """Acts on the chosen thing to do."""

    def __init__(self, page: Page, rows: DeskList) -> None:
        super().__init__(page)
        self._page, self._rows, self._context = page, rows, page.context
        self.scope = DeskScope.MINE
        rows.opened.connect(self._open)
        rows.buttons.call.connect(self.call)
        rows.buttons.act.connect(self.act)
        rows.buttons.open.connect(self.open)

    # -- what may be done

    def can_call(self) -> bool:
        """Whether there is somebody to call, and this person notes conversations."""
        return self._rows.line() is not None and self._context.desk.may(Permission.HANDLE)

    def can_act(self) -> bool:
        """Whether the next step of the chosen row can be done here."""
        line = self._rows.line()
        return line is not None and line.deed is not Deed.OPEN and self.can_call()

    def can_move(self) -> bool:
        """Whether the chosen row is a promise."""
        line = self._rows.line()
        return line is not None and line.item.need is Need.PROMISE and self.can_call()

    def can_snooze(self) -> bool:
        """Whether the chosen row can be put off, or taken back."""
        line = self._rows.line()
        return line is not None and line.item.need is not Need.WAIT

    # -- calls

    def call(self) -> None:
        """Note a conversation about the chosen case; follow-up calls have questions of their own."""
        line = self._rows.line()
        if line is None or not self.can_call():
            return
        if line.deed is Deed.CALL:
            self._follow_up(line)
            return
        self._page.query(partial(callee, line.case.id), partial(self._ask, line.item), key="call")

    def _ask(self, item: DeskItem, found: Callee) -> None:
        dialog = ContactDialog(self._context, self._page, found.title, found.who, found.phone)
        dialog.answered.connect(partial(self._called, item))
        dialog.open()

    def _called(self, item: DeskItem, draft: object) -> None:
        if not isinstance(draft, ContactDraft):
            return
        promised = item.need is Need.PROMISE and item.kind in ("call", "answer") and draft.reached
        done = partial(self._keep, item) if promised else self._noted
        self._page.run(log_contact, item.case.id, draft, done=done)

    def _keep(self, item: DeskItem, _contact: int) -> None:
        """Who promised a call and has reached the resident has kept the promise."""
        self._page.run(settle_promise, item.id, None, PromiseState.KEPT, done=self._kept)

    def _noted(self, _contact: int) -> None:
        self._tell(N_("The conversation is noted."))

    def _kept(self, _none: Any) -> None:
        self._tell(N_("The conversation is noted, the promise is kept."))

    def _tell(self, msgid: str) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.t(msgid))

    # -- the next step

    def act(self) -> None:
        """Do the next step of the chosen row here; what needs the case's own page is opened."""
        line = self._rows.line()
        if line is None or not self.can_call():
            return
        about = _about(line)
        match line.deed:
            case Deed.TALK:
                self.call()
            case Deed.CALL:
                self._follow_up(line)
            case Deed.KEEP:
                self._show(SettleDialog(self._context, self._page, about), partial(self._settle, line.item))
            case Deed.ARRIVE:
                self._show(ArrivedDialog(self._context, self._page, about), partial(self._arrive, line.item))
            case Deed.ACKNOWLEDGE:
                dialog = AcknowledgeDialog(self._context, self._page, about)
                self._show(dialog, partial(self._acknowledge, line.item))
            case _:
                self._open(line)

    def _show(self, dialog: DeedDialog, submit: Any) -> None:
        dialog.submitted.connect(partial(submit, dialog))
        dialog.open()

    def _run(self, dialog: DeedDialog, words: str, action: Any, *args: object) -> None:
        """Do it; the dialog goes when it is done, and says why when it is not."""

        def done(_value: Any) -> None:
            dialog.accept()
            self._tell(words)

        self._page.run(action, *args, done=done, failed=dialog.refused)

    def _follow_up(self, line: Line) -> None:
        second = line.item.need is Need.SECOND_LOOK
        dialog = CallDialog(self._context, self._page, _about(line), second_look=second)
        self._show(dialog, partial(self._follow, line.item))

    def _follow(self, item: DeskItem, dialog: DeedDialog, draft: object) -> None:
        action = second_look if item.need is Need.SECOND_LOOK else follow_up
        self._run(dialog, N_("The call is noted."), action, item.case.id, None, draft)

    def _settle(self, item: DeskItem, dialog: DeedDialog, said: tuple[PromiseState, str]) -> None:
        self._run(dialog, N_("The promise is settled."), settle_promise, item.id, item.version, *said)

    def _arrive(self, item: DeskItem, dialog: DeedDialog, moment: object) -> None:
        self._run(dialog, N_("The arrival is noted."), arrived, item.case.id, None, moment)

    def _acknowledge(self, item: DeskItem, dialog: DeedDialog, words: object) -> None:
        self._run(dialog, N_("The appeal is acknowledged."), acknowledge_appeal, item.id, item.version, words)

    # -- another time

    def move(self) -> None:
        """Agree on another time for a promise."""
        line = self._rows.line()
        if line is None:
            return
        if not self.can_move():
            note = self._context.texts.t("Only a promise has a time that you can move.")
            self._context.messages.tell(Kind.NOTE, note)
            return
        self._show(MoveDialog(self._context, self._page, _about(line)), partial(self._move, line.item))

    def _move(self, item: DeskItem, dialog: DeedDialog, said: tuple[object, str]) -> None:
        self._run(dialog, N_("The promise has another time."), move_promise, item.id, item.version, *said)

    def later(self) -> None:
        """Put the chosen row off; among those that are put off, take it back."""
        line = self._rows.line()
        if line is None or not self.can_snooze():
            return
        if self.scope is DeskScope.PUT_OFF:
            self._page.run(wake, line.item)
            return
        self._show(SnoozeDialog(self._context, self._page, _about(line)), partial(self._snooze, line.item))

    def _snooze(self, item: DeskItem, dialog: DeedDialog, until: object) -> None:
        back = Undo(self._context.texts.t("Put off; it comes back by itself."), wake, (item,))

        def done(_value: Any) -> None:
            dialog.accept()

        self._page.run(snooze, item, until, done=done, failed=dialog.refused, undo=partial(_undo, back))

    # -- elsewhere

    def open(self) -> None:
        """Open the chosen case."""
        self._open(self._rows.line())

    def _open(self, line: object) -> None:
        if isinstance(line, Line) and CASE in self._context.navigation.specs:
            self._context.navigation.navigate(CASE, id=line.case.id)

    def may_record(self) -> bool:
        """Whether this person records complaints."""
        return RECORD in self._context.navigation.specs and self._context.desk.may(Permission.RECORD)

    def record(self) -> None:
        """Begin a complaint."""
        self._context.commands.trigger("shell.record")

    def go(self, beside: object) -> None:
        """Follow a line of the right column."""
        if isinstance(beside, Beside) and beside.page in self._context.navigation.specs:
            self._context.navigation.navigate(beside.page, **dict(beside.params))


def _undo(back: Undo, _value: object) -> Undo:
    return back


def _about(line: Line) -> str:
    """Whom a dialog is about."""
    return " · ".join(filter(None, (line.verb, line.whose.replace("   ", " "), line.about)))
