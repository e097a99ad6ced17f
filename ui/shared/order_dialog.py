"""Making a work order and changing one: a form in a dialog; what is being written is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.core.session import Session
from models.repairs import actions
from models.repairs.kinds import OrderDraft
from ui.base.page import Page
from ui.context import Context
from ui.shared.form_dialog import Done, KeptFormDialog
from ui.shared.order_form import OrderForm
from ui.shared.order_start import OrderStart, start_from_case, start_from_order, start_new

DRAFT_KIND = "work_order"


class OrderDialog(KeptFormDialog[OrderForm]):
    """``start.order_id`` of 0 makes an order."""

    WIDTH = 740

    def __init__(
        self, context: Context, parent: QWidget, start: OrderStart, done: Done | None = None
    ) -> None:
        super().__init__(context, parent, "order.form", DRAFT_KIND, OrderForm(context, start), done)

    def retranslate(self) -> None:
        t, start = self.context.texts.t, self.form.start
        self.heading.set_text(t("Change the work order") if start.order_id else t("Make a work order"))
        said = [t("For case {reference}.", reference=start.case)] if start.case else []
        if start.remedy:
            said.append(t("It carries out: {remedy}.", remedy=start.remedy))
        if start.case and not start.order_id:
            said.append(t("What the case knows stands here already; its photos come along."))
        self.note.set_text(" ".join(said))
        self.note.setVisible(bool(said))
        self.save.set_text(t("Keep the changes") if start.order_id else t("Make it"))
        super().retranslate()

    @property
    def row_id(self) -> int:
        return self.form.start.order_id

    def anew(self, session: Session) -> OrderStart:
        return start_from_order(session, self.row_id)

    def write(self, draft: OrderDraft) -> None:
        start = self.form.start
        if start.order_id:
            self.run(actions.change, start.order_id, start.version, draft)
        else:
            self.run(actions.make, draft)


def new_order(page: Page, done: Done | None = None) -> None:
    """Ask for an order of no case."""
    _open(page, start_new, done)


def order_for_case(
    page: Page,
    case_id: int,
    reference: str,
    remedy_id: int | None = None,
    remedy: str = "",
    done: Done | None = None,
) -> None:
    """Ask for an order of a case, filled in with what the case knows."""

    def fetch(session: Session) -> OrderStart:
        return start_from_case(session, case_id, reference, remedy_id, remedy)

    _open(page, fetch, done)


def change_order(page: Page, order_id: int, done: Done | None = None) -> None:
    """Ask what is to be changed in an order."""

    def fetch(session: Session) -> OrderStart:
        return start_from_order(session, order_id)

    _open(page, fetch, done)


def _open(page: Page, fetch: Callable[[Session], OrderStart], done: Done | None) -> None:
    def came(start: OrderStart) -> None:
        if page.isVisible():
            OrderDialog(page.context, page, start, done).open()

    page.query(fetch, came, key="order form")
