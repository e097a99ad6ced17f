"""The policy that a case was promised under."""

from __future__ import annotations

from functools import lru_cache

from models.complaints.tables import Complaint
from models.options.queries import policy_version
from models.store.database import Store
from models.timing import policy as policies


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
