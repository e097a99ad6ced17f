"""Fixtures of early warnings."""

from __future__ import annotations

import pytest

from models.store.database import Store
from tests.models.warnings.made import Made


@pytest.fixture
def made(store: Store, estate: int) -> Made:
    """A set-up store in which cases are planted."""
    return Made(store, estate)
