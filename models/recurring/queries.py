"""Reads of work that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.core.clock import from_millis
from models.core.errors import Unknown
from models.directory.rows import Source, day, store_of
from models.recurring.kinds import PlanRow
from models.recurring.rules import preview

__all__ = ["plan", "plans", "preview"]

_PLAN = """r.id, r.row_version, r.title, r.text, r.place_id, COALESCE(p.label, ''), r.skill, r.estimate_minutes,
    r.severity, r.safety, r.technician_id, COALESCE(t.name, ''), r.rule, r.starts_on, r.at_minute, r.ahead_days,
    r.made_until, r.next_at, r.active, COALESCE(o.made, 0), COALESCE(o.open, 0)"""
_SOURCE = """recurring_plan r LEFT JOIN place p ON p.id = r.place_id LEFT JOIN technician t ON t.id = r.technician_id
    LEFT JOIN (SELECT plan_id, count(*) AS made, sum(state NOT IN ('done', 'checked', 'cancelled')) AS open
        FROM work_order WHERE plan_id IS NOT NULL GROUP BY plan_id) o ON o.plan_id = r.id"""


def plans(source: Source, all: bool = False) -> tuple[PlanRow, ...]:  # noqa: A002
    """Work that comes back, what is made next first; with ``all`` also what was stopped or has ended."""
    where = "1" if all else "r.active AND r.next_at IS NOT NULL"
    return _plans(source, f"{where} ORDER BY r.next_at IS NULL, r.next_at, r.title, r.id")


def plan(source: Source, plan_id: int) -> PlanRow:
    """One plan; raises ``Unknown("recurring_plan")``."""
    found = _plans(source, "r.id = ?", (plan_id,))
    if not found:
        raise Unknown("recurring_plan", plan_id)
    return found[0]


def _plans(source: Source, where: str, params: Sequence[object] = ()) -> tuple[PlanRow, ...]:
    found = store_of(source).rows(f"SELECT {_PLAN} FROM {_SOURCE} WHERE {where}", tuple(params))
    return tuple(_row(row) for row in found)


def _row(values: Sequence[Any]) -> PlanRow:
    read = list(values)
    read[13], read[16] = day(read[13]), day(read[16])
    read[17] = None if read[17] is None else from_millis(read[17])
    read[18] = bool(read[18])
    return PlanRow(*read)
