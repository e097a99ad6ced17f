"""The command ``report``."""

from __future__ import annotations

import argparse

from models.complaints.queries import case_id
from models.core.session import Session
from models.handling.reporting import report_cases
from models.options.queries import settings
from reports.documents.handling_report import handling_report
from reports.documents.receipt import receipt
from reports.render import to_bytes, write_file
from resources.texts import Texts, load


def report(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write one PDF with the handling reports, or the receipts, of all references in their order."""
    ids = [case_id(session.store, reference) for reference in arguments.references]
    cases = report_cases(session.store, ids)
    chosen = arguments.print_in
    if chosen is None:
        languages = settings(session.store).report_languages
    else:
        languages = ("zh_CN", "en") if chosen == "both" else (chosen,)
    make = receipt if arguments.receipt else handling_report
    write_file(arguments.output, to_bytes(make(cases, [load(language) for language in languages])))
    print(texts.t("Written to {file}.", file=str(arguments.output)))
    return 0
