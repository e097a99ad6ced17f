"""The command ``list``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice

from models.complaints.kinds import Behind, CaseFilter, CaseRow
from models.core.session import Session
from models.exchange.case_table import FIELDS, LIST_FIELDS, Labels, all_cases, fields_of, labels
from models.exchange.table_file import as_text
from models.insights.behind import where
from models.insights.identifiers import read
from models.insights.known_values import check
from resources.texts import N_, Texts
from ui.command_line.output import write_csv, write_json, write_table
from ui.command_line.streams import complain

TITLES = {
    "reference": N_("Reference"),
    "status": N_("Status"),
    "received": N_("Received"),
    "due": N_("Due"),
    "category": N_("Category"),
    "severity": N_("Severity"),
    "unit": N_("Unit"),
}


def wanted_cases(session: Session, arguments: argparse.Namespace, language: str) -> CaseFilter:
    """The filter that the options describe. Raises ``figure.unknown``, ``period.unknown``, ``slice.unknown_value``."""
    return CaseFilter(
        behind=None if arguments.figure is None else _behind(session, arguments.figure, language),
        statuses=frozenset(arguments.status or ()),
        severities=frozenset(arguments.severity or ()),
        search=arguments.search,
    )


def _behind(session: Session, figure: str, language: str) -> Behind:
    wanted = read(figure)
    check(session.store, wanted.cut, language)
    return where(session.store, wanted, session.clock.now())


def list_cases(session: Session, arguments: argparse.Namespace, texts: Texts) -> int:
    """Write the cases as a table for people, or as CSV or JSON for programs."""
    known = labels(session, texts.language)
    wanted = wanted_cases(session, arguments, texts.language)
    cases: Iterator[CaseRow] = islice(all_cases(session, wanted), arguments.limit)
    rows = (as_text(fields_of(case, known)) for case in cases)
    if arguments.format == "json":
        write_json(rows, sys.stdout)
    elif arguments.format == "csv":
        write_csv(FIELDS, rows, sys.stdout)
    else:
        lines = [_line(case, texts, known) for case in cases]
        write_table([texts.t(TITLES[field]) for field in LIST_FIELDS], lines, sys.stdout)
        complain(texts.n("{n} case", "{n} cases", len(lines)))
    return 0


def _line(case: CaseRow, texts: Texts, known: Labels) -> list[str]:
    return [
        case.reference,
        texts.word("status", case.status),
        texts.datetime(case.received_at, known.zone, year=True),
        "" if case.next_due_at is None else texts.datetime(case.next_due_at, known.zone, year=True),
        known.categories.get(case.category or "", case.category or ""),
        texts.word("severity_tag", case.severity),
        case.unit,
    ]
