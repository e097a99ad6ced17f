"""Setting text: pieces in several styles become lines. Chinese breaks between characters, Latin between words.

There is no markup, so nothing that a person wrote needs escaping and nothing can be mistaken for markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.layout.fonts import drawable, in_faces, widths
from reports.layout.styles import Style, colour

NO_START = frozenset("，。、；：？！）】》」』〕’”…—·,.;:?!)]}%›»℃°")
NO_END = frozenset("（【《「『〔‘“([{‹«¥$€£")
_ASCENT = (
    0.86  # of the size; where the first baseline lies below the top of its line, with half the spare leading
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style."""

    text: str
    style: Style


Spans = Sequence[Span]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one line, ready to be drawn."""

    text: str
    font: str
    style: Style
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``leading`` is that of its tallest piece."""

    pieces: tuple[Piece, ...]
    width: float
    leading: float
    size: float


def drop_of(lines: Sequence[Line]) -> float:
    """How far below the top the first baseline lies."""
    return (lines[0].leading - lines[0].size) / 2 + lines[0].size * _ASCENT if lines else 0


def height_of(lines: Sequence[Line]) -> float:
    """How tall these lines are together."""
    return sum(line.leading for line in lines)


def set_lines(spans: Spans, width: float) -> tuple[Line, ...]:
    """Break spans into lines no wider than ``width`` points; a word wider than that is cut."""
    made: list[Line] = []
    for paragraph in _paragraphs(spans):
        made.extend(_Setting(paragraph).lines(width))
    return tuple(made)


def _paragraphs(spans: Spans) -> list[list[Span]]:
    """Drawable spans, split where a line was ended by hand."""
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        first, *others = drawable(span.text).split("\n")
        paragraphs[-1].append(Span(first, span.style))
        paragraphs.extend([Span(other, span.style)] for other in others)
    return paragraphs


class _Setting:
    """One paragraph being broken: its characters, and for each its width and which piece it belongs to."""

    def __init__(self, spans: list[Span]) -> None:
        self._looks: list[tuple[str, Style]] = []
        self._starts: list[int] = []
        self._widths: list[float] = []
        texts: list[str] = []
        for span in spans:
            for font, text in in_faces(span.text, span.style.bold):
                table, scale = widths(font), span.style.size / 1000
                self._starts.append(len(self._widths))
                self._looks.append((font, span.style))
                self._widths.extend([table[char] * scale for char in text])
                texts.append(text)
        self._text = "".join(texts)
        self._empty = spans[0].style if spans else None

    def lines(self, width: float) -> list[Line]:
        """The lines of this paragraph."""
        if self._empty is None or not self._text:
            return [Line((), 0, self._empty.leading, self._empty.size)] if self._empty else []
        if sum(self._widths) <= width:
            return [self._line(0, len(self._text))]
        return [self._line(start, end) for start, end in self._cuts(width)]

    def _cuts(self, width: float) -> list[tuple[int, int]]:
        """Where lines start and end. Greedy: a line takes what fits, back to the last place where it may end."""
        text, cuts, start, chance, used = self._text, [], 0, -1, 0.0
        for index, char in enumerate(text):
            if index > start and may_break(text[index - 1], char):
                chance = index
            used += self._widths[index]
            if used > width and index > start and not char.isspace():
                end = chance if chance > start else index
                cuts.append((start, end))
                start, chance = end, -1
                used = sum(self._widths[start : index + 1])
        cuts.append((start, len(text)))
        return cuts

    def _line(self, start: int, end: int) -> Line:
        """The line of these characters, without the blanks at its end."""
        while end > start + 1 and self._text[end - 1].isspace():
            end -= 1
        pieces: list[Piece] = []
        bounds = [*self._starts[1:], len(self._text)]
        for (font, style), first, last in zip(self._looks, self._starts, bounds, strict=True):
            low, high = max(first, start), min(last, end)
            if low < high:
                pieces.append(Piece(self._text[low:high], font, style, sum(self._widths[low:high])))
        leading = max(piece.style.leading for piece in pieces)
        size = max(piece.style.size for piece in pieces)
        return Line(tuple(pieces), sum(piece.width for piece in pieces), leading, size)


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after.isspace() or after in NO_START:
        return False
    if before.isspace():
        return True
    return before not in NO_END and (_is_wide(before) or _is_wide(after))


def _is_wide(char: str) -> bool:
    """Whether a character is written without blanks around it: Chinese, Japanese, full-width forms, boxes."""
    return char >= "\u2e80" or char == "□"


def draw_lines(
    canvas: Any, lines: Sequence[Line], x: float, top: float, width: float, align: str = "left"
) -> None:
    """Draw lines from ``top`` downwards; ``align`` is left, right or centre within ``width``."""
    for line in lines:
        spare = width - line.width
        left = x + (spare if align == "right" else spare / 2 if align == "centre" else 0)
        draw_line(canvas, line, left, top - drop_of((line,)))
        top -= line.leading


def draw_line(canvas: Any, line: Line, x: float, baseline: float) -> None:
    """Draw one line on its baseline, as one text object so that readers keep it together."""
    if not line.pieces:
        return
    pen = canvas.beginText(x, baseline)
    for piece in line.pieces:
        pen.setFont(piece.font, piece.style.size, piece.style.leading)
        pen.setFillColor(colour(piece.style.colour))
        pen.textOut(piece.text)
    canvas.drawText(pen)
