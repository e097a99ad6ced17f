"""Work orders from the case page: making one, of the case or of a remedy, and going to one."""

from __future__ import annotations

from models.core.permissions import Permission
from models.handling.kinds import RemedyRow
from ui.messages import Kind
from ui.pages.handling.doing import Doing
from ui.shared.order_dialog import order_for_case


class Ordering(Doing):
    """Nothing of the work is done here: that belongs to the page of the order."""

    def may(self) -> bool:
        """Whether an order can be made of the case in sight."""
        view = self.page.view
        return view is not None and view.is_open and self.context.desk.may(Permission.ORDER_WORK)

    def make(self) -> None:
        """An order of the whole case."""
        if self.may():
            row = self.view.file.case.row
            order_for_case(self.page, row.id, row.reference, done=self._made)

    def make_for(self, remedy: RemedyRow) -> None:
        """An order that carries out a remedy."""
        if self.may():
            row = self.view.file.case.row
            order_for_case(self.page, row.id, row.reference, remedy.id, remedy.text, done=self._made)

    def _made(self, _order_id: int) -> None:
        self.context.messages.tell(
            Kind.DONE, self.context.texts.t("The work order is made; Ctrl+G goes there.")
        )

    def open(self, order_id: int) -> None:
        """Go to an order."""
        self.context.navigation.navigate("order", id=order_id)

    def go(self) -> None:
        """The key: to the orders."""
        self.page.frame.show_tab("about")
        self.page.side.orders.go()
