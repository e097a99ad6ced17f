"""The weeks of a warning as a chart: those before, and the one that is told. Free of Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta, tzinfo

from models.warnings.kinds import WarningRow, WarningRule
from reports.charts.building import week_bars
from resources.charts.kinds import ColumnChart, Mark, Table
from resources.texts import Texts
from ui.shared.warning_words import smoothed

_WEEK, _DAY = timedelta(days=7), timedelta(days=1)


def weeks_chart(row: WarningRow, texts: Texts, zone: tzinfo) -> ColumnChart | None:
    """Of an exceedance the 12 weeks before and the seven days, of a drift the 12 weeks that it was seen in.

    A week is named by its days: it need not begin on a Monday. Weeks that were left out are empty. The limit is said by
    the sentence above the chart, its line needs no words.
    """
    if not row.weeks or row.rule not in (WarningRule.EXCEEDANCE, WarningRule.DRIFT):
        return None
    told = row.rule == WarningRule.EXCEEDANCE
    counts = [*row.weeks, row.observed] if told else list(row.weeks)
    last = row.since.astimezone(zone).date()
    chart = week_bars(
        [count or 0 for count in counts],
        texts,
        monday_last=last,
        limit=row.limit if told else round(smoothed(row)[1], 1),
        over=told,
        title=texts.t("Cases a week"),
        beside=texts.n("{n} week", "{n} weeks", len(counts)),
    )
    marks = tuple(
        _named(mark, count, last - _WEEK * (len(counts) - 1 - at), texts)
        for at, (mark, count) in enumerate(zip(chart.columns, counts, strict=True))
    )
    rows = tuple((mark.label, mark.shown) for mark in reversed(marks))
    table = Table((texts.t("Days"), texts.t("Cases")), rows, (False, True))
    return replace(
        chart, columns=marks, levels=tuple(replace(one, words="") for one in chart.levels), table=table
    )


def _named(mark: Mark, count: int | None, first: date, texts: Texts) -> Mark:
    label = texts.t("{first} to {last}", first=texts.date(first), last=texts.date(first + _WEEK - _DAY))
    if count is None:
        # A week before the first case, or inside a declared outage: which of them is not kept.
        return replace(
            mark,
            label=label,
            tick=texts.date(first),
            value=None,
            shown=texts.p("chart", "left out"),
            spoken="",
        )
    spoken = texts.n("{n} case", "{n} cases", count)
    return replace(mark, label=label, tick=texts.date(first), spoken=f"{label}, {spoken}")
