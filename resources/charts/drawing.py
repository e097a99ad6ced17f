"""A sheet that shapes are put on. No text is written over another or beyond the edge: first come, first served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from resources.charts.lettering import Ruler
from resources.charts.shapes import NO_MARK, Box, Dot, Path, Picture, Rect, Shape, Size, Spot, Text

_BUCKET = 32.0
_ROUNDING = 0.01  # lines that stand on one another do not overlap
Place = tuple[float, float, str]  # x, middle height, left | centre | right


class Drawing:
    """Collects shapes. ``soft`` are places that free words would rather not cover."""

    def __init__(self, width: float, height: float, ruler: Ruler) -> None:
        self.width, self.height, self.ruler, self.u = width, height, ruler, ruler.unit
        self.shapes: list[Shape] = []
        self.spots: list[Spot] = []
        self.soft: list[Box] = []
        self._written: dict[int, list[Box]] = defaultdict(list)

    def picture(self) -> Picture:
        """What has been drawn."""
        return Picture(self.width, self.height, tuple(self.shapes), tuple(self.spots))

    # -- shapes

    def rect(
        self,
        box: Box,
        fill: str | None,
        line: str | None = None,
        *,
        radius: float = 0,
        width: float = 1,
        dotted: bool = False,
        mark: int = NO_MARK,
    ) -> None:
        """A rectangle; lengths in units."""
        if box.w > 0 and box.h > 0:
            rounded = min(radius * self.u, box.w / 4, box.h / 4)
            self.shapes.append(Rect(box, fill, line, rounded, width * self.u, dotted, mark))

    def path(
        self,
        points: Sequence[tuple[float, float]],
        token: str,
        *,
        width: float = 1,
        dash: tuple[float, ...] = (),
        mark: int = NO_MARK,
    ) -> None:
        """A line through points; width and dashes in units."""
        if len(points) > 1:
            dashes = tuple(length * self.u for length in dash)
            self.shapes.append(Path(tuple(points), token, width * self.u, dashes, mark))

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        token: str,
        *,
        width: float = 1,
        dash: tuple[float, ...] = (),
        mark: int = NO_MARK,
    ) -> None:
        """A straight line."""
        self.path(((x1, y1), (x2, y2)), token, width=width, dash=dash, mark=mark)

    def dot(
        self,
        x: float,
        y: float,
        r: float,
        fill: str | None,
        line: str | None = None,
        *,
        width: float = 1,
        mark: int = NO_MARK,
    ) -> None:
        """A disc or a ring; radius in units."""
        self.shapes.append(Dot(x, y, r * self.u, fill, line, width * self.u, mark))
        self.soft.append(Box(x - r * self.u, y - r * self.u, 2 * r * self.u, 2 * r * self.u))

    def spot(self, mark: int, box: Box, hit: Box, row: int = 0, column: int | None = None) -> None:
        """Say where a mark is."""
        self.spots.append(Spot(mark, box, hit, row, mark if column is None else column))

    # -- words

    def high(self, size: Size = Size.TICK) -> float:
        """The height of a line."""
        return self.ruler.heights[size]

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        token: str = "muted",
        size: Size = Size.TICK,
        strong: bool = False,
        align: str = "left",
        room: float | None = None,
        mark: int = NO_MARK,
        sure: bool = False,
    ) -> Text | None:
        """Write one line whose middle is at ``y``, cut to ``room``, kept inside. Nothing where words stand already.

        ``sure``: the caller knows that the place is free.
        """
        words = words if room is None else self.ruler.fit(words, room, size, strong)
        box = self._box(x, y, words, size, strong, align)
        if box is None or not (sure or self.is_free(box)):
            return None
        return self._put(Text(box, words, size, token, strong, mark), sure)

    def offer(
        self,
        places: Iterable[Place],
        words: str,
        *,
        token: str = "muted",
        size: Size = Size.TICK,
        strong: bool = False,
        mark: int = NO_MARK,
    ) -> Text | None:
        """Write at the first place where nothing is in the way, else where no words are; nowhere if there is none."""
        best: Box | None = None
        least = 0
        for x, y, align in places:
            box = self._box(x, y, words, size, strong, align)
            if box is None or not self.is_free(box):
                continue
            covered = sum(box.meets(other) for other in self.soft)
            if best is None or covered < least:
                best, least = box, covered
            if not covered:
                break
        return self._put(Text(best, words, size, token, strong, mark), False) if best is not None else None

    def is_free(self, box: Box) -> bool:
        """Whether no words stand there."""
        inner = box.grown(-_ROUNDING)
        return not any(inner.meets(other) for row in self._rows(box) for other in self._written[row])

    def _put(self, text: Text, sure: bool) -> Text:
        self.shapes.append(text)
        if not sure:
            for row in self._rows(text.box):
                self._written[row].append(text.box)
        return text

    def _rows(self, box: Box) -> range:
        return range(int(box.y // _BUCKET), int(box.bottom // _BUCKET) + 1)

    def _box(self, x: float, y: float, words: str, size: Size, strong: bool, align: str) -> Box | None:
        """Where words would stand, moved inside; nothing where they have no room at all."""
        if not words:
            return None
        wide, high = self.ruler.width(words, size, strong), self.high(size)
        if wide > self.width or high > self.height:
            return None
        left = x - (wide if align == "right" else wide / 2 if align == "centre" else 0)
        left = min(max(0.0, left), self.width - wide)
        top = min(max(0.0, y - high / 2), self.height - high)
        return Box(left, top, wide, high)
