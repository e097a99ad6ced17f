"""The buttons on the chosen row: what can be done without opening anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import N_
from ui.language import TextsHolder
from ui.pages.desk.feed import Deed, Line
from ui.pages.desk.rows import DeskDelegate
from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.list_view import RowView
from ui.widgets.themed import Themed

_WORDS = {
    Deed.KEEP: N_("Kept?"),
    Deed.ARRIVE: N_("On site"),
    Deed.ACKNOWLEDGE: N_("Acknowledge"),
    Deed.VISIT: N_("How it went"),
}


class RowButtons(Themed, QWidget):
    """Lies over the chosen row, left of its tag, and goes where the row goes."""

    call = Signal()
    act = Signal()
    open = Signal()

    def __init__(self, view: RowView, delegate: DeskDelegate) -> None:
        super().__init__(view.viewport())
        self._view, self._delegate = view, delegate
        self.call_button = Button("", "phone", "C", size="small", parent=self)
        self.call_button.setObjectName("today.call")
        self.act_button = Button("", "check", "D", size="small", parent=self)
        self.act_button.setObjectName("today.act")
        self.open_button = Button("", None, "Return", size="small", parent=self)
        self.open_button.setObjectName("today.open")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        self._texts: TextsHolder | None = None
        self._allowed = False
        for button in (self.call_button, self.act_button, self.open_button):
            # The keys of the list stay with the list.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        self.call_button.clicked.connect(self.call)
        self.act_button.clicked.connect(self.act)
        self.open_button.clicked.connect(self.open)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.current_row.connect(self.place)
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        self.place()

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words."""
        self._texts = texts
        self.call_button.set_text(texts.t("Call"))
        self.open_button.set_text(texts.p("verb", "Open"))
        self.place()

    def allow_calls(self, allowed: bool) -> None:
        """Whether this person may note conversations."""
        self._allowed = allowed
        self.place()

    def _fit_words(self, line: Line) -> None:
        """What can be done about this row stands on its button."""
        words = _WORDS.get(line.deed) if line.ripe else None
        own = words is not None and self._allowed
        self.act_button.setVisible(own)
        self.call_button.setVisible(self._allowed and not own)
        if words is not None and self._texts is not None:
            self.act_button.set_text(self._texts.t(words))

    def place(self, *_: object) -> None:
        """Lie over the chosen row, or nowhere."""
        row = self._view.current()
        if row is None or not isinstance(row.row, Line):
            self._delegate.reserve = 0
            self.hide()
            return
        self._fit_words(row.row)
        self.adjustSize()
        at = self._view.currentIndex().row()
        top, height = self._view.rowViewportPosition(at), self._view.rowHeight(at)
        right = self._delegate.right_of_words(self._view.viewport().width()) - theme().px(10)
        self._delegate.reserve = self.width() + theme().px(6)
        self.move(round(right) - self.width(), top + (height - self.height()) // 2)
        self.show()
        self._view.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.place()
        return super().eventFilter(watched, event)
