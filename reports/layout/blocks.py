"""Blocks of a page: a text, a heading with its bookmark, a rule. All of them can be set, cut and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from reports.layout.styles import BODY, HEADING, HEADING_BESIDE, LABEL, colour
from reports.layout.text import Line, Span, Spans, draw_lines, drop_of, height_of, set_lines

HAIRLINE = 0.5
BAR = 1.6  # width of the bar beside a quotation
BAR_GAP = 8
_PARTS = 3  # a heading stays with at least this many lines of what follows


class Block(Flowable):  # type: ignore[misc]
    """A flowable of ours: as wide as its column, ``height_at`` tells how tall."""

    def __init__(self, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after

    def height_at(self, width: float) -> float:
        """The height of this block in a column of that width."""
        raise NotImplementedError

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """What platypus asks: width and height."""
        self.width, self.height = width, self.height_at(width)
        return self.width, self.height


class Text(Block):
    """Spans set as lines; ``bar`` draws the line of a quotation beside them."""

    def __init__(
        self, spans: Spans, *, align: str = "left", bar: bool = False, before: float = 0, after: float = 0
    ) -> None:
        super().__init__(before, after)
        self._spans, self._align, self._bar = spans, align, bar
        self._lines: Sequence[Line] | None = None
        self._set_for = -1.0

    def _of(self, lines: Sequence[Line]) -> Text:
        """The same block with some of its lines."""
        part = Text((), align=self._align, bar=self._bar, after=self.spaceAfter)
        part._lines, part._set_for = lines, self._set_for
        return part

    def lines(self, width: float) -> Sequence[Line]:
        """The lines in a column of that width; set once."""
        if self._lines is None or (self._spans and self._set_for != width):
            self._lines, self._set_for = set_lines(self._spans, width - self._indent), width
        return self._lines

    @property
    def _indent(self) -> float:
        return BAR + BAR_GAP if self._bar else 0

    def height_at(self, width: float) -> float:
        return height_of(self.lines(width))

    def split(self, width: float, height: float) -> list[Text]:
        """As many lines as fit, and the rest."""
        lines, used, count = self.lines(width), 0.0, 0
        while count < len(lines) and used + lines[count].leading <= height:
            used += lines[count].leading
            count += 1
        if not 0 < count < len(lines):
            return []
        return [self._of(lines[:count]), self._of(lines[count:])]

    def draw(self) -> None:
        canvas, lines = self.canv, self.lines(self.width)
        if self._bar:
            canvas.setFillColor(colour("accent"))
            canvas.rect(0, 1, BAR, self.height - 2, stroke=0, fill=1)
        draw_lines(canvas, lines, self._indent, self.height, self.width - self._indent, self._align)


class Heading(Block):
    """A section's name, a remark at the right, and an entry in the outline of the document."""

    def __init__(self, said: Sequence[str], beside: str = "", note: Spans = (), before: float = 12) -> None:
        super().__init__(before, 4)
        self._title, self._note = said[0], note
        second = ": ".join(filter(None, (*said[1:], beside)))
        self._spans = [Span(said[0], HEADING), Span(f"  {second}" if second else "", HEADING_BESIDE)]

    def height_at(self, width: float) -> float:
        self._right = set_lines(self._note, width * 0.55) if self._note else ()
        room = width - max((line.width for line in self._right), default=-10) - 10
        self._left = set_lines(self._spans, room)
        return max(height_of(self._left), height_of(self._right))

    def draw(self) -> None:
        mark(self.canv, self._title, 1, self.height)
        draw_lines(self.canv, self._left, 0, self.height, self.width)
        lower = drop_of(self._left) - drop_of(self._right)
        draw_lines(self.canv, self._right, 0, self.height - lower, self.width, "right")


class Rule(Block):
    """A line across the page."""

    def __init__(
        self, token: str = "line-strong", thick: float = HAIRLINE, before: float = 0, after: float = 0
    ) -> None:
        super().__init__(before, after)
        self._token, self._thick = token, thick

    def height_at(self, width: float) -> float:
        return self._thick

    def draw(self) -> None:
        across(self.canv, 0, self.width, self._thick / 2, self._token, self._thick)


def across(canvas: Any, left: float, right: float, y: float, token: str, thick: float = HAIRLINE) -> None:
    """Draw a horizontal line."""
    canvas.setStrokeColor(colour(token))
    canvas.setLineWidth(thick)
    canvas.line(left, y, right, y)


def mark(canvas: Any, title: str, level: int, y: float) -> None:
    """Add an entry to the outline that leads here."""
    canvas.marks = getattr(canvas, "marks", 0) + 1
    key = f"mark{canvas.marks}"
    canvas.bookmarkHorizontal(key, 0, y)
    canvas.addOutlineEntry(title, key, level=level, closed=level == 0)


def room_for_heading() -> float:
    """How much room a heading needs on a page to be worth beginning there."""
    return HEADING.leading + LABEL.leading + _PARTS * BODY.leading
