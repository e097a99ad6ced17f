"""The work of a whole case, for its file and its reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.repairs.kinds import Costs, OrderRow


@dataclass(frozen=True)
class WorkDone:
    """One order of a case: what was done, what it cost. ``minutes`` is the time that was spent on it.

    ``closing_reason`` says why it was cancelled or found not right; ``part_of`` and ``return_of`` are references.
    """

    row: OrderRow
    remedy_id: int | None
    outcome: str | None
    words: str
    started_at: datetime | None
    first_time: bool | None
    checked_at: datetime | None
    checked_by: str
    closing_reason: str
    part_of: str
    return_of: str
    minutes: int
    costs: Costs
    text: str = ""


def added_up(orders: Sequence[WorkDone]) -> Costs:
    """What several orders cost together."""
    return Costs(
        sum(one.costs.labour_minor for one in orders),
        sum(one.costs.parts_minor for one in orders),
        sum(one.costs.other_minor for one in orders),
    )
