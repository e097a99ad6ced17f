"""The search box in the top bar, with the list that drops from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.palette import PaletteGroup
from ui.shell.palette_list import PaletteList
from ui.theme.current import theme
from ui.widgets.fields import LineField
from ui.widgets.keys import key_text
from ui.widgets.marks import KeyHint

TYPING_MS = 60
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchBox(LineField):
    """Typing asks; arrows choose; Enter goes; Escape gives the focus back, and what was typed is kept."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "search", "field", parent)
        self.setObjectName("search")
        self._hint = KeyHint(key_text("Ctrl+K"), self)
        self._list: PaletteList | None = None
        self._return_to: QWidget | None = None
        self._enter_waits = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)

    def open_list(self) -> None:
        """Ctrl+K: take the focus and offer what can be done."""
        focus = self.window().focusWidget()
        if focus is not self:
            self._return_to = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def show_found(self, words: str, groups: tuple[PaletteGroup, ...]) -> None:
        """Drop the list with what was found, if it still answers what is typed."""
        if words != self.text().strip() or not self.hasFocus():
            return
        if self._list is None:
            self._list = PaletteList(self.window())
            self._list.chosen.connect(self._choose)
        self._list.show_groups(groups)
        self._place()
        if self._enter_waits:
            self._enter_waits = False
            self._choose_current()

    def list_is_open(self) -> bool:
        """Whether the list is dropped."""
        return self._list is not None and self._list.isVisible()

    @property
    def list(self) -> PaletteList | None:
        """The list, once it has been dropped."""
        return self._list

    def put_away(self) -> None:
        """Close the list and give the focus back to where it came from."""
        self._close_list()
        target, self._return_to = self._return_to, None
        try:
            if target is not None and target.isVisible():
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        except RuntimeError:  # the page that had the focus is gone
            pass
        self.clearFocus()

    def event(self, event: QEvent) -> bool:
        # While the list is open, Escape is ours and not the window's "back".
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.put_away()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in _MOVES and self._list is not None and self._list.isVisible():
            self._list.move_by(_MOVES[key])
        elif key == Qt.Key.Key_Down:
            self._ask()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._close_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.adjustSize()
        self._hint.move(
            self.width() - self._hint.width() - theme().px(8), (self.height() - self._hint.height()) // 2
        )
        self._place()

    def _typed(self) -> None:
        self._hint.setVisible(not self.text())
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self.asked.emit(self.text())

    def _enter(self) -> None:
        """Enter while typing waits for the answer to what is typed, not to what was typed before."""
        if self._timer.isActive() or not self.list_is_open():
            self._enter_waits = bool(self.text().strip())
            self._ask()
        else:
            self._choose_current()

    def _choose_current(self) -> None:
        if self._list is not None and (entry := self._list.current_entry()) is not None:
            self._choose(entry)

    def _choose(self, entry: object) -> None:
        self.put_away()
        self.chosen.emit(entry)

    def _close_list(self) -> None:
        self._timer.stop()
        self._enter_waits = False
        if self._list is not None:
            self._list.hide()

    def _place(self) -> None:
        if self._list is not None and self._list.isVisible():
            below = self.mapTo(self.window(), QPoint(0, self.height() + theme().px(4)))
            self._list.setGeometry(below.x(), below.y(), self.width(), self._list.height_for_all())
            self._list.raise_()
