"""The sign of the application: a roof over a speech bubble."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.current import theme
from ui.widgets.themed import Themed

GRID = 28.0


def paint_brand(painter: QPainter, rect: QRectF) -> None:
    """Paint the sign into ``rect``, drawn on a grid of 28."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("fill"))
    painter.drawRoundedRect(QRectF(0, 0, GRID, GRID), 7, 7)
    roof = QPen(theme().color("on-fill"), 2.6)
    roof.setCapStyle(Qt.PenCapStyle.RoundCap)
    roof.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(roof)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(6.2, 12.2), QPointF(14, 6.4), QPointF(21.8, 12.2)])
    bubble = QPainterPath()
    bubble.addRoundedRect(QRectF(8.4, 13.4, 11.2, 6.4), 1.4, 1.4)
    tail = QPainterPath(QPointF(10.4, 19.2))
    tail.lineTo(10.4, 22.4)
    tail.lineTo(14, 19.2)
    painter.fillPath(bubble.united(tail), theme().color("on-fill"))
    painter.restore()


def brand_icon() -> QIcon:
    """The sign for the title bar and the task bar."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_brand(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap)
    return made


class Brand(Themed, QWidget):
    """The sign as a widget."""

    def __init__(self, px: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        side = theme().px(self._px)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_brand(painter, QRectF(0, 0, self.width(), self.height()))
