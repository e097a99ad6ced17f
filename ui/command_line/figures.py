"""The command ``measures``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import timedelta

from models.core.session import Session
from models.insights.identifiers import write
from models.insights.kinds import Asked, Measure, Unit, Value
from models.insights.measures import MEASURES, TOLD, measure
from models.insights.periods import write as write_period
from models.insights.queries import values
from models.options.queries import settings
from resources.texts import Texts
from ui.command_line.output import write_csv, write_json, write_table
from ui.command_line.paretos import wanted_cut, wanted_period
from ui.command_line.streams import complain

FIELDS = (
    "measure", "title", "period", "cut", "unit", "value", "n", "count", "low", "high", "p90", "mean", "target", "extra",
    "figure",
)  # fmt: skip


def measures(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the measures of a period: a table for people, CSV or JSON for programs.

    Shares are fractions, durations seconds, money minor units. Below five cases shares and durations are empty.
    """
    cut, period = wanted_cut(session, arguments, texts), wanted_period(session, arguments)
    found = values(session.store, Asked(period, cut, session.clock.now()), arguments.measure or TOLD)
    if arguments.format == "json":
        write_json((_fields(texts, one) for one in found.values()), sys.stdout)
    elif arguments.format == "csv":
        rows = (
            {**row, "extra": json.dumps(row["extra"])}
            for row in (_fields(texts, one) for one in found.values())
        )
        write_csv(FIELDS, rows, sys.stdout)
    else:
        currency = settings(session.store).property_currency
        titles = [
            "",
            texts.t("Value"),
            "n",
            texts.t("95 % interval or 90th percentile"),
            texts.t("Target"),
            "",
        ]
        write_table(titles, [_line(texts, one, currency) for one in found.values()], sys.stdout)
        complain(write_period(period))
    return 0


def _fields(texts: Texts, value: Value) -> dict[str, object]:
    one = measure(value.measure)
    return {
        "measure": one.key,
        "title": texts.t(one.title),
        "period": write_period(value.period),
        "cut": "/".join(
            f"{slice_.value}={'' if given is None else given}" for slice_, given in value.cut.values
        ),
        "unit": one.unit.value,
        "value": value.value,
        "n": value.n,
        "count": value.count,
        "low": value.low,
        "high": value.high,
        "p90": value.p90,
        "mean": value.mean,
        "target": one.target,
        "extra": _plain(value.extra),
        "figure": write(value.figure),
    }


def _plain(extra: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: int(n) if n is not None and n == int(n) else n for name, n in extra.items()}


def _line(texts: Texts, value: Value, currency: str) -> list[str]:
    one = MEASURES[value.measure]
    among = texts.number(value.n)
    if one.unit is Unit.SHARE and value.count is not None:
        among = texts.t("{count} of {n}", count=texts.number(value.count), n=among)
    target = "" if one.target is None else amount(texts, one, one.target, currency)
    shown, spread = _value(texts, one, value, currency), _spread(texts, one, value, currency)
    return [texts.t(one.title), shown, among, spread, target, write(value.figure)]


def _value(texts: Texts, one: Measure, value: Value, currency: str) -> str:
    if value.value is None:
        return texts.t("n/a") if value.n else "–"
    return amount(texts, one, value.value, currency)


def _spread(texts: Texts, one: Measure, value: Value, currency: str) -> str:
    if value.low is not None and value.high is not None:
        return f"{texts.percent(value.low, 1)} – {texts.percent(value.high, 1)}"
    return "" if value.p90 is None else amount(texts, one, value.p90, currency)


def amount(texts: Texts, one: Measure, number: float, currency: str) -> str:
    """A value in the unit of its measure."""
    match one.unit:
        case Unit.SHARE:
            return texts.percent(number, 1)
        case Unit.DURATION:
            return texts.duration(timedelta(seconds=number))
        case Unit.MONEY:
            return texts.money(round(number), currency)
        case Unit.RATE:
            return texts.number(number, 1)
        case _:
            return texts.number(round(number))
