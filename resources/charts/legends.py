"""Legends: keys in a row, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from resources.charts.drawing import Drawing
from resources.charts.kinds import Key, KeyShape
from resources.charts.lettering import Ruler
from resources.charts.shapes import Box, Picture

_SIGNS = {KeyShape.WORDS: 0.0, KeyShape.BOX: 9.0, KeyShape.FRAME: 11.0}
_LINE = 14.0
_BETWEEN = 16.0


def _sign(key: Key) -> float:
    return _SIGNS.get(key.shape, _LINE)


def _wide(key: Key, ruler: Ruler) -> float:
    sign = _sign(key)
    return (sign + (6 if sign else 0)) * ruler.unit + ruler.width(key.words, strong=key.grave)


def legend_width(keys: Sequence[Key], ruler: Ruler) -> float:
    """How wide the keys are in one line."""
    return sum(_wide(key, ruler) for key in keys) + _BETWEEN * ruler.unit * max(0, len(keys) - 1)


def lay_legend(keys: Sequence[Key], width: float, ruler: Ruler, align: str = "left") -> Picture:
    """The keys within a width; as tall as it has to be."""
    u, high = ruler.unit, max(ruler.heights.values())
    lines: list[list[Key]] = []
    used = 0.0
    for key in keys:
        wide = _wide(key, ruler)
        if not lines or used + _BETWEEN * u + wide > width:
            lines.append([])
            used = -_BETWEEN * u
        lines[-1].append(key)
        used += _BETWEEN * u + wide
    d = Drawing(width, max(1.0, len(lines) * high), ruler)
    for number, line in enumerate(lines):
        spare = max(0.0, width - legend_width(line, ruler))
        x = spare if align == "right" else 0.0
        for key in line:
            x = _draw(d, key, x, (number + 0.5) * high) + _BETWEEN * u
    return d.picture()


def _draw(d: Drawing, key: Key, x: float, y: float) -> float:
    u, sign = d.u, _sign(key) * d.u
    if key.shape is KeyShape.BOX:
        d.rect(Box(x, y - 4.5 * u, sign, 9 * u), key.token, radius=2)
    elif key.shape is KeyShape.FRAME:
        d.rect(Box(x, y - 5.5 * u, sign, 11 * u), None, key.token, radius=2, width=2)
    elif sign:
        dash = {KeyShape.DASHES: (3.0, 2.0), KeyShape.DOTS: (1.5, 1.5)}.get(key.shape, ())
        d.line(x, y, x + sign, y, key.token, width=1.6, dash=dash)
    left = x + sign + (6 * u if sign else 0)
    token = "overdue" if key.grave else "muted"
    text = d.write(left, y, key.words, token=token, strong=key.grave, room=d.width - left)
    return text.box.right if text else left
