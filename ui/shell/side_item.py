"""One line of the side bar: icon, name, how many, and the key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.shell.counts import Count
from ui.theme.current import theme
from ui.theme.fonts import font
from ui.theme.lettering import paint_text, text_width
from ui.theme.paint import paint_box, paint_icon
from ui.widgets.keys import key_text
from ui.widgets.themed import Themed

HEIGHT = 34
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SideItem(Themed, QPushButton):
    """A page of the side bar. Narrow, it shows its icon alone and says the rest in its tool tip."""

    def __init__(self, page_id: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_id = page_id
        self._icon, self._key = icon, key_text(key)
        self._count: Count | None = None
        self._narrow = False
        self.setObjectName(f"side.{page_id}")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def set_words(self, name: str, accessible: str) -> None:
        """Set the name shown, and the longer one that is read out."""
        self.setText(name)
        self.setAccessibleName(accessible)
        self._say_tip()
        self.update()

    def set_count(self, count: Count | None) -> None:
        """Set how many wait there; urgent ones are red."""
        if count != self._count:
            self._count = count
            self.update()

    @property
    def count(self) -> Count | None:
        """How many wait there."""
        return self._count

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or everything."""
        self._narrow = narrow
        self._say_tip()
        self.update()

    def nextCheckState(self) -> None:
        """A click asks for the page; what is lit follows navigation, which may refuse."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(HEIGHT), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        px = theme().px
        lit = self.isChecked()
        side = px(16)
        left = (self.width() - side) / 2 if self._narrow else px(10)
        paint_icon(painter, self._icon, "accent" if lit else "muted", left, (self.height() - side) / 2, side)
        if self._narrow:
            self._paint_dot(painter)
        else:
            self._paint_words(painter, lit)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def _paint_ground(self, painter: QPainter) -> None:
        colour = theme().color
        box = QRectF(self.rect())
        radius = theme().px(7)
        if self.isChecked():
            paint_box(painter, box, colour("surface"), colour("line"), radius)
        elif self.isDown() or self.underMouse():
            paint_box(painter, box, colour("hover" if theme().is_dark else "line"), None, radius)
        if self.hasFocus():
            paint_box(painter, box, None, colour("focus"), radius, 2)

    def _paint_words(self, painter: QPainter, lit: bool) -> None:
        px, height = theme().px, self.height()
        right = self.width() - px(8)
        if self._key:
            paint_text(
                painter, QRectF(right - px(30), 0, px(30), height), self._key, "faint", "key", align=RIGHT
            )
        right -= px(27)
        if self._count is not None and self._count.n:
            words = str(self._count.n)
            width = text_width(words, font("body", True)) + 2
            token = "overdue" if self._count.urgent else ("text" if lit else "muted")
            where = QRectF(right - width, 0, width, height)
            paint_text(painter, where, words, token, "small", lit or self._count.urgent, RIGHT)
            right -= width + px(4)
        left = px(35)
        token = "text" if lit else "muted"
        paint_text(painter, QRectF(left, 0, right - left, height), self.text(), token, "body", lit)

    def _paint_dot(self, painter: QPainter) -> None:
        if self._count is not None and self._count.n and self._count.urgent:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("overdue"))
            painter.drawEllipse(
                QPointF(self.width() / 2 + theme().px(9), self.height() / 2 - theme().px(8)), 3, 3
            )

    def _say_tip(self) -> None:
        self.setToolTip(f"{self.text()} {self._key}".strip() if self._narrow else "")
