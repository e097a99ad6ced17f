"""How the work was done: step compliance, repairs, what residents said, improvements, compliments."""

from __future__ import annotations

from datetime import timedelta

from reportlab.platypus import CondPageBreak, Flowable

from models.improvements.kinds import ImprovementRow, Verdict
from models.insights.kinds import StepTime
from models.insights.measures import MEASURES
from models.summaries.kinds import Voiced
from reports.charts.block import Beside, ChartBlock
from reports.charts.building import interval_chart, outcome_strip
from reports.documents.heads import brief, cell
from reports.documents.weekly.alarms import nothing
from reports.documents.weekly.speaking import Teller, heads, section
from reports.layout.blocks import Text, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LATE, MUTED, OK, SOON, STRONG
from reports.layout.text import Span, Spans
from reports.voice import DASH, Said, join, pair

_VERDICTS = {
    Verdict.ACHIEVED: OK,
    Verdict.NOT_ACHIEVED: LATE,
    Verdict.NOT_ENOUGH_DATA: SOON,
}
_INTERVALS = 120  # height of the chart


def steps(voice: Teller) -> list[Flowable]:
    """Steps done in order and on time, and where cases wait."""
    summary = voice.summary
    both = summary.measure("step_compliance")
    beside = f"{voice.share(both.now)}, {voice.of(both.now)}"
    if both.before is not None and both.before.value is not None:
        beside += f"; {voice.word('period_last', summary.period.kind)[0]} {voice.share(both.before)}"
    beside += f"; {voice.first.t('goal {goal}', goal=voice.goal('step_compliance'))}"
    made: list[Flowable] = [
        CondPageBreak(room_for_heading() + 20),
        section(voice.t("Step compliance"), beside),
    ]
    rows = [_step(voice, one) for one in summary.steps if one.entered or one.waiting_now]
    if not rows:
        return [*made, nothing(voice, voice.t("No step fell due."))]
    figure = Column(share=0.7, align="right")
    columns = [Column(share=1.4), figure, figure, figure, figure, figure]
    header = heads(
        voice.t("Step"), voice.t("Begun"), voice.t("Left"), voice.t("Waiting at the end"),
        voice.t("Half took at most"), voice.t("Nine in ten took at most"),
    )  # fmt: skip
    return [*made, Grid(columns, header, rows)]


def _step(voice: Teller, one: StepTime) -> list[Spans]:
    def length(seconds: float | None) -> list[Span]:
        return [Span(DASH if seconds is None else voice.first.duration(timedelta(seconds=seconds)), BODY)]

    number = voice.first.number
    return [
        [Span(f"{one.step} ", MUTED), *pair(voice.step(one.step))],
        [Span(number(one.entered), BODY)],
        [Span(number(one.left), BODY)],
        [Span(number(one.waiting_now), STRONG)],
        length(one.median_s),
        length(one.p90_s),
    ]


def repairs(voice: Teller) -> list[Flowable]:
    """Work orders made and done, right at the first visit, and what others wait for."""
    found, first = voice.summary.repairs, voice.first
    known = found.first_time_known
    fixed = first.t("{count} of {n}", count=first.number(found.first_time), n=first.number(known))
    if known >= 5:  # no percentage of fewer
        fixed = f"{first.percent(found.first_time / known, 1)}, {fixed}"
    waits = [
        [*pair(voice.word("waits_for", what, inside=True)), Span(f" {first.number(n)}", STRONG)]
        for what, n in found.waits
    ]
    cells = [
        cell(voice.t("Orders made"), [Span(first.number(found.made), STRONG)]),
        cell(voice.t("Orders done"), [Span(first.number(found.done), STRONG)]),
        cell(voice.t("Right at the first visit"), [Span(fixed if known else DASH, STRONG)]),
        cell(voice.t("Not done at the end"), [Span(first.number(found.open), STRONG)]),
        cell(voice.t("Of these waiting for"), join(waits, "、" if first.language.startswith("zh") else ", ")),
    ]
    grid = Grid([Column(share=1)] * 4 + [Column(share=1.4)], None, [cells], ruled=False, gap=12)
    return [CondPageBreak(60), section(voice.t("Repairs")), grid]


def satisfaction(voice: Teller) -> list[Flowable]:
    """The share with its interval over the last periods, how calls ended, and what was said."""
    summary, first = voice.summary, voice.first
    now = summary.measure("satisfaction").now
    trend = interval_chart(
        summary.satisfaction, first, lambda value: voice.link("satisfaction") if value == now else "",
        target=MEASURES["satisfaction"].target,
        title=" ".join(voice.t("Satisfaction")), beside=_beside(voice),
    )  # fmt: skip
    strip = outcome_strip(
        now,
        first,
        lambda part: voice.link("satisfaction", part=str(part)),
        title=" ".join(voice.t("How calls ended")),
    )
    made: list[Flowable] = [
        CondPageBreak(_INTERVALS + 60),
        Beside([ChartBlock(trend, _INTERVALS), ChartBlock(strip, _INTERVALS)], (0.55, 0.45), before=13),
    ]
    if summary.voices:
        note = _of(voice, len(summary.voices), summary.voices_total)
        made += [
            section(voice.t("In residents' words"), note),
            *(_voice(voice, one) for one in summary.voices),
        ]
    return made


def _beside(voice: Teller) -> str:
    now = voice.summary.measure("satisfaction").now
    said = f"{voice.share(now)}, {voice.of(now)}"
    if now.value is not None and now.low is not None and now.high is not None:
        low, high = voice.first.percent(now.low, 1), voice.first.percent(now.high, 1)
        said += f"; {voice.first.t('{low} to {high}', low=low, high=high)}"
    return said


def _voice(voice: Teller, one: Voiced) -> Text:
    about = [pair(voice.word("follow_outcome", one.outcome), MUTED)] if one.outcome else []
    if one.category:
        about.append(pair(voice.kind(one.category), MUTED))
    return Text([Span(f"“{one.words}”  ", BODY), *join(about, " · ", MUTED)], bar=True, before=4)


def _of(voice: Teller, shown: int, total: int) -> str:
    if shown == total:
        return voice.first.number(total)
    return " ".join(voice.t("{shown} of {total} are shown.", shown=shown, total=total))


def improvements(voice: Teller) -> list[Flowable]:
    """What came into force, fell due or was judged, with the numbers of its verdict."""
    rows = (*voice.summary.improvements, *voice.summary.late)
    made: list[Flowable] = [
        CondPageBreak(room_for_heading() + 20),
        section(voice.t("Improvements"), voice.first.number(len(rows)) if rows else ""),
    ]
    if not rows:
        return [*made, nothing(voice, voice.t("No improvement moved."))]
    columns = [Column(share=2), Column(share=0.8), Column(60), Column(52, align="right"), Column(share=1.7)]
    header = heads(
        voice.t("Improvement"),
        voice.t("Owner"),
        voice.t("Due"),
        voice.t("Target"),
        voice.t("Where it stands"),
    )
    return [*made, Grid(columns, header, [_improvement(voice, one) for one in rows])]


def _improvement(voice: Teller, one: ImprovementRow) -> list[Spans]:
    first = voice.first
    about = [pair(voice.kind(one.category), MUTED)] if one.category else []
    if one.building:
        about.append(pair(voice.building(one.building), MUTED))
    title = [Span(brief(one.title, 90), BODY)]
    who = " · ".join(part for part in (brief(one.owner, 40), brief(one.department, 40)) if part)
    return [
        [*title, *([Span("  ", MUTED), *join(about, " · ", MUTED)] if about else [])],
        [Span(who or DASH, MUTED)],
        [Span(one.due_on.isoformat(), BODY)],
        [Span(f"−{first.percent(one.target_percent / 100)}", BODY)],
        _standing(voice, one),
    ]


def _standing(voice: Teller, one: ImprovementRow) -> list[Span]:
    if one.verdict is None:
        late = voice.n("{n} day late", "{n} days late", one.late_days) if one.late_days else ()
        state = pair(voice.word("improvement_state", one.state), BODY)
        return [*state, *([Span("  ", BODY), *pair(late, LATE)] if late else [])]
    spans = pair(voice.word("verdict", one.verdict), _VERDICTS.get(Verdict(one.verdict), BODY))
    numbers = _numbers(voice, one)
    return [*spans, *([Span("  ", BODY), *pair(numbers, MUTED)] if numbers else [])]


def _numbers(voice: Teller, one: ImprovementRow) -> Said:
    """``20 before, 11 after, −45%, p=0.07``"""
    if one.before is None or one.after is None:
        return ()

    def said(t: object) -> str:
        texts = voice.first
        parts = [texts.t("{before} before, {after} after", before=one.before, after=one.after)]
        if one.drop_percent is not None:
            drop = one.drop_percent / 100
            parts.append(f"{'−' if drop > 0 else '+' if drop < 0 else ''}{texts.percent(abs(drop))}")
        if one.p_value is not None:
            parts.append(f"p={texts.number(one.p_value, 3)}")
        return ", ".join(parts)

    return (said(None),)


def compliments(voice: Teller) -> list[Flowable]:
    """What was praised."""
    summary = voice.summary
    if not summary.compliments_total:
        return []
    note = _of(voice, len(summary.compliments), summary.compliments_total)
    return [
        CondPageBreak(room_for_heading()),
        section(voice.t("Compliments"), note),
        *(_voice(voice, one) for one in summary.compliments if one.words),
    ]
