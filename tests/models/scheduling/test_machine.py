"""Placing, moving, splitting, joining, leave and undoing in any order: no rule is ever broken, nothing is lost.

What stands is read with plain statements and looked at by the independent checker.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from models.core.clock import from_millis
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.crew.actions import add_absence
from models.crew.kinds import AbsenceDraft, AbsenceKind
from models.crew.queries import absences, technicians
from models.options.queries import current_policy
from models.scheduling import queries
from models.scheduling.actions import join, place, split
from models.scheduling.kinds import Move
from tests import factories
from tests.models.scheduling.checker import Given, wrong
from tests.repairs import a_technician, an_order

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)  # Monday, 08:00 in Shanghai
WINDOW = ((START + timedelta(hours=6), START + timedelta(hours=10)),)
HOURS = (((7 * 60, 15 * 60),),) * 6 + ((),)
PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "赵磊"}, {"name": "何勇", "hours": HOURS}, {"name": "马俊", "by_call": True},
    {"name": "林芳", "skills": frozenset({"electric"})},
)  # fmt: skip
ORDERS: tuple[dict[str, Any], ...] = (
    {}, {"windows": WINDOW}, {"skill": "electric"}, {"estimate_minutes": 35}, {"estimate_minutes": 480},
    {"severity": "s1", "estimate_minutes": 300},
)  # fmt: skip
_SLOTS = """SELECT o.id, o.technician_id, o.starts_at, o.ends_at, o.skill, COALESCE(p.path, ''), o.severity
    FROM work_order o LEFT JOIN place p ON p.id = o.place_id WHERE o.starts_at IS NOT NULL AND o.state <> 'cancelled'"""
_ALL = """SELECT o.id, o.state, o.estimate_minutes, o.part_of_id, o.technician_id, o.starts_at, o.ends_at
    FROM work_order o ORDER BY o.id"""
_FOLDER = tempfile.TemporaryDirectory(prefix="redress-machine-")

picked = st.integers(0, 30)
quarter = st.integers(0, 5 * 24 * 4 - 1)


class Schedule(RuleBasedStateMachine):
    """A desk that tries everything."""

    def __init__(self) -> None:
        super().__init__()
        clock = factories.a_clock()
        clock.instant = START
        self.store = factories.a_store(Path(tempfile.mkdtemp(dir=_FOLDER.name)), clock)
        factories.an_estate(self.store, clock)
        self.desk: Session = factories.a_session(self.store, clock, Role.COORDINATOR)
        self.people = [a_technician(self.desk, **facts) for facts in PEOPLE]
        self.orders = [an_order(self.desk, **facts) for facts in ORDERS]
        self.undo: list[tuple[Move, ...]] = []
        self.minutes = self._minutes()

    def teardown(self) -> None:
        self.store.disconnect()

    def _minutes(self) -> dict[int, int]:
        """The minutes of each order with all that was split from it."""
        rows = {row[0]: row for row in self.store.rows(_ALL)}
        total: dict[int, int] = {}
        for ident, state, minutes, part_of, *_ in rows.values():
            root = ident
            while part_of is not None:
                root, part_of = part_of, rows[part_of][3]
            total[root] = total.get(root, 0) + (0 if state == "cancelled" else minutes)
        return total

    @staticmethod
    def _expect(problem: UserProblem, *codes: str) -> None:
        assert problem.code in codes

    def _try(self, moves: tuple[Move, ...]) -> None:
        before = self.store.rows(_ALL)
        try:
            self.undo.append(place(self.desk, moves).value)
        except UserProblem:
            assert self.store.rows(_ALL) == before

    def _move(self, order: int, person: int, at: int) -> Move:
        ident = self.orders[order % len(self.orders)]
        minutes = self.store.rows("SELECT estimate_minutes FROM work_order WHERE id = ?", (ident,))[0][0]
        start = START + timedelta(minutes=15 * at)
        return Move(ident, self.people[person % len(self.people)], start, start + timedelta(minutes=minutes))

    @rule(order=picked, person=picked, at=quarter)
    def anywhere(self, order: int, person: int, at: int) -> None:
        self._try((self._move(order, person, at),))

    @rule(order=picked, which=st.integers(0, 7))
    def where_it_is_free(self, order: int, which: int) -> None:
        ident = self.orders[order % len(self.orders)]
        slots = queries.find_slots(self.desk, ident, START, days=5)
        if slots:
            best = slots[which % len(slots)]
            self._try((Move(ident, best.technician_id, best.starts_at, best.ends_at),))

    @rule(one=picked, other=picked, person=picked, at=quarter)
    def two_at_once(self, one: int, other: int, person: int, at: int) -> None:
        self._try((self._move(one, person, at), self._move(other, person, at + 6)))

    @rule(order=picked)
    def back_to_the_list(self, order: int) -> None:
        self._try((Move(self.orders[order % len(self.orders)], None, None, None),))

    @rule()
    def undo_the_last(self) -> None:
        if self.undo:
            last, kept = self.undo.pop(), len(self.undo)
            self._try(last)
            del self.undo[kept:]

    @rule(order=picked, minutes=st.sampled_from((20, 45, 60, 130)))
    def split_one(self, order: int, minutes: int) -> None:
        try:
            self.orders.append(split(self.desk, self.orders[order % len(self.orders)], None, minutes).value)
        except UserProblem as problem:
            self._expect(problem, "order.split_where", "slot.state")

    @rule(order=picked)
    def join_one(self, order: int) -> None:
        before = self.store.rows(_ALL)
        try:
            join(self.desk, self.orders[order % len(self.orders)])
        except UserProblem:
            assert self.store.rows(_ALL) == before

    @rule(person=picked, day=st.integers(0, 4))
    def leave_where_nothing_is_booked(self, person: int, day: int) -> None:
        who, begin = self.people[person % len(self.people)], START + timedelta(days=day)
        if not queries.in_the_way(self.desk, who, begin, begin + timedelta(hours=5)):
            try:
                add_absence(
                    self.desk, AbsenceDraft(who, AbsenceKind.LEAVE, begin, begin + timedelta(hours=5))
                )
            except UserProblem as problem:
                self._expect(problem, "absence.overlap")

    @invariant()
    def no_rule_is_broken(self) -> None:
        home: dict[int, list[tuple[datetime, datetime]]] = {}
        for ident, begin, end in self.store.rows("SELECT work_order_id, from_at, to_at FROM home_window"):
            home.setdefault(ident, []).append((from_millis(begin), from_millis(end)))
        slots = [
            Given(
                ident, who, from_millis(a), from_millis(b), skill, path, severity, tuple(home.get(ident, ()))
            )
            for ident, who, a, b, skill, path, severity in self.store.rows(_SLOTS)
        ]
        away: dict[int, list[Any]] = {}
        for one in absences(self.store, START - timedelta(days=9), START + timedelta(days=30)):
            away.setdefault(one.technician_id, []).append(one)
        people = {one.id: one for one in technicians(self.store, all=True)}
        assert wrong(slots, people, away, current_policy(self.store).policy.office) == []

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self._minutes() == self.minutes
        for _, state, minutes, _, who, begin, end in self.store.rows(_ALL):
            assert (state == "scheduled") == (begin is not None), state
            assert minutes > 0
            assert (who is None) == (begin is None) == (end is None)


Schedule.TestCase.settings = settings(max_examples=6, stateful_step_count=30)
TestSchedule = Schedule.TestCase
