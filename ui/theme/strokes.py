"""The small shapes under the painting: crisp lines, rounded boxes, the return arrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme import current
from ui.theme.palette import Theme

Corners = tuple[float, float, float, float]


def rounded(rect: QRectF, radius: float | Corners) -> QPainterPath:
    """Return a box with round corners; four radii count from the left top, clockwise."""
    path = QPainterPath()
    if isinstance(radius, (int, float)):
        path.addRoundedRect(rect, radius, radius)
        return path
    lt, rt, rb, lb = radius
    path.moveTo(rect.left() + lt, rect.top())
    path.lineTo(rect.right() - rt, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + rt))
    path.lineTo(rect.right(), rect.bottom() - rb)
    path.quadTo(rect.bottomRight(), QPointF(rect.right() - rb, rect.bottom()))
    path.lineTo(rect.left() + lb, rect.bottom())
    path.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - lb))
    path.lineTo(rect.left(), rect.top() + lt)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + lt, rect.top()))
    return path


def paint_box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    border: QColor | None,
    radius: float | Corners,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """Fill a rounded box and draw its border inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(Qt.PenStyle.NoPen)
    inner = rect
    if border is not None:
        pen = QPen(border, width)
        if dashed:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
        inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawPath(rounded(inner, radius))


def paint_line(
    painter: QPainter, x1: int, y1: int, x2: int, y2: int, token: str = "line", theme: Theme | None = None
) -> None:
    """Draw a line of one pixel, without antialiasing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen((theme or current.theme()).color(token), 1))
    painter.drawLine(x1, y1, x2, y2)
    painter.restore()


def paint_return(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw the arrow of the return key; no text font of ours has it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    right, left = rect.right() - 0.5, rect.left() + 0.5
    middle = rect.center().y() + 1.5
    head = rect.width() * 0.28
    path = QPainterPath(QPointF(right, middle - 4.5))
    path.lineTo(right, middle)
    path.lineTo(left, middle)
    path.moveTo(left + head, middle - head)
    path.lineTo(left, middle)
    path.lineTo(left + head, middle + head)
    painter.drawPath(path)
