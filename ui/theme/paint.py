"""The four pictures that the whole house shares: clock ring, eight-segment bar, tag, key hint; and helpers.

`theme=None` means the theme shown now. `where` is a point (left top) or a rectangle (left, vertically centred).
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import current, fonts
from ui.theme.icons import paint_icon
from ui.theme.lettering import CENTRE, LEFT, RIGHT, elided, paint_hits, paint_text, text_width
from ui.theme.palette import Theme
from ui.theme.strokes import paint_box, paint_line, paint_return, rounded

__all__ = [
    "CENTRE",
    "LEFT",
    "RIGHT",
    "elided",
    "key_size",
    "paint_avatar",
    "paint_box",
    "paint_hits",
    "paint_icon",
    "paint_key",
    "paint_line",
    "paint_ring",
    "paint_steps",
    "paint_tag",
    "paint_text",
    "rounded",
    "tag_size",
    "text_width",
]

STEP_TOKENS = {
    "d": "step-done",
    "c": "step-current",
    "l": "step-locked",
    "s": "step-skipped",
    "r": "step-returned",
}
_TAGS: dict[str, tuple[str | None, str | None, str]] = {
    # kind: fill, border, ink
    "s1": ("s1", None, "on-s1"),
    "s2": ("s2-soft", None, "s2"),
    "s3": ("s3-soft", None, "s3"),
    "s4": (None, "line-strong", "s4"),
    "neutral": (None, "line-strong", "text"),
    "accent": ("accent-soft", None, "accent"),
    "ok": ("ok-soft", None, "ok"),
    "soon": ("soon-soft", None, "soon"),
}
_KEYS: dict[str, tuple[str | None, str | None, str]] = {
    "surface": ("surface", "line-strong", "muted"),
    "fill": (None, None, "on-fill"),
    "toast": (None, "control", "on-toast"),
}
_RETURN = "↵"


def paint_ring(
    painter: QPainter, rect: QRectF, fraction: float, state: str, theme: Theme | None = None
) -> None:
    """Paint the clock: the share of the time that is left (0 to 1) as an arc, or a sign for the other states."""
    shown = theme or current.theme()
    side = min(rect.width(), rect.height())
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "overdue":
        _paint_alarm(painter, box, shown)
    elif state == "paused":
        paint_icon(painter, "circle-pause", "paused", box.x(), box.y(), round(side), shown)
    elif state in ("done", "kept"):
        token = "ok" if state == "kept" else "muted"
        inset = side * 0.1
        paint_icon(painter, "check", token, box.x() + inset, box.y() + inset, round(side * 0.8), shown)
    else:
        _paint_arc(
            painter, box, fraction, shown.color("ring-soon" if state == "soon" else "step-done"), shown
        )
    painter.restore()


def _paint_arc(painter: QPainter, box: QRectF, fraction: float, colour: QColor, theme: Theme) -> None:
    width = max(2.0, min(4.5, box.width() * 0.14))
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    # In the dark a hairline's colour would vanish on a selected row.
    track = theme.color("step-locked" if theme.is_dark else "line")
    pen = QPen(track, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    left = max(0.0, min(1.0, fraction))
    if left > 0:
        pen.setColor(colour)
        painter.setPen(pen)
        # Sixteenths of a degree, from twelve o'clock, clockwise.
        painter.drawArc(inner, 90 * 16, -round(left * 360 * 16))


def _paint_alarm(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("overdue"))
    painter.drawEllipse(box)
    side = box.width()
    width = max(1.5, side * 0.095)
    painter.setPen(QPen(theme.color("on-s1"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    x = box.center().x()
    painter.drawLine(QPointF(x, box.top() + side * 0.27), QPointF(x, box.top() + side * 0.54))
    painter.drawPoint(QPointF(x, box.top() + side * 0.74))


def paint_steps(
    painter: QPainter, rect: QRectF, states: str, theme: Theme | None = None, gap: float = 2
) -> None:
    """Paint the eight-segment bar; one letter a step: done, current, locked, skipped, returned."""
    shown = theme or current.theme()
    painter.save()
    width = (rect.width() - gap * (len(states) - 1)) / max(1, len(states))
    for index, letter in enumerate(states):
        colour = shown.color(STEP_TOKENS[letter])
        box = QRectF(rect.left() + index * (width + gap), rect.top(), width, rect.height())
        if letter == "s":
            paint_box(painter, box, None, colour, 2)
        else:
            paint_box(painter, box, colour, None, 2)
    painter.restore()


def _placed(where: QPointF | QRectF, size: QSizeF) -> QRectF:
    if isinstance(where, QRectF):
        top = round(where.center().y() - size.height() / 2)
        return QRectF(where.left(), top, size.width(), size.height())
    return QRectF(where, size)


def tag_size(text: str) -> QSizeF:
    """Return how large `paint_tag` paints a text."""
    theme = current.theme()
    return QSizeF(text_width(text, fonts.font("tag")) + theme.px(12), theme.px(20))


def paint_tag(
    painter: QPainter, where: QPointF | QRectF, text: str, kind: str, theme: Theme | None = None
) -> QRectF:
    """Paint a small label of a kind (s1 to s4, neutral, accent, ok, soon); returns where it went."""
    shown = theme or current.theme()
    box = _placed(where, tag_size(text))
    fill, border, ink = _TAGS[kind]
    painter.save()
    ground = shown.color(fill) if fill else None
    line = shown.color(border) if border else None
    paint_box(painter, box, ground, line, shown.px(4))
    paint_text(painter, box, text, ink, "tag", None, CENTRE, shown)
    painter.restore()
    return box


def key_size(text: str) -> QSizeF:
    """Return how large `paint_key` paints a hint."""
    theme = current.theme()
    width = sum(_part_width(part, theme) for part in _parts(text))
    return QSizeF(max(width + theme.px(12), theme.px(20)), theme.px(19))


def _parts(text: str) -> list[str]:
    head, mark, tail = text.partition(_RETURN)
    return [part for part in (head, mark, tail) if part]


def _part_width(part: str, theme: Theme) -> float:
    return theme.px(10) if part == _RETURN else text_width(part, fonts.font("key"))


def paint_key(
    painter: QPainter,
    where: QPointF | QRectF,
    text: str,
    theme: Theme | None = None,
    on: str = "surface",
) -> QRectF:
    """Paint a key hint as it stands on a plane ("surface", "fill" or "toast"); returns where it went."""
    shown = theme or current.theme()
    box = _placed(where, key_size(text))
    fill, border, ink = _KEYS[on]
    painter.save()
    if border:
        paint_box(painter, box, shown.color(fill) if fill else None, shown.color(border), shown.px(4))
    parts = _parts(text)
    x = box.left() + (box.width() - sum(_part_width(part, shown) for part in parts)) / 2
    for part in parts:
        width = _part_width(part, shown)
        spot = QRectF(x, box.top(), width, box.height())
        if part == _RETURN:
            paint_return(painter, spot, shown.color(ink))
        else:
            # One pixel of slack, or rounding would cut the last letter.
            paint_text(painter, spot.adjusted(0, 0, 1, 0), part, ink, "key", None, LEFT, shown)
        x += width
    painter.restore()
    return box


def paint_avatar(
    painter: QPainter, rect: QRectF, initials: str, theme: Theme | None = None, mine: bool = False
) -> None:
    """Paint a person's sign: one's own in teal, colleagues in grey."""
    shown = theme or current.theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.color("accent-soft" if mine else "s3-soft"))
    painter.drawEllipse(rect)
    role = "lead" if rect.width() > shown.px(30) else "tag"
    paint_text(painter, rect, initials, "accent" if mine else "s3", role, True, CENTRE, shown)
    painter.restore()
