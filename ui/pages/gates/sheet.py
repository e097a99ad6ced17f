"""A gate page: one sheet in the middle of the window; Enter goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.base.page import Page
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.cards import Scroller, Sheet

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class GateSheet(Sheet):
    """The sheet: as wide as drawn at every scale."""

    def __init__(self, width: int, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width, self._margin = width, margin
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(self._width))
        side = px(self._margin)
        self.body.setContentsMargins(side, px(28), side, px(20))


class GatePage(Page):
    """Base of the three gates."""

    WIDTH = 392
    MARGIN = 30

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # so that Enter works after a click on the ground
        self.sheet = GateSheet(self.WIDTH, self.MARGIN)
        ground = QWidget()
        middle = QGridLayout(ground)
        middle.addWidget(self.sheet, 0, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scroller(ground))

    def enter(self) -> None:
        """Go on."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no field wanted: the button that has the focus, or else the way on."""
        if event.key() == Qt.Key.Key_Escape and self.escape():
            return
        if event.key() not in _ENTER or event.modifiers() not in _PLAIN:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        else:
            self.enter()
