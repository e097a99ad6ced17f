"""The commands ``report`` and ``handover``: what is printed."""

from __future__ import annotations

import argparse

from models.complaints.queries import case_id
from models.core.session import Session
from models.handling.reporting import report_cases
from models.options.queries import settings
from models.shifts.sheet import sheet
from reports.documents.hand_over import hand_over_sheet
from reports.documents.handling_report import handling_report
from reports.documents.receipt import receipt
from reports.render import to_bytes, write_file
from resources.texts import Texts, load


def report(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write one PDF with the handling reports, or the receipts, of all references in their order."""
    ids = [case_id(session.store, reference) for reference in arguments.references]
    cases = report_cases(session.store, ids)
    make = receipt if arguments.receipt else handling_report
    write_file(arguments.output, to_bytes(make(cases, languages(session, arguments))))
    print(texts.t("Written to {file}.", file=str(arguments.output)))
    return 0


def hand_over(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the sheet of a shift: of the one that is on, unless another is named."""
    found = sheet(session, arguments.shift, arguments.day)
    spoken = getattr(arguments, "lang", None)
    spoken_in = [load(spoken)] if spoken and not arguments.print_in else languages(session, arguments)
    write_file(arguments.output, to_bytes(hand_over_sheet(found, spoken_in)))
    print(texts.t("Written to {file}.", file=str(arguments.output)))
    return 0


def languages(session: Session, arguments: argparse.Namespace) -> list[Texts]:
    """The languages of the paper: those that were asked for, otherwise as set for the property."""
    chosen = arguments.print_in
    if chosen is None:
        languages = settings(session.store).report_languages
    else:
        languages = ("zh_CN", "en") if chosen == "both" else (chosen,)
    return [load(language) for language in languages]
