"""People at a set-up store."""

from __future__ import annotations

import pytest

from models.core.permissions import Role
from models.core.session import Session
from tests.models.conftest import MakeSession


@pytest.fixture
def desk(session: MakeSession) -> Session:
    """Somebody at the front desk who handles the case."""
    return session(Role.FRONT_DESK)


@pytest.fixture
def other(session: MakeSession) -> Session:
    """A colleague who makes the follow-up calls."""
    return session(Role.FRONT_DESK, "colleague")


@pytest.fixture
def manager(session: MakeSession) -> Session:
    """The manager."""
    return session(Role.MANAGER)
