"""Writing cases to a CSV or XLSX file."""

from __future__ import annotations

from pathlib import Path

from models.complaints.kinds import CaseFilter
from models.core.session import Session
from models.exchange.case_table import FIELDS, INSTANTS, all_cases, fields_of, labels
from models.exchange.table_file import Columns, check_may_export, write_rows

_COLUMNS = Columns(FIELDS, INSTANTS)


def export_cases(session: Session, wanted: CaseFilter, path: Path, language: str) -> int:
    """Write the cases that the filter lets through; the ending of ``path`` decides how. Returns how many.

    The file appears whole or not at all. Raises ``NotAllowed``, ``UserProblem``: ``export.ending``,
    ``file.not_written``.
    """
    check_may_export(session)
    known = labels(session, language)
    return write_rows(path, _COLUMNS, (fields_of(case, known) for case in all_cases(session, wanted)))
