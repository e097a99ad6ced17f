"""The Pareto chart of a table: bars, the running share, what is left over last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Unpack

from models.insights.kinds import Pareto, ParetoRow, Weight
from reports.charts.wording import Heading, Linking, Naming, nowhere, said
from resources.charts.kinds import Key, KeyShape, Mark, ParetoChart, Role, Table
from resources.texts import Texts

FoldedLink = Callable[[tuple[str, ...]], str]
MOST = 12
_LEVEL = 0.8


def pareto_chart(
    table: Pareto,
    texts: Texts,
    name: Naming,
    link: Linking = nowhere,
    *,
    folded_link: FoldedLink = nowhere,
    weight: Weight = Weight.COUNT,
    most: int = MOST,
    currency: str = "CNY",
    **heading: Unpack[Heading],
) -> ParetoChart:
    """At most ``most`` bars and one for all others; the table of the chart has every row.

    ``folded_link`` gets the labels of the rows that share the last bar.
    """
    figures = _Figures(texts, weight, currency)
    drawn, folded = _folded(table, most)
    marks = [_mark(row, name(row.label), link(row.label), figures) for row in drawn]
    if folded is not None:
        labels = tuple(row.label for row in table.rows[len(drawn) :])
        marks.append(_rest(folded, figures, len(labels), folded_link(labels)))
        drawn = [*drawn, folded]
    reached = max((at for at, row in enumerate(drawn) if row.vital), default=None)
    vital_ends = reached is not None and sum(row.vital for row in drawn) == table.vital
    return ParetoChart(
        bars=tuple(marks),
        running=tuple(row.cumulative for row in drawn),
        total=figures.value(table.total),
        level=_LEVEL,
        level_words=texts.percent(_LEVEL),
        whole_words=texts.percent(1),
        reached=reached if vital_ends else None,
        reached_words=texts.percent(drawn[reached].cumulative, 1)
        if vital_ends and reached is not None
        else "",
        legend=(
            *_first(table, texts),
            Key(texts.t("cumulative"), "c2", KeyShape.LINE),
        ),
        table=_table(table, texts, name, link, figures),
        **said(heading, texts),
    )


def _first(table: Pareto, texts: Texts) -> tuple[Key, ...]:
    """What the bars are that make up 80 %: where the rule does not apply they are no vital few."""
    if not table.vital:
        return ()
    share = texts.percent(_LEVEL)
    words = texts.t("the first {share}", share=share) if table.flat else texts.t("vital few")
    return (Key(words, "c1"),)


class _Figures:
    """Weights in words and as they are drawn."""

    def __init__(self, texts: Texts, weight: Weight, currency: str) -> None:
        self.texts, self.weight, self._currency = texts, weight, currency

    def value(self, weight: int) -> float:
        """As it is drawn: money in whole units."""
        if self.weight is Weight.REMEDY_COST:
            return float(self.texts.amount(weight, self._currency))
        return float(weight)

    def shown(self, weight: int) -> str:
        """As it is written."""
        if self.weight is Weight.REMEDY_COST:
            return self.texts.money(weight, self._currency)
        return self.texts.number(weight)


def _folded(table: Pareto, most: int) -> tuple[Sequence[ParetoRow], ParetoRow | None]:
    """The rows that are drawn, and one for all that are not."""
    if len(table.rows) <= most + 1:
        return table.rows, None
    kept, rest = table.rows[:most], table.rows[most:]
    weight = sum(row.weight for row in rest)
    share = weight / table.total if table.total else 0.0
    return kept, replace(
        rest[-1],
        label="",
        weight=weight,
        share=share,
        cumulative=rest[-1].cumulative,
        vital=False,
        other=True,
    )


def _mark(row: ParetoRow, label: str, link: str, figures: _Figures) -> Mark:
    role = Role.OTHER if row.other else Role.VITAL if row.vital else Role.REST
    shown = figures.shown(row.weight)
    return Mark(
        label, figures.value(row.weight), shown, link, role, _spoken(label, shown, row, figures.texts)
    )


def _rest(row: ParetoRow, figures: _Figures, count: int, link: str) -> Mark:
    label = figures.texts.n("{n} other", "{n} others", count)
    shown = figures.shown(row.weight)
    spoken = _spoken(label, shown, row, figures.texts)
    return Mark(label, figures.value(row.weight), shown, link, Role.OTHER, spoken)


def _spoken(label: str, shown: str, row: ParetoRow, texts: Texts) -> str:
    return texts.t(
        "{label}: {shown}, {share} of all; up to here {cumulative}",
        label=label,
        shown=shown,
        share=texts.percent(row.share, 1),
        cumulative=texts.percent(row.cumulative, 1),
    )


def _table(table: Pareto, texts: Texts, name: Naming, link: Linking, figures: _Figures) -> Table:
    return Table(
        ("", texts.word("weight", figures.weight), texts.t("Share"), texts.t("Cumulative share")),
        tuple(
            (
                name(row.label), figures.shown(row.weight), texts.percent(row.share, 1),
                texts.percent(row.cumulative, 1),
            )
            for row in table.rows
        ),
        (False, True, True, True),
        tuple(link(row.label) for row in table.rows),
    )  # fmt: skip
