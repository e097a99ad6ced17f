"""The work orders of a case: how each stands, who comes when, what it cost; one key opens one, another makes one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.repairs.case_kinds import WorkDone
from models.repairs.kinds import OPEN
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.shared.order_words import STATE_ICONS, STATE_TAGS, slot_words, state_words
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import IconButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.lines import Pressable
from ui.widgets.marks import Icon

_TOKENS = {"accent": "accent", "soon": "soon", "ok": "ok"}


class _OrderLine(Pressable):
    """What and how it stands; below, the reference with who comes when, and the cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.icon = Icon("wrench", "muted", 16)
        self.words, self.state = ElidedLabel(), Label("", "small")
        self.slot, self.money = ElidedLabel("", "small", "muted"), Label("", "small", "muted")
        right = Qt.AlignmentFlag.AlignRight
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(3), px(2), px(3))
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.icon, 0, 0)
        grid.addWidget(self.words, 0, 1)
        grid.addWidget(self.state, 0, 2, right)
        grid.addWidget(self.slot, 1, 1)
        grid.addWidget(self.money, 1, 2, right)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(46))

    def show_order(self, texts: Texts, view: CaseView, one: WorkDone) -> None:
        """Show an order."""
        row = one.row
        icon, token = STATE_ICONS[row.state]
        self.icon.set_icon(icon, token)
        self.words.set_text(row.title)
        self.words.set_token("text" if row.state in OPEN else "muted")
        state = state_words(texts, row)
        self.state.set_text(state)
        self.state.set_token(_TOKENS.get(STATE_TAGS[row.state], "muted"))
        slot = slot_words(texts, row, view.zone, view.now)
        if row.state not in OPEN and row.starts_at is None:
            slot = texts.when(row.finished_at, view.zone, view.now) if row.finished_at is not None else ""
        self.slot.set_text(" · ".join(part for part in (row.reference, slot) if part))
        total = one.costs.total_minor
        self.money.set_text(texts.money(total, view.currency) if total else "")
        spoken = (row.reference, row.title, state, slot, self.money.text())
        self.setAccessibleName(", ".join(part for part in spoken if part))


class Orders(QWidget):
    """``opened`` carries the id of an order; ``made`` asks for one more."""

    opened = Signal(int)
    made = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.orders")
        self._context = context
        self._view: CaseView | None = None
        self.head = SectionHead()
        self.more = IconButton("plus")
        self.more.setObjectName("case.orders.add")
        self.more.clicked.connect(self.made)
        self.head.add_action(self.more)
        self._rows: list[_OrderLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(2))
        self._column.addWidget(self.head)

    def show_case(self, view: CaseView) -> None:
        """Show the orders of a case."""
        self._view = view
        may = view.is_open and self._context.desk.may(Permission.ORDER_WORK)
        self.more.setVisible(may)
        self.setVisible(may or bool(view.file.orders))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("Work orders"))
        self.more.set_name(texts.t("Make a work order (Ctrl+M)"))
        if view is None:
            return
        rows = view.file.orders
        waiting = sum(one.row.state in OPEN for one in rows)
        self.head.set_count(len(rows) or None)
        self.head.set_note(texts.n("{n} open", "{n} open", waiting) if waiting else "")
        while len(self._rows) < len(rows):
            line = _OrderLine(self)
            line.setObjectName(f"case.orders.{len(self._rows) + 1}")
            line.pressed.connect(partial(self._open, len(self._rows)))
            self._rows.append(line)
            self._column.addWidget(line)
        for index, line in enumerate(self._rows):
            line.setVisible(index < len(rows))
            if index < len(rows):
                line.show_order(texts, view, rows[index])

    def go(self) -> None:
        """The key: open the only one that there is, or that is open; lead to the first of several."""
        waiting = self._waiting()
        if self._view is None:
            return
        if len(self._view.file.orders) == 1 or len(waiting) == 1:
            self._open(waiting[0] if waiting else 0)
        else:
            self.focus_first()

    def focus_first(self) -> None:
        """Lead to the first that is open, else to the first of all."""
        if self._rows and self._view is not None and self._view.file.orders:
            self._rows[(self._waiting() or [0])[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _waiting(self) -> list[int]:
        rows = self._view.file.orders if self._view is not None else ()
        return [index for index, one in enumerate(rows) if one.row.state in OPEN]

    def _open(self, index: int) -> None:
        if self._view is not None:
            self.opened.emit(self._view.file.orders[index].row.id)
