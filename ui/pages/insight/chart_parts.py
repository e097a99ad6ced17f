"""The other charts: counts by week, building x category, satisfaction, where cases wait, who carries what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from models.core.session import Session
from models.insights.kinds import Cut, PeriodKind, Slice, SliceValue
from models.insights.measures import MEASURES
from models.insights.periods import bounds, period
from models.insights.queries import counts_by, history
from models.insights.trends import SHOWN, trend, trends
from models.warnings.kinds import WarningRule
from models.warnings.queries import raised_between
from reports.charts.building import (
    Folded,
    control_chart,
    heat_table,
    interval_chart,
    outcome_strip,
    week_lines,
)
from resources.charts.kinds import Table
from ui.pages.insight.parts import RECEIVED, Grid, Part, Question

_LINES = 6
_ROWS = 14  # buildings in the heat table; its table has them all
_INTERVALS = 6
_OUTCOMES = ("satisfied", "fairly_satisfied", "dissatisfied", "not_reached", "declined")
_WEEK = timedelta(days=7)
_WARNED = frozenset({Slice.PROPERTY, Slice.BUILDING, Slice.CATEGORY})
Cell = tuple[SliceValue, SliceValue]


def trend_part(question: Question, session: Session) -> Part:
    """Counts of the last 26 weeks, together with their limits, or told apart."""
    if question.sight.lines is not None:
        return _apart(question, session, question.sight.lines)
    texts, asked = question.texts, question.asked(session)
    points = trend(session.store, asked)

    def link(monday: date) -> str:
        return question.figure(RECEIVED, period=period(PeriodKind.WEEK, monday))

    chart = control_chart(
        points, texts, link, title=texts.t("Cases by week"), beside=texts.t("{n} weeks", n=SHOWN)
    )
    t = texts.t
    heads = (t("Week"), t("Monday"), t("Cases"), t("Usual"), t("Limit"))
    rows = tuple(
        (_week(one.monday), one.monday, one.count, _rounded(one.expected), one.limit) for one in points
    )
    return Part(chart, Grid(t("Cases by week"), heads, rows, days=frozenset({t("Monday")})))


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _apart(question: Question, session: Session, by: Slice) -> Part:
    texts, names = question.texts, question.names(session)
    found = list(trends(session.store, question.asked(session), by).items())
    shown = found[:_LINES]

    def link(line: int, monday: date) -> str:
        cut = question.sight.cut.having(by, shown[line][0])
        return question.figure(RECEIVED, period=period(PeriodKind.WEEK, monday), cut=cut)

    title = texts.t("Cases by week and {slice}", slice=texts.word("slice", by, inside=True))
    lines = [(names.say(by, value), points) for value, points in shown]
    chart = week_lines(lines, texts, link, title=title, beside=texts.t("{n} weeks", n=SHOWN))
    day = texts.t("Monday")
    heads = unique([day, *(names.say(by, value) for value, _ in found)])
    rows = tuple(
        (found[0][1][at].monday, *(points[at].count for _, points in found))
        for at in range(SHOWN if found else 0)
    )
    # A row of the table is a week, with the cases of all of them.
    mondays = [point.monday for point in reversed(found[0][1])] if found else []
    links = tuple(question.figure(RECEIVED, period=period(PeriodKind.WEEK, one)) for one in mondays)
    chart = replace(chart, table=replace(chart.table, links=links))
    return Part(chart, Grid(title, tuple(heads), rows, days=frozenset({day})))


def unique(heads: list[str]) -> list[str]:
    """The same, none of them twice."""
    made: list[str] = []
    for head in heads:
        shown, number = head, 2
        while shown in made:
            shown, number = f"{head} {number}", number + 1
        made.append(shown)
    return made


def heat_part(question: Question, session: Session) -> Part:
    """Cases of the period by building and category; cells that were warned of are framed."""
    texts, names, asked = question.texts, question.names(session), question.asked(session)
    counts = counts_by(session.store, asked, Slice.BUILDING, Slice.CATEGORY)
    triples = [(row[0], row[1], row[-1]) for row in counts]
    limits = _limits(question, session)
    flagged = {(one, two): limits[one, two] for one, two, n in triples if n >= limits.get((one, two), n + 1)}

    def link(building: object, category: object) -> str:
        cut = question.sight.cut
        cut = _with(cut, Slice.BUILDING, building)
        return question.figure(RECEIVED, cut=_with(cut, Slice.CATEGORY, category))

    chart = heat_table(
        triples,
        texts,
        names.builder(Slice.BUILDING),
        names.builder(Slice.CATEGORY),
        link,
        flagged=flagged,
        most_rows=_ROWS,
        title=texts.t("Building × category"),
        beside=texts.t("open a cell to see its cases") if triples else "",
    )
    heads = (texts.word("slice", Slice.BUILDING), texts.word("slice", Slice.CATEGORY), texts.t("Cases"))
    rows = tuple(
        (names.say(Slice.BUILDING, one), names.say(Slice.CATEGORY, two), n) for one, two, n in triples
    )
    # One cell a row: as wide as a page is, and each row opens its cases.
    table = Table(
        heads,
        tuple((one, two, texts.number(n)) for one, two, n in rows),
        (False, False, True),
        tuple(link(one, two) for one, two, _ in triples),
    )
    return Part(replace(chart, table=table), Grid(texts.t("Building × category"), heads, rows))


def _with(cut: Cut, slice_: Slice, value: object) -> Cut:
    """A row or a column, or several that share one; the total of a row has no column."""
    if isinstance(value, Folded):
        return cut.having(slice_, *value.values)
    return cut.having(slice_, value) if value is None or isinstance(value, (str, int)) else cut


def _limits(question: Question, session: Session) -> Mapping[Cell, int]:
    """The limits of the cells that a warning of the period was raised for; warnings know of no other slices.

    They are limits of seven days: the counts of a month say nothing about them.
    """
    period = question.sight.period
    if period.end - period.first > _WEEK or any(one not in _WARNED for one, _ in question.sight.cut.values):
        return {}
    since, until = bounds(period, question.zone)
    return {
        (row.building_id, row.category): row.limit
        for row in raised_between(session.store, since, until)
        if row.rule == WarningRule.EXCEEDANCE  # a rule's "three homes" is no limit of a cell
        and row.building_id is not None
        and row.category is not None
        and row.limit is not None
    }


def satisfaction_part(question: Question, session: Session) -> Part:
    """The share of the last periods with their intervals, against the target."""
    texts, asked = question.texts, question.asked(session)
    values = history(session.store, "satisfaction", asked, _INTERVALS)

    def link(value: object) -> str:
        return question.figure("satisfaction", "all", getattr(value, "period", None))

    chart = interval_chart(
        values,
        texts,
        link,
        target=MEASURES["satisfaction"].target,
        title=texts.t("Satisfaction when called back"),
        beside=texts.t("with 95% intervals"),
    )
    t = texts.t
    heads = (t("First day"), t("Answered"), t("Satisfied"), t("Share"), t("Low"), t("High"))
    rows = tuple((one.period.first, one.n, one.count, one.value, one.low, one.high) for one in values)
    shares = frozenset({t("Share"), t("Low"), t("High")})
    return Part(
        chart, Grid(t("Satisfaction when called back"), heads, rows, frozenset({t("First day")}), shares)
    )


def outcome_part(question: Question, session: Session) -> Part:
    """What those who were called said."""
    texts, asked = question.texts, question.asked(session)
    value = history(session.store, "satisfaction", asked, 1)[-1]

    def link(part: object) -> str:
        return question.figure("satisfaction", str(part))

    chart = outcome_strip(value, texts, link, title=texts.t("What they said"))
    heads = (texts.t("Outcome"), texts.t("Cases"))
    rows = tuple((texts.word("figure_part", part), value.extra.get(part)) for part in _OUTCOMES)
    asked_for, answered = int(value.extra.get("asked") or 0), value.n
    note = ""
    if asked_for:
        note = texts.t(
            "{count} of {n} answered, {share}",
            count=texts.number(answered),
            n=texts.number(asked_for),
            share=texts.percent(answered / asked_for, 1),
        )
    behind = question.figure("satisfaction", "all") if answered else ""
    return Part(chart, Grid(texts.t("What they said"), heads, rows), note, note_link=behind)
