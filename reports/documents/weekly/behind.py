"""The end of the summary: the note of the iceberg, and the rows behind every number."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from models.insights.identifiers import write
from models.insights.kinds import Compared, Slice
from models.insights.measures import MEASURES
from reports.charts.shares import OUTCOMES
from reports.documents.weekly.speaking import Teller, heads, section
from reports.layout.blocks import Block, Text
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, MUTED, STRONG, colour
from reports.layout.text import Span, Spans, draw_lines, height_of, set_lines
from reports.voice import Said, pair
from resources.texts import N_, Texts

_PAD = 8


class Note(Block):
    """A remark on a ground of its own."""

    def __init__(self, spans: Spans, before: float = 16) -> None:
        super().__init__(before, 0)
        self._spans = spans

    def height_at(self, width: float) -> float:
        self._lines = set_lines(self._spans, width - 2 * _PAD)
        return height_of(self._lines) + 2 * _PAD

    def draw(self) -> None:
        self.canv.setFillColor(colour("raised"))
        self.canv.roundRect(0, 0, self.width, self.height, 3, stroke=0, fill=1)
        draw_lines(self.canv, self._lines, _PAD, self.height - _PAD, self.width - 2 * _PAD)


def thought(voice: Teller) -> list[Flowable]:
    """What the handbooks estimate, and that nobody is named here."""
    berg = voice.summary.iceberg
    spans: list[Span] = []
    for at, texts in enumerate(voice.texts):
        said = [texts.t("No resident is named in this report.")]
        if berg.complaints:
            estimate = texts.n(
                "Handbook estimate, not a measurement: one complaint speaks for about 24 residents who say nothing; "
                "that would be {silent} for this {n} case.",
                "Handbook estimate, not a measurement: one complaint speaks for about 24 residents who say nothing; "
                "that would be {silent} for these {n} cases.",
                berg.complaints,
                silent=texts.number(berg.silent),
            )
            said.insert(0, estimate)
        between = "" if texts.language.startswith("zh") else " "
        head, style = (MUTED, MUTED) if at else (STRONG, BODY)
        spans += [Span("\n" if at else "", style), Span(texts.t("For thought.") + " ", head)]
        spans.append(Span(between.join(said), style))
    return [Note(spans)]


def rows_behind(voice: Teller) -> list[Flowable]:
    """All measures with the identifier of each, then those of the tables; on a page of its own."""
    how = voice.t("Type an identifier into the search box: it opens the cases behind the number.")
    figure = Column(share=0.55, align="right")
    columns = [Column(share=1.3), figure, Column(share=0.6), figure, figure, figure, Column(share=1.25)]
    header = heads(
        voice.t("Figure"), voice.t("Value"), voice.t("Counted"), voice.word("period_last", voice.summary.period.kind),
        voice.t("A year ago"), voice.t("Goal"), voice.t("Identifier"),
    )  # fmt: skip
    return [
        PageBreak(),
        section(voice.t("The rows behind every number")),
        Text(pair(how, MUTED, MUTED, "  "), after=4),
        *_since(voice),
        Grid(columns, header, [_measure(voice, one) for one in voice.summary.measures], gap=6),
        *_tables(voice),
    ]


def _since(voice: Teller) -> list[Flowable]:
    """Of a period that is over: which figures go on."""
    summary = voice.summary
    if not summary.over or summary.changed <= summary.as_of:
        return []
    words = N_("What has become of the cases of the period is told as of {moment}: {measures}.")

    def say(texts: Texts) -> str:
        titles = [texts.t(one.title) for one in MEASURES.values() if one.by_now]
        return texts.t(words, moment=moment, measures=texts.list_of(titles))

    moment = voice.moment(summary.changed, year=True)
    return [Text(pair(voice.each(say), MUTED, MUTED, "  "), after=4)]


def _measure(voice: Teller, both: Compared) -> list[Spans]:
    now = both.now
    return [
        pair(voice.measure(now.measure)),
        [Span(voice.figure(now), STRONG)],
        [
            Span(
                voice.of(now)
                if now.count is not None and now.count != now.n
                else f"n={voice.first.number(now.n)}",
                MUTED,
            )
        ],
        [Span(voice.figure(both.before), MUTED)],
        [Span(voice.figure(both.year_ago), MUTED)],
        [Span(voice.goal(now.measure), MUTED)],
        [Span(write(now.figure), LABEL)],
    ]


def _tables(voice: Teller) -> list[Flowable]:
    """The identifiers of kinds and buildings, of the steps, and of how calls ended."""
    summary, first = voice.summary, voice.first
    kinds = [
        (voice.kind(row.label or None), first.number(row.weight), _kind_figure(voice, row.label))
        for row in summary.pareto.rows
    ]
    places = [
        (voice.building(row.name), first.number(row.count), write(row.figure)) for row in summary.buildings
    ]
    made: list[Flowable] = []
    for name, rows in (
        (voice.t("Kinds of complaints"), kinds),
        (voice.t("Buildings with most cases"), places),
        (voice.t("Where cases wait"), _steps(voice, "waiting")),
        (voice.t("Time per step"), _steps(voice, "steps_done")),
        (voice.t("How calls ended"), _calls(voice)),
    ):
        if rows:
            made += [CondPageBreak(120), section(name), _listed(voice, rows)]
    return made


def _steps(voice: Teller, measure: str) -> list[tuple[Said, str, str]]:
    """Of each step how many cases wait there, or how many times it was done: what its durations are of."""
    found = [(one.step, one.waiting_now if measure == "waiting" else one.n) for one in voice.summary.steps]
    return [
        (voice.step(step), voice.first.number(n), voice.link(measure, part=f"step_{step}"))
        for step, n in found
        if n
    ]


def _calls(voice: Teller) -> list[tuple[Said, str, str]]:
    extra = voice.summary.measure("satisfaction").now.extra
    return [
        (
            voice.word("follow_outcome", name),
            voice.first.number(int(n)),
            voice.link("satisfaction", part=name),
        )
        for name, _ in OUTCOMES
        if (n := extra.get(name))
    ]


def _kind_figure(voice: Teller, code: str) -> str:
    return voice.link("received", (Slice.CATEGORY, code or None))


def _listed(voice: Teller, rows: Sequence[tuple[Said, str, str]]) -> Grid:
    columns = [Column(share=1.3), Column(share=0.4, align="right"), Column(share=1.6)]
    cells: list[list[Spans]] = [
        [pair(name), [Span(number, STRONG)], [Span(identifier, LABEL)]] for name, number, identifier in rows
    ]
    return Grid(columns, heads(voice.t("Figure"), ("n",), voice.t("Identifier")), cells)
