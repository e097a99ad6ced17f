"""The Pareto chart: bars, and above them how much of the whole they are together."""

from __future__ import annotations

from resources.charts.axes import (
    TICK_LENGTH,
    Scale,
    axis_room,
    draw_axis,
    draw_ends,
    ends_room,
    step_for,
)
from resources.charts.drawing import Drawing, Place
from resources.charts.kinds import ParetoChart, Role
from resources.charts.names import arrange, draw_below
from resources.charts.shapes import Box
from resources.charts.tints import fill_of, ink_on

_BAR = 0.68  # of the width of a column
_WIDEST = 64.0
_TURNED, _TURNED_HIGH, _HIGH = 2, 3, 200.0  # lines of names that stand by turns: more of them in a high chart


def lay_pareto(chart: ParetoChart, d: Drawing) -> None:
    """Both on one scale: the whole stands at 100 %."""
    u, high, count = d.u, d.high(), len(chart.bars)
    step = step_for(chart.total, 4)
    ticks = tuple(n * step for n in range(int(chart.total * 0.9 / step) + 1))
    right = ends_room(d, ((chart.whole_words, False), (chart.level_words, True)))
    left = axis_room(d, ticks)
    wide = max(1.0, d.width - left - right)
    turned = _TURNED_HIGH if d.height >= _HIGH * u else _TURNED
    names = arrange(
        [bar.tick or bar.label for bar in chart.bars], wide / count, d.ruler, (left, right), turned
    )
    top = high / 2 + 4 * u
    plot = Box(left, top, wide, max(1.0, d.height - top - TICK_LENGTH * u - names.height * high))
    scale = Scale(0, chart.total, ticks, plot)
    draw_axis(d, scale)
    slot = plot.w / count
    bars = [_bar(chart, at, plot.x + (at + 0.5) * slot, slot, scale, u) for at in range(count)]
    for at, box in enumerate(bars):
        _draw_bar(chart, d, at, box)
        d.spot(at, box.grown(2 * u), Box(plot.x + at * slot, plot.y, slot, d.height - plot.y))
    _draw_line(chart, d, scale, bars)
    d.soft += bars
    for at, box in enumerate(bars):
        _draw_value(chart, d, at, box, scale)
    draw_ends(
        d, plot,
        [
            (scale.at(chart.total), chart.whole_words, "muted", False),
            (scale.at(chart.total * chart.level), chart.level_words, "soon", True),
        ],
        right - 6 * u,
    )  # fmt: skip
    _draw_reached(chart, d, scale, bars)
    tokens = ["text" if bar.role is Role.VITAL else "muted" for bar in chart.bars]
    xs = [plot.x + (at + 0.5) * slot for at in range(count)]
    draw_below(d, names, xs, plot.bottom + TICK_LENGTH * u, plot.bottom, tokens)


def _bar(chart: ParetoChart, at: int, x: float, slot: float, scale: Scale, u: float) -> Box:
    wide = min(slot * _BAR, _WIDEST * u)
    y = scale.at(chart.bars[at].value or 0)
    tall = max(scale.box.bottom - y, u)
    return Box(x - wide / 2, scale.box.bottom - tall, wide, tall)


def _draw_bar(chart: ParetoChart, d: Drawing, at: int, box: Box) -> None:
    role = chart.bars[at].role
    if role is Role.OTHER:
        tall = max(box.h, 4 * d.u)
        d.rect(Box(box.x, box.bottom - tall, box.w, tall), None, "control", dotted=True, radius=1, mark=at)
    else:
        d.rect(box, fill_of(role), radius=2, mark=at)


def _draw_line(chart: ParetoChart, d: Drawing, scale: Scale, bars: list[Box]) -> None:
    y = scale.at(chart.total * chart.level)
    d.line(scale.box.x, y, scale.box.right, y, "soon", dash=(3, 2))
    points = [
        (box.middle[0], scale.at(share * chart.total)) for box, share in zip(bars, chart.running, strict=True)
    ]
    d.path(points, "c2", width=1.6)
    for at, (x, y) in enumerate(points):
        d.dot(x, y, 4.2 if at == chart.reached else 2.8, "surface", "c2", width=1.5, mark=at)


def _draw_value(chart: ParetoChart, d: Drawing, at: int, box: Box, scale: Scale) -> None:
    """Above its bar; inside where the line stands there; above the line where the bar is too low for that."""
    mark, gap, half = chart.bars[at], 3 * d.u, d.high() / 2
    x = box.middle[0]
    wide = d.ruler.width(mark.shown, strong=True)
    dot = scale.at(chart.running[at] * chart.total)
    inside = box.h > 3 * half and wide + 2 * d.u <= box.w and mark.role is not Role.OTHER
    above = box.y - half - gap / 3
    crowded = above - half < dot + 5 * d.u and above + half > dot - 5 * d.u
    if inside and crowded:
        token = ink_on(fill_of(mark.role))
        if d.write(x, box.y + half + 5 * d.u, mark.shown, token=token, strong=True, align="centre", mark=at):
            return
    places: list[Place] = [(x, above, "centre"), (x, dot - half - 5 * d.u, "centre")]
    # Beside others of the same height there may be no room: then one line higher, and another.
    places += [(x, above - rise * 2 * half, "centre") for rise in range(1, 12)]
    d.offer(places, mark.shown, token="text", strong=True, mark=at)


def _draw_reached(chart: ParetoChart, d: Drawing, scale: Scale, bars: list[Box]) -> None:
    at = chart.reached
    if at is None or not chart.reached_words:
        return
    x, y, half = bars[at].middle[0], scale.at(chart.running[at] * chart.total), d.high() / 2
    away = half + 7 * d.u
    places: list[Place] = [
        (x + 8 * d.u, y + away, "left"), (x, y + away, "centre"), (x + 8 * d.u, y + away + half, "left"),
        (x - 8 * d.u, y - away, "right"), (x, y - away, "centre"),
    ]  # fmt: skip
    d.offer(places, chart.reached_words, token="text", strong=True, mark=at)
