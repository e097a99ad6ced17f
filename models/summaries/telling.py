"""What the summary tells the commentary, and its tables that are put together from several reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from models.core.clock import to_millis
from models.improvements.kinds import ImprovementRow, Verdict
from models.insights.commentary import Cell, Share, Told
from models.insights.comparing import Usual
from models.insights.homes import homes_of_buildings
from models.insights.kinds import Asked, Compared, FigureId, Pareto, PeriodKind, Slice, Value
from models.insights.measures import MEASURES
from models.insights.periods import bounds, period
from models.insights.periods import last as last_weeks
from models.insights.slicing import counts_by
from models.insights.weekly import BASELINE_WEEKS, baseline, counts_sql, weeks_between
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


def buildings(
    store: Store, asked: Asked, names: Mapping[int, str], whole: Value
) -> tuple[tuple[BuildingRow, ...], int]:
    """The buildings with most cases, and how many had any; ``whole`` is the intensity of all. Seven statements."""
    counted = [(one, n) for one, n in counts_by(store, asked, Slice.BUILDING) if isinstance(one, int)]
    top = sorted(counted, key=lambda one: (-one[1], names.get(one[0], "")))[:BUILDINGS]
    often: dict[object, tuple[str, int]] = {}
    kinds = counts_by(store, asked, Slice.BUILDING, Slice.CATEGORY)
    for one, kind, n in sorted(kinds, key=lambda row: str(row[1])):
        if isinstance(kind, str) and kind and n > often.get(one, ("", 0))[1]:
            often[one] = kind, n
    ids = [one for one, _ in top]
    usual, homes = _usual(store, asked, ids), homes_of_buildings(store, _last_day(store, asked), ids)
    months = whole.extra.get("months") or 0.0
    rows = []
    for one, n in top:
        kind, most = often.get(one, (None, 0))
        lived_in = homes.get(one, 0) * months
        figure = FigureId("received", asked.period, asked.cut.having(Slice.BUILDING, one))
        rate = n * 1000 / lived_in if lived_in else None
        rows.append(BuildingRow(one, names.get(one, ""), n, usual.get(one), rate, kind, most, figure))
    return tuple(rows), len(counted)


def _usual(store: Store, asked: Asked, ids: Sequence[int]) -> dict[int, float]:
    """How many cases a week came from each building in the 12 weeks before, as the warnings reckon it."""
    zone = settings(store).zone
    now = asked.as_of or bounds(asked.period, zone)[1]
    last = min(asked.period.end - timedelta(days=1), now.astimezone(zone).date())
    weeks = last_weeks(period(PeriodKind.WEEK, last), BASELINE_WEEKS + 1)
    found = weeks_between(store, [one.first for one in weeks], zone, now)
    counts: dict[int, list[int]] = {one: [0] * BASELINE_WEEKS for one in ids}
    for week, one, n in store.rows(
        *counts_sql(found.edges, [Slice.BUILDING], asked.cut, to_millis(now), ids)
    ):
        if one in counts:
            counts[one][week] = n
    made = {}
    for one, mine in counts.items():
        fit = [good and known for good, known in zip(found.calm(None, one), found.known(), strict=True)]
        total, kept = baseline(mine, fit)
        if kept:
            made[one] = total / kept
    return made


def _last_day(store: Store, asked: Asked) -> date:
    """The last day of the period that has begun."""
    last = asked.period.end - timedelta(days=1)
    return last if asked.as_of is None else min(last, asked.as_of.astimezone(settings(store).zone).date())


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
