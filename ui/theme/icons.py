"""Lucide icons in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources.icons import svg
from ui.theme import current
from ui.theme.palette import Theme


@lru_cache(maxsize=1024)
def _image(name: str, colour: str, px: int, dpr: float) -> QImage:
    # Images, not pixmaps: a cache outlives the application object, pixmaps must not.
    drawing = svg(name).replace("currentColor", colour)
    side = max(1, round(px * dpr))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(dpr)
    return image


def pixmap(name: str, token: str = "muted", px: int = 16, dpr: float = 1.0) -> QPixmap:
    """Return an icon drawn in a token's colour; an unknown name raises KeyError."""
    return QPixmap.fromImage(_image(name, current.theme().hex(token), px, dpr))


def icon(name: str, token: str = "muted", px: int = 16) -> QIcon:
    """Return an icon for controls that Qt paints: sharp at single and double density, faint when disabled."""
    size = current.theme().px(px)
    made = QIcon()
    for dpr in (1.0, 2.0):
        made.addPixmap(pixmap(name, token, size, dpr))
        made.addPixmap(pixmap(name, "faint", size, dpr), QIcon.Mode.Disabled)
    return made


def paint_icon(
    painter: QPainter, name: str, token: str, x: float, y: float, px: int, theme: Theme | None = None
) -> None:
    """Paint an icon of px × px pixels with its left top corner at x, y."""
    shown = theme or current.theme()
    dpr = painter.device().devicePixelRatio()
    painter.drawImage(QRectF(x, y, px, px), _image(name, shown.hex(token), px, float(dpr)))
