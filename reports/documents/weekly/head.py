"""The first part of the summary: whose and of when, the tiles, what changed in plain sentences, two charts."""

from __future__ import annotations

from datetime import date
from functools import partial

from reportlab.platypus import CondPageBreak, Flowable

from models.insights.kinds import Period, PeriodKind, Slice
from models.insights.periods import period as period_of
from models.insights.periods import write
from reports.charts.block import Beside, ChartBlock
from reports.charts.building import control_chart, pareto_chart
from reports.commentary import paragraph, period_name
from reports.documents.heads import TitleBlock, owner
from reports.documents.weekly.speaking import Teller
from reports.documents.weekly.tiles import tiles
from reports.layout.blocks import Rule, Text
from reports.layout.styles import MUTED, STRONG, SUBJECT, TITLE, TITLE_BESIDE, Style
from reports.layout.text import Span, Spans
from reports.voice import Said, label, pair

LEAD = Style(9, 14)
LEAD_STRONG = Style(9, 14, bold=True)
LEAD_BESIDE, LEAD_BESIDE_STRONG = Style(8, 12, "muted"), Style(8, 12, "muted", bold=True)
_CHARTS = 172  # height of the charts
_RATHER_EARLIER = 0.6


def title(voice: Teller) -> Said:
    """``Weekly summary for managers``"""
    return voice.each(lambda texts: texts.word("summary_title", voice.summary.period.kind))


def head(voice: Teller) -> list[Flowable]:
    """Title, tiles, sentences and charts."""
    summary = voice.summary
    named = voice.each(lambda texts: period_name(texts, summary.period))
    right: list[Spans] = [
        label(voice.t("State of")),
        [Span(_state(voice), STRONG)],
        label(voice.t("Homes lived in")),
        [Span(voice.first.number(summary.estate.homes), STRONG)],
    ]
    left = [pair(title(voice), TITLE, TITLE_BESIDE), pair(named, SUBJECT, MUTED, "  ")]
    if not summary.over:
        left.append(pair(voice.t("The period is not over: figures so far."), MUTED, MUTED, "  "))
    outline = f"{title(voice)[0]} {write(summary.period)}"
    return [
        TitleBlock(outline, owner(summary.estate.name, summary.estate.address), left, right),
        Rule("text", 0.8),
        tiles(voice),
        Rule(),
        *_sentences(voice),
        *_charts(voice),
    ]


def _state(voice: Teller) -> str:
    """The moment as of which the figures are; a period that is over ends with its last minute."""
    return voice.moment(voice.summary.as_of, year=True)


def _sentences(voice: Teller) -> list[Flowable]:
    summary = voice.summary
    made: list[Flowable] = []
    for texts in voice.texts:
        mine = texts is voice.first
        styles = (LEAD, LEAD_STRONG) if mine else (LEAD_BESIDE, LEAD_BESIDE_STRONG)
        named = partial(voice.category, texts)
        spans = paragraph(texts, summary.sentences, summary.period.kind, named, *styles)
        made.append(Text(spans, before=8 if mine else 3))
    return made


def _charts(voice: Teller) -> list[Flowable]:
    """What to tackle first, and cases a week with their exact limit."""
    summary, first = voice.summary, voice.first
    left = pareto_chart(
        summary.pareto,
        first,
        lambda code: voice.category(first, None if code is None else str(code)),
        lambda code: voice.link("received", (Slice.CATEGORY, str(code) if code else None)),
        most=9,
        title=" ".join(voice.t("What to tackle first")),
        beside=f"n={first.number(summary.pareto.total)}",
    )
    right = control_chart(
        summary.trend,
        first,
        lambda monday: _week_link(voice, monday),
        title=" ".join(voice.t("Cases a week")),
        beside=first.t("26 weeks, limit from exact tails"),
        remark=" ".join(alarms(voice)),
    )
    blocks = [ChartBlock(left, _CHARTS), ChartBlock(right, _CHARTS)]
    return [CondPageBreak(_CHARTS + 60), Beside(blocks, (_RATHER_EARLIER, 1 - _RATHER_EARLIER), before=12)]


def _week_link(voice: Teller, monday: date) -> str:
    return f"received@{write(week_of(monday))}"


def week_of(monday: date) -> Period:
    """The ISO week of a Monday."""
    return period_of(PeriodKind.WEEK, monday)


def alarms(voice: Teller) -> Said:
    """How many false alarms are to be expected of the early warnings."""
    weekly = voice.summary.alarms
    if weekly is None or weekly <= 0:
        return ()
    if weekly >= 1:
        return voice.each(
            lambda t: t.t("About {n} false alarms a week are to be expected.", n=t.number(weekly, 1))
        )
    weeks = max(1, round(1 / weekly))
    return voice.n(
        "About one false alarm a week is to be expected.",
        "About one false alarm in {n} weeks is to be expected.",
        weeks,
    )
