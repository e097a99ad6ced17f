"""Charts along weeks: counts with their limits, several lines, columns on a warning card, the line of a tile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Unpack

from models.insights.kinds import TrendPoint, Value
from reports.charts.wording import Heading, joined, nowhere, said, week_label, week_tick
from resources.charts.kinds import (
    SERIES,
    ColumnChart,
    ControlChart,
    Key,
    KeyShape,
    Level,
    LineChart,
    Mark,
    Role,
    Series,
    Sparkline,
    Table,
)
from resources.texts import Texts

Dated = Callable[[date], str]
_WEEK = timedelta(days=7)


def control_chart(
    points: Sequence[TrendPoint], texts: Texts, link: Dated = nowhere, **heading: Unpack[Heading]
) -> ControlChart:
    """Counts by week with exact limits; what is usual is what the last week was expected to be."""
    last = points[-1] if points else None
    alarms = [point for point in points if _alarms(point)]
    smoothed = any(point.smooth is not None for point in points)
    legend = [Key(texts.t("smoothed trend"), "c2", KeyShape.LINE)] if smoothed else []
    if last is not None and _alarms(last):
        words = texts.t("week {n} is over its limit", n=last.monday.isocalendar().week)
        legend.append(Key(words, "overdue", KeyShape.WORDS, grave=True))
    elif alarms:
        legend.append(Key(texts.t("over its limit"), "overdue"))
    usual = last.expected if last else None
    return ControlChart(
        points=tuple(_point(point, texts, link) for point in points),
        limits=tuple(None if point.limit is None else float(point.limit) for point in points),
        smooth=tuple(point.smooth for point in points),
        usual=None if usual is None else Level(usual, texts.t("usual {n}", n=_around(texts, usual))),
        limit_words=texts.t("limit {n}", n=texts.number(last.limit))
        if last and last.limit is not None
        else "",
        legend=tuple(legend),
        table=_trend_table(points, texts, link),
        **said(heading, texts),
    )


def _alarms(point: TrendPoint) -> bool:
    """Whether a week asks why: an outage that was declared is an answer."""
    return point.over and not point.outage


def _around(texts: Texts, value: float) -> str:
    """A mean: whole from ten on."""
    return texts.number(round(value)) if value >= 10 else texts.number(value, 1)


def _unknown(point: TrendPoint, texts: Texts, label: str = "") -> Mark:
    """A week before the first case: its place on the axis, and nothing drawn there."""
    week = week_label(texts, point.monday)
    spoken = joined(texts, [*filter(None, (label, week)), texts.t("not known")])
    return Mark(label or week, None, "", spoken=spoken, tick=week_tick(point.monday))


def _point(point: TrendPoint, texts: Texts, link: Dated) -> Mark:
    if not point.known:
        return _unknown(point, texts)
    role = Role.ALARM if _alarms(point) else Role.OUTAGE if point.outage else Role.PLAIN
    shown, label = texts.number(point.count), week_label(texts, point.monday)
    note = texts.t("outage, not counted") if point.outage else ""
    parts = [label, texts.n("{n} case", "{n} cases", point.count)]
    if point.expected is not None:
        parts.append(texts.t("usual {n}", n=_around(texts, point.expected)))
    if point.limit is not None:
        parts.append(texts.t("limit {n}", n=texts.number(point.limit)))
    if point.over:
        parts.append(texts.t("over its limit"))
    spoken = joined(texts, [*parts, note])
    return Mark(
        label, float(point.count), shown, link(point.monday), role, spoken, week_tick(point.monday), note
    )  # fmt: skip


def _trend_table(points: Sequence[TrendPoint], texts: Texts, link: Dated) -> Table:
    def row(point: TrendPoint) -> tuple[str, ...]:
        if not point.known:
            return (week_label(texts, point.monday), "", "", "", "", texts.t("not known"))
        return (
            week_label(texts, point.monday),
            texts.number(point.count),
            "" if point.expected is None else texts.number(point.expected, 1),
            "" if point.limit is None else texts.number(point.limit),
            "" if point.smooth is None else texts.number(point.smooth, 1),
            texts.t("outage, not counted") if point.outage else "",
        )

    usual, limit = texts.p("chart", "Usual"), texts.p("chart", "Limit")
    heads = (texts.t("Week"), texts.t("Cases"), usual, limit, texts.t("Smoothed"), "")
    newest = points[::-1]
    return Table(
        heads,
        tuple(row(point) for point in newest),
        (False, True, True, True, True, False),
        tuple(link(point.monday) if point.known else "" for point in newest),
    )


def week_lines(
    lines: Sequence[tuple[str, Sequence[TrendPoint]]],
    texts: Texts,
    link: Callable[[int, date], str] | None = None,
    **heading: Unpack[Heading],
) -> LineChart:
    """Several streams over the same weeks; the first six, each in its colour. ``link`` gets the number of the line."""
    drawn = lines[: len(SERIES)]

    def linked(at: int, monday: date) -> str:
        return link(at, monday) if link else ""

    series = tuple(
        Series(
            label,
            role,
            tuple(_counted(label, point, texts, linked(at, point.monday), role) for point in points),
        )
        for at, ((label, points), role) in enumerate(zip(drawn, SERIES, strict=False))
        if points
    )
    mondays = [point.monday for point in drawn[0][1]] if drawn else []
    return LineChart(
        series=series,
        table=Table(
            (texts.t("Week"), *(label for label, _ in drawn)),
            tuple(
                (week_label(texts, monday), *(_number(points[at], texts) for _, points in drawn))
                for at, monday in reversed(list(enumerate(mondays)))
            ),
            (False, *(True for _ in drawn)),
        ),
        **said(heading, texts),
    )


def _number(point: TrendPoint, texts: Texts) -> str:
    return texts.number(point.count) if point.known else ""


def _counted(label: str, point: TrendPoint, texts: Texts, link: str, role: Role) -> Mark:
    if not point.known:
        return replace(_unknown(point, texts, label), role=role)
    week = week_label(texts, point.monday)
    spoken = joined(texts, (label, week, texts.n("{n} case", "{n} cases", point.count)))
    return Mark(
        label, float(point.count), texts.number(point.count), link, role, spoken, week_tick(point.monday)
    )


def week_bars(
    weeks: Sequence[int],
    texts: Texts,
    *,
    monday_last: date,
    limit: float | None = None,
    over: bool = True,
    link: Dated = nowhere,
    **heading: Unpack[Heading],
) -> ColumnChart:
    """Counts of the last weeks, the newest last, against a limit: the picture on a warning card."""
    mondays = [monday_last - _WEEK * (len(weeks) - 1 - at) for at in range(len(weeks))]
    marks = []
    for at, (monday, count) in enumerate(zip(mondays, weeks, strict=True)):
        last = at == len(weeks) - 1
        role = Role.ALARM if last and over else Role.NOW if last else Role.BEFORE
        label = week_label(texts, monday)
        spoken = joined(texts, (label, texts.n("{n} case", "{n} cases", count)))
        marks.append(
            Mark(label, float(count), texts.number(count), link(monday), role, spoken, week_tick(monday))
        )
    words = "" if limit is None else texts.t("limit {n}", n=texts.number(limit))
    return ColumnChart(
        columns=tuple(marks),
        levels=() if limit is None else (Level(float(limit), words, "soon", dashed=True),),
        table=Table(
            (texts.t("Week"), texts.t("Cases")),
            tuple((mark.label, mark.shown) for mark in reversed(marks)),
            (False, True),
            tuple(mark.link for mark in reversed(marks)),
        ),
        **said(heading, texts),
    )


def sparkline(
    values: Sequence[Value | float | None], texts: Texts, *, alarm: bool = False, **heading: Unpack[Heading]
) -> Sparkline:
    """The last values of a measure; the dot at the end is red where something is to be done."""
    plain = [value.value if isinstance(value, Value) else value for value in values]
    last = len(plain) - 1
    return Sparkline(
        points=tuple(
            Mark(
                "",
                value,
                texts.number(value, None if value == round(value) else 1),
                role=_end(at == last, alarm),
            )
            if value is not None
            else Mark("", None, "")
            for at, value in enumerate(plain)
        ),
        **heading,
    )


def _end(last: bool, alarm: bool) -> Role:
    return Role.ALARM if last and alarm else Role.PLAIN
