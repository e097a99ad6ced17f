"""What an order of a case begins with: what the case knows already is not typed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from models.complaints.queries import case_detail
from models.core.clock import from_millis, to_millis
from models.repairs.kinds import Access, OrderDraft
from models.store.database import Store

GENERAL = "general"
UNSAID = "s3"  # an ordinary repair, where nobody says otherwise
# Who is sent for what, by category; a category of the second level before its family.
SKILLS: Mapping[str, str] = {
    "leak": "plumbing",
    "leak.roof_wall": "waterproofing",
    "leak.bathroom": "waterproofing",
    "leak.window": "doors",
    "leak.damp": "waterproofing",
    "water": "plumbing",
    "water.pressure": "pumps",
    "power": "electric",
    "safety.gas": "gas",
    "safety.fire": "fire",
    "safety.gas_supply": "gas",
    "safety.equipment": "fire",
    "safety.exit": "fire",
    "safety.alarm": "fire",
    "lift": "lift",
    "heating": "heating",
    "heating.hot_water": "plumbing",
    "drain": "drains",
    "security.entrance": "doors",
    "security.card": "access",
    "security.intercom": "access",
    "security.camera": "access",
    "parking.gate": "access",
    "parking.charging": "electric",
    "cleaning": "cleaning",
    "pests": "cleaning",
    "grounds": "grounds",
}
_REPAIRING = ("repair", "replacement")


def skill_for(category: str | None, subcategory: str | None) -> str:
    """The skill that a category asks for; general repairs where none is known."""
    return SKILLS.get(subcategory or "") or SKILLS.get(category or "") or GENERAL


def from_case(store: Store, case_id: int, now: datetime) -> OrderDraft:
    """An order as the case suggests it; raises ``Unknown("case")``. A fixed number of statements.

    The remedy is the one that was agreed or granted, where exactly one is a repair; the times at home are those of the
    latest order of the case that are not over at ``now``.
    """
    detail = case_detail(store, case_id)
    row = detail.row
    known = row.resident_id is not None
    home = store.rows("SELECT kind FROM place WHERE id = ?", (row.place_id,)) == [("unit",)]
    skill = skill_for(row.category, row.subcategory)
    active = store.rows("SELECT 1 FROM skill WHERE code = ? AND active", (skill,))
    return OrderDraft(
        title=row.title,
        text=detail.words,
        complaint_id=case_id,
        remedy_id=_remedy(store, case_id),
        place_id=row.place_id,
        where_text=detail.where_text,
        resident_id=row.resident_id,
        contact_name="" if known else detail.caller_name,
        contact_phone=detail.caller_phone,
        severity=row.severity,
        skill=skill if active else GENERAL,
        access=Access.RESIDENT_PRESENT if home else Access.ANY_TIME,
        access_note=detail.access_needs,
        due_at=row.resolve_due_at,
        windows=_home(store, case_id, now),
    )


def _remedy(store: Store, case_id: int) -> int | None:
    marks = ",".join("?" * len(_REPAIRING))
    found = store.rows(
        f"""SELECT id FROM remedy WHERE complaint_id = ? AND kind IN ({marks})
        AND state NOT IN ('declined', 'cancelled') ORDER BY id""",
        (case_id, *_REPAIRING),
    )
    return int(found[0][0]) if len(found) == 1 else None


def _home(store: Store, case_id: int, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    found = store.rows(
        """SELECT from_at, to_at FROM home_window WHERE work_order_id =
        (SELECT max(id) FROM work_order WHERE complaint_id = ?) AND to_at > ? ORDER BY from_at, id""",
        (case_id, to_millis(now)),
    )
    return tuple((from_millis(begin), from_millis(end)) for begin, end in found)


def filled(store: Store, draft: OrderDraft, now: datetime) -> OrderDraft:
    """A draft with what it leaves open taken from its case, where it has one."""
    if draft.complaint_id is None:
        return replace(draft, severity=draft.severity or UNSAID, skill=draft.skill or None)
    case = from_case(store, draft.complaint_id, now)
    placed = draft.place_id is not None or bool(draft.where_text.strip())
    met = draft.resident_id is not None or bool(draft.contact_name.strip())
    return replace(
        draft,
        title=draft.title if draft.title.strip() else case.title,
        text=draft.text if draft.text.strip() else case.text,
        place_id=draft.place_id if placed else case.place_id,
        where_text=draft.where_text if placed else case.where_text,
        resident_id=draft.resident_id if met else case.resident_id,
        contact_name=draft.contact_name if met else case.contact_name,
        contact_phone=draft.contact_phone if met or draft.contact_phone.strip() else case.contact_phone,
        severity=draft.severity or case.severity,
        skill=draft.skill or case.skill,
        access_note=draft.access_note if draft.access_note.strip() else case.access_note,
        due_at=case.due_at,
        windows=draft.windows or case.windows,
    )
