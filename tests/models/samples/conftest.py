"""The demo estate at three moments, made once for everybody who looks at its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from models.core.clock import SetClock
from models.core.session import OWNER, Session
from models.samples.estate import make_estate
from tests import factories

ZONE = ZoneInfo("Asia/Shanghai")
MOMENTS = (
    datetime(2026, 11, 22, 3, 0, tzinfo=ZONE),  # a Sunday night
    datetime(2027, 1, 6, 20, 0, tzinfo=ZONE),  # a Wednesday evening, in a year that has just begun
    datetime(2026, 11, 23, 8, 30, tzinfo=ZONE),  # a Monday, before the work of the day
)
FEW = 4  # what is told of today does not depend on how much history there is


@pytest.fixture(scope="session", params=MOMENTS, ids=lambda at: f"{at:%a %H:%M}")
def _made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    clock = SetClock(request.param.astimezone(UTC))
    store = factories.a_store(tmp_path_factory.mktemp("day") / "one", clock)
    assert make_estate(Session(store, OWNER, clock), cases=FEW) is not None
    yield Session(store, OWNER, clock)
    store.disconnect()


@pytest.fixture
def made(_made: Session) -> Session:
    """The estate of the moment; other tests may have spoken to another store meanwhile."""
    _made.store.connect()
    return _made
