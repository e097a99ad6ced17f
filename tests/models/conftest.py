"""A store of its own for every test below the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.store.database import Store
from tests import factories


class MakeSession(Protocol):
    """``session(role)``: a session of somebody in that role."""

    def __call__(self, role: Role = Role.ADMINISTRATOR, login: str | None = None) -> Session: ...


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at Friday 20 November 2026, 14:20 in Shanghai."""
    return factories.a_clock()


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    """An open store; where the test has no ``estate``, nobody has set it up."""
    folder = tmp_path / "data"
    if "estate" in request.fixturenames:
        factories.an_estate_in(folder, clock)  # copying the file is four times as quick as setting it up
    opened = factories.a_store(folder, clock)
    yield opened
    opened.disconnect()


@pytest.fixture
def estate(store: Store) -> int:
    """The store is set up, with no staff; the id of the property's place."""
    return int(store.rows("SELECT id FROM place WHERE kind = 'property'")[0][0])


@pytest.fixture
def session(store: Store, clock: SetClock, estate: int) -> MakeSession:
    """``session(role=…)``: somebody of that role at the set-up store."""
    return partial(factories.a_session, store, clock)
