"""Lines that can be chosen: small widgets for lists of a few things, beside what a page is about."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon, Ring
from ui.widgets.themed import Themed


class Pressable(Themed, QWidget):
    """A line that can be chosen with the mouse, Enter or Space."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_pressable(self, on: bool) -> None:
        """Whether choosing does anything."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        if self.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hasFocus():
            paint_box(painter, rect, None, shown.color("focus"), shown.px(7), 2)
        elif self.underMouse():
            paint_box(painter, rect, shown.color("hover"), None, shown.px(7))
        painter.end()


class SignLine(Pressable):
    """A sign (ring or icon), words, and something quiet at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.ring, self.icon = Ring(18), Icon("check", "ok", 16)
        self.words, self.right = ElidedLabel(), Label("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, px(2), 0)
        row.setSpacing(px(10))
        row.addWidget(self.ring)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.right)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(27))

    def show_line(self, words: str, right: str, token: str = "muted", words_token: str = "text") -> None:
        """Show words and what stands at the right."""
        self.words.set_text(words)
        self.words.set_token(words_token)
        self.right.set_text(right)
        self.right.set_token(token)
        self.right.set_role("small", token in ("soon", "overdue"))
        self.setAccessibleName(", ".join(part for part in (words, right) if part))

    def show_ring(self, fraction: float, state: str) -> None:
        """A clock in front."""
        self.ring.setVisible(True)
        self.icon.setVisible(False)
        self.ring.set_clock(fraction, state)

    def show_icon(self, name: str, token: str) -> None:
        """An icon in front."""
        self.ring.setVisible(False)
        self.icon.setVisible(True)
        self.icon.set_icon(name, token)
