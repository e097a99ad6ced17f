"""Everything that can be done with an order, by the names that menu, keys, buttons and links use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint

from models.repairs.kinds import FileKind
from ui.pages.order.carrying import Carrying
from ui.pages.order.commands import OrderMenu, is_open
from ui.pages.order.meeting import Meeting
from ui.pages.order.rights import allowed
from ui.pages.order.screen import OrderScreen
from ui.pages.order.slotting import Slotting
from ui.pages.order.spending import Spending
from ui.shared.order_dialog import change_order


class Deeds(QObject):
    """``do`` takes the name of a deed; what is not open now does nothing."""

    def __init__(self, page: OrderScreen) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self.carrying, self.meeting = Carrying(page), Meeting(page)
        self.slotting, self.spending = Slotting(page), Spending(page)
        self.menu = OrderMenu(page.context, page, self.do)

    def may(self) -> frozenset[str]:
        """What is open to this person now."""
        return allowed(self._context.desk, self._page.view)

    def do(self, name: str) -> None:
        """Do one of them."""
        may = self.may()
        if name == "agree" and "move" in may:
            name = "move"
        if name == "paste":
            self._page.frame.pictures.paste()
        elif is_open(may, name):
            self._ways()[name]()

    def _ways(self) -> Mapping[str, Callable[[], None]]:
        carrying, meeting, slotting, spending = self.carrying, self.meeting, self.slotting, self.spending
        return {
            "edit": self.edit,
            "ready": carrying.ready,
            "find": slotting.find,
            "place": slotting.place,
            "take_back": slotting.take_back,
            "split": slotting.split,
            "join": slotting.join,
            "agree": meeting.agree,
            "move": meeting.agree,
            "remind": meeting.remind,
            "drop": meeting.drop,
            "missed": meeting.missed,
            "on_the_way": carrying.on_the_way,
            "on_the_way_at": carrying.on_the_way_at,
            "start": carrying.start,
            "start_at": carrying.start_at,
            "done": carrying.done,
            "no_access": meeting.no_access,
            "wait": carrying.wait,
            "go_on": carrying.go_on,
            "check": carrying.check,
            "correct": carrying.correct,
            "return": carrying.make_return,
            "cancel": carrying.cancel,
            "labour": spending.labour,
            "part": spending.part,
            "cost": spending.cost,
            "reading": spending.reading,
            "photo": self.photo,
            "sign": spending.sign,
            "case": self.case,
            "print": self.print,
        }

    def edit(self) -> None:
        """Change what the order says."""
        if self._page.view is not None:
            change_order(self._page, self._page.view.id)

    def photo(self) -> None:
        """Choose photos: of how it was until work begins, of the result afterwards."""
        view = self._page.view
        begun = view is not None and view.file.started_at is not None
        self._page.frame.pictures.pick(FileKind.AFTER if begun else FileKind.BEFORE)

    def case(self) -> None:
        """Go to the case."""
        if self._page.view is not None:
            self._context.navigation.navigate("case", id=self._page.view.row.complaint_id)

    def plan(self, plan_id: int) -> None:
        """Go to the recurring work that made the order."""
        self._context.navigation.navigate("recurring", id=plan_id)

    def print(self) -> None:
        """Show the job slip, to be printed or saved."""
        if self._page.view is not None:
            self._context.navigation.navigate("report", kind="slips", ids=(self._page.view.id,))

    def open_menu(self) -> None:
        """Drop the menu below its dots."""
        if self._page.view is not None:
            self.menu.fill(self._page.view)
            more = self._page.frame.head.more
            self.menu.popup(more.mapToGlobal(QPoint(0, more.height())))
