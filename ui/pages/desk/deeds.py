"""What is done from the list: call, open, record, go on with what was put aside."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from models.core.permissions import Permission
from models.desk.kinds import Need
from models.handling.actions import log_contact
from models.handling.kinds import ContactDraft
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.desk.desk_list import DeskList
from ui.pages.desk.feed import Beside, Callee, Line, callee
from ui.shared.contact_dialog import ContactDialog

RECORD, CASE = "intake", "case"


class Deeds(QObject):
    """Acts on the chosen thing to do."""

    def __init__(self, page: Page, rows: DeskList) -> None:
        super().__init__(page)
        self._page, self._rows, self._context = page, rows, page.context
        rows.opened.connect(self._open)
        rows.buttons.call.connect(self.call)
        rows.buttons.open.connect(self.open)

    def can_call(self) -> bool:
        """Whether there is somebody to call, and this person notes conversations."""
        return self._rows.line() is not None and self._context.desk.may(Permission.HANDLE)

    def call(self) -> None:
        """Note a conversation about the chosen case; a follow-up call has a form of its own on the case."""
        line = self._rows.line()
        if line is None or not self.can_call():
            return
        if line.item.need is Need.FOLLOW_UP:
            self._open(line)
            return
        self._page.query(partial(callee, line.case.id), self._ask, key="call")

    def _ask(self, found: Callee) -> None:
        dialog = ContactDialog(self._context, self._page, found.title, found.who, found.phone)
        dialog.answered.connect(partial(self._called, found.case_id))
        dialog.open()

    def _called(self, case_id: int, draft: object) -> None:
        if isinstance(draft, ContactDraft):
            self._page.run(log_contact, case_id, draft, done=self._noted)

    def _noted(self, _contact: int) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.t("The conversation is noted."))

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
