"""The commands ``import`` and ``export``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.core.session import Session
from models.exchange import complaints_import, directory_import
from models.exchange.case_export import export_cases
from models.exchange.order_export import export_orders
from models.exchange.rejects import Reject, check_writable, write_rejects
from models.repairs.kinds import OrderFilter
from models.sweep import actions as sweeping  # noqa: F401  as in the window: time comes before deeds
from resources.texts import Texts
from ui.command_line.listing import wanted_cases
from ui.command_line.streams import complain

_SHOWN = 5


def _say_rows(texts: Texts, headers: tuple[str, ...], rejects: list[Reject], output: Path | None) -> None:
    """The first reasons on standard error; all rows with their reasons in the file that was asked for."""
    for reject in rejects[:_SHOWN]:
        reason = texts.problem(reject.code, reject.facts)
        complain(texts.t("Line {line}: {reason}", line=reject.line, reason=reason))
    if len(rejects) > _SHOWN:
        complain(texts.n("and {n} more row", "and {n} more rows", len(rejects) - _SHOWN))
    if output is not None:
        write_rejects(output, headers, rejects, texts)
        complain(texts.t("The rows that were not taken are in {file}.", file=str(output)))


def _check(arguments: argparse.Namespace) -> None:
    """What is in the way of writing the rejects is said before anything is read in, not after."""
    if arguments.rejects is not None:
        check_writable(arguments.rejects, arguments.file)


def _progress(rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{rows:,}", end="", file=sys.stderr, flush=True)


def import_complaints(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Read past complaints in and say what came of it."""
    _check(arguments)
    report = complaints_import.import_complaints(
        session, arguments.file, arguments.mapping, trial=arguments.trial, progress=_progress
    )
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
    _say_rows(texts, report.headers, report.rejects, arguments.rejects)
    for note in report.notes:
        complain(texts.problem(note.code, note.facts))
    said = texts.t(
        "{rows} rows read: {accepted} taken, {known} known already, {rejected} not taken.",
        rows=report.rows,
        accepted=report.accepted,
        known=report.known,
        rejected=len(report.rejects),
    )
    print(said)
    if report.trial:
        print(texts.t("This was a trial; nothing was written."))
    return 0


def import_directory(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Read units and residents in and say what came of it."""
    _check(arguments)
    report = directory_import.run(session, arguments.file, trial=arguments.trial)
    _say_rows(texts, report.headers, list(report.rejects), arguments.rejects)
    said = texts.t(
        "{rows} rows read: {places} places and {residents} residents new, {rejected} rows not taken.",
        rows=report.rows,
        places=report.places,
        residents=report.residents,
        rejected=len(report.rejects),
    )
    print(said)
    if report.trial:
        print(texts.t("This was a trial; nothing was written."))
    return 0


def export_complaints(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write cases to a CSV or XLSX file, by its ending."""
    wanted = wanted_cases(session, arguments, texts.language)
    count = export_cases(session, wanted, arguments.output, texts.language)
    print(
        texts.n(
            "{n} case written to {file}.", "{n} cases written to {file}.", count, file=str(arguments.output)
        )
    )
    return 0


def export_work_orders(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write work orders to a CSV or XLSX file, by its ending."""
    wanted = OrderFilter(states=tuple(arguments.state or ()))
    count = export_orders(session, wanted, arguments.output, texts)
    file = str(arguments.output)
    print(
        texts.n("{n} work order written to {file}.", "{n} work orders written to {file}.", count, file=file)
    )
    return 0
