"""Making a work order and changing one: a form in a dialog; what is being written is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.session import Session
from models.repairs import actions
from models.repairs.kinds import OrderDraft
from ui.base.dialog import Dialog
from ui.base.drafts import DraftKeeper
from ui.base.page import Page
from ui.context import Context
from ui.shared.order_form import OrderForm
from ui.shared.order_start import OrderStart, start_from_case, start_from_order, start_new
from ui.theme.current import theme
from ui.widgets.controls import LinkButton, PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller

DRAFT_KIND = "work_order"
Done = Callable[[int], None]


class OrderDialog(Dialog):
    """``start.order_id`` of 0 makes an order. Closing it keeps what was written."""

    WIDTH = 740

    def __init__(
        self, context: Context, parent: QWidget, start: OrderStart, done: Done | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName("order.form.dialog")
        self._start, self._told = start, done
        self.heading, self.note = Label("", "heading", wrap=True), Label("", token="muted", wrap=True)
        self.note.setObjectName("order.form.note")
        self.again = LinkButton()
        self.again.setObjectName("order.form.again")
        self.again.hide()
        self.form = OrderForm(context, start)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName("order.form.error")
        self.error.hide()
        self._scroller = Scroller(self.form)
        for widget in (self.heading, self.note, self.again, self._scroller, self.error):
            self.body.addWidget(widget, 1 if widget is self._scroller else 0)
        self.cancel, self.save = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName("order.form.cancel")
        self.save.setObjectName("order.form.save")
        self.add_button(self.cancel)
        self.add_button(self.save)
        self.keeper = DraftKeeper(self, context, DRAFT_KIND, self.form.written, start.key)
        self._wire()
        self.keeper.restore(self._restored)

    def _wire(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.submit)
        self.again.clicked.connect(self.begin_again)
        self.on_key("Ctrl+Return", self.submit)
        self.form.submitted.connect(self._commit)
        self.form.changed.connect(self._edited)
        self.form.grown.connect(self.fit)

    def retranslate(self) -> None:
        t, start = self.context.texts.t, self._start
        heading = t("Change the work order") if start.order_id else t("Make a work order")
        self.heading.set_text(heading)
        self.setWindowTitle(heading)
        said = [t("For case {reference}.", reference=start.case)] if start.case else []
        if start.remedy:
            said.append(t("It carries out: {remedy}.", remedy=start.remedy))
        if start.case and not start.order_id:
            said.append(t("What the case knows stands here already; its photos come along."))
        self.note.set_text(" ".join(said))
        self.note.setVisible(bool(said))
        self.again.set_text(t("What you were writing is back. Begin afresh"))
        self.cancel.set_text(t("Cancel"))
        self.save.set_text(t("Keep the changes") if start.order_id else t("Make it"))
        self.form.retranslate()

    def fit(self) -> None:
        """As high as the form needs, but no higher than the window."""
        px = theme().px
        layout = self.form.layout()
        assert layout is not None
        layout.activate()
        window = self.parentWidget()
        wide, high = (window.width(), window.height()) if window is not None else (0, 0)
        width = min(px(self.WIDTH), wide - px(60))
        inner = width - 2 * px(24) - px(12)
        tall = max(layout.totalHeightForWidth(inner), layout.totalSizeHint().height()) + px(190)
        self.resize(width, min(tall, max(px(360), high - px(60))))

    def open(self) -> None:
        super().open()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        self.keeper.flush()
        super().done(result)

    # What is being written

    def _restored(self, kept: dict[str, Any] | None) -> None:
        if kept and not self.form.is_dirty():
            self.form.restore(kept)
            self.again.setVisible(self.form.is_dirty())
            self.fit()

    def begin_again(self) -> None:
        """Throw away what was kept."""
        self.form.load(self._start.draft)
        self.again.hide()
        self.keeper.forget()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self.error.hide()
        self.keeper.touch()

    # The deed

    def submit(self) -> None:
        """Make it or change it, or lead to what is missing."""
        if not self.save.is_busy():
            self.form.commit()
            self.fit()

    def _commit(self, draft: OrderDraft) -> None:
        start = self._start
        self.save.set_busy(True)
        run = partial(self.context.operations.run, self, done=self._succeeded, failed=self._refused)
        if start.order_id:
            run(actions.change, start.order_id, start.version, draft)
        else:
            run(actions.make, draft)

    def _succeeded(self, made: int | None) -> None:
        self.keeper.forget()
        self.accept()
        if self._told is not None:
            self._told(made or self._start.order_id)

    def _refused(self, problem: UserProblem) -> bool:
        self.save.set_busy(False)
        if isinstance(problem, ChangedMeanwhile):
            fetch = partial(start_from_order, order_id=self._start.order_id)
            self.context.jobs.query(self, fetch, self._changed_elsewhere, key="again")
        if not self.form.refuse(problem):
            self.error.set_text(self.context.texts.problem(problem))
            self.error.show()
        self.fit()
        return True

    def _changed_elsewhere(self, start: OrderStart) -> None:
        self._start = start
        self.form.start_again(start)


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
