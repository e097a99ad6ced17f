"""The options of the commands about figures: ``measures``, ``pareto`` and ``warnings``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from models.core.errors import UserProblem
from models.insights.kinds import Slice, Weight
from models.insights.periods import free
from resources.texts import Texts

# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


def add_pareto(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    """The command ``pareto``."""
    about = texts.t("which few causes make up most: of the cases of a period, or of any table")
    parser = commands.add_parser("pareto", parents=[common], help=about, description=about)
    names = [one.name.lower() for one in Slice]
    by = texts.t("by what: {names}", names=", ".join(names))
    parser.add_argument("--by", choices=names, metavar="SLICE", help=by)
    weights = [one.value for one in Weight]
    weight = texts.t("what weighs: {names}", names=", ".join(weights))
    parser.add_argument("--weight", choices=weights, metavar="WEIGHT", help=weight)
    add_period(parser, texts)
    _slice(parser, texts)
    table = texts.t("a table of labels and counts instead of the store: CSV in any encoding, or XLSX")
    parser.add_argument("--table", type=Path, metavar="FILE", help=table)
    parser.add_argument("--label", metavar="COLUMN", help=texts.t("the table's column of labels"))
    parser.add_argument("--count", metavar="COLUMN", help=texts.t("the table's column of counts"))
    total = texts.t("the true total of the table, when it does not list everything")
    parser.add_argument("--total", type=_whole(texts), metavar="N", help=total)
    _format(parser, texts, ("table", "csv", "json"))


def add_measures(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    """The command ``measures``."""
    about = texts.t("the measures of a period: how many, how fast, how well")
    parser = commands.add_parser("measures", parents=[common], help=about, description=about)
    add_period(parser, texts)
    _slice(parser, texts)
    only = texts.t("only this measure, such as on_time; may be given several times")
    parser.add_argument("--measure", action="append", metavar="KEY", help=only)
    _format(parser, texts, ("table", "csv", "json"))


def add_warnings(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    """The command ``warnings``."""
    about = texts.t("early warnings that nobody has answered yet")
    parser = commands.add_parser("warnings", parents=[common], help=about, description=about)
    parser.add_argument("--all", action="store_true", help=texts.t("answered ones as well"))
    look = texts.t("look at everything now, before listing")
    parser.add_argument("--look", action="store_true", help=look)
    at = texts.t("what a look finds as of the end of this day; nothing is written")
    parser.add_argument("--at", type=_day(texts), metavar="DAY", help=at)
    every = texts.t("every count that is watched, with its limits")
    parser.add_argument("--streams", action="store_true", help=every)
    _format(parser, texts, ("table", "json"))


def add_period(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Which days are meant: a period by its name, or from one day to another; told both ways, it is wrong usage."""
    day, name = _day(texts), _otherwise(texts, ("first", "last"))
    days = _otherwise(texts, ("period",))
    period = texts.t("2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026 (otherwise this month)")
    parser.add_argument("--period", action=name, metavar="PERIOD", help=period)
    first, last = texts.t("the first day"), texts.t("the last day")
    parser.add_argument("--from", dest="first", action=days, type=day, metavar="DAY", help=first)
    parser.add_argument("--to", dest="last", action=days, type=day, metavar="DAY", help=last)


def _otherwise(texts: Texts, others: Sequence[str]) -> type[argparse.Action]:
    """An option that does not go together with these; a group of argparse knows only options that all exclude each
    other.
    """

    class Otherwise(argparse.Action):
        """Takes the value, unless one of the others has been told."""

        def __call__(
            self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, *_: object
        ) -> None:
            told = next((one for one in others if getattr(namespace, one) is not None), None)
            if told is not None:
                option = {"first": "--from", "last": "--to"}.get(told, f"--{told}")
                raise argparse.ArgumentError(self, texts.t("not allowed with argument %s") % option)
            setattr(namespace, self.dest, values)

    return Otherwise


def _slice(parser: argparse.ArgumentParser, texts: Texts) -> None:
    where = texts.t(
        "only cases of one value, such as category=leak; given again: of other slices too, or of another value as well"
    )
    parser.add_argument("--slice", action="append", metavar="SLICE=VALUE", help=where)


def _format(parser: argparse.ArgumentParser, texts: Texts, formats: tuple[str, ...]) -> None:
    parser.add_argument("--format", choices=formats, default="table", help=texts.t("how to write it"))


def _day(texts: Texts) -> Callable[[str], date]:
    def read(text: str) -> date:
        try:
            day = date.fromisoformat(text)
            return free(day, day).first  # a day that weeks and years can be counted from
        except (ValueError, UserProblem):
            raise argparse.ArgumentTypeError(texts.t("{text} is not a day", text=text)) from None

    return read


def _whole(texts: Texts) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal():
            raise argparse.ArgumentTypeError(texts.t("{text} is not a whole number", text=text))
        return int(text)

    return read
