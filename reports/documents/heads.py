"""What the documents share: the title block, a labelled cell, the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reports.checksum import grouped
from reports.layout.blocks import Block, mark
from reports.layout.figures import draw_mark, draw_qr
from reports.layout.styles import LABEL, STRONG
from reports.layout.text import Line, Span, Spans, draw_lines, height_of, set_lines
from reports.voice import DASH, Said, Voice, label

_MARK = 13
_QR = 50
_RIGHT = 150  # the most room for what stands at the right


class TitleBlock(Block):
    """Whose paper this is and what about; at the right what it is filed under, where wanted also as a QR code."""

    def __init__(
        self, outline: str, place: Spans, left: Sequence[Spans], right: Sequence[Spans], code: str = ""
    ) -> None:
        super().__init__(0, 8)
        self._outline, self._place, self._left, self._right = outline, place, left, right
        self._code, self._beside = code, _QR + 10 if code else 0

    def height_at(self, width: float) -> float:
        self._right_lines: list[Line] = [line for spans in self._right for line in set_lines(spans, _RIGHT)]
        taken = max((line.width for line in self._right_lines), default=0)
        room = width - self._beside - taken - 14
        self._place_lines = set_lines(self._place, room - _MARK - 6)
        self._left_lines = [line for spans in self._left for line in set_lines(spans, room)]
        left = height_of(self._place_lines) + 6 + height_of(self._left_lines)
        return max(left, height_of(self._right_lines), _QR if self._code else 0)

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        mark(canvas, self._outline, 0, top)
        draw_mark(canvas, 0, top - _MARK, _MARK)
        draw_lines(canvas, self._place_lines, _MARK + 6, top - 0.5, self.width)
        draw_lines(canvas, self._left_lines, 0, top - height_of(self._place_lines) - 6, self.width)
        right = self.width - self._beside - _RIGHT
        draw_lines(canvas, self._right_lines, right, top, _RIGHT, "right")
        if self._code:
            draw_qr(canvas, self._code, self.width - _QR, top - _QR, _QR)


def brief(text: str, most: int) -> str:
    """A text on one line of at most so many characters."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def owner(name: str, address: str = "") -> list[Span]:
    """Whose property this is."""
    return [Span(brief(name, 60) or DASH, STRONG), Span("  " + brief(address, 60), LABEL)]


def cell(name: Said, value: Spans) -> list[Span]:
    """A label with its value below it."""
    first, *others = label(name)
    return [Span(first.text + "\n", first.style), *others, *(value or [Span(DASH, STRONG)])]


def foot(voice: Voice, as_of: datetime, digest: str, rules: str = "") -> list[Span]:
    """As of when the data stand, under which rules, and their checksum. Never the time of printing."""
    parts = [(*voice.t("Data as of"), voice.moment(as_of, year=True))]
    if rules:
        parts.append((*voice.p("report", "rules"), brief(rules, 40)))
    parts.append((*voice.p("report", "checksum"), f"sha256 {grouped(digest)}"))
    return [Span(" · ".join(" ".join(part) for part in parts), LABEL)]


def page_of(voice: Voice, number: int, total: int) -> list[Span]:
    """``Page 1 of 2``"""
    said = voice.each(lambda t: t.t("Page {page} of {pages}", page=t.number(number), pages=t.number(total)))
    return [Span("   ".join(said), LABEL)]
