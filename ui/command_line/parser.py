"""The commands and their options. The texts are made in the language of the caller."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from models.complaints.kinds import Severity, Status
from models.handling.clock_kinds import ClockName
from models.improvements.kinds import ImprovementGroup
from models.repairs.kinds import OrderState
from resources.texts import LANGUAGES, Texts
from ui.command_line.argument_words import speak
from ui.command_line.figures_parser import add_measures, add_pareto, add_warnings
from ui.command_line.periods import add_weekly


def _common(texts: Texts) -> argparse.ArgumentParser:
    """Options that may stand before the command or after it."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, metavar="DIR", help=texts.t("the folder that holds the store"))
    common.add_argument(
        "--lang", choices=list(LANGUAGES), help=texts.t("the language to speak (otherwise the system's)")
    )
    common.add_argument(
        "--as",
        dest="staff",
        metavar="NAME",
        help=texts.t("act as this staff member; the password is asked for, or taken from REDRESS_PASSWORD"),
    )
    return common


def make_parser(texts: Texts) -> argparse.ArgumentParser:
    """The whole command line. Without a command the desk opens its window."""
    speak(texts)
    common = _common(texts)
    parser = argparse.ArgumentParser(
        prog="redress",
        parents=[common],
        description=texts.t("Redress: complaints at a property's front desk, walked through eight steps."),
        epilog=texts.t("Exit status: 0 done, 1 a problem that standard error names, 2 wrong usage."),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title=texts.t("commands"))
    _import(commands, common, texts)
    _list(commands, common, texts)
    _today(commands, common, texts)
    _due(commands, common, texts)
    _sweep(commands, common, texts)
    add_measures(commands, common, texts)
    add_pareto(commands, common, texts)
    add_warnings(commands, common, texts)
    _report(commands, common, texts)
    _hand_over(commands, common, texts)
    _work_order(commands, common, texts)
    _schedule(commands, common, texts)
    add_weekly(commands, common, texts)
    _improvements(commands, common, texts)
    _export(commands, common, texts)
    check = texts.t("check the store: integrity, audit trail, attachments")
    commands.add_parser("verify", parents=[common], help=check, description=check)
    _demo(commands, common, texts)
    return parser


# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


def _import(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("read a CSV or XLSX file in")
    parser = commands.add_parser("import", parents=[common], help=about, description=about)
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    past = texts.t("past complaints; a row that is known already is not read in twice")
    complaints = kinds.add_parser("complaints", parents=[common], help=past, description=past)
    complaints.add_argument(
        "--mapping",
        metavar="NAME",
        help=texts.t("which column means what: nyc311, plain, or a .toml file (otherwise by the headers)"),
    )
    homes = texts.t("units and residents")
    directory = kinds.add_parser("directory", parents=[common], help=homes, description=homes)
    for one in (complaints, directory):
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument("--trial", action="store_true", help=texts.t("only say what would happen"))
        one.add_argument(
            "--rejects",
            type=Path,
            metavar="OUT.csv",
            help=texts.t("write the rows that were not taken here, each with its reason"),
        )


def _list(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("list cases, newest first")
    parser = commands.add_parser("list", parents=[common], help=about, description=about)
    _filters(parser, texts)
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help=texts.t("how to write it")
    )
    parser.add_argument("--limit", type=_counter(texts), metavar="N", help=texts.t("at most so many"))


def _filters(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument(
        "--search", default="", metavar="TEXT", help=texts.t("reference, name, phone, unit or words")
    )
    parser.add_argument(
        "--figure", metavar="FIGURE", help=texts.t("the cases behind a figure, such as on_time@2026-W47#miss")
    )
    parser.add_argument(
        "--status",
        action="append",
        choices=[status.value for status in Status],
        help=texts.t("only these; may be given several times"),
    )
    parser.add_argument(
        "--severity",
        action="append",
        choices=[one.value for one in Severity],
        help=texts.t("only these; may be given several times"),
    )


def _today(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("what needs you now, the most pressing first")
    parser = commands.add_parser("today", parents=[common], help=about, description=about)
    parser.add_argument("--all", action="store_true", help=texts.t("everybody's work, not only your own"))
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help=texts.t("how to write it")
    )


def _improvements(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("list the improvement register: plans, due days, verdicts")
    parser = commands.add_parser("improvements", parents=[common], help=about, description=about)
    parser.add_argument(
        "--state",
        action="append",
        choices=[one.value for one in ImprovementGroup],
        help=texts.t("only these; may be given several times"),
    )
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help=texts.t("how to write it")
    )


def _due(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("when something falls due: a case, or a target from a moment on")
    parser = commands.add_parser("due", parents=[common], help=about, description=about)
    parser.add_argument("reference", nargs="?", metavar="REFERENCE", help=texts.t("the case"))
    names = tuple(name.value for name in ClockName)
    one = texts.t(
        "one clock of the case (otherwise the one that falls due next): {names}", names=", ".join(names)
    )
    parser.add_argument("--clock", choices=names, metavar="CLOCK", help=one)
    moment = texts.t("when it begins, in the calendar's time zone: 2026-11-20T17:00")
    parser.add_argument("--from", dest="start", metavar="TIME", help=moment)
    parser.add_argument("--target", metavar="TARGET", help=texts.t("how long it may take: 90m, 2h or 3wd"))
    calendar = texts.t("office, daily, always, property (the default) or a .json file")
    parser.add_argument("--calendar", metavar="CALENDAR", help=calendar)
    parser.add_argument("--why", action="store_true", help=texts.t("list what was counted and what was not"))


def _sweep(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("do what is due by itself: warnings, escalations, pauses that end; for a scheduled task")
    parser = commands.add_parser("sweep", parents=[common], help=about, description=about)
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help=texts.t("how to write it")
    )


def _counter(texts: Texts) -> Callable[[str], int]:
    """Reads a whole number from 1 on."""

    def count(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise argparse.ArgumentTypeError(texts.t("{text} is not a whole number from 1 on", text=text))
        return int(text)

    return count


def _report(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("print handling reports to a PDF")
    parser = commands.add_parser("report", parents=[common], help=about, description=about)
    parser.add_argument("references", nargs="+", metavar="REFERENCE")
    _paper(parser, texts)
    parser.add_argument("--receipt", action="store_true", help=texts.t("the resident's receipt instead"))


def _hand_over(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("print the sheet that a shift hands to the next")
    parser = commands.add_parser("handover", parents=[common], help=about, description=about)
    which = texts.t("the shift's code, such as early (otherwise the one that is on)")
    parser.add_argument("--shift", metavar="SHIFT", help=which)
    day = texts.t("the day on which it begins: 2026-11-20 (otherwise its latest)")
    parser.add_argument("--day", type=_day(texts), metavar="DAY", help=day)
    _paper(parser, texts)


def _work_order(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("print job slips to a PDF")
    parser = commands.add_parser("workorder", parents=[common], help=about, description=about)
    parser.add_argument("references", nargs="+", metavar="REFERENCE", help=texts.t("work orders, at most 50"))
    _paper(parser, texts)


def _schedule(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("write who does what in a week: a PDF, or a calendar file for one technician's phone")
    parser = commands.add_parser("schedule", parents=[common], help=about, description=about)
    week = texts.t("such as 2026-W47 (otherwise this week)")
    parser.add_argument("--week", type=_week(texts), metavar="WEEK", help=week)
    whose = texts.t("one technician (otherwise all; a calendar file needs one)")
    parser.add_argument("--technician", metavar="NAME", help=whose)
    _paper(parser, texts, "OUT.pdf|OUT.ics")


_YEARS = range(2000, 2200)  # of weeks: beyond them no calendar is known, and in the end there are no days


def _week(texts: Texts) -> Callable[[str], date]:
    """Reads an ISO week; gives its Monday."""

    def read(text: str) -> date:
        found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text.strip(), re.IGNORECASE)
        try:
            if found is not None and int(found[1]) in _YEARS:
                return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:  # a year without a 53rd week
            pass
        raise argparse.ArgumentTypeError(texts.t("{text} is not a week such as 2026-W47", text=text))

    return read


def _paper(parser: argparse.ArgumentParser, texts: Texts, where: str = "OUT.pdf") -> None:
    """Where a PDF goes, and its languages."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=where, help=texts.t("where to"))
    parser.add_argument(
        "--print-in",
        choices=(*LANGUAGES, "both"),
        help=texts.t("the report's language or languages (otherwise as set for the property)"),
    )


def _day(texts: Texts) -> Callable[[str], date]:
    """Reads a day."""

    def read(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(texts.t("{text} is not a day", text=text)) from None

    return read


def _export(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    whole = texts.t("write cases or work orders to a CSV or XLSX file")
    parser = commands.add_parser("export", parents=[common], help=whole, description=whole)
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    about = texts.t("write cases to a CSV or XLSX file")
    complaints = kinds.add_parser("complaints", parents=[common], help=about, description=about)
    _filters(complaints, texts)
    about = texts.t("write work orders to a CSV or XLSX file: who went, when, and what it cost")
    orders = kinds.add_parser("workorders", parents=[common], help=about, description=about)
    orders.add_argument(
        "--state",
        action="append",
        choices=[state.value for state in OrderState],
        help=texts.t("only these; may be given several times"),
    )
    about = texts.t("write the improvement register to a CSV or XLSX file")
    register = kinds.add_parser("improvements", parents=[common], help=about, description=about)
    for one in (complaints, orders, register):
        one.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help=texts.t("where to"))


def _demo(commands: Commands, common: argparse.ArgumentParser, texts: Texts) -> None:
    about = texts.t("make the demo estate: eight buildings, 300 residents, half a year of cases")
    parser = commands.add_parser("demo", parents=[common], help=about, description=about)
    parser.add_argument("--open", action="store_true", help=texts.t("and open the desk on it"))
    parser.add_argument(
        "--day",
        type=Path,
        metavar="DIR",
        help=texts.t("perform a day at the desk off screen; leave PDFs and pictures in DIR"),
    )
