"""The foot of an order: the ways on, the next one filled."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.repairs.kinds import WaitsFor
from ui.context import Context
from ui.pages.order.rights import NEXT, allowed
from ui.pages.order.view import OrderView
from ui.theme.current import theme
from ui.widgets.controls import Button, PaintedButton, PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel
from ui.widgets.planes import Separator

WAYS = (("edit", "E"), ("wait", "W"), ("no_access", "N"), ("done", "D"))
_QUIET = ("edit", "wait")


class OrderFoot(QWidget):
    """``wanted`` carries the name of a deed."""

    wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.foot")
        self._context = context
        self._view: OrderView | None = None
        self._next = ""
        self.words = ElidedLabel("", token="muted")
        self.ways: dict[str, PaintedButton] = {}
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(24), px(13), px(24), px(13))
        row.setSpacing(px(6))
        row.addWidget(self.words, 1)
        for deed, key in WAYS:
            button: PaintedButton = QuietButton(key=key) if deed in _QUIET else Button(key=key)
            button.setObjectName(f"order.foot.{deed}")
            button.clicked.connect(partial(self.wanted.emit, deed))
            self.ways[deed] = button
            row.addWidget(button)
        self.next = PrimaryButton(key="Ctrl+Return")
        self.next.setObjectName("order.next")
        self.next.clicked.connect(self._go_on)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        column.addLayout(row)

    def show_order(self, view: OrderView) -> None:
        """Show an order."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        words = {
            "ready": texts.t("It can be scheduled"),
            "find": texts.t("Find a slot"),
            "on_the_way": texts.t("On the way now"),
            "start": texts.t("There, begins now"),
            "done": texts.t("Done…"),
            "go_on": texts.t("Go on now"),
            "check": texts.t("Check it…"),
            "edit": texts.t("Change…"),
            "wait": texts.t("Wait for…"),
            "no_access": texts.t("Nobody in…"),
        }
        if view is None:
            return
        may = allowed(self._context.desk, view)
        self._next = NEXT.get(view.row.state, "")
        if self._next not in may:
            self._next = ""
        self.next.setVisible(bool(self._next))
        if self._next == "go_on" and view.row.waits_for == WaitsFor.APPROVAL:
            words["go_on"] = texts.t("Approve")
        self.next.set_text(words.get(self._next, ""))
        for deed, button in self.ways.items():
            button.set_text(words[deed])
            button.setVisible(deed in may and deed != self._next)
        technician = next((one for one in view.technicians if one.id == view.row.technician_id), None)
        phone = technician.phone if technician is not None else ""
        said = texts.t("{name}: {phone}", name=view.row.technician, phone=phone) if phone else ""
        self.words.set_text(said)

    def _go_on(self) -> None:
        if self._next:
            self.wanted.emit(self._next)
