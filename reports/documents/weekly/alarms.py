"""Warnings, the buildings with most cases, what is overdue, and what managers are asked to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from models.improvements.kinds import ImprovementRow
from models.summaries.kinds import BuildingRow, OverdueRow
from models.warnings.kinds import WarningLevel, WarningRow, WarningRule
from reports.documents.heads import brief
from reports.documents.weekly.speaking import Teller, heads, section
from reports.layout.blocks import Text, room_for_heading
from reports.layout.grid import Column, Grid, Row
from reports.layout.styles import BODY, LATE, MUTED, SOON, STRONG, colour
from reports.layout.text import Span, Spans
from reports.voice import DASH, Said, pair, written
from resources.texts import Texts
from resources.texts.places import building_name

_BAR = 6
_LEAST = 0.0001


def warnings(voice: Teller) -> list[Flowable]:
    """What was raised in the period, the gravest first."""
    summary = voice.summary
    rows = summary.warnings
    made: list[Flowable] = [
        CondPageBreak(room_for_heading() + 20),
        section(voice.t("Warnings"), _shown(voice, len(rows), summary.warnings_total)),
    ]
    if not rows:
        return [*made, nothing(voice, voice.t("No warning was raised."))]
    columns = [
        Column(40), Column(share=1.2), Column(60), Column(56), Column(30, align="right"), Column(56, align="right"),
        Column(share=1.1),
    ]  # fmt: skip
    header = heads(
        voice.t("Level"), voice.t("Where"), voice.t("Seen"), voice.t("Usual"), voice.p("warning", "Limit"),
        voice.t("By chance"), voice.t("Answer by"),
    )  # fmt: skip
    return [*made, Grid(columns, header, [_warning(voice, one, summary.as_of) for one in rows])]


def _warning(voice: Teller, one: WarningRow, as_of: datetime) -> list[Spans]:
    red = one.level == WarningLevel.RED
    answer = voice.moment(one.due_at)
    if one.acknowledged_at is not None and one.acknowledged_at <= as_of:  # a past week stays as it was
        answer = voice.first.t("answered {when}", when=voice.moment(one.acknowledged_at))
    return [
        pair(voice.word("warning_level", one.level), LATE if red else SOON),
        [*pair(where(voice, one), STRONG), *_rule(voice, one)],
        [Span(_seen(voice, one), BODY)],
        [Span(_usual(voice, one), MUTED)],
        [Span(DASH if one.limit is None else voice.first.number(one.limit), BODY)],
        [Span(_chance(voice, one.probability), BODY)],
        [Span(f"{brief(one.owner, 40)} " if one.owner else "", BODY), Span(answer, MUTED)],
    ]


def where(voice: Teller, one: WarningRow) -> Said:
    """What was watched: a place, a kind, both, or everything. Never a resident."""

    def said(t: Texts) -> str:
        spot = brief(one.place, 40) if one.place else building_name(t, brief(one.building, 40))
        what = voice.category(t, one.category) if one.category else ""
        if spot and what:
            return t.t("{where}, {what}", where=spot, what=what)
        return spot or what or (t.t("One resident") if one.resident_id is not None else t.t("All cases"))

    return voice.each(said)


def _rule(voice: Teller, one: WarningRow) -> list[Span]:
    if one.rule == WarningRule.EXCEEDANCE:
        return []
    return [Span("  " + "  ".join(voice.word("warning_rule", one.rule)), MUTED)]


def _seen(voice: Teller, one: WarningRow) -> str:
    first = voice.first
    if one.total is not None:
        return first.t("{count} of {n}", count=first.number(one.observed), n=first.number(one.total))
    days = max(1, round((one.until - one.since) / timedelta(days=1)))
    return first.t("{n} in {d} d", n=first.number(one.observed), d=first.number(days))


def _usual(voice: Teller, one: WarningRow) -> str:
    first = voice.first
    if one.expected is None:
        return DASH
    if one.total is not None:  # a share
        return first.percent(one.expected)
    return first.t("{n} a week", n=first.number(one.expected, 1))


def _chance(voice: Teller, probability: float | None) -> str:
    if probability is None:
        return DASH
    first = voice.first
    if probability < _LEAST:
        return first.t("under {share}", share=first.percent(_LEAST, 2))
    return first.percent(probability, 2 if probability < 0.01 else 1)


def nothing(voice: Teller, said: Said) -> Text:
    """A part of which there is nothing to show says so."""
    return Text(pair(said, MUTED, MUTED, "  "))


def _shown(voice: Teller, shown: int, total: int) -> str:
    if shown < total:
        return " ".join(voice.t("{shown} of {total} are shown.", shown=shown, total=total))
    return voice.first.number(total) if total else ""


class BarGrid(Grid):
    """A table of few rows with a bar in one of its columns; never cut."""

    def __init__(
        self,
        columns: Sequence[Column],
        header: Sequence[Spans],
        rows: Sequence[Sequence[Spans]],
        at: int,
        bars: Sequence[float],
    ) -> None:
        super().__init__(columns, header, rows)
        self._at, self._bars, self._drawn = at, bars, 0

    def split(self, width: float, height: float) -> list[Grid]:
        return []

    def draw(self) -> None:
        self._drawn = 0
        super().draw()

    def _draw_row(self, row: Row, widths: Sequence[float], top: float) -> None:
        super()._draw_row(row, widths, top)
        if row is self._head:
            return
        share = self._bars[self._drawn]
        self._drawn += 1
        left = sum(widths[: self._at]) + self._gap * self._at
        self.canv.setFillColor(colour("c1"))
        self.canv.roundRect(
            left, top - row.height / 2 - _BAR / 2, max(1, widths[self._at] * share), _BAR, 1, 0, 1
        )


def buildings(voice: Teller) -> list[Flowable]:
    """Where most cases came from."""
    summary = voice.summary
    if not summary.buildings:
        return []
    beside = voice.n("{shown} of {n} building with cases", "{shown} of {n} buildings with cases", summary.places,
                     shown=len(summary.buildings))  # fmt: skip
    columns = [
        Column(share=1), Column(30, align="right"), Column(86), Column(62, align="right"), Column(76, align="right"),
        Column(share=1.1),
    ]  # fmt: skip
    header = heads(
        voice.t("Building"), ("n",), (), voice.t("Usual a week"), voice.t("Per 1,000 homes, month"),
        voice.t("Most often"),
    )  # fmt: skip
    most = max(row.count for row in summary.buildings)
    grid = BarGrid(
        columns, header, [_building(voice, row) for row in summary.buildings], 2,
        [row.count / most for row in summary.buildings],
    )  # fmt: skip
    return [CondPageBreak(130), section(voice.t("Buildings with most cases"), " ".join(beside)), grid]


def _building(voice: Teller, row: BuildingRow) -> list[Spans]:
    first = voice.first
    often = (
        [*pair(voice.kind(row.often)), Span(f" {first.number(row.often_count)}", STRONG)] if row.often else []
    )
    return [
        pair(voice.building(row.name)),
        [Span(first.number(row.count), STRONG)],
        [],
        [Span(DASH if row.usual is None else first.number(row.usual, 1), MUTED)],
        [Span(DASH if row.rate is None else first.number(row.rate, 1), MUTED)],
        often,
    ]


def overdue(voice: Teller) -> list[Flowable]:
    """Who owes what since when; owners by name, residents never."""
    summary = voice.summary
    made: list[Flowable] = [
        CondPageBreak(room_for_heading() + 20),
        section(voice.measure("overdue"), _shown(voice, len(summary.overdue), summary.overdue_total)),
    ]
    if not summary.overdue:
        return [*made, nothing(voice, voice.t("No case is overdue."))]
    columns = [
        Column(16), Column(50), Column(share=1.6), Column(share=0.7), Column(share=0.7),
        Column(46, align="right"), Column(share=0.65), Column(share=0.65),
    ]  # fmt: skip
    header = heads(
        (), voice.t("Reference"), voice.t("What"), voice.t("Unit"), voice.t("Step"), voice.t("Over by"),
        voice.t("Owner"), voice.t("Told"),
    )  # fmt: skip
    return [*made, Grid(columns, header, [_overdue(voice, row) for row in summary.overdue], gap=6)]


def _overdue(voice: Teller, row: OverdueRow) -> list[Spans]:
    grave = row.severity in ("s1", "s2")
    return [
        [Span(row.severity.upper(), SOON if grave else MUTED)],
        [Span(row.reference, MUTED)],
        written(brief(row.title, 90)),
        written(brief(row.where, 40), STRONG),
        [Span(f"{row.step} ", BODY), *pair(voice.step(row.step))],
        [Span(voice.first.duration(timedelta(seconds=row.over_seconds)), LATE)],
        [Span(brief(row.owner, 40) or DASH, BODY)],
        pair(voice.word("level", row.told), MUTED) if row.told else [Span(DASH, MUTED)],
    ]


def asked(voice: Teller) -> list[Flowable]:
    """Decisions that wait for a manager."""
    rows: Sequence[ImprovementRow] = voice.summary.asked
    if not rows:
        return []
    beside = voice.n("{n} decision", "{n} decisions", len(rows))
    columns = [Column(12), Column(share=1), Column(64, align="right"), Column(110)]
    table: list[list[Any]] = [
        [
            [Span(str(number), MUTED)],
            [Span(brief(row.ask, 240), BODY), Span(f"  {brief(row.title, 80)}", MUTED)],
            [
                Span(
                    voice.first.t("about {amount}", amount=voice.money(row.ask_minor))
                    if row.ask_minor
                    else "",
                    MUTED,
                )
            ],
            [
                Span(
                    voice.first.t("proposed by {name}", name=brief(row.proposer, 40)) if row.proposer else "",
                    MUTED,
                )
            ],
        ]
        for number, row in enumerate(rows, 1)
    ]
    return [
        CondPageBreak(room_for_heading()),
        section(voice.t("Asked of you"), " ".join(beside)),
        Grid(columns, None, table),
    ]
