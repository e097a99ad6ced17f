"""The estate of the directory's tests."""

from __future__ import annotations

import pytest

from models.core.session import Session
from tests.models.conftest import MakeSession
from tests.models.directory.estate import Estate, furnish


@pytest.fixture
def desk(session: MakeSession) -> Session:
    """An administrator at the desk."""
    return session()


@pytest.fixture
def homes(desk: Session, estate: int) -> Estate:
    """Two buildings with people in them."""
    return furnish(desk, estate)
