"""Shows what Messages says: toasts, banners over the sheet, questions, and the offer to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.changes import Changes
from ui.context import Context
from ui.messages import Kind, Message, Question, UndoOffer
from ui.navigation import Place
from ui.shell.ask_dialog import AskDialog
from ui.theme.current import theme
from ui.widgets.cards import Notice, Toast
from ui.widgets.controls import IconButton
from ui.widgets.themed import Themed

DONE_SECONDS, UNDO_SECONDS = 4, 10
MOST_BANNERS = 3
KEPT = 8
_BY_ITSELF = {"draft"}  # what is typed is kept while somebody still reads
_NOTICES = {Kind.NOTE: "info", Kind.WARNING: "changed", Kind.PROBLEM: "error"}


class BannerRow(Notice):
    """One thing said that stays until it is put away."""

    gone = Signal(object)

    def __init__(self, message: Message, put_away: str, after: int, parent: QWidget) -> None:
        super().__init__(_NOTICES[message.kind], parent)
        self.message, self.after = message, after
        self.setObjectName("said")
        self.set_message(message.text, message.detail)
        if message.choice is not None:
            self.set_action(message.choice.label)
        self.action.connect(self._act)
        self._cross = IconButton("x", put_away, 14, self)
        self._cross.setObjectName("said.put_away")
        self._cross.clicked.connect(self._put_away)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._cross)

    def _act(self) -> None:
        act = self.message.act
        self.gone.emit(self)
        if act is not None:
            act()

    def _put_away(self) -> None:
        self.gone.emit(self)


class BannerColumn(Themed, QWidget):
    """Room for banners; takes none while nothing is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self.rows: list[BannerRow] = []
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), px(12), px(24), 0)
        self._column.setSpacing(px(8))

    def add(self, message: Message, put_away: str, after: int) -> None:
        """Say something, ``after`` so many writes. The same is not said twice; the oldest makes room."""
        for row in self.rows:
            if row.message == message:
                row.after = after
                return
        if len(self.rows) == MOST_BANNERS:
            self.remove(self.rows[0])
        row = BannerRow(message, put_away, after, self)
        row.gone.connect(self.remove)
        self.rows.append(row)
        self._column.addWidget(row)
        self.show()

    def remove(self, row: BannerRow) -> None:
        """Put one away."""
        if row in self.rows:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self.rows))

    def pass_by(self, number: int) -> None:
        """The write of a number went well: what was tried before it began is of no interest any more."""
        for row in list(self.rows):
            if row.message.passing and row.after < number:
                self.remove(row)

    def clear(self) -> None:
        """Put all away."""
        for row in list(self.rows):
            self.remove(row)


class Voice(QObject):
    """The window's end of Messages."""

    kept_changed = Signal(int)

    def __init__(
        self, context: Context, window: QWidget, sheet: QWidget, columns: tuple[BannerColumn, ...]
    ) -> None:
        super().__init__(window)
        self._context, self._window, self._columns = context, window, columns
        self._toast = Toast(sheet)
        self._toast.setObjectName("toast")
        self._toast.undone.connect(self.undo)
        self._toast.dismissed.connect(self._forget_undo)
        self._undo: Callable[[], None] | None = None
        self.kept: list[Message] = []
        messages = context.messages
        messages.told.connect(self._tell)
        messages.asked.connect(self._ask)
        messages.undo_offered.connect(self._offer_undo)
        messages.cleared.connect(self._clear)
        context.operations.succeeded.connect(self._went_well)
        context.navigation.moved.connect(self._moved)

    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._undo is not None

    def undo(self) -> None:
        """Take back what the undo bar speaks of."""
        undo, self._undo = self._undo, None
        self._toast.dismiss()
        if undo is not None:
            undo()

    def _tell(self, message: Message) -> None:
        if message.kind is Kind.DONE:
            self._undo = None
            self._leave_foot()
            self._toast.show_message(message.text, seconds=DONE_SECONDS)
            return
        self.kept = [message, *(kept for kept in self.kept if kept != message)][:KEPT]
        self.kept_changed.emit(len(self.kept))
        for column in self._columns:
            parent = column.parentWidget()
            if parent is not None and parent.isVisible():
                column.add(message, self._context.texts.t("Put away"), self._context.operations.begun)

    def _went_well(self, number: int, changes: Changes) -> None:
        if changes.topics - _BY_ITSELF:
            for column in self._columns:
                column.pass_by(number)

    def _moved(self, page_id: str) -> None:
        if self._context.navigation.specs[page_id].place is not Place.GATE:
            for column in self._columns:
                column.pass_by(self._context.operations.begun + 1)

    def _ask(self, question: Question) -> None:
        AskDialog(self._context, question, self._window).open()

    def _offer_undo(self, offer: UndoOffer) -> None:
        self._undo = offer.undo
        undo = self._context.texts.t("Undo")
        self._leave_foot()
        self._toast.show_message(offer.text, undo, "Ctrl+Z", UNDO_SECONDS)
        self._context.commands.look_again()

    def _leave_foot(self) -> None:
        """What stands in the foot of a page stays in sight below the bar."""
        screen = self._context.navigation.screen
        self._toast.set_above(screen.foot_height() if screen is not None else 0)

    def _forget_undo(self) -> None:
        self._undo = None
        self._context.commands.look_again()

    def _clear(self) -> None:
        self._forget_undo()
        self._toast.dismiss()
        self.kept = []
        self.kept_changed.emit(0)
        for column in self._columns:
            column.clear()
