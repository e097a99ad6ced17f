"""The options of the command ``weekly``, and reading periods. Nothing heavy: the window parses its arguments, too."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.core.errors import UserProblem
from models.insights.kinds import Period, PeriodKind
from models.insights.periods import parse
from resources.texts import LANGUAGES, Texts


def add_weekly(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    texts: Texts,
) -> None:
    """The options of the command."""
    about = texts.t("write the summary for managers: a PDF, a workbook or a CSV file")
    parser = commands.add_parser("weekly", parents=[common], help=about, description=about)
    which = parser.add_mutually_exclusive_group()
    week = texts.t("such as 2026-W47 (otherwise the last one that is over)")
    which.add_argument("--week", type=_Reader(texts, weeks_only=True), metavar="WEEK", help=week)
    other = texts.t(
        "a day, month, quarter, year or days: 2026-11-20, 2026-11, 2026-Q4, 2026, 2026-11-01..2026-11-20"
    )
    which.add_argument("--period", type=_Reader(texts), metavar="PERIOD", help=other)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT.pdf|OUT.xlsx|OUT.csv",
        help=texts.t("where to"),
    )
    parser.add_argument(
        "--print-in",
        choices=(*LANGUAGES, "both"),
        help=texts.t("the report's language or languages (otherwise as set for the property)"),
    )


class _Reader:
    """Reads a period."""

    def __init__(self, texts: Texts, *, weeks_only: bool = False) -> None:
        self._texts, self._weeks_only = texts, weeks_only

    def __call__(self, text: str) -> Period:
        try:
            found = parse(text)
        except UserProblem as problem:
            raise argparse.ArgumentTypeError(self._texts.problem(problem.code, problem.facts)) from None
        if self._weeks_only and found.kind is not PeriodKind.WEEK:
            raise argparse.ArgumentTypeError(
                self._texts.t("{text} is not a week such as 2026-W47", text=text)
            )
        return found
