"""Where things stand on a schedule: heights, boxes, times of places. Free of Qt, reckoned away from the window."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ui.widgets.schedule_kinds import DAY_MINUTES, STEP, Block, Cell, Scope, Sheet, Spot

NAMES, NAMES_TIGHT, TIGHT_BELOW = 146, 116, 760
LANE_WEEK, LANE_DAY, LANE_MONTH = 98, 62, 44
SMALL, MIDDLE, LARGE = 20, 36, 46  # one line, two lines, two lines of something long
GAP, PAD = 4, 4
LONG = 180
EDGE = 5
_WORK = ((480, 1080),)


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the whole schedule, the names included, the head not."""

    x: float
    y: float
    w: float
    h: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h


@dataclass(frozen=True)
class Stop:
    """Something that the arrows reach: a block, or a cell without any (block -1)."""

    lane: int
    day: int
    block: int = -1


Piece = tuple[int, int, int]  # position of the block, top within its lane, height


@dataclass(frozen=True)
class Layout:
    """A sheet with its heights. Widths follow the window and are asked for."""

    sheet: Sheet
    scale: float = 1.0
    tops: tuple[int, ...] = (0,)
    cells: dict[Cell, tuple[Piece, ...]] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    first: dict[Cell, int] = field(default_factory=dict)
    by_key: dict[object, int] = field(default_factory=dict)

    def px(self, n: float) -> int:
        """Pixels at the scale."""
        return round(n * self.scale)

    @property
    def height(self) -> int:
        """All lanes."""
        return self.tops[-1]

    def names(self, width: float) -> int:
        """How wide the column of names is in a schedule of this width."""
        return self.px(NAMES_TIGHT if width < self.px(TIGHT_BELOW) else NAMES)

    def lane_at(self, y: float) -> int:
        """Whose lane is at a height; -1 below them all."""
        at = bisect_right(self.tops, y) - 1
        return at if 0 <= at < len(self.sheet.lanes) else -1

    def column(self, day: int, width: float) -> tuple[float, float]:
        """Left edge and width of a day."""
        left, count = self.names(width), max(1, len(self.sheet.days))
        begin = left + (width - left) * day // count
        return float(begin), float(left + (width - left) * (day + 1) // count - begin)

    def day_at(self, x: float, width: float) -> int:
        """Which day is there; -1 over the names."""
        left, count = self.names(width), len(self.sheet.days)
        if x < left or not count:
            return -1
        edges = [left + (width - left) * day // count for day in range(count)]
        return bisect_right(edges, x) - 1

    def along(self, minute: float, width: float) -> float:
        """Where a minute of the day stands on the hours of the day view."""
        left, (begin, end) = self.names(width), self.sheet.axis
        return left + (width - left) * (minute - begin) / max(1, end - begin)

    def box(self, stop: Stop, width: float) -> Box:
        """Where a stop is."""
        top = self.tops[stop.lane]
        if stop.block < 0:
            return self.cell_box(stop.lane, stop.day, width)
        piece = next(one for one in self.cells[stop.lane, stop.day] if one[0] == stop.block)
        return self.piece_box(piece, self.sheet.blocks[stop.block], top, width)

    def cell_box(self, lane: int, day: int, width: float) -> Box:
        """A whole cell."""
        x, wide = self.column(day, width)
        return Box(x, self.tops[lane], wide, self.tops[lane + 1] - self.tops[lane])

    def piece_box(self, piece: Piece, block: Block, top: int, width: float) -> Box:
        """A block of a cell."""
        _at, below, height = piece
        if self.sheet.scope is Scope.DAY:
            begin, end = self.along(block.start, width) + 1, self.along(block.end, width) - 1
            return Box(begin, top + below, max(end - begin, self.px(6)), height)
        x, wide = self.column(block.day, width)
        pad = self.px(PAD)
        return Box(x + pad, top + below, max(1.0, wide - 2 * pad), height)

    # -- times of places

    def spot(self, x: float, y: float, width: float) -> Spot | None:
        """What is at a point; nothing over the names and below the lanes."""
        lane, day = self.lane_at(y), self.day_at(x, width)
        if lane < 0 or day < 0:
            return None
        found, edge = -1, False
        for piece in self.cells.get((lane, day), ()):
            box = self.piece_box(piece, self.sheet.blocks[piece[0]], self.tops[lane], width)
            if box.holds(x, y):
                found, edge = piece[0], self._is_edge(box, x, y)
        exact = self._exact(lane, day, x, y, width)
        return Spot(lane, day, _on_step(exact), found, edge, exact)

    def _is_edge(self, box: Box, x: float, y: float) -> bool:
        if self.sheet.scope is Scope.MONTH:
            return False
        room = self.px(EDGE)
        if self.sheet.scope is Scope.DAY:
            return box.w > 3 * room and x >= box.x + box.w - room
        return y >= box.y + box.h - room

    def minute_at(self, lane: int, day: int, x: float, y: float, width: float) -> int:
        """Which minute a point means, in steps of a quarter of an hour."""
        return _on_step(self._exact(lane, day, x, y, width))

    def _exact(self, lane: int, day: int, x: float, y: float, width: float) -> float:
        if self.sheet.scope is not Scope.DAY:
            return self._between(self._anchors(lane, day), y - self.tops[lane])
        begin, end = self.sheet.axis
        left = self.names(width)
        return begin + (x - left) * (end - begin) / max(1.0, width - left)

    def height_of(self, lane: int, day: int, minute: int) -> float:
        """Where a minute stands within a cell whose blocks stand below one another."""
        anchors = [(minute_at, y) for y, minute_at in self._anchors(lane, day)]
        return self._between(anchors, minute)

    def _anchors(self, lane: int, day: int) -> list[tuple[float, float]]:
        """Heights and their minutes: blocks have their times, and what is between has what is between."""
        spans = self.sheet.hours.get((lane, day)) or _WORK
        first, last = spans[0][0], spans[-1][1]
        points = [(0.0, float(first))]
        for at, top, height in self.cells.get((lane, day), ()):
            block = self.sheet.blocks[at]
            points += [(float(top), float(block.start)), (float(top + height), float(block.end))]
        points.append((float(self.tops[lane + 1] - self.tops[lane]), float(last)))
        return _rising(points)

    def _between(self, anchors: Sequence[tuple[float, float]], at: float) -> float:
        if at <= anchors[0][0]:
            return anchors[0][1]
        for (x1, y1), (x2, y2) in pairwise(anchors):
            if x1 <= at <= x2:
                return y1 if x2 == x1 else y1 + (y2 - y1) * (at - x1) / (x2 - x1)
        return anchors[-1][1]

    # -- moving by keys

    def cell_stops(self, lane: int, day: int) -> range:
        """The positions of the stops of a cell."""
        first = self.first[lane, day]
        return range(first, first + max(1, len(self.cells.get((lane, day), ()))))

    def step(self, at: int, lanes: int, days: int) -> int:
        """The stop above, below, to the left or to the right of one; the same at the border."""
        stop = self.stops[at]
        own = self.cell_stops(stop.lane, stop.day)
        if lanes in (1, -1) and at + lanes in own:
            return at + lanes
        lane = max(0, min(len(self.sheet.lanes) - 1, stop.lane + lanes))
        day = max(0, min(len(self.sheet.days) - 1, stop.day + days))
        if (lane, day) == (stop.lane, stop.day):
            return at
        there = self.cell_stops(lane, day)
        if lanes:
            return there[0] if lanes > 0 else there[-1]
        return there[min(at - own[0], len(there) - 1)]

    def along_step(self, at: int, step: int) -> int:
        """In the day view: the next block of the lane in time."""
        stop = self.stops[at]
        own = self.cell_stops(stop.lane, stop.day)
        return max(own[0], min(own[-1], at + step))


def _on_step(minute: float) -> int:
    return max(0, min(DAY_MINUTES - STEP, int(minute // STEP) * STEP))


def _rising(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Overlaps and early birds must not make time run backwards."""
    kept: list[tuple[float, float]] = []
    for y, minute in points:
        before = kept[-1] if kept else (y, minute)
        kept.append((max(y, before[0]), max(minute, before[1])))
    return kept


def lay_out(sheet: Sheet, scale: float = 1.0) -> Layout:
    """Give everything its height. A thousand blocks take some milliseconds: not for the GUI thread."""
    by_cell: dict[Cell, list[int]] = {}
    for at, block in enumerate(sheet.blocks):
        by_cell.setdefault((block.lane, block.day), []).append(at)
    for some in by_cell.values():
        some.sort(key=lambda at: (sheet.blocks[at].start, sheet.blocks[at].end))
    tops, cells = [0], dict[Cell, tuple[Piece, ...]]()
    stops, first, by_key = list[Stop](), dict[Cell, int](), dict[object, int]()
    for lane in range(len(sheet.lanes)):
        height = 0
        for day in range(len(sheet.days)):
            own = by_cell.get((lane, day), [])
            pieces, needed = _pieces(sheet, own, scale)
            height = max(height, needed)
            cells[lane, day] = pieces
            first[lane, day] = len(stops)
            for at, _top, _height in pieces:
                by_key[sheet.blocks[at].key] = len(stops)
                stops.append(Stop(lane, day, at))
            if not pieces:
                stops.append(Stop(lane, day))
        tops.append(tops[-1] + max(height, round(_LEAST[sheet.scope] * scale)))
    return Layout(sheet, scale, tuple(tops), cells, tuple(stops), first, by_key)


_LEAST = {Scope.WEEK: LANE_WEEK, Scope.DAY: LANE_DAY, Scope.MONTH: LANE_MONTH}


def _pieces(sheet: Sheet, own: list[int], scale: float) -> tuple[tuple[Piece, ...], int]:
    """Tops and heights of the blocks of a cell, and how high the cell has to be."""
    if sheet.scope is Scope.WEEK:
        return _stacked(sheet, own, scale)
    if sheet.scope is Scope.DAY:
        return _in_tracks(sheet, own, scale)
    high, pad = round(LANE_MONTH * scale), round(PAD * scale)
    return tuple((at, pad, high - 2 * pad) for at in own[:1]), high


def _stacked(sheet: Sheet, own: list[int], scale: float) -> tuple[tuple[Piece, ...], int]:
    """Below one another in their order; where it gets crowded what is done gives way first, then the rest."""
    heights = {at: _wanted(sheet.blocks[at]) for at in own}
    room = LANE_WEEK - 2 * PAD
    gaps = GAP * max(0, len(own) - 1)
    order = sorted(own, key=lambda at: (not sheet.blocks[at].done, sheet.blocks[at].minutes))
    for target in (MIDDLE, SMALL):
        for at in order:
            if sum(heights.values()) + gaps <= room:
                break
            heights[at] = min(heights[at], target)
    pieces, top = [], round(PAD * scale)
    for at in own:
        high = round(heights[at] * scale)
        pieces.append((at, top, high))
        top += high + round(GAP * scale)
    return tuple(pieces), top - round(GAP * scale) + round(PAD * scale)


def _wanted(block: Block) -> int:
    if not block.line:
        return SMALL
    return LARGE if block.minutes >= LONG else MIDDLE


def _in_tracks(sheet: Sheet, own: list[int], scale: float) -> tuple[tuple[Piece, ...], int]:
    """Along the hours; what overlaps stands below."""
    ends: list[int] = []
    pieces, pad = [], round(PAD * scale)
    high = round((LANE_DAY - 2 * PAD) * scale)
    for at in own:
        block = sheet.blocks[at]
        track = next((n for n, end in enumerate(ends) if end <= block.start), len(ends))
        if track == len(ends):
            ends.append(0)
        ends[track] = block.end
        pieces.append((at, pad + track * (high + pad), high))
    return tuple(pieces), pad + max(1, len(ends)) * (high + pad)
