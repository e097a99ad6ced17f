"""The day's list, its figures and the measures at a large store, against the same statements run by hand."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from models.core.clock import to_millis
from models.core.permissions import Role
from models.core.session import Session
from models.desk.kinds import DeskScope
from models.desk.measures import tile_statements, tiles
from models.desk.queries import Statement, count_statements, desk, statements
from models.desk.rules import horizon
from models.store.database import Store
from tests import factories
from tests.bench.dataset import DAY, big_store
from tests.bench.figures import Figure, turn_by_turn

CASES_IN_STORE = 100_000
ZONE = ZoneInfo("Asia/Shanghai")


def bench(cases: int = CASES_IN_STORE) -> list[Figure]:
    """Figures at so many cases; one person of the desk, then everybody, as a manager sees them."""
    with tempfile.TemporaryDirectory() as name:
        store = big_store(Path(name), cases)
        add_what_hangs_on_cases(store)
        clock = factories.a_clock()
        mine = factories.a_session(store, clock, Role.FRONT_DESK, "desk1")
        boss = factories.a_session(store, clock, Role.MANAGER)
        with closing(sqlite3.connect(store.path)) as bare:
            figures = [
                _list(bare, "my list", mine, DeskScope.MINE),
                _list(bare, "everybody's list", boss, DeskScope.ALL),
                turn_by_turn(
                    "the six measures",
                    partial(tiles, store, clock.now(), ZONE),
                    _bare(bare, tile_statements(clock.now(), ZONE)),
                ),
            ]
        store.disconnect()
    return figures


def add_what_hangs_on_cases(store: Store, seed: int = 7) -> None:
    """Steps, promises, calls and proposals: some for every case, as a desk has them after years."""
    chance = Random(seed)
    now = to_millis(factories.a_clock().now())
    cases = store.rows("SELECT id, received_at, handler_id, closed_at, step FROM complaint")
    steps = [(one[0], one[4] or 8, one[1], "{}", "c") for one in cases]
    promises = [
        (
            one[0],
            "call",
            "call back",
            now + chance.randint(-DAY, 3 * DAY),
            "kept" if one[3] else "open",
            one[1],
            one[2],
        )
        for one in cases
        if chance.random() < 0.3
    ]
    calls = [(one[0], (one[3] or now) - 1, 1, chance.choice(("satisfied", "dissatisfied"))) for one in cases]
    plans = [(one[0], 1, "accepted" if one[3] else "draft", 900_00, one[1], one[2]) for one in cases]
    with store.writing():
        _insert(store, "step_record", ("complaint_id", "step", "started_at", "facts", "state"), steps)
        _insert(
            store,
            "promise",
            ("complaint_id", "kind", "text", "due_at", "state", "made_at", "made_by"),
            promises,
        )
        _insert(store, "follow_up", ("complaint_id", "at", "attempt", "outcome"), calls)
        _insert(
            store, "proposal", ("complaint_id", "version", "state", "cost_minor", "made_at", "made_by"), plans
        )
        store.execute(
            "UPDATE complaint SET next_due_kind = 'soothe', resolve_due_at = received_at + 172800000"
        )
        store.execute("ANALYZE")


def _insert(store: Store, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    store.execute_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _list(bare: sqlite3.Connection, what: str, session: Session, scope: DeskScope) -> Figure:
    now = session.clock.now()
    until = horizon(now, ZONE)
    asked = [
        *statements(session.actor, scope, now, until).values(),
        *count_statements(session.actor, now, until),
    ]
    rows = sum(len(bare.execute(*one).fetchall()) for one in asked[:-2])
    return turn_by_turn(f"{what}, {rows} rows", partial(desk, session, scope, ZONE), _bare(bare, asked))


def _bare(bare: sqlite3.Connection, asked: Sequence[Statement]) -> Callable[[], object]:
    return lambda: [bare.execute(*one).fetchall() for one in asked]
