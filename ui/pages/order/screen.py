"""What the helpers of the page of an order know of it: the order in sight, and a few things it can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.core.errors import ChangedMeanwhile, UserProblem
from ui.base.page import Page
from ui.operations import Undo
from ui.pages.order.frame import OrderFrame
from ui.pages.order.rights import allowed
from ui.pages.order.sheet import Sheet
from ui.pages.order.view import OrderView
from ui.shared.fields_dialog import FieldsDialog

Done = Callable[[Any], None]
Values = dict[str, Any]
_VERSION = "version"


class OrderScreen(Page):
    """The page of an order without its helpers, so that they can be written apart from it."""

    view: OrderView | None = None
    frame: OrderFrame

    def open_order(self, order_id: int) -> None:
        """Go to another order."""
        self.context.navigation.navigate("order", id=order_id)


class Doing(QObject):
    """What all deeds of the page have in common: one action at a time, refused kindly, nothing lost."""

    def __init__(self, page: OrderScreen) -> None:
        super().__init__(page)
        self.page, self.context = page, page.context

    @property
    def view(self) -> OrderView:
        """The order in sight."""
        assert self.page.view is not None
        return self.page.view

    def may(self, name: str) -> bool:
        """Whether a deed is open to this person now."""
        return name in allowed(self.context.desk, self.page.view)

    def act(self, action: Any, *args: Any, done: Done | None = None) -> None:
        """Run an action on the order in sight."""
        self.page.run(action, *args, done=done)

    def ask(self, dialog: FieldsDialog, submit: Callable[[FieldsDialog, Values], None]) -> None:
        """Open a dialog; ``submit`` runs when it is filled."""

        def submitted(values: object) -> None:
            if isinstance(values, dict):
                submit(dialog, values)

        self.version_for(dialog)
        dialog.submitted.connect(submitted)
        dialog.open()

    def version_for(self, dialog: QWidget) -> int:
        """The version in sight when a dialog opened; after a colleague's change was told in it, the present one."""
        known = dialog.property(_VERSION)
        if known is None:
            dialog.setProperty(_VERSION, self.view.version)
            return self.view.version
        return int(known)

    def act_for(
        self,
        dialog: FieldsDialog | Sheet,
        action: Any,
        *args: Any,
        done: Done | None = None,
        field: str = "",
        undo: Callable[[Any], Undo | None] | None = None,
    ) -> None:
        """Run an action for a dialog: closed when it is done, told in it when it is refused."""

        def succeeded(value: Any) -> None:
            dialog.accept()
            if done is not None:
                done(value)

        failed = partial(self.refused, dialog, field)
        self.context.operations.run(dialog, action, *args, done=succeeded, failed=failed, undo=undo)

    def refused(self, dialog: FieldsDialog | Sheet, field: str, problem: UserProblem) -> bool:
        """Say in a dialog why it was not done."""
        if isinstance(problem, ChangedMeanwhile):
            dialog.setProperty(_VERSION, None)
        if isinstance(dialog, Sheet):
            return dialog.refuse(problem)
        dialog.refuse(self.context.texts.problem(problem), field)
        return True
