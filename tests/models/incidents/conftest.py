"""A building for every test of this room."""

from __future__ import annotations

import pytest

from tests.models.conftest import MakeSession
from tests.models.incidents.made import Block, build


@pytest.fixture
def block(session: MakeSession, estate: int) -> Block:
    """Building 3, with an administrator at the desk."""
    return build(session(), estate)
