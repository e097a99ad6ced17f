"""Due times of a case, under the policy version that it was promised under."""

from __future__ import annotations

from datetime import datetime

from models.complaints.tables import Complaint
from models.store.database import Store


def severity(urgency: int, impact: str, vulnerable: bool) -> str:
    return f"s{max(1, 5 - urgency)}"


def step_due(store: Store, case: Complaint, number: int, now: datetime) -> datetime | None:
    return None


def resolve_due(store: Store, case: Complaint) -> datetime | None:
    return None
