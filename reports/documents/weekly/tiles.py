"""The six tiles under the title: a figure each, against the period before and its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.insights.kinds import Compared, PeriodKind, Unit, Value
from models.insights.measures import MEASURES
from models.summaries.kinds import TILES
from reports.documents.weekly.speaking import Teller
from reports.layout.blocks import HAIRLINE, Block
from reports.layout.styles import LABEL, MUTED, STRONG, Style, colour
from reports.layout.text import Line, Span, Spans, draw_lines, height_of, set_lines
from reports.voice import Said

BIG = Style(14, 19, bold=True)
_PAD, _SPACE = 6, 8  # beside the lines between tiles, above and below


@dataclass(frozen=True)
class Tile:
    """What stands in one tile, from the top."""

    label: Spans
    figure: Spans
    note: Spans


class Tiles(Block):
    """Tiles side by side, with lines between them."""

    def __init__(self, tiles: Sequence[Tile]) -> None:
        super().__init__(0, 0)
        self._tiles = tiles

    def height_at(self, width: float) -> float:
        self._each = width / len(self._tiles)
        inner = self._each - 2 * _PAD
        self._set: list[tuple[Sequence[Line], ...]] = [
            tuple(set_lines(part, inner) for part in (tile.label, tile.figure, tile.note))
            for tile in self._tiles
        ]
        self._rows = [max(height_of(tile[row]) for tile in self._set) for row in range(3)]
        return sum(self._rows) + 2 * _SPACE

    def draw(self) -> None:
        canvas = self.canv
        for number, parts in enumerate(self._set):
            x, top = number * self._each, self.height - _SPACE
            if number:
                canvas.setStrokeColor(colour("line-strong"))
                canvas.setLineWidth(HAIRLINE)
                canvas.line(x, 3, x, self.height - 3)
            left = x + (_PAD if number else 0)
            for row, lines in enumerate(parts):
                # Labels end at one height and figures begin there, however many lines a label has.
                draw_lines(canvas, lines, left, top, self._each - 2 * _PAD)
                top -= self._rows[row]


def tiles(voice: Teller) -> Tiles:
    """The six tiles of the summary."""
    return Tiles([_tile(voice, voice.summary.measure(key)) for key in TILES])


def _tile(voice: Teller, both: Compared) -> Tile:
    measure, now = MEASURES[both.now.measure], both.now
    title = voice.measure(measure.key)
    label = [Span(title[0], LABEL), *(Span(" " + other, LABEL) for other in title[1:])]
    if measure.unit is Unit.CASES:
        return Tile(
            label, [Span(voice.figure(now), BIG), Span(" " + _unit(voice, now), MUTED)], _last(voice, both)
        )
    return Tile(
        label, [Span(voice.share(now), BIG), Span(" " + voice.of(now), MUTED)], _share_note(voice, both)
    )


def _unit(voice: Teller, now: Value) -> str:
    if now.measure == "warnings":
        return ""
    return voice.first.n("case", "cases", now.n)


def _last(voice: Teller, both: Compared) -> Spans:
    """``last week 41, +16``"""
    return _joined(voice, [], both)


def _share_note(voice: Teller, both: Compared) -> Spans:
    """``goal 95%, last week 94.1%, −0.8``; of an answered question its interval as well."""
    first, now, parts = voice.first, both.now, []
    if (
        now.measure == "satisfaction"
        and now.low is not None
        and now.high is not None
        and now.value is not None
    ):
        low, high = first.percent(now.low, 1), first.percent(now.high, 1)
        parts.append(first.t("{low} to {high}", low=low, high=high))
    if MEASURES[now.measure].target is not None:
        parts.append(first.t("goal {goal}", goal=voice.goal(now.measure)))
    return _joined(voice, parts, both)


def _joined(voice: Teller, parts: list[str], both: Compared) -> Spans:
    first, kind = voice.first, voice.summary.period.kind
    if both.before is not None:
        said = first.t("{before} {value}", before=last(voice, kind)[0], value=voice.figure(both.before))
        parts = [*parts, said]
    between = "，" if first.language.startswith("zh") else ", "
    change = voice.change(both)
    spans = [Span(between.join(parts), LABEL)]
    if change:
        spans.append(Span(between, LABEL))
        spans.append(Span(change, Style(LABEL.size, LABEL.leading, STRONG.colour, bold=True)))
    return spans


def last(voice: Teller, kind: PeriodKind) -> Said:
    """What the period before is called: ``last week``."""
    return voice.word("period_last", kind)
