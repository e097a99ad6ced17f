"""Satisfaction: shares with their intervals, and how the calls ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Unpack

from models.insights.kinds import PeriodKind, Value
from reports.charts.wording import Heading, Linking, joined, nowhere, said, valued, week_label, week_tick
from resources.charts.kinds import IntervalChart, Level, Mark, Role, Spread, Strip, Table
from resources.texts import Texts

# How calls end, in the order of the strip: the name in ``Value.extra``, what it is.
OUTCOMES = (
    ("satisfied", Role.GOOD),
    ("fairly_satisfied", Role.FAIR),
    ("dissatisfied", Role.BAD),
    ("not_reached", Role.QUIET),
    ("declined", Role.FAINT),
)


def interval_chart(
    values: Sequence[Value],
    texts: Texts,
    link: Callable[[Value], str] = nowhere,
    *,
    target: float | None = None,
    **heading: Unpack[Heading],
) -> IntervalChart:
    """A share over several periods, the last one is the present; ``target`` from 0 to 1. Drawn in per cent."""
    last = len(values) - 1
    spreads = tuple(_spread(value, texts, link, at == last) for at, value in enumerate(values))
    words = "" if target is None else texts.t("target {n}", n=_per_cent(texts, target))
    return IntervalChart(
        spreads=spreads,
        target=None if target is None else Level(target * 100, words, "ok", dashed=True),
        table=_table(values, spreads, texts),
        **said(heading, texts),
    )


def _per_cent(texts: Texts, share: float) -> str:
    """95 for 0.95, without a sign."""
    points = round(share * 100, 1)
    return texts.number(points, None if points == round(points) else 1)


def period_tick(texts: Texts, value: Value) -> tuple[str, str]:
    """What a period is called below its point, and in full."""
    period = value.period
    match period.kind:
        case PeriodKind.WEEK:
            return week_tick(period.first), week_label(texts, period.first)
        case PeriodKind.MONTH:
            return texts.month(period.first), texts.month(period.first)
        case PeriodKind.QUARTER:
            words = texts.t("Q{n} {year}", n=(period.first.month + 2) // 3, year=period.first.year)
            return words, words
        case PeriodKind.YEAR:
            return str(period.first.year), str(period.first.year)
    return texts.date(period.first), texts.date(period.first, year=True)


def _spread(value: Value, texts: Texts, link: Callable[[Value], str], now: bool) -> Spread:
    tick, label = period_tick(texts, value)
    known = value.value is not None
    shown = texts.percent(value.value, 1) if value.value is not None else texts.p("chart", "n/a")
    parts = [label, shown]
    low, high = (value.low, value.high) if known else (None, None)
    if low is not None and high is not None:
        parts.append(
            texts.t("between {low} and {high}", low=texts.percent(low, 1), high=texts.percent(high, 1))
        )
    below = texts.t("n={n}", n=texts.number(value.n))
    mark = Mark(
        label, None if value.value is None else value.value * 100, shown, link(value) if value.n else "",
        Role.NOW if now else Role.PLAIN, joined(texts, [*parts, below]), tick,
    )  # fmt: skip
    return Spread(
        mark, None if low is None else low * 100, None if high is None else high * 100, below
    )  # fmt: skip


def _table(values: Sequence[Value], spreads: Sequence[Spread], texts: Texts) -> Table:
    def row(value: Value, spread: Spread) -> tuple[str, ...]:
        ends = [
            "" if spread.low is None or one is None else texts.percent(one, 1)
            for one in (value.low, value.high)
        ]
        count = "" if value.count is None else texts.number(value.count)
        return spread.mark.label, spread.mark.shown, count, texts.number(value.n), *ends

    pairs = list(zip(values, spreads, strict=True))[::-1]
    return Table(
        ("", texts.t("Share"), texts.t("Satisfied"), "n", texts.p("chart", "from"), texts.p("chart", "to")),
        tuple(row(value, spread) for value, spread in pairs),
        (False, True, True, True, True, True),
        tuple(spread.mark.link for _, spread in pairs),
    )


def outcome_strip(value: Value, texts: Texts, link: Linking = nowhere, **heading: Unpack[Heading]) -> Strip:
    """How the calls of a period ended, from the value of ``satisfaction``; ``link`` gets the name of the outcome."""
    parts = []
    for name, role in OUTCOMES:
        n = int(value.extra.get(name) or 0)
        label = texts.word("follow_outcome", name)
        spoken = valued(texts, label, texts.n("{n} case", "{n} cases", n))
        parts.append(Mark(label, float(n), texts.number(n), link(name) if n else "", role, spoken))
    return Strip(
        parts=tuple(parts),
        foot=texts.t(
            "Not reached and declined never count as satisfied. Under five answers there is only n/a."
        ),
        table=Table(
            ("", texts.t("Cases")),
            tuple((part.label, part.shown) for part in parts),
            (False, True),
            tuple(part.link for part in parts),
        ),
        **said(heading, texts),
    )
