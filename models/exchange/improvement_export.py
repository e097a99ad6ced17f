"""Writing the improvement register to a CSV or XLSX file: every column, with the numbers of the verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.exchange.table_file import Columns, Row, check_may_export, write_rows
from models.improvements.kinds import ImprovementRow
from models.improvements.queries import every
from models.options.queries import settings
from resources.texts import Texts

PLAIN = (
    "id", "state", "late_days", "title", "category", "subcategory", "cause", "building", "root_cause", "period_from",
    "period_to", "period_count", "plan_short", "plan_long", "difficulty", "tasks", "tasks_done", "owner", "department",
    "department_owner", "due_on", "target_percent", "effective_on", "verdict", "before", "after", "before_exposure",
    "after_exposure", "drop_percent", "p_value", "judged_at", "ask", "decision", "warning_id", "told_department_at",
    "told_residents_at",
)  # fmt: skip
INSTANTS = frozenset({"judged_at", "told_department_at", "told_residents_at"})
DAYS = frozenset({"period_from", "period_to", "due_on", "effective_on"})
COLUMNS = Columns((*PLAIN, "ask_cost", "currency"), INSTANTS, frozenset({"ask_cost"}), DAYS)


def export_improvements(session: Session, path: Path, texts: Texts) -> int:
    """Write the whole register, in the order of the page; the ending of ``path`` decides how. Returns how many rows.

    Codes stay codes, times local, amounts whole units of the property's money. The file appears whole or not at all.
    Raises ``NotAllowed``, ``UserProblem``: ``export.ending``, ``file.not_written``.
    """
    check_may_export(session)
    return write_rows(path, COLUMNS, _rows(session, texts))


def _rows(session: Session, texts: Texts) -> Iterator[Row]:
    options = settings(session.store)
    for row in every(session):
        currency = options.property_currency
        cost = texts.amount(row.ask_minor, currency) if row.ask else None
        yield {**fields_of(row, options.zone), "ask_cost": cost, "currency": currency if row.ask else None}


def fields_of(row: ImprovementRow, zone: ZoneInfo) -> dict[str, object]:
    """The values of ``PLAIN``; moments by the clock on the wall."""
    made: dict[str, object] = {name: getattr(row, name) for name in PLAIN}
    for name in INSTANTS:
        moment = made[name]
        if isinstance(moment, datetime):
            made[name] = moment.astimezone(zone)
    return made
