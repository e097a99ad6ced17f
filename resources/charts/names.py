"""Names side by side, one for each column: on one line or two; where that cuts them, by turns higher and lower.

Names that stand by turns have twice the room each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from resources.charts.drawing import Drawing
from resources.charts.lettering import Ruler

_STEP = 3.0
_MOST = 2  # lines of names in one row
_GAP = 3.0  # between names that are neighbours
_HINT = 4.0  # how far the line from a column to a name of the far row stays away from it


@dataclass(frozen=True)
class Names:
    """Lines of each name. ``deep``: how many lines the row next to the columns has, and the one beyond it (or 0).

    Every ``stride``-th column is named.
    """

    lines: tuple[tuple[str, ...], ...]
    deep: tuple[int, int]
    stride: int = 1

    @property
    def height(self) -> int:
        """How many lines they need."""
        return sum(self.deep)

    def row(self, at: int) -> int:
        """0: next to the columns, 1: beyond."""
        return at % 2 if self.deep[1] else 0


def arrange(
    names: Sequence[str], slot: float, ruler: Ruler, sides: tuple[float, float], turned: int = 2
) -> Names:
    """Names of columns that are ``slot`` wide, on one line or two; by turns on at most ``turned``.

    Cut only where that is too little, too; where there is no room for letters, some are left out. ``sides``: how much
    room there is beyond the first column and the last one.
    """
    gap = _GAP * ruler.unit

    def wrapped(columns: int, most: int) -> list[tuple[str, ...]]:
        rooms = _rooms(len(names), slot, columns * slot - gap, sides)
        return [_evenly(name, room, ruler, most) for name, room in zip(names, rooms, strict=True)]

    if 2 * slot - gap < ruler.width("Www…"):
        stride = ceil(ruler.width("Www…") / max(slot, 0.1))
        return Names(tuple(wrapped(stride, 1)), (1, 0), stride)
    for lines in range(1, _MOST + 1):
        said = wrapped(1, lines)
        if _whole(said, names) or (len(names) == 1 and lines == _MOST):
            return Names(tuple(said), (_deepest(said), 0))
    for lines in range(1, turned + 1):
        said = wrapped(2, lines)
        if _whole(said, names):
            break
    return Names(tuple(said), (_deepest(said[::2]), _deepest(said[1::2])))


def _evenly(name: str, room: float, ruler: Ruler, most: int) -> tuple[str, ...]:
    """Lines about as long as one another, where a name needs several: none ends with a single character."""
    lines = tuple(ruler.wrap(name, room, most=most))
    if len(lines) > 1 and _whole([lines], [name]):
        narrow = ruler.width(name) / len(lines)
        while narrow < room:
            tried = tuple(ruler.wrap(name, narrow, most=most))
            if len(tried) == len(lines) and _whole([tried], [name]):
                return tried
            narrow += _STEP * ruler.unit
    return lines


def _rooms(count: int, slot: float, room: float, sides: tuple[float, float]) -> list[float]:
    """How wide each name may be, standing in the middle of its column; no wider than the edges of the drawing allow."""
    left, right = sides
    return [
        min(room, 2 * ((at + 0.5) * slot + left), 2 * ((count - at - 0.5) * slot + right))
        for at in range(count)
    ]


def _whole(said: Sequence[tuple[str, ...]], names: Sequence[str]) -> bool:
    return all(
        "".join("".join(lines).split()) == "".join(name.split())
        for lines, name in zip(said, names, strict=True)
    )


def _deepest(said: Sequence[tuple[str, ...]]) -> int:
    return max(map(len, said), default=1) or 1


def draw_below(
    d: Drawing, names: Names, xs: Sequence[float], top: float, foot: float, tokens: Sequence[str]
) -> None:
    """Names below the middles ``xs`` of columns that end at ``foot``; a line leads to those of the far row."""
    high = d.high()
    for at in range(0, len(xs), names.stride):
        row = names.row(at)
        begin = top + row * names.deep[0] * high
        if row and names.lines[at]:
            d.line(xs[at], foot + _HINT * d.u / 2, xs[at], begin - _HINT * d.u / 2, "grid")
        for number, line in enumerate(names.lines[at]):
            d.write(xs[at], begin + (number + 0.5) * high, line, token=tokens[at], align="centre", mark=at)


def draw_above(d: Drawing, names: Names, xs: Sequence[float], foot: float) -> None:
    """Names above the middles of columns: the lowest line stands on ``foot``."""
    high = d.high()
    for at in range(0, len(xs), names.stride):
        end = foot - names.row(at) * names.deep[0] * high
        lines = names.lines[at]
        for number, line in enumerate(lines):
            d.write(xs[at], end - (len(lines) - number - 0.5) * high, line, align="centre")
