"""Charts along weeks: the control chart, several lines, and the small line of a tile."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from resources.charts.axes import (
    SWATCH,
    TICK_LENGTH,
    Scale,
    axis_room,
    draw_axis,
    draw_ends,
    draw_ticks,
    ends_room,
    range_of,
)
from resources.charts.drawing import Drawing, Place
from resources.charts.kinds import Axis, ControlChart, LineChart, Mark, Role, Sparkline
from resources.charts.shapes import Box
from resources.charts.tints import fill_of

Point = tuple[float, float]
Words = tuple[str, str, bool]  # at the end of a line: words, token, strong


def _plot(
    d: Drawing,
    axis: Axis,
    values: Sequence[float],
    ends: Sequence[Words],
    ring: float = 0,
    swatch: bool = False,
) -> tuple[Box, Scale]:
    """The place of the lines and their scale; the axis is drawn."""
    u, high = d.u, d.high()
    tall = max(1.0, d.height - high * 1.5 - (TICK_LENGTH + 4) * u)
    reach = range_of(axis, values, tall, u)
    left = axis_room(d, reach.ticks, axis.suffix)
    right = ends_room(d, [(words, strong) for words, _token, strong in ends]) + (SWATCH * u if swatch else 0)
    right = max(right, (5 + ring) * u)
    plot = Box(left, high / 2 + 4 * u, max(1.0, d.width - left - right), tall)
    scale = reach.on(plot)
    draw_axis(d, scale, axis.suffix)
    return plot, scale


def _centres(plot: Box, count: int) -> list[float]:
    slot = plot.w / max(1, count)
    return [plot.x + (at + 0.5) * slot for at in range(count)]


def _draw_runs(
    d: Drawing, points: Sequence[Point | None], token: str, width: float, dash: tuple[float, ...] = ()
) -> None:
    """A line that stops where there is no value."""
    for there, run in groupby(points, key=lambda point: point is not None):
        if there:
            d.path([point for point in run if point is not None], token, width=width, dash=dash)


def lay_control(chart: ControlChart, d: Drawing) -> None:
    """Counts, their limits, what is usual, and the smoothed trend."""
    count = len(chart.points)
    limits = chart.limits or (None,) * count
    smooth = chart.smooth or (None,) * count
    values = [value for value in (*(mark.value for mark in chart.points), *limits) if value is not None]
    ends: list[Words] = []
    last_limit = next((limit for limit in reversed(limits) if limit is not None), None)
    if last_limit is not None and chart.limit_words:
        ends.append((chart.limit_words, "soon", True))
    if chart.usual is not None:
        values.append(chart.usual.value)
        ends.append((chart.usual.words, "muted", False))
    plot, scale = _plot(d, chart.axis, values, ends, ring=5)
    xs = _centres(plot, count)
    if chart.usual is not None:
        y = scale.at(chart.usual.value)
        d.line(plot.x, y, plot.right, y, "accent-line", width=1.4)
    _draw_limits(d, plot, scale, limits)
    _draw_runs(d, _points(xs, smooth, scale), "c2", 1.3)
    _draw_runs(d, _points(xs, [mark.value for mark in chart.points], scale), "c1", 1)
    _draw_points(chart, d, plot, scale, xs)
    heights = [scale.at(last_limit)] if last_limit is not None and chart.limit_words else []
    heights += [scale.at(chart.usual.value)] if chart.usual is not None else []
    room = d.width - plot.right - 6 * d.u
    draw_ends(d, plot, [(y, *end) for y, end in zip(heights, ends, strict=True)], room)
    names = [mark.tick or mark.label for mark in chart.points]
    draw_ticks(d, xs, plot.bottom + TICK_LENGTH * d.u + d.high() / 2, names)
    _draw_notes(chart, d, scale, xs)


def _points(xs: Sequence[float], values: Sequence[float | None], scale: Scale) -> list[Point | None]:
    return [
        None if value is None else (x, scale.at(value)) for x, value in zip(xs, values, strict=True)
    ]  # fmt: skip


def _draw_limits(d: Drawing, plot: Box, scale: Scale, limits: Sequence[float | None]) -> None:
    """Steps: a limit holds for its week, from middle to middle between two points."""
    half = plot.w / max(1, len(limits)) / 2
    points: list[Point | None] = []
    for at, limit in enumerate(limits):
        x = plot.x + (2 * at + 1) * half
        if limit is None:
            points.append(None)
            continue
        y = scale.at(limit)
        points += [(x - half, y), (x + half, y)]
        d.soft.append(Box(x - half, y - d.u, 2 * half, 2 * d.u))
    _draw_runs(d, points, "soon", 1.2, (3, 2))


def _draw_points(chart: ControlChart, d: Drawing, plot: Box, scale: Scale, xs: Sequence[float]) -> None:
    slot = plot.w / max(1, len(xs))
    small = 2.2 if slot >= 7 * d.u else 1.4
    for at, (x, mark) in enumerate(zip(xs, chart.points, strict=True)):
        if mark.value is None:
            continue
        y = scale.at(mark.value)
        if mark.role is Role.ALARM:
            d.dot(x, y, 6.5, "surface", "overdue", width=1.6, mark=at)
            d.dot(x, y, 3.4, "overdue", mark=at)
        elif mark.role is Role.OUTAGE:
            d.dot(x, y, 3.4, "surface", "control", width=1.5, mark=at)
        else:
            d.dot(x, y, small, "c1", mark=at)
        ring = 9 * d.u
        hit = Box(x - slot / 2, plot.y - ring, slot, plot.h + 2 * ring)
        d.spot(at, Box(x - ring, y - ring, 2 * ring, 2 * ring), hit)


def _draw_notes(chart: ControlChart, d: Drawing, scale: Scale, xs: Sequence[float]) -> None:
    """The values of alarms, then the notes of weeks that are not counted."""
    for role in (Role.ALARM, Role.OUTAGE):
        for at, mark in reversed(list(enumerate(chart.points))):
            words = mark.shown if role is Role.ALARM else mark.note
            if mark.role is role and mark.value is not None and words:
                token = "overdue" if role is Role.ALARM else "muted"
                places = _around(d, xs[at], scale.at(mark.value), left_first=role is Role.ALARM)
                d.offer(places, words, token=token, strong=role is Role.ALARM, mark=at)


def _around(d: Drawing, x: float, y: float, *, left_first: bool) -> list[Place]:
    """Places beside a point, the best first."""
    u, up = d.u, d.high() / 2
    left: list[Place] = [(x - 10 * u, y - rise, "right") for rise in (up, 0, 2 * up, 3 * up)]
    right: list[Place] = [(x + 8 * u, y - 2 * u, "left"), (x + 8 * u, y - up - 2 * u, "left")]
    over: list[Place] = [(x, y - up - 8 * u, "centre"), (x, y + up + 8 * u, "centre")]
    far: list[Place] = [(x, y + way * n * up, "centre") for n in range(4, 14) for way in (-1, 1)]
    return [*(left if left_first else right), *over, *(right if left_first else left), *far]


def lay_lines(chart: LineChart, d: Drawing) -> None:
    """Several lines, each named at its end in its colour."""
    values = [mark.value for mark in chart.marks if mark.value is not None]
    ends: list[Words] = [(series.label, "text", False) for series in chart.series]
    plot, scale = _plot(d, chart.axis, values, ends, swatch=True)
    count = max(len(series.points) for series in chart.series)
    xs = _centres(plot, count)
    first, slot = 0, plot.w / max(1, count)
    final: list[tuple[float, str, str, bool]] = []
    swatches: list[str] = []
    for row, series in enumerate(chart.series):
        token = fill_of(series.role)
        points = _points(xs[: len(series.points)], [mark.value for mark in series.points], scale)
        _draw_runs(d, points, token, 1.4)
        for at, point in enumerate(points):
            if point is None:
                continue
            x, y = point
            d.dot(x, y, 2 if slot >= 6 * d.u else 1.2, token, mark=first + at)
            ring = 6 * d.u
            hit = Box(x - slot / 2, plot.y - ring, slot, plot.h + 2 * ring)
            d.spot(first + at, Box(x - ring, y - ring, 2 * ring, 2 * ring), hit, row, at)
        there = [point for point in points if point is not None]
        if there:
            final.append((there[-1][1], series.label, "text", False))
            swatches.append(token)
        first += len(series.points)
    draw_ends(d, plot, final, d.width - plot.right - 6 * d.u, swatches)
    names = [mark.tick or mark.label for mark in max(chart.series, key=lambda one: len(one.points)).points]
    draw_ticks(d, xs, plot.bottom + TICK_LENGTH * d.u + d.high() / 2, names)


def lay_spark(chart: Sparkline, d: Drawing) -> None:
    """From the lowest to the highest value, with a dot at the end."""
    values = [mark.value for mark in chart.points if mark.value is not None]
    if not values:
        return
    low, top, edge = min(values), max(values), 4 * d.u
    scale = Scale(
        low if low < top else low - 1, top if low < top else top + 1, (),
        Box(edge, edge, max(1.0, d.width - 2 * edge), max(1.0, d.height - 2 * edge)),
    )  # fmt: skip
    gaps = max(1, len(chart.points) - 1)
    xs = [scale.box.x + scale.box.w * at / gaps for at in range(len(chart.points))]
    if len(chart.points) == 1:
        xs = [scale.box.right]
    points = _points(xs, [mark.value for mark in chart.points], scale)
    _draw_runs(d, points, "control", 1.2)
    _draw_end(chart.points, points, d, scale.box.w / gaps)


def _draw_end(marks: Sequence[Mark], points: Sequence[Point | None], d: Drawing, slot: float) -> None:
    last = max(at for at, point in enumerate(points) if point is not None)
    for at, point in enumerate(points):
        if point is None:
            continue
        x, y = point
        if at == last:
            d.dot(x, y, 2.6, fill_of(marks[at].role), mark=at)
        d.spot(at, Box(x - 3, y - 3, 6, 6), Box(x - slot / 2, 0, slot, d.height))
