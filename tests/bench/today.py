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
        store = big_store(Path(name), cases, searched=False)
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
                    _bare(bare, [one for _, one in tile_statements(clock.now(), ZONE)]),
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
        add_clocks(store, chance, now)
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
        add_appointments(store, chance, now)
        store.execute("ANALYZE")


def add_appointments(store: Store, chance: Random, now: int) -> None:
    """An order for every fifth case, with a time that was agreed: of open cases some stand, all others are settled."""
    cases = store.rows("SELECT id, received_at, closed_at FROM complaint WHERE id % 5 = 0")
    orders = ("id", "reference", "uid", "kind", "state", "complaint_id", "title", "severity", "skill",
              "estimate_minutes", "access", "created_at")  # fmt: skip
    _insert(store, "work_order", orders, [
        (ident, f"W{ident}", str(ident), "repair", "scheduled" if closed is None else "checked", ident, "work", "s3",
         "plumbing", 60, "appointment", received)
        for ident, received, closed in cases
    ])  # fmt: skip
    times = ("work_order_id", "from_at", "to_at", "state", "made_at")
    starts = [chance.randint(now - DAY // 8, now + 6 * DAY) for _ in cases]
    _insert(store, "appointment", times, [
        (ident, start, start + DAY // 8, "agreed" if closed is None and chance.random() < 0.4 else "kept", received)
        for (ident, received, closed), start in zip(cases, starts, strict=True)
    ])  # fmt: skip


_KINDS = ("progress_told", "plan_told", "on_site", "resolved")
_OPEN_SQL = """UPDATE complaint SET next_due_kind = CASE id % 4 {kinds} END, next_since = received_at,
    next_warns_at = next_due_at - 3600000, resolve_due_at = received_at + 172800000, reckoned_at = received_at,
    resolved_at = CASE WHEN closed_at IS NOT NULL THEN closed_at - 3600000 WHEN id % 10 = 0 THEN received_at END,
    second_look_at = CASE WHEN closed_at IS NOT NULL AND id % 7 = 0 THEN closed_at + 2419200000 END,
    second_look_done_at = CASE WHEN closed_at < ? THEN closed_at + 2500000000 END"""


def add_clocks(store: Store, chance: Random, now: int) -> None:
    """Clocks of every case, as its policy owes them; pauses, appeals, what was put off, second looks that are due."""
    kinds = " ".join(f"WHEN {place} THEN '{kind}'" for place, kind in enumerate(_KINDS))
    store.execute(_OPEN_SQL.format(kinds=kinds), (now - 30 * DAY,))
    store.execute(
        "UPDATE complaint SET next_due_kind = 'follow_up' WHERE closed_at IS NULL AND resolved_at IS NOT NULL"
    )
    store.execute(
        "UPDATE complaint SET paused_until = ? WHERE closed_at IS NULL AND id % 9 = 0", (now + DAY,)
    )
    rows = store.rows("SELECT id, received_at, closed_at, next_due_at FROM complaint")
    clocks = [
        (ident, name, 1, received, (due or received) - 3_600_000, due or received + DAY, closed)
        for ident, received, closed, due in rows
        for name in ("first_response", "contained", *_KINDS)
    ]
    columns = ("complaint_id", "name", "round", "started_at", "warns_at", "due_at", "stopped_at")
    _insert(store, "clock", columns, clocks)
    held = ("complaint_id", "reason", "started_at", "ends_at", "ended_at")
    some = [row for row in rows if row[0] % 9 == 0]
    _insert(store, "pause", held, [(row[0], "parts", row[1], now + DAY, row[2]) for row in some])
    asked = ("complaint_id", "stage", "asked_at", "words", "answered_at")
    open_ones = (row[0] for row in rows if row[2] is None and chance.random() < 0.01)
    appeals = [(ident, 2, now - DAY, "again", None) for ident in open_ones]
    appeals += [
        (row[0], 2, row[1], "again", row[2]) for row in rows if row[2] is not None and row[0] % 50 == 0
    ]
    _insert(store, "appeal", asked, appeals)
    put_off = [(1 + n % 4, "step:on_site", n, now + 3_600_000) for n in range(1, 400)]
    _insert(store, "snooze", ("staff_id", "need", "item_id", "until"), put_off)


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
