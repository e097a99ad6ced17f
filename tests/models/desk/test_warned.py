"""Early warnings and late plans on Today: the gravest of the ones, and the others for whoever must know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.desk.warnings import warnings
from models.improvements import actions
from models.store import sql
from models.store.database import Store
from models.sweep.actions import sweep
from models.warnings.queries import gravest_sql
from tests.models.conftest import MakeSession
from tests.models.improvements.made import DRAFT, TODAY


def warn(store: Store, due: int, **fields: object) -> int:
    """An early warning that nobody has answered."""
    plain = {"once": f"x{due}", "rule": "exceedance", "stream": "cell", "level": "amber", "category": "leak", "at": 0,
             "raised_at": 0, "since": 0, "until": 0, "observed": 9, "expected": 1.5, "limit_count": 6,
             "probability": 0.0004, "alpha": 0.001, "due_at": due} | fields  # fmt: skip
    with store.writing():
        made = store.execute(
            f"INSERT INTO warning ({', '.join(plain)}) VALUES ({', '.join('?' * len(plain))})",
            tuple(plain.values()),
        )
    return int(made.lastrowid or 0)


def test_the_gravest_early_warnings_are_shown_and_all_are_counted(session: MakeSession, store: Store) -> None:
    me = session(Role.FRONT_DESK)
    first, red, later = warn(store, 10), warn(store, 30, level="red"), warn(store, 20)
    known = warn(store, 1, acknowledged_at=5)
    found = warnings(me, me.clock.now())
    assert [row.id for row in found.early] == [red, first]
    assert known not in [row.id for row in found.early]
    assert (found.early_count, found.count) == (3, 3)
    assert found.kinds["leak"]["en"]
    assert later not in [row.id for row in found.early]
    assert "warning_open" in sql.plan(store.database, *gravest_sql(2))


@pytest.mark.parametrize(
    ("days", "told"), [(0, ""), (1, "owner"), (8, "owner manager"), (15, "owner manager director")]
)
def test_a_late_plan_is_told_to_whoever_must_know_by_now(
    session: MakeSession, clock: SetClock, days: int, told: str
) -> None:
    people = {
        "owner": session(Role.FRONT_DESK),
        "manager": session(Role.MANAGER),
        "director": session(Role.ADMINISTRATOR),
        "colleague": session(Role.COORDINATOR),
    }
    owner = people["owner"].actor.staff_id
    actions.propose(people["manager"], replace(DRAFT, due_on=TODAY, owner_id=owner))
    clock.instant += timedelta(days=days)
    sweep(people["director"])
    late = {name for name, one in people.items() if warnings(one, clock.instant).late}
    assert late == set(told.split())
