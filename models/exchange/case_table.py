"""Cases as a plain table: the same columns for the list in a terminal, for CSV and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.complaints.kinds import CaseFilter, CaseRow
from models.complaints.listing import case_page
from models.core.session import Session
from models.options.causes import causes
from models.options.kinds import label, labels_of
from models.options.queries import categories, settings

LIST_FIELDS = ("reference", "status", "received", "due", "category", "severity", "unit")
FIELDS = (
    *LIST_FIELDS, "subcategory", "kind", "channel", "title", "resident", "handler", "step", "steps", "resolved",
    "closed", "mood", "flags", "satisfaction", "major", "reopened", "imported", "clock", "resolve_due", "waits_until",
    "cause", "responsible",
)  # fmt: skip
INSTANTS = frozenset({"received", "due", "resolved", "closed", "resolve_due", "waits_until"})
_PAGE = 500


@dataclass(frozen=True)
class Labels:
    """What turns codes of categories and causes into words, and instants into local time."""

    categories: Mapping[str, str]
    zone: ZoneInfo
    causes: Mapping[str, str]


def labels(session: Session, language: str) -> Labels:
    """The labels of this store in a language."""
    rows = categories(session.store, retired=True)
    why = labels_of(causes(session.store, retired=True), language)
    return Labels({row.code: label(row, language) for row in rows}, settings(session.store).zone, why)


def all_cases(session: Session, wanted: CaseFilter) -> Iterator[CaseRow]:
    """Every case that the filter lets through, page by page."""
    after = None
    while True:
        page = case_page(
            session.store, wanted, session.actor.staff_id, session.clock.now(), after=after, limit=_PAGE
        )
        yield from page.rows
        if page.next_key is None:
            return
        after = page.next_key


def fields_of(row: CaseRow, known: Labels) -> dict[str, object]:
    """One case by field name. Codes stay codes, categories and causes become words, instants local datetimes.

    ``clock`` is what falls due at ``due``.
    """
    return {
        "reference": row.reference,
        "status": row.status,
        "received": _local(row.received_at, known.zone),
        "due": _local(row.next_due_at, known.zone),
        "category": known.categories.get(row.category or "", row.category or ""),
        "severity": row.severity,
        "unit": row.unit,
        "subcategory": known.categories.get(row.subcategory or "", row.subcategory or ""),
        "kind": row.kind,
        "channel": row.channel,
        "title": row.title,
        "resident": row.resident,
        "handler": row.handler,
        "step": row.step,
        "steps": row.steps,
        "resolved": _local(row.resolved_at, known.zone),
        "closed": _local(row.closed_at, known.zone),
        "mood": row.mood or "",
        "flags": " ".join(row.flags),
        "satisfaction": row.satisfaction or "",
        "major": row.major,
        "reopened": row.reopened,
        "imported": row.imported,
        "clock": row.next_due_kind or "",
        "resolve_due": _local(row.resolve_due_at, known.zone),
        "waits_until": _local(row.paused_until, known.zone),
        "cause": known.causes.get(row.cause or "", row.cause or ""),
        "responsible": row.responsible or "",
    }


def _local(instant: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if instant is None else instant.astimezone(zone)
