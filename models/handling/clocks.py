"""Due times of a case, under the policy version that it was promised under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from models.complaints.tables import Complaint
from models.handling.steps import FOLLOW_UP, step_of
from models.options.queries import policy_version
from models.store.database import Store
from models.timing import policy as policies
from models.timing.business import due
from models.timing.kinds import Calendar, Target

# Targets that count from the receipt of the complaint; the others from the beginning of their step.
_FROM_RECEIPT = frozenset({"first_response", "contained", "plan_told", "resolved"})


def severity(urgency: int, impact: str, vulnerable: bool) -> str:
    """The severity that urgency, impact and a vulnerable resident add up to."""
    return policies.severity_of(urgency, impact, vulnerable=vulnerable)


@lru_cache(maxsize=64)
def _policy(store: Store, version_id: int) -> policies.Policy:
    """A version never changes, so it is read once; the key holds the store, for another store has other versions."""
    return policy_version(store, version_id).policy


def policy_of(store: Store, case: Complaint) -> policies.Policy:
    """The policy of a case; read once for each version."""
    return _policy(store, case.policy_version_id)


@dataclass(frozen=True)
class Basis:
    """What a due time is reckoned from: a target of the policy, the calendar it counts on, and when it began."""

    name: str
    calendar: Calendar
    target: Target
    start: datetime


def step_basis(store: Store, case: Complaint, number: int, started_at: datetime) -> Basis | None:
    """What the due time of a step that began at ``started_at`` follows from; ``None`` where nothing is promised.

    The follow-up call is due from the resolution on; until then the step runs against the resolution itself.
    """
    name = step_of(number).clock or ""
    if number == FOLLOW_UP and case.resolved_at is None:
        name = "resolved"
    start = (
        case.resolved_at if name == "follow_up" else case.received_at if name in _FROM_RECEIPT else started_at
    )
    policy = policy_of(store, case)
    target = policy.target(case.severity, name)
    return None if target is None else Basis(name, policy.calendar(case.severity), target, start)


def step_due(store: Store, case: Complaint, number: int, started_at: datetime) -> datetime | None:
    """When a step that began at ``started_at`` falls due; ``None`` where the policy promises nothing."""
    basis = step_basis(store, case, number, started_at)
    return None if basis is None else due(basis.calendar, basis.start, basis.target)


def resolve_due(store: Store, case: Complaint) -> datetime | None:
    """When the case should be resolved."""
    return policy_of(store, case).due(case.severity, "resolved", case.received_at)
