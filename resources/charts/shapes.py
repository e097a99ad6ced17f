"""What a chart is painted from: rectangles, lines, dots, texts. Colours are tokens of the theme; y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NO_MARK = -1


class Size(StrEnum):
    """The sizes of letters in charts: on axes and marks, and for names of rows."""

    TICK = "tick"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, ``x`` and ``y`` its left top."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def meets(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def grown(self, by: float) -> Box:
        """The same with a border around it."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled or framed rectangle; the frame lies inside."""

    box: Box
    fill: str | None
    line: str | None = None
    radius: float = 0
    width: float = 1
    dotted: bool = False
    mark: int = NO_MARK


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points. ``dash`` are lengths drawn and left out."""

    points: tuple[tuple[float, float], ...]
    token: str
    width: float = 1
    dash: tuple[float, ...] = ()
    mark: int = NO_MARK


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, a ring, or both."""

    x: float
    y: float
    r: float
    fill: str | None
    line: str | None = None
    width: float = 1
    mark: int = NO_MARK


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in its box; it is drawn from the left of the box, its capitals centred in the height."""

    box: Box
    words: str
    size: Size
    token: str
    strong: bool = False
    mark: int = NO_MARK


Shape = Rect | Path | Dot | Text


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark is: ``box`` is what is ringed, ``hit`` what is pointed at; row and column for the arrows."""

    mark: int
    box: Box
    hit: Box
    row: int
    column: int


@dataclass(frozen=True)
class Picture:
    """A chart in its place: shapes in the order of painting, and where each mark is."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...] = ()

    def spot_at(self, x: float, y: float) -> Spot | None:
        """What a point means: of those whose area it is in, the nearest."""
        here = [spot for spot in self.spots if spot.hit.holds(x, y)]
        return min(here, key=lambda spot: _distance(spot.box, x, y), default=None)

    def beside(self, at: int, rows: int, columns: int) -> int:
        """The position in ``spots`` of the next one in a direction; the same at the border."""
        spot = self.spots[at]
        if columns:
            ahead = [
                (abs(other.column - spot.column), n)
                for n, other in enumerate(self.spots)
                if other.row == spot.row and (other.column - spot.column) * columns > 0
            ]
        else:
            ahead = [
                (abs(other.row - spot.row) * 1000 + abs(other.column - spot.column), n)
                for n, other in enumerate(self.spots)
                if (other.row - spot.row) * rows > 0
            ]
        return min(ahead)[1] if ahead else at


def _distance(box: Box, x: float, y: float) -> float:
    over = max(box.x - x, 0, x - box.right)
    up = max(box.y - y, 0, y - box.bottom)
    return over * over + up * up
