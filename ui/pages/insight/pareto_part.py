"""What weighs most: the Pareto table, at the depth to which it was opened, with its advice."""

from __future__ import annotations

from dataclasses import replace

from models.core.session import Session
from models.insights.kinds import Pareto, Slice, Weight
from models.insights.pareto_queries import pareto_of
from reports.charts.building import pareto_chart
from resources.texts import Texts
from ui.pages.insight.names import Names
from ui.pages.insight.parts import RECEIVED, Grid, ParetoPart, Question, value_of

UNCLASSIFIED_MOST = 0.1
_MOST_NAMES = 4


def pareto_part(question: Question, session: Session) -> ParetoPart:
    """One or two statements."""
    sight, texts, names = question.sight, question.texts, question.names(session)
    asked = replace(question.asked(session), cut=sight.inner_cut)
    table = pareto_of(session.store, asked, sight.by, sight.weight)
    measure = "remedy_cost" if sight.weight is Weight.REMEDY_COST else RECEIVED

    def name(label: object) -> str:
        return names.row(sight.by, value_of(sight.by, str(label or "")))

    def link(label: object) -> str:
        value = value_of(sight.by, str(label or ""))
        return question.figure(measure, cut=sight.inner_cut.having(sight.by, value))

    def folded(labels: tuple[str, ...]) -> str:
        values = [value_of(sight.by, label) for label in labels]
        return question.figure(measure, cut=sight.inner_cut.having(sight.by, *values))

    chart = pareto_chart(
        table,
        texts,
        name,
        link,
        folded_link=folded,
        weight=sight.weight,
        title=_title(texts, sight.by),
        beside=_beside(texts, table, sight.weight),
    )
    crumbs = tuple(names.say(slice_, value) for slice_, value in zip(sight.ladder, sight.trail, strict=False))
    note, token = advice(texts, table, names, sight.by)
    return ParetoPart(
        chart, _grid(texts, table, names, sight.by, sight.weight), note, token, by=sight.by, crumbs=crumbs
    )


def _title(texts: Texts, by: Slice) -> str:
    return texts.t("Where to begin, by {slice}", slice=texts.word("slice", by, inside=True))


def _beside(texts: Texts, table: Pareto, weight: Weight) -> str:
    """What it is, and of how many: n stands beside every percentage."""
    if weight is not Weight.COUNT or not table.total:
        return texts.t("Pareto")
    return texts.n("Pareto, {n} case", "Pareto, {n} cases", table.total)


def advice(texts: Texts, table: Pareto, names: Names, by: Slice) -> tuple[str, str]:
    """What the table allows to be said, and how grave that is."""
    if not table.total:
        return "", "muted"
    if not table.enough:
        return texts.t("Too few cases to say which few matter: it takes 20."), "muted"
    if table.unclassified > UNCLASSIFIED_MOST:
        share = texts.percent(table.unclassified, 1)
        return texts.t(
            "{share} are not classified: classify these first, then look again.", share=share
        ), "soon"
    if table.flat:
        return texts.t("Flat: no few of them hold the most. Order by something else."), "muted"
    vital = [row for row in table.rows if row.vital]
    share = texts.percent(vital[-1].cumulative, 1) if vital else ""
    if not 0 < len(vital) <= _MOST_NAMES:
        return "", "muted"
    said = texts.list_of([names.row(by, value_of(by, row.label)) for row in vital])
    return texts.t("Begin here: {names} hold {share}.", names=said, share=share), "muted"


def _grid(texts: Texts, table: Pareto, names: Names, by: Slice, weight: Weight) -> Grid:
    t = texts.t
    money = weight is Weight.REMEDY_COST
    heavy = texts.word("weight", weight)
    heads = (texts.word("slice", by), heavy, t("Share"), t("Cumulative share"), t("Vital few"))
    rows = tuple(
        (
            names.row(by, value_of(by, row.label)),
            texts.amount(row.weight, names.currency) if money else row.weight,
            row.share,
            row.cumulative,
            t("yes") if row.vital else "",
        )
        for row in table.rows
    )
    shares, amounts = frozenset({t("Share"), t("Cumulative share")}), frozenset({heavy} if money else ())
    return Grid(t("Pareto"), heads, rows, shares=shares, amounts=amounts)
