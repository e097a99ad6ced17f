"""What the summary tells the commentary, and its tables that are put together from several reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from models.core.clock import to_millis
from models.improvements.kinds import ImprovementRow, Verdict
from models.insights.commentary import Cell, Share, Told
from models.insights.comparing import Usual
from models.insights.kinds import Asked, Compared, FigureId, Pareto, Slice
from models.insights.measures import MEASURES
from models.insights.queries import value
from models.insights.slicing import counts_by
from models.insights.trends import trends
from models.options.queries import settings
from models.store.database import Store
from models.summaries.kinds import BuildingRow, Estate
from models.warnings.kinds import WarningRow, WarningRule

BUILDINGS = 5
SHARES = ("on_time", "satisfaction", "repeat_rate")  # of which the commentary speaks
_NAMES = "SELECT code, zh, en FROM category"
_PLACES = "SELECT id, label FROM place WHERE kind = 'building'"
_RULES = "SELECT name, version FROM policy_version WHERE created_at < ? ORDER BY id DESC LIMIT 1"


def estate(store: Store, at: datetime, homes: float | None) -> Estate:
    """Whose summary it is."""
    options = settings(store)
    rules = store.rows(_RULES, (to_millis(at),))
    return Estate(
        name=options.property_name,
        address=options.property_address,
        zone=options.zone,
        currency=options.property_currency,
        homes=round(homes or 0),
        rules=f"{rules[0][0]} v{rules[0][1]}" if rules else "",
        categories={code: {"zh_CN": zh, "en": en} for code, zh, en in store.rows(_NAMES)},
        buildings=dict(store.rows(_PLACES)),
    )


def buildings(store: Store, asked: Asked, names: Mapping[int, str]) -> tuple[tuple[BuildingRow, ...], int]:
    """The buildings with most cases, and how many had any. A statement more for each of at most five."""
    counted = [(one, n) for one, n in counts_by(store, asked, Slice.BUILDING) if isinstance(one, int)]
    top = sorted(counted, key=lambda one: (-one[1], names.get(one[0], "")))[:BUILDINGS]
    often: dict[object, tuple[str, int]] = {}
    for one, kind, n in sorted(
        counts_by(store, asked, Slice.BUILDING, Slice.CATEGORY), key=lambda row: str(row[1])
    ):
        if isinstance(kind, str) and kind and n > often.get(one, ("", 0))[1]:
            often[one] = kind, n
    weekly = trends(store, asked, Slice.BUILDING, 1)
    rows = []
    for one, n in top:
        cut = asked.cut.having(Slice.BUILDING, one)
        points = weekly.get(one, ())
        kind, most = often.get(one, (None, 0))
        rows.append(
            BuildingRow(
                building_id=one,
                name=names.get(one, ""),
                count=n,
                usual=points[-1].expected if points else None,
                rate=value(store, "intensity", replace(asked, cut=cut)).value,
                often=kind,
                often_count=most,
                figure=FigureId("received", asked.period, cut),
            )
        )
    return tuple(rows), len(counted)


def late_plans(rows: Sequence[ImprovementRow], day: date) -> tuple[ImprovementRow, ...]:
    """Those that were late on a day, by how many days then."""
    return tuple(replace(one, late_days=(day - one.due_on).days) for one in rows if one.due_on < day)


def told(
    over: bool,
    measures: Mapping[str, Compared],
    usual: Usual | None,
    table: Pareto,
    raised: Sequence[WarningRow],
    judged: Sequence[ImprovementRow],
) -> Told:
    """The figures that the sentences are made of."""
    verdicts = [one.verdict for one in judged if one.verdict]
    return Told(
        over=over,
        received=measures["received"].now.n,
        usual=usual,
        shares=tuple(
            Share(measures[key].now, measures[key].before, MEASURES[key].better, MEASURES[key].target)
            for key in SHARES
        ),
        pareto=table,
        cells=tuple(_cells(raised)),
        overdue=measures["overdue"].now.n,
        longest=measures["overdue"].now.extra.get("longest"),
        warnings=len(raised),
        achieved=verdicts.count(Verdict.ACHIEVED),
        not_achieved=verdicts.count(Verdict.NOT_ACHIEVED),
        unclear=verdicts.count(Verdict.NOT_ENOUGH_DATA),
    )


def _cells(raised: Sequence[WarningRow]) -> list[Cell]:
    """One kind in one building, over its exact limit."""
    return [
        Cell(one.building, one.category, one.observed, one.expected, one.limit)
        for one in raised
        if one.rule == WarningRule.EXCEEDANCE and one.building_id and one.category
        and one.expected is not None and one.limit is not None and one.observed >= one.limit
    ]  # fmt: skip
