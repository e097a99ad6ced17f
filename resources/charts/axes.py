"""Axes: round figures, names below points, words at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from resources.charts.drawing import Drawing
from resources.charts.kinds import Axis
from resources.charts.lettering import figure
from resources.charts.shapes import Box, Size

_STEPS = (1, 1.5, 2, 2.5, 5, 10)
_STRIDES = (1, 2, 3, 4, 5, 8, 10, 13, 20, 26, 52, 100)
_GAP = 8  # between an axis and its figures
_MOST_STEPS, _STEP_ROOM = 4, 22
_MOST_TICKS = 6  # more names below points than this tire the eye
SWATCH = 14  # a dash in the colour of a line, before its name
TICK_LENGTH = 6  # between the plot and the names below it


def step_for(span: float, most: int, whole: bool = True) -> float:
    """The smallest round step that needs no more than ``most`` of them for a span."""
    if span <= 0:
        return 1
    wanted = span / most
    power = 10.0 ** floor(log10(wanted))
    for factor in _STEPS:
        step = factor * power
        if step >= wanted * (1 - 1e-9) and (not whole or step == int(step)):
            return step
    return 10 * power if 10 * power >= 1 or not whole else 1


@dataclass(frozen=True)
class Scale:
    """Values along the height of a plot, with the figures of its axis."""

    bottom: float
    top: float
    ticks: tuple[float, ...]
    box: Box

    def at(self, value: float) -> float:
        """The height of a value; what is beyond the axis stands at its end."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return self.box.bottom - self.box.h * min(1.0, max(0.0, share))


@dataclass(frozen=True)
class Range:
    """From where to where an axis goes, before it has its place."""

    bottom: float
    top: float
    ticks: tuple[float, ...]

    def on(self, box: Box) -> Scale:
        """The axis of a plot."""
        return Scale(self.bottom, self.top, self.ticks, box)


def range_of(axis: Axis, values: Sequence[float], high: float, unit: float, room: float = 0.06) -> Range:
    """The range for these values in a height; ``room`` is left above them as a share."""
    most = max(2, min(_MOST_STEPS, int(high / (_STEP_ROOM * unit))))
    low = min(values, default=0.0)
    largest = axis.top if axis.top is not None else max(max(values, default=0.0) * (1 + room), 1.0)
    bottom = axis.bottom
    whole = all(value == int(value) for value in values) or largest >= 2 * most
    if bottom is None:
        bottom = _below(low, largest, most)
    step = step_for(largest - bottom, most, whole)
    ticks = tuple(bottom + n * step for n in range(int((largest - bottom) / step + 1e-9) + 1))
    return Range(bottom, largest, ticks)


def _below(low: float, top: float, most: int) -> float:
    """A round figure below the lowest value."""
    if low >= top:
        return max(0.0, top - most)
    step = step_for(top - low, most)
    return max(0.0, top - step * ceil((top - low) / step))


def axis_room(d: Drawing, ticks: Sequence[float], suffix: str = "") -> float:
    """How much room the figures need at the left."""
    return max((d.ruler.width(figure(tick, suffix)) for tick in ticks), default=0) + _GAP * d.u


def draw_axis(d: Drawing, scale: Scale, suffix: str = "", until: float | None = None) -> None:
    """Lines of the grid and figures at the left; only up to a height where ``until`` says so."""
    for tick in scale.ticks:
        if until is not None and tick > until:
            continue
        y = scale.at(tick)
        base = tick == scale.bottom
        d.line(scale.box.x, y, scale.box.right, y, "line-strong" if base else "grid")
        d.write(scale.box.x - _GAP * d.u, y, figure(tick, suffix), align="right")


def draw_ticks(
    d: Drawing, centres: Sequence[float], y: float, names: Sequence[str], strong_last: bool = True
) -> list[int]:
    """Names below points, thinned out until they stand apart; the last one always stands. Returns which do."""
    widest = max((d.ruler.width(name, strong=True) for name in names), default=0)
    gap = min((abs(b - a) for a, b in pairwise(centres)), default=widest + 1)
    least = max(
        (widest + 10 * d.u) / max(gap, 0.1), len(names) / _MOST_TICKS if len(names) > 2 * _MOST_TICKS else 1
    )
    stride = next((one for one in _STRIDES if one >= least), len(names) or 1)
    stood = list(range(len(names) - 1, -1, -stride))
    for at in stood:
        last = strong_last and at == len(names) - 1
        d.write(
            centres[at], y, names[at], token="text" if last else "muted", strong=last, align="centre",
        )  # fmt: skip
    return stood


def spread(wanted: Sequence[float], high: float, top: float, bottom: float) -> list[float]:
    """Middles of words at the ends of lines, moved apart so that none covers another; order is kept."""
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    placed = [0.0] * len(wanted)
    edge = top
    for at in order:
        placed[at] = max(wanted[at], edge + high / 2)
        edge = placed[at] + high / 2
    edge = bottom
    for at in reversed(order):
        placed[at] = min(placed[at], edge - high / 2)
        edge = placed[at] - high / 2
    return placed


def draw_ends(
    d: Drawing,
    plot: Box,
    ends: Sequence[tuple[float, str, str, bool]],
    room: float,
    swatches: Sequence[str] = (),
) -> None:
    """Words at the right of the plot: (height, words, token, strong), with a dash in a colour before each."""
    # Not into the names below the plot.
    middles = spread([end[0] for end in ends], d.high(), 0, min(d.height, plot.bottom + TICK_LENGTH * d.u))
    x = plot.right + 6 * d.u
    for at, ((_y, words, token, strong), middle) in enumerate(zip(ends, middles, strict=True)):
        left = x + SWATCH * d.u if swatches else x
        written = d.write(left, middle, words, token=token, strong=strong, room=room - (left - x))
        if written is not None and swatches:
            d.line(x, middle, x + (SWATCH - 5) * d.u, middle, swatches[at], width=2)


def ends_room(d: Drawing, ends: Sequence[tuple[str, bool]], share: float = 0.3) -> float:
    """How much room words at the right need, at most a share of the width."""
    wide = max((d.ruler.width(words, Size.TICK, strong) for words, strong in ends), default=0)
    return min(wide + 6 * d.u, d.width * share) if wide else 0
