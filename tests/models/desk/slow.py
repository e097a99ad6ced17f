"""The list and the measures by a slow reading: every row on its own, with nothing but the rules in mind."""

from __future__ import annotations

import json
from datetime import datetime

from models.complaints.kinds import CaseRow
from models.complaints.queries import case_row
from models.core.clock import from_millis, to_millis
from models.core.permissions import Permission
from models.core.session import Actor
from models.desk.kinds import DeskGroup, DeskScope, Need
from models.desk.rules import clock_start, is_soon
from models.store.database import Store

Found = tuple[Need, int, DeskGroup]
_LIMITS = {None: 500_000, 1: 20_000, 2: 20_000, 3: 500_000}


class Reader:
    """Looks at one case after the other, through the eyes of one person."""

    def __init__(self, store: Store, actor: Actor, scope: DeskScope, now: datetime, until: datetime) -> None:
        self.store, self.actor, self.now, self.until = store, actor, now, until
        self.me = actor.staff_id
        self.everybody = scope is DeskScope.ALL or self.me is None

    def needs(self) -> set[Found]:
        """Everything that the list must hold."""
        rows = [case_row(self.store, ident) for (ident,) in self.store.rows("SELECT id FROM complaint")]
        return {found for row in rows if row.closed_at is None for found in self._of(row)}

    def _of(self, case: CaseRow) -> set[Found]:
        found = self._promises(case) | self._remedies(case) | self._proposals(case)
        if case.next_due_at is not None and case.next_due_at < self.until:
            found |= self._call(case) if case.resolved_at is not None else self._step(case)
        return found

    def _step(self, case: CaseRow) -> set[Found]:
        assert case.next_due_at is not None
        if not (self.everybody or case.handler_id == self.me):
            return set()
        begun = self.store.rows("SELECT started_at FROM step_record WHERE complaint_id = ?", (case.id,))[0][0]
        soon = is_soon(clock_start(case, from_millis(begun)), case.next_due_at, self.now)
        late = case.next_due_at < self.now
        group = DeskGroup.OVERDUE if late else DeskGroup.SOON if soon else DeskGroup.LATER
        return {(Need.STEP, case.id, group)}

    def _call(self, case: CaseRow) -> set[Found]:
        assert case.next_due_at is not None
        handlers = {case.handler_id}
        for (facts,) in self.store.rows("SELECT facts FROM event WHERE complaint_id = ?", (case.id,)):
            handlers |= set(json.loads(facts).values())
        may = self.actor.may(Permission.FOLLOW_UP) and self.me not in handlers
        major = self.actor.may(Permission.FOLLOW_UP_MAJOR) or not case.major
        if not (self.everybody or (may and major)):
            return set()
        late = case.next_due_at < self.now
        return {(Need.FOLLOW_UP, case.id, DeskGroup.OVERDUE if late else DeskGroup.FOLLOW_UPS)}

    def _promises(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for promise, due, by, state in self.store.rows(
            "SELECT id, due_at, made_by, state FROM promise WHERE complaint_id = ?", (case.id,)
        ):
            mine = self.everybody or self.me in (by, case.handler_id)
            if mine and state == "open" and from_millis(due) < self.until:
                late = from_millis(due) < self.now
                found.add((Need.PROMISE, promise, DeskGroup.OVERDUE if late else DeskGroup.PROMISES))
        return found

    def _remedies(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for remedy, amount, by, state in self.store.rows(
            "SELECT id, amount_minor, granted_by, state FROM remedy WHERE complaint_id = ?", (case.id,)
        ):
            mine = self._approves(amount) and by != self.me
            if state == "awaiting_approval" and (self.everybody or mine):
                found.add((Need.REMEDY, remedy, DeskGroup.APPROVALS))
        return found

    def _proposals(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for proposal, cost, by, state, approved in self.store.rows(
            "SELECT id, cost_minor, made_by, state, approved_at FROM proposal WHERE complaint_id = ?",
            (case.id,),
        ):
            waits = case.step == 6 and state == "draft" and approved is None and cost > _LIMITS[by]
            if waits and (self.everybody or self._approves(cost)):
                found.add((Need.PROPOSAL, proposal, DeskGroup.APPROVALS))
        return found

    def _approves(self, amount: int) -> bool:
        return self.actor.may(Permission.APPROVE_REMEDY) and amount <= self.actor.limit_minor


def last_answers(store: Store, week: datetime) -> list[str]:
    """The last answer that each case gave this week; nobody calls about a case that was closed before it."""
    last: dict[int, str] = {}
    for ident, when, outcome, closed in store.rows(
        """SELECT f.complaint_id, f.at, f.outcome, c.closed_at FROM follow_up f
        JOIN complaint c ON c.id = f.complaint_id ORDER BY f.id"""
    ):
        answered = outcome in ("satisfied", "fairly_satisfied", "dissatisfied")
        if answered and when >= to_millis(week) and (closed is None or closed >= to_millis(week)):
            last[ident] = outcome
    return list(last.values())
