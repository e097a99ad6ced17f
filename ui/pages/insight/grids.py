"""The table of all measures as it goes into a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from models.insights.identifiers import write
from models.insights.kinds import Compared, Unit, Value
from models.insights.measures import MEASURES, TOLD
from ui.pages.insight.parts import Grid
from ui.pages.insight.value_words import Tongue

_DAY = timedelta(days=1)


def measures_grid(tongue: Tongue, found: Mapping[str, Compared]) -> Grid:
    """One row for each measure; figures stay figures: shares 0 to 1, durations in hours, money in whole units."""
    t = tongue.texts.t
    heads = (
        t("Measure"), t("Value"), t("Unit"), t("Count"), t("n"), t("Target"), t("Period before"), t("A year ago"),
        t("Low"), t("High"), t("First day"), t("Last day"), t("Figure"),
    )  # fmt: skip
    rows = []
    for key in TOLD:
        if key not in found:
            continue
        measure, one = MEASURES[key], found[key]
        now = one.now
        cells: tuple[object, ...] = (
            t(measure.title), _plain(tongue, measure.unit, now), tongue.texts.word("unit", measure.unit), now.count,
            now.n, measure.target, _plain(tongue, measure.unit, one.before), _plain(tongue, measure.unit, one.year_ago),
            now.low, now.high, now.period.first, now.period.end - _DAY, write(now.figure),
        )  # fmt: skip
        rows.append(cells)
    days = frozenset({t("First day"), t("Last day")})
    return Grid(t("Measures"), heads, tuple(rows), days)


def _plain(tongue: Tongue, unit: Unit, value: Value | None) -> object:
    if value is None or value.value is None:
        return None
    match unit:
        case Unit.DURATION:
            return round(value.value / 3600, 4)
        case Unit.MONEY:
            return tongue.texts.amount(round(value.value), tongue.currency)
        case _:
            return value.value
