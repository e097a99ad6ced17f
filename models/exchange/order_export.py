"""Writing work orders to a CSV or XLSX file: where each stands, who went, when, and what it cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from models.complaints.queries import instant
from models.core.session import Session
from models.crew.queries import skills
from models.exchange.table_file import Columns, Row, check_may_export, write_rows
from models.options.queries import settings
from models.repairs.kinds import Costs, OrderFilter, OrderRow
from models.repairs.queries import order_page
from models.repairs.rows import costs_by
from models.store.database import Store
from resources.texts import Texts

COLUMNS = Columns(
    (
        "reference", "state", "kind", "title", "severity", "skill", "place", "where", "case", "resident", "access",
        "technician", "starts", "ends", "estimate_minutes", "due", "waits_for", "waits_until", "created", "started",
        "finished", "outcome", "first_time", "words", "labour", "parts", "other", "total", "currency",
    ),
    frozenset({"starts", "ends", "due", "waits_until", "created", "started", "finished"}),
    frozenset({"labour", "parts", "other", "total"}),
)  # fmt: skip
_PAGE = 500
_MORE = "SELECT id, waits_until, started_at, outcome, first_time, words FROM work_order WHERE id IN ({marks})"


def export_orders(session: Session, wanted: OrderFilter, path: Path, texts: Texts) -> int:
    """Write the orders that the filter lets through; the ending of ``path`` decides how. Returns how many.

    Codes stay codes, skills become words, times local, amounts whole units of the property's money. The file appears
    whole or not at all. Raises ``NotAllowed``, ``UserProblem``: ``export.ending``, ``file.not_written``.
    """
    check_may_export(session)
    return write_rows(path, COLUMNS, _rows(session, wanted, texts))


def _rows(session: Session, wanted: OrderFilter, texts: Texts) -> Iterator[Row]:
    store, options = session.store, settings(session.store)
    words = {one.code: one.label(texts.language) for one in skills(store, all=True)}
    after = None
    while True:
        page = order_page(session, wanted, after, _PAGE)
        ids = [row.id for row in page.rows]
        more, costs = _more(store, ids), _costs(store, ids)
        for row in page.rows:
            made = _fields(row, more[row.id], options.zone)
            made["skill"] = words.get(row.skill, row.skill)
            made |= _amounts(costs.get(row.id, Costs()), texts, options.property_currency)
            yield made
        if page.next_key is None:
            return
        after = page.next_key


def _more(store: Store, ids: Sequence[int]) -> dict[int, Sequence[Any]]:
    """What a row of a list does not say."""
    return {row[0]: row for row in store.rows(_MORE.format(marks=_marks(ids)), tuple(ids))}


def _costs(store: Store, ids: Sequence[int]) -> dict[int, Costs]:
    return dict(costs_by(store, "o.id", _marks(ids), ids))


def _marks(ids: Sequence[int]) -> str:
    return ",".join("?" * len(ids))


def _fields(row: OrderRow, more: Sequence[Any], zone: ZoneInfo) -> dict[str, object]:
    _, waits_until, started, outcome, first_time, words = more
    return {
        "reference": row.reference,
        "state": row.state,
        "kind": row.kind,
        "title": row.title,
        "severity": row.severity,
        "place": row.place,
        "where": row.where_text,
        "case": row.case_reference,
        "resident": row.resident,
        "access": row.access,
        "technician": row.technician,
        "starts": _local(row.starts_at, zone),
        "ends": _local(row.ends_at, zone),
        "estimate_minutes": row.estimate_minutes,
        "due": _local(row.due_at, zone),
        "waits_for": row.waits_for or "",
        "waits_until": _local(instant(waits_until), zone),
        "created": _local(row.created_at, zone),
        "started": _local(instant(started), zone),
        "finished": _local(row.finished_at, zone),
        "outcome": outcome or "",
        "first_time": None if first_time is None else bool(first_time),
        "words": words,
    }


def _amounts(costs: Costs, texts: Texts, currency: str) -> dict[str, object]:
    return {
        "labour": texts.amount(costs.labour_minor, currency),
        "parts": texts.amount(costs.parts_minor, currency),
        "other": texts.amount(costs.other_minor, currency),
        "total": texts.amount(costs.total_minor, currency),
        "currency": currency,
    }


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)
