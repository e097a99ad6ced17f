"""Keeping the clocks of a case true: run at the end of every action that touched a case.

Actions write facts; the due times follow from them here, and nowhere else. What comes out is kept in the table
``clock``, on the case for the lists, and on the goes at the steps for the reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.complaints.tables import Complaint
from models.complaints.timeline import add_event
from models.core.clock import from_millis, to_millis
from models.core.settling import settles
from models.core.work import Work
from models.escalation import raising
from models.handling.clock_facts import CaseFacts, facts_of
from models.handling.clock_rules import Wanted, foremost, held, of_step, wanted
from models.handling.clocks import policy_of
from models.handling.counted import count_in, counted
from models.handling.tables import Clock, Pause, StepRecord
from models.incidents import proposing
from models.repairs.following import follow_due
from models.timing.presets import SEVERITIES

_GRAVEST = SEVERITIES[0]
_BREACH = 100  # percent of a target
_KEPT = """SELECT id, name, round, started_at, warns_at, due_at, stopped_at, rung, next_at, counted FROM clock
    WHERE complaint_id = ?"""


@dataclass(frozen=True)
class _Kept:
    """A row of the table as it is; instants in milliseconds."""

    id: int
    name: str
    round: int
    started_at: int
    warns_at: int
    due_at: int
    stopped_at: int | None
    rung: int
    next_at: int | None
    counted: int | None

    @property
    def times(self) -> tuple[int | None, ...]:
        """What the facts of the case say of it."""
        return self.started_at, self.warns_at, self.due_at, self.stopped_at

    @property
    def is_counted(self) -> bool:
        """Whether it is known what it counted, where it has stopped."""
        return self.stopped_at is None or self.counted is not None


def reckon(work: Work, complaint_id: int) -> None:
    """Bring the clocks of a case, and what the lists show of them, into line with its facts.

    What came closed from a file had none here, and gets none because somebody sorts it or writes a note.
    """
    case = work.store.get(Complaint, complaint_id)
    if case is None or (case.imported and case.closed_at is not None and case.reckoned_at is None):
        return
    facts = _waiting_ended(work, case, facts_of(work.store, case))
    clocks = () if case.policy_version_id is None else wanted(policy_of(work.store, case), facts)
    quiet = case.reckoned_at is None and (case.imported or case.recorded_at < work.now)
    stopped = _keep(work, case, clocks, quiet)
    _mark_steps(work, case, facts, clocks)
    _show(work, case, facts, clocks)
    raising.stopped(work, case.id, stopped)
    if not quiet and case.closed_at is None and (case.major or case.severity == _GRAVEST):
        raising.grave(work, case)


def reckon_waiting(work: Work, limit: int) -> int:
    """Reckon open cases that never were: imported ones, or those of an older version; returns how many.

    What their clocks passed before that raises nothing.
    """
    found = work.store.rows(
        "SELECT id FROM complaint WHERE reckoned_at IS NULL AND closed_at IS NULL ORDER BY id LIMIT ?",
        (limit,),
    )
    for row in found:
        reckon(work, row[0])
    if found:
        work.touch("case")
    return len(found)


def climbed(work: Work, clock_id: int, percent: int) -> datetime | None:
    """Note that a rung of the ladder was climbed; returns the moment of the next one, which is never before it."""
    found = work.store.get(Clock, clock_id)
    case = None if found is None else work.store.get(Complaint, found.complaint_id)
    if found is None or case is None:
        return None
    clocks = wanted(policy_of(work.store, case), facts_of(work.store, case))
    clock = held(clocks, (found.name, found.round))
    after = None if clock is None or clock.stop is not None else clock.after(percent)
    at = None if after is None else max(after[1], found.next_at or after[1])
    work.note(Clock, clock_id, rung=percent, next_at=at)
    return at


def _waiting_ended(work: Work, case: Complaint, facts: CaseFacts) -> CaseFacts:
    """A case that is resolved or over waits for nothing."""
    if case.resolved_at is None and case.closed_at is None:
        return facts
    waits = list(facts.waits)
    for place, wait in enumerate(waits):
        if wait.ended_at is None:
            end = min(wait.ends_at, work.now)
            by = work.actor.staff_id if end == work.now else None
            work.update(Pause, wait.id, None, ended_at=end, ended_by=by)
            add_event(work, case.id, "resumed", at=end, reason=wait.reason)
            waits[place] = replace(wait, ended_at=end)
    return replace(facts, waits=tuple(waits))


def _millis(moment: datetime | None) -> int | None:
    return None if moment is None else to_millis(moment)


def _keep(work: Work, case: Complaint, clocks: Sequence[Wanted], quiet: bool) -> list[int]:
    """Write the rows that changed; returns the ids of those that stopped."""
    kept = {(row[1], row[2]): _Kept(*row) for row in work.store.rows(_KEPT, (case.id,))}
    stopped: list[int] = []
    for clock in clocks:
        row = kept.pop(clock.key, None)
        times = (_millis(clock.start), _millis(clock.warns_at), _millis(clock.due), _millis(clock.stop))
        if row is not None and row.times == times and row.is_counted:
            _beyond(work, clock, row)
            continue
        rung, next_at = _rung(work, clock, 0 if row is None else row.rung, quiet)
        fields = dict(zip(("started_at", "warns_at", "due_at", "stopped_at"), times, strict=True))
        fields |= {"rung": rung, "next_at": next_at, "counted": counted(clock)}
        if row is None:
            work.insert(Clock, complaint_id=case.id, name=clock.name.value, round=clock.round, **fields)
            continue
        work.note(Clock, row.id, **fields)
        if clock.stop is not None and row.stopped_at is None:
            stopped.append(row.id)
    return stopped + _drop(work, case, kept)


def _beyond(work: Work, clock: Wanted, row: _Kept) -> None:
    """A pause after a breach leaves the due time where it was, but freezes the overrun: the higher rungs wait."""
    if row.rung >= _BREACH and row.next_at is not None and row.next_at > to_millis(work.now):
        _, next_at = _rung(work, clock, row.rung, False)
        if next_at != row.next_at:
            work.note(Clock, row.id, next_at=next_at)


def _rung(work: Work, clock: Wanted, rung: int, quiet: bool) -> tuple[int, int | None]:
    """The highest rung that was climbed and when the next is due: never before now, for nobody could have known."""
    if clock.stop is not None:
        return rung, None
    after = clock.after(rung)
    while quiet and after is not None and after[1] <= work.now:
        rung = after[0]
        after = clock.after(rung)
    return rung, None if after is None else to_millis(max(after[1], work.now))


_ESCALATED = "SELECT clock_id FROM escalation WHERE complaint_id = ? AND clock_id IS NOT NULL"


def _drop(work: Work, case: Complaint, kept: Mapping[tuple[str, int], _Kept]) -> list[int]:
    """Take away clocks that nothing promises any more, as after a change of severity. One that was escalated stays."""
    if not kept:
        return []
    escalated = {row[0] for row in work.store.rows(_ESCALATED, (case.id,))}
    stopped: list[int] = []
    for row in kept.values():
        if row.id not in escalated:
            work.delete(Clock, row.id)
        elif row.stopped_at is None:
            work.note(Clock, row.id, stopped_at=work.now, next_at=None)
            stopped.append(row.id)
    if stopped:
        count_in(work, case.id)
    return stopped


def _mark_steps(work: Work, case: Complaint, facts: CaseFacts, clocks: Sequence[Wanted]) -> None:
    """The due times of the present go, and of goes that never had one."""
    for go in facts.goes:
        if go.finished_at is not None and go.due_at is not None:
            continue
        clock = of_step(clocks, go, case.resolved_at is not None)
        due = None if clock is None else from_millis(to_millis(clock.due))
        if due != go.due_at:
            work.note(StepRecord, go.id, due_at=due)


def _show(work: Work, case: Complaint, facts: CaseFacts, clocks: Sequence[Wanted]) -> None:
    """What the lists show: the clock that matters, when the work should be done, until when the case waits."""
    until = max((one.end for one in facts.waits if one.ended_at is None and one.end > work.now), default=None)
    front = None if case.closed_at is not None else foremost(clocks, until is not None)
    whole = held(clocks, ("resolved", 1))
    shown: dict[str, object] = {
        "next_due_at": None if front is None else to_millis(front.due),
        "next_due_kind": None if front is None else front.name.value,
        "next_since": None if front is None else to_millis(front.start),
        "next_warns_at": None if front is None else to_millis(front.warns_at),
        "resolve_due_at": None if whole is None else to_millis(whole.due),
        "paused_until": _millis(until),
    }
    changed = {name: value for name, value in shown.items() if _raw(getattr(case, name)) != value}
    if case.reckoned_at is None:
        changed["reckoned_at"] = work.now
    if changed:
        work.note(Complaint, case.id, **changed)
    follow_due(work, case.id, None if whole is None else to_millis(whole.due))


def _raw(value: object) -> object:
    return to_millis(value) if isinstance(value, datetime) else value


def settle(work: Work, complaint_id: int) -> None:
    """What follows from whatever happened to a case: perhaps it is one of several with one cause; then its clocks."""
    proposing.consider(work, complaint_id)
    reckon(work, complaint_id)


settles("case", settle)
