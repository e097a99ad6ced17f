"""Technicians and work orders for tests, made through the real doors."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from models.core.session import Session
from models.crew.actions import add_technician
from models.crew.kinds import TechnicianDraft
from models.repairs import actions
from models.repairs.kinds import OrderDraft
from models.repairs.tables import WorkOrder


def a_technician(session: Session, name: str = "赵磊", **fields: Any) -> int:
    """Add a technician who can do plumbing and tiling, unless said otherwise; returns the id."""
    given: dict[str, Any] = {"skills": frozenset({"plumbing", "tiling"}), "rate_minor": 60_00, **fields}
    return add_technician(session, TechnicianDraft(name, **given)).value


def an_order(session: Session, case_id: int | None = None, **fields: Any) -> int:
    """Make an order of two hours that can be scheduled, of a case or of none; returns its id."""
    given: dict[str, Any] = {"title": "换软管", "skill": "plumbing", "estimate_minutes": 120, **fields}
    return actions.make(session, OrderDraft(complaint_id=case_id, **given)).value


def order(session: Session, order_id: int) -> WorkOrder:
    """The order as it is kept."""
    found = session.store.get(WorkOrder, order_id)
    assert found is not None
    return found


def slot(
    session: Session, order_id: int, technician_id: int, starts_at: datetime | None = None, minutes: int = 120
) -> None:
    """Give an order its slot (in an hour, unless said otherwise) as scheduling does, whatever speaks against it."""
    begin = starts_at or session.clock.now() + timedelta(hours=1)
    fields = {
        "technician_id": technician_id,
        "starts_at": begin,
        "ends_at": begin + timedelta(minutes=minutes),
        "state": "scheduled",
        "waits_for": None,
        "waits_until": None,
        "sequence": order(session, order_id).sequence + 1,
    }
    with session.store.writing():
        session.store.update(WorkOrder, order_id, None, fields)
