"""Whose work is mine: my own, and that of the colleagues of my shift while I am on it."""

from __future__ import annotations

from datetime import datetime

from models.core.session import Actor
from models.shifts.queries import on_duty
from models.store.database import Store


def team_of(store: Store, actor: Actor, now: datetime) -> frozenset[int]:
    """The staff whose work this person sees as their own; off duty, or without a roster, only they themselves."""
    if actor.staff_id is None:
        return frozenset()
    duty = on_duty(store, now)
    beside = duty.beside(actor.staff_id) if duty.has(actor.staff_id) else ()
    return frozenset({actor.staff_id, *(row.staff_id for row in beside)})
