"""Columns in order of time: before and after a change, weeks against a limit; and shares with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from resources.charts.axes import TICK_LENGTH, Scale, axis_room, draw_axis, draw_ticks, ends_room, range_of
from resources.charts.drawing import Drawing, Place
from resources.charts.kinds import ColumnChart, IntervalChart, Level, Role
from resources.charts.shapes import Box
from resources.charts.tints import fill_of

_COLUMN = 0.6
_WIDEST = 44.0


def lay_columns(chart: ColumnChart, d: Drawing) -> None:
    """Columns, lines across some or all of them, and where something changed."""
    u, high, count = d.u, d.high(), len(chart.columns)
    values = [mark.value for mark in chart.columns if mark.value is not None]
    tall = max(1.0, d.height - high * (2 if chart.values or chart.levels else 1.5) - (TICK_LENGTH + 2) * u)
    room = 0.3 if chart.change is not None else 0.08
    reach = range_of(chart.axis, [*values, *(level.value for level in chart.levels)], tall, u, room)
    left = axis_room(d, reach.ticks, chart.axis.suffix) if chart.axis.shown else 0
    plot = Box(left, d.height - tall - TICK_LENGTH * u - high, max(1.0, d.width - left - 2 * u), tall)
    scale = reach.on(plot)
    if chart.axis.shown:
        draw_axis(d, scale, chart.axis.suffix)
    else:
        d.line(plot.x, plot.bottom, plot.right, plot.bottom, "line-strong")
    slot = plot.w / count
    _draw_columns(chart, d, scale, slot)
    for level in chart.levels:
        _draw_level(level, d, scale, slot, count)
    _draw_change(chart, d, plot, slot)
    _write_levels(chart, d, scale, slot)
    names = [mark.tick or mark.label for mark in chart.columns]
    xs = [plot.x + (at + 0.5) * slot for at in range(count)]
    draw_ticks(d, xs, plot.bottom + TICK_LENGTH * u + high / 2, names, chart.change is None)


def _draw_columns(chart: ColumnChart, d: Drawing, scale: Scale, slot: float) -> None:
    plot = scale.box
    wide = min(slot * _COLUMN, _WIDEST * d.u)
    for at, mark in enumerate(chart.columns):
        x, y = plot.x + (at + 0.5) * slot, scale.at(mark.value or 0)
        box = Box(x - wide / 2, y, wide, plot.bottom - y)
        hollow = mark.role in (Role.OUTAGE, Role.OTHER)
        shown = box if box.h >= d.u else Box(box.x, plot.bottom - d.u, wide, d.u)
        if mark.value is not None:
            d.rect(
                shown, None if hollow else fill_of(mark.role), "control" if hollow else None,
                radius=2, dotted=hollow, mark=at,
            )  # fmt: skip
        d.soft.append(shown)
        if mark.value is not None and (chart.values or mark.role is Role.ALARM):
            token = "overdue" if mark.role is Role.ALARM else "text"
            half = d.high() / 2
            places: list[Place] = [(x, y - half - n * half - d.u, "centre") for n in range(9)]
            d.offer(places, mark.shown, token=token, strong=True, mark=at)
        hit = Box(plot.x + at * slot, plot.y, slot, d.height - plot.y)
        d.spot(at, shown.grown(2 * d.u), hit)


def _ends(level: Level, scale: Scale, slot: float, count: int) -> tuple[float, float]:
    first = 0 if level.first is None else level.first
    last = count - 1 if level.last is None else level.last
    return scale.box.x + first * slot, scale.box.x + (last + 1) * slot


def _draw_level(level: Level, d: Drawing, scale: Scale, slot: float, count: int) -> None:
    y = scale.at(level.value)
    left, right = _ends(level, scale, slot, count)
    d.line(left, y, right, y, level.token, width=1.3, dash=(3, 2) if level.dashed else ())


def _write_levels(chart: ColumnChart, d: Drawing, scale: Scale, slot: float) -> None:
    """Words above the right end of their line, else above its left end, else below it."""
    half = d.high() / 2 + d.u
    for level in chart.levels:
        if not level.words:
            continue
        y = scale.at(level.value)
        left, right = _ends(level, scale, slot, len(chart.columns))
        words = d.ruler.fit(level.words, scale.box.w, strong=True)
        places: list[Place] = [
            (right, y - half, "right"), (left, y - half, "left"), (right, y + half, "right"),
            (left, y + half, "left"), *((right, y - n * half, "right") for n in range(2, 9)),
        ]  # fmt: skip
        d.offer(places, words, token=level.token, strong=True)


def _draw_change(chart: ColumnChart, d: Drawing, plot: Box, slot: float) -> None:
    if chart.change is None:
        return
    x = plot.x + chart.change * slot
    d.line(x, plot.y - d.high() / 2, x, plot.bottom, "muted", dash=(1.5, 1.5))
    y = plot.y - d.high() / 2 + d.high() / 2
    room = max(plot.right - x, x - plot.x) - 6 * d.u
    words = d.ruler.fit(chart.change_words, room)
    places: list[Place] = [(x + 5 * d.u, y, "left"), (x - 5 * d.u, y, "right")]
    if plot.right - x - 6 * d.u < d.ruler.width(words):
        places.reverse()
    d.offer(places, words, token="text")


def lay_intervals(chart: IntervalChart, d: Drawing) -> None:
    """A point on its interval for each period, n below."""
    u, high, count = d.u, d.high(), len(chart.spreads)
    values = [v for s in chart.spreads for v in (s.low, s.high, s.mark.value) if v is not None]
    values += [chart.target.value] if chart.target else []
    ends = [(chart.target.words, True)] if chart.target else []
    below = any(spread.below for spread in chart.spreads)
    tall = max(1.0, d.height - high * (2.5 if below else 1.5) - TICK_LENGTH * u - 2 * u)
    reach = range_of(chart.axis, values, tall, u)
    left, right = axis_room(d, reach.ticks, chart.axis.suffix), ends_room(d, ends)
    plot = Box(left, high / 2 + 2 * u, max(1.0, d.width - left - right), tall)
    scale = reach.on(plot)
    draw_axis(d, scale, chart.axis.suffix)
    if chart.target is not None:
        y = scale.at(chart.target.value)
        d.line(plot.x, y, plot.right, y, chart.target.token, width=1.2, dash=(3, 2))
        d.write(
            plot.right + 6 * u, y, chart.target.words, token=chart.target.token, strong=True,
            room=d.width - plot.right - 6 * u,
        )  # fmt: skip
    slot = plot.w / count
    for at in range(count):
        _draw_spread(chart, d, scale, slot, at)
    y = plot.bottom + TICK_LENGTH * u + high / 2
    xs = [plot.x + (at + 0.5) * slot for at in range(count)]
    widest = [max(s.mark.tick or s.mark.label, s.below, key=d.ruler.width) for s in chart.spreads]
    _write_feet(chart, d, xs, y, widest)


def _write_feet(
    chart: IntervalChart, d: Drawing, xs: Sequence[float], y: float, widest: Sequence[str]
) -> None:
    """Ticks with n below them; what has no room is left out as a pair, the last one stays."""
    wide = max(d.ruler.width(words, strong=True) for words in widest)
    gap = xs[1] - xs[0] if len(xs) > 1 else wide
    stride = max(1, -(-int(wide + 6 * d.u) // max(1, int(gap))))
    last = len(xs) - 1
    for at in range(last, -1, -stride):
        spread, strong = chart.spreads[at], at == last
        token = "text" if strong else "muted"
        name = spread.mark.tick or spread.mark.label
        d.write(xs[at], y, name, token=token, strong=strong, align="centre", room=d.width)
        d.write(xs[at], y + d.high(), spread.below, align="centre", room=d.width)


def _apart(chart: IntervalChart, d: Drawing, scale: Scale) -> float:
    """Where words stand instead of a point: in the middle, or further down where the target would strike them out."""
    middle = scale.box.middle[1]
    if chart.target is None or abs(scale.at(chart.target.value) - middle) > d.high():
        return middle
    return middle + 1.5 * d.high()


def _draw_spread(chart: IntervalChart, d: Drawing, scale: Scale, slot: float, at: int) -> None:
    spread, plot, u = chart.spreads[at], scale.box, d.u
    x, now = plot.x + (at + 0.5) * slot, spread.mark.role is Role.NOW
    token = fill_of(spread.mark.role) if spread.mark.role is not Role.PLAIN else "control"
    cap = min(4 * u, slot * 0.3)
    box = Box(x - 6 * u, plot.middle[1] - 6 * u, 12 * u, 12 * u)
    if spread.low is not None and spread.high is not None:
        low, top = scale.at(spread.low), scale.at(spread.high)
        for y in (low, top):
            d.line(x - cap, y, x + cap, y, token, width=1.6, mark=at)
        d.line(x, low, x, top, token, width=2 if now else 1.5, mark=at)
        box = Box(x - 7 * u, top - 3 * u, 14 * u, low - top + 6 * u)
    if spread.mark.value is not None:
        y = scale.at(spread.mark.value)
        d.dot(x, y, 4 if now else 3.2, token, mark=at)
        if spread.low is None:
            box = Box(x - 7 * u, y - 7 * u, 14 * u, 14 * u)
    elif d.ruler.width(spread.mark.shown) <= slot:
        d.write(x, _apart(chart, d, scale), spread.mark.shown, align="centre", mark=at)
    d.spot(at, box, Box(plot.x + at * slot, plot.y, slot, d.height - plot.y))
