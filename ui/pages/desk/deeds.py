"""What is done from the list: call, do the next step, open, record, go on with what was put aside."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.core.permissions import Permission
from models.desk.kinds import DeskItem, Need
from models.handling.actions import (
    acknowledge_appeal,
    arrived,
    follow_up,
    log_contact,
    second_look,
    settle_promise,
)
from models.handling.kinds import ContactDraft, PromiseState
from models.repairs.actions import remind
from resources.texts import N_
from ui.base.page import Page
from ui.pages.desk.beside import Beside
from ui.pages.desk.desk_list import DeskList
from ui.pages.desk.dialogs import (
    AcknowledgeDialog,
    ArrivedDialog,
    CallDialog,
    DeedDialog,
    SettleDialog,
)
from ui.pages.desk.feed import Callee, Deed, Line, callee
from ui.pages.desk.row_deeds import RowDeeds, about
from ui.pages.desk.visit_dialogs import VisitDialog
from ui.shared.contact_dialog import ContactDialog

RECORD, CASE, ORDER = "intake", "case", "order"


class Deeds(RowDeeds):
    """Acts on the chosen thing to do."""

    def __init__(self, page: Page, rows: DeskList) -> None:
        super().__init__(page, rows)
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
        visit = item.visit is not None and draft.reached
        done = (
            partial(self._keep, item) if promised else partial(self._remind, item) if visit else self._noted
        )
        self._page.run(log_contact, item.case.id, draft, done=done)

    def _keep(self, item: DeskItem, _contact: int) -> None:
        """Who promised a call and has reached the resident has kept the promise."""
        self._page.run(settle_promise, item.id, None, PromiseState.KEPT, done=self._kept)

    def _remind(self, item: DeskItem, _contact: int) -> None:
        """Who was reached about a visit knows of it."""
        if item.visit is not None:
            self._page.run(remind, item.visit.order_id, None, done=self._reminded)

    def _reminded(self, _none: Any) -> None:
        self.tell(N_("The conversation is noted, the resident knows of the visit."))

    def _noted(self, _contact: int) -> None:
        self.tell(N_("The conversation is noted."))

    def _kept(self, _none: Any) -> None:
        self.tell(N_("The conversation is noted, the promise is kept."))

    # -- the next step

    def act(self) -> None:
        """Do the next step of the chosen row here; what needs the case's own page is opened."""
        line = self._rows.line()
        if line is None or not self.can_call():
            return
        whom = about(line)
        match line.deed:
            case Deed.TALK:
                self.call()
            case Deed.CALL:
                self._follow_up(line)
            case Deed.KEEP:
                self.show(SettleDialog(self._context, self._page, whom), partial(self._settle, line.item))
            case Deed.ARRIVE:
                self.show(ArrivedDialog(self._context, self._page, whom), partial(self._arrive, line.item))
            case Deed.VISIT if line.item.visit is not None:
                visited = VisitDialog(self._context, self._page, whom, line.item.visit)
                self.show(visited, partial(self._visited, line))
            case Deed.ACKNOWLEDGE:
                dialog = AcknowledgeDialog(self._context, self._page, whom)
                self.show(dialog, partial(self._acknowledge, line.item))
            case _:
                self._open(line)

    def _follow_up(self, line: Line) -> None:
        second = line.item.need is Need.SECOND_LOOK
        dialog = CallDialog(self._context, self._page, about(line), second_look=second)
        self.show(dialog, partial(self._follow, line.item))

    def _follow(self, item: DeskItem, dialog: DeedDialog, draft: object) -> None:
        action = second_look if item.need is Need.SECOND_LOOK else follow_up
        self.do(dialog, N_("The call is noted."), action, item.case.id, None, draft)

    def _settle(self, item: DeskItem, dialog: DeedDialog, said: tuple[PromiseState, str]) -> None:
        self.do(dialog, N_("The promise is settled."), settle_promise, item.id, item.version, *said)

    def _arrive(self, item: DeskItem, dialog: DeedDialog, moment: object) -> None:
        self.do(dialog, N_("The arrival is noted."), arrived, item.case.id, None, moment)

    def _visited(self, line: Line, dialog: DeedDialog, deed: object) -> None:
        """The page of the order takes the rest."""
        dialog.accept()
        self._open(line, deed=deed)

    def _acknowledge(self, item: DeskItem, dialog: DeedDialog, words: object) -> None:
        self.do(dialog, N_("The appeal is acknowledged."), acknowledge_appeal, item.id, item.version, words)

    # -- elsewhere

    def open(self) -> None:
        """Open the chosen case, or the order of a visit."""
        self._open(self._rows.line())

    def _open(self, line: object, **params: object) -> None:
        if not isinstance(line, Line):
            return
        navigation, visit = self._context.navigation, line.item.visit
        if visit is not None and ORDER in navigation.specs:
            navigation.navigate(ORDER, reference=visit.reference, **params)
        elif CASE in navigation.specs:
            navigation.navigate(CASE, id=line.case.id)

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
