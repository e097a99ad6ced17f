"""The list and the measures by a slow reading: every row on its own, with nothing but the rules in mind."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from models.complaints.kinds import CaseRow
from models.complaints.queries import case_row
from models.core.clock import from_millis, to_millis
from models.core.permissions import Permission
from models.core.session import Actor
from models.desk.kinds import DeskGroup, DeskScope, Need
from models.store.database import Store

Found = tuple[Need, int, DeskGroup]
_LIMITS = {None: 500_000, 1: 20_000, 2: 20_000, 3: 500_000}
_STAGE_TWO = ("stage2_acknowledged", "stage2_answered", "stage2_extended")
_GO_ON = ("first_response", "stage2_acknowledged")


class Reader:
    """Looks at one case after the other, through the eyes of one person."""

    def __init__(self, store: Store, actor: Actor, scope: DeskScope, now: datetime, until: datetime) -> None:
        self.store, self.actor, self.now, self.until = store, actor, now, until
        self.me, self.put_off = actor.staff_id, scope is DeskScope.PUT_OFF
        self.everybody = scope is not DeskScope.MINE or self.me is None

    def needs(self) -> set[Found]:
        """Everything that the list must hold."""
        rows = [case_row(self.store, ident) for (ident,) in self.store.rows("SELECT id FROM complaint")]
        found: set[Found] = set()
        for row in rows:
            found |= self._second_look(row) | self._appeals(row) | self._meetings(row)
            if row.closed_at is None:
                found |= self._of(row)
        return found

    def _of(self, case: CaseRow) -> set[Found]:
        found = self._promises(case) | self._remedies(case) | self._proposals(case) | self._waiting(case)
        due, warns, kind = case.next_due_at, case.next_warns_at, case.next_due_kind
        if due is None or kind is None or self._waits(case):
            return found
        if kind in _STAGE_TWO:
            return found | self._beside(case)
        return found | self._clock(
            case, kind, due, warns, kind == "follow_up" and case.resolved_at is not None
        )

    def _waits(self, case: CaseRow) -> bool:
        stopped = case.paused_until is not None and case.paused_until > self.now
        return stopped and case.next_due_kind not in _GO_ON

    def _clock(
        self, case: CaseRow, kind: str, due: datetime, warns: datetime | None, call: bool
    ) -> set[Found]:
        """A clock of a case, whoever it is for."""
        warned = warns is not None and warns <= self.now
        if not (due < self.until or warned):
            return set()
        group = DeskGroup.FOLLOW_UPS if call else DeskGroup.SOON if warned else DeskGroup.LATER
        group = DeskGroup.OVERDUE if due < self.now else group
        if not (self.everybody or (self._may_call(case) if call else case.handler_id == self.me)):
            return set()
        need, occasion = (Need.FOLLOW_UP, "follow_up") if call else (Need.STEP, f"step:{kind}")
        return self._shown(case, need, case.id, group, occasion)

    def _beside(self, case: CaseRow) -> set[Found]:
        """What else a case owes while its appeal is due first."""
        if not self.store.rows(
            "SELECT 1 FROM appeal WHERE complaint_id = ? AND answered_at IS NULL", (case.id,)
        ):
            return set()
        found: set[Found] = set()
        for kind, due, warns in self.store.rows(
            "SELECT name, due_at, warns_at FROM clock WHERE complaint_id = ? AND name NOT LIKE 'stage2%'",
            (case.id,),
        ):
            found |= self._clock(case, kind, from_millis(due), from_millis(warns), kind == "follow_up")
        return found

    def _waiting(self, case: CaseRow) -> set[Found]:
        mine = self.everybody or case.handler_id == self.me
        if not (mine and self._waits(case)) or self.put_off:
            return set()
        rows = self.store.rows("SELECT id, ends_at FROM pause WHERE complaint_id = ?", (case.id,))
        return {(Need.WAIT, row[0], DeskGroup.WAITING) for row in rows if from_millis(row[1]) > self.now}

    def _second_look(self, case: CaseRow) -> set[Found]:
        at, done, into = self.store.rows(
            "SELECT second_look_at, second_look_done_at, merged_into_id FROM complaint WHERE id = ?",
            (case.id,),
        )[0]
        if at is None or done is not None or into is not None or from_millis(at) >= self.until:
            return set()
        if case.resolved_at is None or not (self.everybody or self._may_call(case)):
            return set()
        return self._shown(case, Need.SECOND_LOOK, case.id, DeskGroup.FOLLOW_UPS, "second_look")

    def _appeals(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for ident, handler, answered in self.store.rows(
            "SELECT id, handler_id, answered_at FROM appeal WHERE complaint_id = ?", (case.id,)
        ):
            may = self.actor.may(Permission.HANDLE)
            mine = may and (handler == self.me or (handler is None and self.me not in self._handlers(case)))
            if answered is not None or not (self.everybody or mine):
                continue
            clock = self.store.rows(
                "SELECT due_at, warns_at FROM clock WHERE complaint_id = ? AND name LIKE 'stage2%'",
                (case.id,),
            )
            group = DeskGroup.APPEALS
            for due, warns in clock:
                late, soon = from_millis(due) < self.now, from_millis(warns) <= self.now
                group = DeskGroup.OVERDUE if late else DeskGroup.SOON if soon else group
            found |= self._shown(case, Need.APPEAL, ident, group, "appeal")
        return found

    def _shown(self, case: CaseRow, need: Need, ident: int, group: DeskGroup, occasion: str) -> set[Found]:
        """Here or among what is put off; a grave case that is late cannot be hidden."""
        rows = self.store.rows(
            "SELECT until FROM snooze WHERE staff_id = ? AND need = ? AND item_id = ?",
            (self.me or 0, occasion, ident),
        )
        hidden = any(from_millis(until) > self.now for (until,) in rows)
        hidden = hidden and not (case.severity == "s1" and group is DeskGroup.OVERDUE)
        return {(need, ident, group)} if hidden is self.put_off else set()

    def _handlers(self, case: CaseRow) -> set[int | None]:
        """Whoever handled the matter: this case or one merged into it."""
        matter, handlers = {case.id}, set()
        while True:
            marks = ",".join(str(one) for one in matter)
            more = {
                row[0]
                for row in self.store.rows(f"SELECT id FROM complaint WHERE merged_into_id IN ({marks})")
            }
            if more <= matter:
                break
            matter |= more
        for ident in matter:
            handlers.add(case_row(self.store, ident).handler_id)
            for (facts,) in self.store.rows("SELECT facts FROM event WHERE complaint_id = ?", (ident,)):
                handlers |= set(json.loads(facts).values())
        return handlers - {None}

    def _may_call(self, case: CaseRow) -> bool:
        may = self.actor.may(Permission.FOLLOW_UP) and self.me not in self._handlers(case)
        return may and (self.actor.may(Permission.FOLLOW_UP_MAJOR) or not case.major)

    def _promises(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for promise, due, by, state, kind in self.store.rows(
            "SELECT id, due_at, made_by, state, kind FROM promise WHERE complaint_id = ?", (case.id,)
        ):
            mine = self.everybody or self.me in (by, case.handler_id)
            if mine and state == "open" and from_millis(due) < self.until:
                group = DeskGroup.VISITS if kind == "visit" else DeskGroup.PROMISES
                group = DeskGroup.OVERDUE if from_millis(due) < self.now else group
                found |= self._shown(case, Need.PROMISE, promise, group, "promise")
        return found

    def _meetings(self, case: CaseRow) -> set[Found]:
        """Also of cases that are closed: somebody is expected all the same."""
        found: set[Found] = set()
        for ident, begin, end, state in self.store.rows(
            """SELECT a.id, a.from_at, a.to_at, a.state FROM appointment a
            JOIN work_order o ON o.id = a.work_order_id WHERE o.complaint_id = ?""",
            (case.id,),
        ):
            starts, ends = from_millis(begin), from_millis(end)
            mine = self.everybody or case.handler_id == self.me or self.actor.may(Permission.SCHEDULE)
            if state != "agreed" or not mine or starts >= self.until:
                continue
            near = starts - self.now <= timedelta(hours=2)
            group = DeskGroup.OVERDUE if ends < self.now else DeskGroup.SOON if near else DeskGroup.VISITS
            found |= self._shown(case, Need.APPOINTMENT, ident, group, "appointment")
        return found

    def _remedies(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for remedy, amount, by, state in self.store.rows(
            "SELECT id, amount_minor, granted_by, state FROM remedy WHERE complaint_id = ?", (case.id,)
        ):
            mine = self._approves(amount) and by != self.me
            if state == "awaiting_approval" and (self.everybody or mine):
                found |= self._shown(case, Need.REMEDY, remedy, DeskGroup.APPROVALS, "remedy")
        return found

    def _proposals(self, case: CaseRow) -> set[Found]:
        found: set[Found] = set()
        for proposal, cost, by, state, approved in self.store.rows(
            "SELECT id, cost_minor, made_by, state, approved_at FROM proposal WHERE complaint_id = ?",
            (case.id,),
        ):
            waits = case.step == 6 and state == "draft" and approved is None and cost > _LIMITS[by]
            if waits and (self.everybody or self._approves(cost)):
                found |= self._shown(case, Need.PROPOSAL, proposal, DeskGroup.APPROVALS, "proposal")
        return found

    def _approves(self, amount: int) -> bool:
        return self.actor.may(Permission.APPROVE_REMEDY) and amount <= self.actor.limit_minor


def last_answers(store: Store, week: datetime) -> list[str]:
    """The last answer that each case gave this week."""
    last: dict[int, str] = {}
    for ident, when, outcome in store.rows(
        """SELECT f.complaint_id, f.at, f.outcome FROM follow_up f
        JOIN complaint c ON c.id = f.complaint_id WHERE c.status != 'merged' ORDER BY f.id"""
    ):
        answered = outcome in ("satisfied", "fairly_satisfied", "dissatisfied")
        if answered and when >= to_millis(week):
            last[ident] = outcome
    return list(last.values())
