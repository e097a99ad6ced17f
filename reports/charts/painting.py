"""Charts on paper: their shapes drawn on the page as vectors, with the fonts of the house."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reports.layout.fonts import drawable, in_faces, widths
from reports.layout.styles import colour
from resources.charts.lettering import Ruler
from resources.charts.shapes import Dot, Path, Picture, Rect, Size, Text

UNIT = 0.62  # points for a pixel of the drawings
SIZES = {Size.TICK: 6.8, Size.NAME: 7.6}
_HEIGHTS = {Size.TICK: 8.8, Size.NAME: 10.2}
_CAPITALS = 0.733  # the height of capitals, of the size of the letters


@lru_cache(maxsize=8192)
def _measure(words: str, size: Size, strong: bool) -> float:
    total = 0
    for font, piece in in_faces(_one_line(words), strong):
        table = widths(font)
        total += sum(table[char] for char in piece)
    return total * SIZES[size] / 1000


def _one_line(words: str) -> str:
    return drawable(words).replace("\n", " ")


RULER = Ruler(UNIT, _HEIGHTS, _measure)


def draw_picture(canvas: Any, picture: Picture, x: float, top: float) -> None:
    """Draw the shapes of a chart, its left upper corner at ``x``, ``top``. Fonts must be ready."""
    canvas.saveState()
    for shape in picture.shapes:
        match shape:
            case Text():
                _draw_text(canvas, shape, x, top)
            case Rect():
                _draw_rect(canvas, shape, x, top)
            case Path():
                _draw_path(canvas, shape, x, top)
            case Dot():
                _draw_dot(canvas, shape, x, top)
    canvas.restoreState()


def _draw_text(canvas: Any, text: Text, x: float, top: float) -> None:
    size = SIZES[text.size]
    baseline = top - text.box.y - text.box.h / 2 - size * _CAPITALS / 2
    pen = canvas.beginText(x + text.box.x, baseline)
    pen.setFillColor(colour(text.token))
    for font, piece in in_faces(_one_line(text.words), text.strong):
        pen.setFont(font, size)
        pen.textOut(piece)
    canvas.drawText(pen)


def _draw_rect(canvas: Any, shape: Rect, x: float, top: float) -> None:
    inset = shape.width / 2 if shape.line else 0
    box = shape.box.grown(-inset)
    if box.w <= 0 or box.h <= 0:
        box, inset = shape.box, 0
    if shape.fill:
        canvas.setFillColor(colour(shape.fill))
    if shape.line:
        canvas.setStrokeColor(colour(shape.line))
        canvas.setLineWidth(shape.width)
        canvas.setDash([3 * UNIT, 2 * UNIT] if shape.dotted else [])
    low = top - box.bottom
    how = {"stroke": int(bool(shape.line)), "fill": int(bool(shape.fill))}
    if shape.radius > 0:
        canvas.roundRect(x + box.x, low, box.w, box.h, min(shape.radius, box.w / 2, box.h / 2), **how)
    else:
        canvas.rect(x + box.x, low, box.w, box.h, **how)


def _draw_path(canvas: Any, shape: Path, x: float, top: float) -> None:
    canvas.setStrokeColor(colour(shape.token))
    canvas.setLineWidth(shape.width)
    canvas.setLineJoin(1)
    canvas.setDash(list(shape.dash))
    pen = canvas.beginPath()
    first, *others = shape.points
    pen.moveTo(x + first[0], top - first[1])
    for right, down in others:
        pen.lineTo(x + right, top - down)
    canvas.drawPath(pen, stroke=1, fill=0)


def _draw_dot(canvas: Any, shape: Dot, x: float, top: float) -> None:
    if shape.fill:
        canvas.setFillColor(colour(shape.fill))
    if shape.line:
        canvas.setStrokeColor(colour(shape.line))
        canvas.setLineWidth(shape.width)
        canvas.setDash([])
    canvas.circle(
        x + shape.x, top - shape.y, shape.r, stroke=int(bool(shape.line)), fill=int(bool(shape.fill))
    )
