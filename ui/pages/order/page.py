"""The page of one work order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.changes import Changes
from models.core.errors import UserProblem
from models.core.session import Session
from resources.texts import N_
from ui.base.screen import Hint
from ui.base.tabbing import tab_through
from ui.context import Context
from ui.pages.order.commands import order_commands
from ui.pages.order.deeds import Deeds
from ui.pages.order.frame import OrderFrame
from ui.pages.order.rights import NEXT
from ui.pages.order.screen import OrderScreen
from ui.pages.order.view import OrderView, load_view
from ui.shared.pictures import pictures_of

MINUTE_MS = 60_000
_WIDE_TOPICS = frozenset({"setting", "technician", "absence", "contractor", "skill", "part", "calendar"})


class OrderPage(OrderScreen):
    """``id`` or ``reference`` names the order; ``deed`` opens one of its dialogs at once."""

    topics = frozenset({"work_order", "case", "appointment"}) | _WIDE_TOPICS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("order")
        self._wanted: tuple[int | None, str] = (None, "")
        self._deed = ""
        self.frame = OrderFrame(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.deeds = Deeds(self)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._wire()
        context.commands.add(self, *order_commands(self.deeds.may, self.deeds.do, self.go_on))
        self.retranslate()

    def _wire(self) -> None:
        frame, deeds, spending = self.frame, self.deeds, self.deeds.spending
        for signal, slot in (
            (frame.back_wanted, self.context.navigation.back),
            (frame.head.back, self.context.navigation.back),
            (frame.head.print_wanted, deeds.print),
            (frame.head.menu_wanted, deeds.open_menu),
            (frame.head.case_wanted, deeds.case),
            (frame.slot.wanted, deeds.do),
            (frame.appointments.wanted, deeds.do),
            (frame.spent.wanted, deeds.do),
            (frame.spent.taken_out, spending.take_out),
            (frame.foot.wanted, deeds.do),
            (frame.what.opened, self.open_order),
            (frame.what.plan_wanted, deeds.plan),
            (frame.pictures.collected, spending.keep_files),
            (frame.pictures.opened, spending.open_picture),
            (frame.pictures.sign, spending.sign),
        ):
            signal.connect(slot)
        self.connect_to(self.context.desk.changed, self.mark_stale)

    # The life of the page

    def shown(self, **params: object) -> None:
        wanted = params.get("id")
        fresh = (int(str(wanted)) if wanted is not None else None, str(params.get("reference") or ""))
        self._deed = str(params.get("deed") or "")
        row = self.view.row if self.view is not None else None
        same = row is not None and (fresh[0] == row.id or (fresh[0] is None and fresh[1] == row.reference))
        if not same:
            self._wanted, self.view = fresh, None
            self.frame.show_nothing()
            self.mark_stale()
        elif self._deed:
            self.mark_stale()
        self._minute.start()

    def hidden(self) -> None:
        self._minute.stop()

    def refresh(self) -> None:
        order_id, reference = self._wanted
        known = self.frame.pictures.known()

        def fetch(session: Session) -> tuple[OrderView, dict[int, QImage]]:
            view = load_view(session, order_id, reference)
            return view, pictures_of((*view.file.files, *view.file.case_files), known)

        self.query(fetch, self._loaded, self._not_there, key="order")

    def affected_by(self, changes: Changes) -> bool:
        if changes.topics & _WIDE_TOPICS or self.view is None:
            return bool(changes.topics & self.topics)
        view = self.view
        mine = {("work_order", view.id), ("case", view.row.complaint_id)}
        mine |= {("work_order", one[0]) for one in view.file.related}
        return not mine.isdisjoint(changes.ids)

    def _not_there(self, problem: UserProblem) -> bool:
        self.view = None
        self.frame.show_problem(self.context.texts.problem(problem))
        return True

    def _loaded(self, found: tuple[OrderView, dict[int, QImage]]) -> None:
        view, pictures = found
        another = self.view is None or self.view.id != view.id
        self.view = view
        self._wanted = (view.id, view.row.reference)
        self.frame.pictures.take_pictures(pictures)
        self.frame.show_order(view)
        tab_through(self.frame.whole)
        if another and self.isVisible():
            self._take_focus()
        self.title_changed.emit()
        self.hints_changed.emit()
        self.context.commands.look_again()
        deed, self._deed = self._deed, ""
        if deed:
            self.context.navigation.remember(deed="")  # the way back leads to the order, not into its dialog
            self.deeds.do(deed)

    def _take_focus(self) -> None:
        next_button = self.frame.foot.next
        target = next_button if next_button.isVisible() else self.frame.head.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.frame.retranslate()

    def _tick(self) -> None:
        """A minute has gone by."""
        if self.view is not None:
            self.view = replace(self.view, now=self.context.clock.now())
            self.frame.head.tick(self.view)
            self.frame.slot.show_order(self.view)

    def go_on(self) -> None:
        """Ctrl+Enter: the next thing that is to be done."""
        if self.view is not None:
            self.deeds.do(NEXT.get(self.view.row.state, ""))

    # What the window asks

    def title(self) -> str:
        return "" if self.view is None else f"{self.view.row.reference} {self.view.row.title}"

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Tab",), N_("the next button")),) if self.view is not None else ()

    def panes(self) -> Sequence[QWidget]:
        return self.frame.panes()

    def foot_height(self) -> int:
        return self.frame.foot.height() if self.frame.foot.isVisible() else 0
