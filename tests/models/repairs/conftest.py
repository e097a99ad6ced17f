"""An estate with a technician and a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.session import Session
from models.repairs.kinds import OrderFile, OrderRow
from models.repairs.queries import order_file, order_row
from tests import cases
from tests.models.conftest import MakeSession
from tests.repairs import a_technician, an_order, slot


@dataclass
class Yard:
    """Everybody and everything that repairs need. The clock stands at 14:20 of a Friday in Shanghai."""

    session: Session
    technician: int
    case: int

    @property
    def clock(self) -> SetClock:
        """The clock that everybody looks at."""
        assert isinstance(self.session.clock, SetClock)
        return self.session.clock

    def at(self, **ahead: float) -> datetime:
        """A moment from now."""
        return self.clock.now() + timedelta(**ahead)

    def made(self, state: str = "ready", case: int | None = None, **fields: Any) -> int:
        """An order that stands at ready or scheduled, or is a draft."""
        one = an_order(self.session, case, ready=state != "draft", **fields)
        if state == "scheduled":
            slot(self.session, one, self.technician)
        return one

    def row(self, order: int) -> OrderRow:
        """The order as lists show it."""
        return order_row(self.session.store, order)

    def file(self, order: int) -> OrderFile:
        """Everything about the order."""
        return order_file(self.session.store, order)

    def kinds(self, order: int) -> list[str]:
        """The kinds of the lines of its history."""
        return [event.kind for event in self.file(order).events]

    def value(self, column: str, case: int) -> Any:
        """One column of a case."""
        return self.session.store.rows(f"SELECT {column} FROM complaint WHERE id = ?", (case,))[0][0]

    def told(self, case: int) -> list[str]:
        """The kinds of what the case's timeline tells of its orders."""
        return [
            row[0]
            for row in self.session.store.rows(
                "SELECT kind FROM event WHERE complaint_id = ? AND facts LIKE '%\"order\":%' ORDER BY id",
                (case,),
            )
        ]


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What happens inside is refused with this code."""
    with pytest.raises(UserProblem) as told:
        yield
    assert told.value.code == code


@pytest.fixture
def yard(session: MakeSession) -> Yard:
    """A technician, and a complaint about a leak."""
    desk = session()
    return Yard(desk, a_technician(desk), cases.a_case(desk))
