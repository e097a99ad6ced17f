"""Everything about one order, read in a fixed number of statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from models.complaints.queries import attachments, attachments_of_order, instant
from models.core.clock import from_millis
from models.core.errors import Unknown
from models.repairs.kinds import (
    AppointmentRow,
    CostRow,
    Costs,
    LabourRow,
    OrderEventRow,
    OrderFile,
    PartUse,
    ReadingRow,
)
from models.repairs.rows import costs_by, read_orders
from models.store.database import Store

APPOINTMENT = """a.id, a.row_version, a.from_at, a.to_at, a.state, a.channel, a.made_at, COALESCE(s.name, ''),
    a.reminded_at, a.settled_at, a.note_left, a.note FROM appointment a LEFT JOIN staff s ON s.id = a.made_by"""
_MORE = """SELECT o.text, o.remedy_id, COALESCE(m.text, ''), o.plan_id, o.part_of_id, COALESCE(w.reference, ''),
    o.return_of_id, COALESCE(v.reference, ''), o.resident_id, o.contact_name, o.contact_phone,
    COALESCE(r.access_needs, ''), COALESCE(r.hints, ''), COALESCE(p.hints, ''), o.parts_text, o.safety, o.access_note,
    o.override_reason, o.waits_until, o.on_the_way_at, o.started_at, o.outcome, o.words, o.first_time, o.checked_at,
    COALESCE(k.name, ''), o.cancelled_at, o.closing_reason, COALESCE(b.name, '')
    FROM work_order o LEFT JOIN remedy m ON m.id = o.remedy_id LEFT JOIN work_order w ON w.id = o.part_of_id
    LEFT JOIN work_order v ON v.id = o.return_of_id LEFT JOIN resident r ON r.id = o.resident_id
    LEFT JOIN place p ON p.id = o.place_id LEFT JOIN staff k ON k.id = o.checked_by
    LEFT JOIN staff b ON b.id = o.created_by WHERE o.id = ?"""
_RELATED = """SELECT id, reference, state FROM work_order WHERE part_of_id = ?
    UNION SELECT id, reference, state FROM work_order WHERE return_of_id = ? ORDER BY id"""
_PHONES = (
    "SELECT value FROM contact_point WHERE resident_id = ? AND kind = 'phone' ORDER BY position, id LIMIT 1"
)
_LABOUR = """SELECT l.id, l.technician_id, COALESCE(t.name, ''), l.started_at, l.ended_at, l.rate_minor, l.cost_minor
    FROM labour l LEFT JOIN technician t ON t.id = l.technician_id WHERE l.work_order_id = ?
    ORDER BY l.started_at, l.id"""
_PARTS = """SELECT m.part_id, p.code, p.name, p.unit, -sum(m.change), p.price_minor, -sum(m.change * m.price_minor)
    FROM stock_move m JOIN part p ON p.id = m.part_id WHERE m.work_order_id = ?
    GROUP BY m.part_id HAVING sum(m.change) <> 0 OR sum(m.change * m.price_minor) <> 0 ORDER BY p.name, p.id"""
_COST_LINES = """SELECT k.id, k.kind, k.contractor_id, COALESCE(c.name, ''), k.number, k.amount_minor, k.text,
    k.added_at FROM order_cost k LEFT JOIN contractor c ON c.id = k.contractor_id
    WHERE k.work_order_id = ? ORDER BY k.id"""
_READINGS = "SELECT id, name, value, unit, at FROM reading WHERE work_order_id = ? ORDER BY id"
_EVENTS = """SELECT e.id, e.at, COALESCE(s.name, ''), e.kind, e.text, e.facts FROM order_event e
    LEFT JOIN staff s ON s.id = e.staff_id WHERE e.work_order_id = ? ORDER BY e.at, e.id"""


def appointment_row(v: Sequence[Any]) -> AppointmentRow:
    """A row from the values of ``APPOINTMENT``."""
    return AppointmentRow(
        v[0], v[1], from_millis(v[2]), from_millis(v[3]), v[4], v[5], from_millis(v[6]), v[7], instant(v[8]),
        instant(v[9]), bool(v[10]), v[11],
    )  # fmt: skip


def order_file(store: Store, order_id: int) -> OrderFile:
    """Everything about one order. Raises ``Unknown("work_order")``."""
    found = read_orders(store, "o.id = ?", (order_id,))
    if not found:
        raise Unknown("work_order", order_id)
    row, key = found[0], (order_id,)
    v = store.rows(_MORE, key)[0]
    phones = store.rows(_PHONES, (v[8],))
    of_case = () if row.complaint_id is None else attachments(store, row.complaint_id)
    own = attachments_of_order(store, order_id)
    return OrderFile(
        row=row,
        text=v[0],
        remedy_id=v[1],
        remedy=v[2],
        plan_id=v[3],
        part_of=None if v[4] is None else (v[4], v[5]),
        return_of=None if v[6] is None else (v[6], v[7]),
        related=tuple((one[0], one[1], one[2]) for one in store.rows(_RELATED, (order_id, order_id))),
        resident_id=v[8],
        contact_name=v[9],
        contact_phone=v[10] or (phones[0][0] if phones else ""),
        access_needs=v[11],
        hints=tuple(one for one in v[12:14] if one),
        parts_text=v[14],
        safety=v[15],
        access_note=v[16],
        override_reason=v[17],
        waits_until=instant(v[18]),
        on_the_way_at=instant(v[19]),
        started_at=instant(v[20]),
        outcome=v[21],
        words=v[22],
        first_time=None if v[23] is None else bool(v[23]),
        checked_at=instant(v[24]),
        checked_by=v[25],
        cancelled_at=instant(v[26]),
        closing_reason=v[27],
        created_by=v[28],
        appointments=_appointments(store, order_id),
        labour=_labour(store, order_id),
        parts=tuple(PartUse(*one) for one in store.rows(_PARTS, key)),
        costs=tuple(CostRow(*(*one[:7], from_millis(one[7]))) for one in store.rows(_COST_LINES, key)),
        readings=tuple(ReadingRow(*(*one[:4], from_millis(one[4]))) for one in store.rows(_READINGS, key)),
        events=tuple(_event(one) for one in store.rows(_EVENTS, key)),
        files=own,
        case_files=tuple(file for file in of_case if file not in own),
        total=costs_by(store, "o.id", "?", key).get(order_id, Costs()),
        own_phone=v[10],
    )


def _appointments(store: Store, order_id: int) -> tuple[AppointmentRow, ...]:
    found = store.rows(f"SELECT {APPOINTMENT} WHERE a.work_order_id = ? ORDER BY a.id", (order_id,))
    return tuple(appointment_row(one) for one in found)


def _labour(store: Store, order_id: int) -> tuple[LabourRow, ...]:
    found = store.rows(_LABOUR, (order_id,))
    return tuple(LabourRow(*(*one[:3], from_millis(one[3]), from_millis(one[4]), *one[5:])) for one in found)


def _event(v: Sequence[Any]) -> OrderEventRow:
    return OrderEventRow(v[0], from_millis(v[1]), v[2], v[3], v[4], json.loads(v[5]) if v[5] else {})
