"""Painted text: measured, elided, with the found words marked."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ui.theme import current, fonts
from ui.theme.palette import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_TO_RIGHT = Qt.AlignmentFlag.AlignRight
_TO_MIDDLE = Qt.AlignmentFlag.AlignHCenter


def text_width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def elided(text: str, font: QFont, width: float) -> str:
    """Return the text cut at the right so that it fits, with an ellipsis."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(width)))


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    token: str = "text",
    role: str = "body",
    strong: bool | None = None,
    align: Qt.AlignmentFlag = LEFT,
    theme: Theme | None = None,
) -> float:
    """Paint one line, cut at the right where it does not fit; returns the width it took."""
    font = fonts.font(role, strong)
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(text)
    if width > rect.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(rect.width())))
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen((theme or current.theme()).color(token))
    slack = rect.width() - width
    shift = slack if align & _TO_RIGHT else slack / 2 if align & _TO_MIDDLE else 0.0
    painter.drawText(QPointF(rect.left() + shift, baseline(rect, metrics)), text)
    return float(width)


def baseline(rect: QRectF, metrics: QFontMetrics) -> float:
    """Return the baseline that centres capitals; fonts disagree on where the middle of a line is."""
    # Always the same way from a half, or words would tremble against their boxes as a list scrolls.
    return floor(rect.center().y() + metrics.capHeight() / 2 + 0.5)


def paint_hits(
    painter: QPainter,
    rect: QRectF,
    text: str,
    hits: Sequence[tuple[int, int]],
    theme: Theme | None = None,
    token: str = "text",
    role: str = "body",
    strong: bool | None = None,
) -> float:
    """Paint one line with the found places (start, length) on the colour of a find."""
    shown = theme or current.theme()
    font = fonts.font(role, strong)
    cut = elided(text, font, rect.width())
    kept = len(cut) if cut == text else max(0, len(cut) - 1)
    metrics = QFontMetrics(font)
    width = paint_text(painter, rect, text, token, role, strong, LEFT, shown)
    height = min(rect.height(), metrics.height() + 2)
    middle = baseline(rect, metrics) - metrics.capHeight() / 2
    top = round(middle - height / 2)
    for start, length in hits:
        word = text[start : min(start + length, kept)]
        if not word:
            continue
        left = rect.left() + metrics.horizontalAdvance(text[:start])
        box = QRectF(left - 1, top, metrics.horizontalAdvance(word) + 2, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.color("hit"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(shown.color("on-hit"))
        painter.drawText(QPointF(left, baseline(rect, metrics)), word)
    return width
