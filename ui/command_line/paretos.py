"""The command ``pareto``: of the store, or of a foreign table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from models.accounts.queries import staff_names
from models.core.errors import UserProblem
from models.core.session import Session
from models.directory.kinds import PlaceKind
from models.directory.queries import of_kind
from models.exchange.pareto_table import is_other, read_counts
from models.insights.kinds import Asked, Cut, Pareto, Period, PeriodKind, Slice, Weight
from models.insights.known_values import wanted
from models.insights.pareto import UNCLASSIFIED_MOST, pareto
from models.insights.pareto_queries import pareto_of
from models.insights.periods import free, parse, period
from models.options.causes import cause_labels
from models.options.kinds import label
from models.options.queries import categories, settings
from resources.texts import Texts
from ui.command_line.output import write_csv, write_json, write_table
from ui.command_line.streams import complain

FIELDS = ("label", "{weight}", "share", "cumulative", "vital", "other")
Name = Callable[[str], str]
# Options that mean something for a foreign table alone, or for the cases of the store alone.
_OF_TABLE = {"label": "--label", "count": "--count", "total": "--total"}
_OF_STORE = {
    "by": "--by", "weight": "--weight", "slice": "--slice", "period": "--period", "first": "--from", "last": "--to",
}  # fmt: skip
_WORDS = {
    Slice.PLACE_KIND: "place_kind",
    Slice.RESIDENT_KIND: "resident_kind",
    Slice.RESPONSIBLE: "responsible",
    Slice.CHANNEL: "channel",
    Slice.SEVERITY: "severity_tag",
    Slice.KIND: "kind",
}


def of_table(arguments: argparse.Namespace, texts: Texts) -> int | None:
    """A foreign table needs no store; ``None`` when none is named."""
    _refuse(arguments, _OF_TABLE if arguments.table is None else _OF_STORE)
    if arguments.table is None:
        return None
    rows = read_counts(arguments.table, arguments.label, arguments.count)
    rest = texts.t("not listed")
    others = {row.label for row in rows if is_other(row.label)}
    if arguments.total is not None:
        listed = sum(row.weight for row in rows)
        if arguments.total < listed:
            raise UserProblem("pareto.total_small", total=arguments.total, listed=listed)
    found = pareto(rows, rest, arguments.total, others=others)
    _write(found, Weight.COUNT, lambda one: one, arguments, texts, texts.number)
    return 0


def _refuse(arguments: argparse.Namespace, options: Mapping[str, str]) -> None:
    """Raises ``pareto.option`` for one of these that was given: nothing that was asked for is left out in silence."""
    for name, option in options.items():
        if getattr(arguments, name) is not None:
            raise UserProblem("pareto.option", option=option)


def of_store(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """The table of the cases of a period."""
    by, weight = Slice[(arguments.by or "category").upper()], Weight(arguments.weight or Weight.COUNT)
    now = session.clock.now()
    asked = Asked(wanted_period(session, arguments), wanted_cut(session, arguments, texts), now)
    found = pareto_of(session.store, asked, by, weight)
    currency = settings(session.store).property_currency
    shown = partial(texts.money, currency=currency) if weight is Weight.REMEDY_COST else texts.number
    _write(found, weight, _names(session, by, texts), arguments, texts, shown)
    return 0


def wanted_period(session: Session, arguments: argparse.Namespace) -> Period:
    """The period that the options describe; without any, the present month."""
    today = session.clock.now().astimezone(settings(session.store).zone).date()
    if arguments.period is not None:
        return parse(arguments.period)
    if arguments.first is None and arguments.last is None:
        return period(PeriodKind.MONTH, today)
    last = arguments.last or today
    return free(arguments.first or last - timedelta(days=29), last)


def wanted_cut(session: Session, arguments: argparse.Namespace, texts: Texts) -> Cut:
    """The cases that ``--slice`` describes. Raises ``slice.unknown``, ``slice.unknown_value``, ``slice.no_values``."""
    return wanted(session.store, arguments.slice or (), texts.language)


def _names(session: Session, by: Slice, texts: Texts) -> Name:
    store, language = session.store, texts.language
    known: dict[str, str] = {}
    if by in {Slice.CATEGORY, Slice.SUBCATEGORY}:
        known = {row.code: label(row, language) for row in categories(store, retired=True)}
    elif by in {Slice.PROPERTY, Slice.BUILDING}:
        kind = PlaceKind.PROPERTY if by is Slice.PROPERTY else PlaceKind.BUILDING
        known = {str(place.id): place.name or place.label for place in of_kind(store, kind)}
    elif by is Slice.CAUSE:
        spoken = "zh_CN" if language.startswith("zh") else "en"
        known = {code: words[spoken] for code, words in cause_labels(store).items()}
    elif by is Slice.HANDLER:
        known = {str(one): name for one, name in staff_names(store).items()}

    def say(code: str) -> str:
        if not code:
            return texts.t("not classified")
        return known.get(code) or (texts.word(_WORDS[by], code) if by in _WORDS else code)

    return say


def _write(
    found: Pareto,
    weight: Weight,
    say: Name,
    arguments: argparse.Namespace,
    texts: Texts,
    shown: Callable[[int], str],
) -> None:
    fields = [one.format(weight=weight.value) for one in FIELDS]
    values = [
        (say(row.label), row.weight, row.share, row.cumulative, row.vital, row.other) for row in found.rows
    ]
    rows = [dict(zip(fields, one, strict=True)) for one in values]
    if arguments.format == "json":
        write_json(rows, sys.stdout)
    elif arguments.format == "csv":
        write_csv(fields, rows, sys.stdout)
    else:
        titles = [texts.t("Label"), texts.word("weight", weight), texts.t("Share"), texts.t("Cumulative"), ""]
        lines = [
            [label_, shown(n), _percent(share), _percent(running), texts.t("vital") if vital else ""]
            for label_, n, share, running, vital, _ in values
        ]
        write_table(titles, lines, sys.stdout)
    for line in advice(found, texts, shown):
        complain(line)


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def advice(found: Pareto, texts: Texts, shown: Callable[[int], str]) -> list[str]:
    """What the table says, and where it says nothing; ``shown`` is how its weights are written."""
    total = texts.t("Total: {n}", n=shown(found.total))
    if not found.enough:
        return [total, texts.t("Fewer than 20 cases: too few to say what is vital.")]
    if found.unclassified > UNCLASSIFIED_MOST:
        share = _percent(found.unclassified)
        return [total, texts.t("{share} are not classified: sort those out first.", share=share)]
    if found.flat:
        return [total, texts.t("Flat: Pareto does not apply here. Try another slice.")]
    n = found.vital
    return [total, texts.n("{n} cause makes up 80 %.", "{n} causes make up 80 %.", n)]
