"""The person at the desk, at the foot of the side bar; a click opens the menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.lettering import paint_text
from ui.theme.paint import paint_avatar, paint_box
from ui.widgets.themed import Themed

HEIGHT = 42
LETTERS = 2
CJK_START = "\u2e80"


def initials(name: str) -> str:
    """The sign of a person: the first character of a Chinese name, the initials of another."""
    words = name.split()
    if not words:
        return ""
    if words[0][0] >= CJK_START:
        return words[0][0]
    return "".join(word[0] for word in words[:LETTERS]).upper()


class PersonButton(Themed, QPushButton):
    """Sign, name and a line about the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side.person")
        self._line = ""
        self._narrow = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def set_person(self, name: str, line: str, accessible: str) -> None:
        """Show somebody."""
        self._line = line
        self.setText(name)
        self.setAccessibleName(accessible)
        self.setToolTip(f"{name} · {line}" if self._narrow else "")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the sign alone, or everything."""
        self._narrow = narrow
        self.setToolTip(f"{self.text()} · {self._line}" if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(34), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, colour = theme().px, theme().color
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            paint_box(painter, box, colour("hover" if theme().is_dark else "line"), None, px(7))
        if self.hasFocus():
            paint_box(painter, box, None, colour("focus"), px(7), 2)
        side = px(28)
        left = (self.width() - side) / 2 if self._narrow else px(9)
        sign = QRectF(left, (self.height() - side) / 2, side, side)
        paint_avatar(painter, sign, initials(self.text()), mine=True)
        if not self._narrow:
            left, width = px(45), self.width() - px(51)
            paint_text(painter, QRectF(left, px(3), width, px(18)), self.text(), "text", "body", True)
            paint_text(painter, QRectF(left, px(20), width, px(17)), self._line, "muted", "small")
