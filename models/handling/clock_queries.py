"""Reads of clocks and pauses: how each target of a case stands, and why it falls due then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.complaints.queries import case_id, instant
from models.complaints.tables import Complaint
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown, UserProblem
from models.handling.clock_facts import facts_of
from models.handling.clock_kinds import ClockName, ClockRow, PauseRow
from models.handling.clock_rules import held, wanted
from models.handling.clocks import policy_of
from models.store.database import Store
from models.timing.business import explain
from models.timing.kinds import Explanation
from models.timing.presets import NEVER_PAUSED

_CLOCKS = """SELECT k.id, k.complaint_id, k.name, k.round, k.started_at, k.warns_at, k.due_at, k.stopped_at,
    c.paused_until FROM clock k JOIN complaint c ON c.id = k.complaint_id WHERE k.complaint_id = ?"""
_PAUSES = """SELECT p.id, p.row_version, p.reason, p.text, p.started_at, p.ends_at, p.ended_at, COALESCE(s.name, '')
    FROM pause p LEFT JOIN staff s ON s.id = p.started_by WHERE p.complaint_id = ? ORDER BY p.started_at, p.id"""
_ORDER = {name.value: place for place, name in enumerate(ClockName)}


def clocks_of(store: Store, complaint_id: int) -> tuple[ClockRow, ...]:
    """The clocks of a case in the order in which they are read, each round after the one before. One statement."""
    rows = [_clock(row) for row in store.rows(_CLOCKS, (complaint_id,))]
    return tuple(sorted(rows, key=lambda row: (_ORDER.get(row.name, len(_ORDER)), row.round)))


def _clock(v: Sequence[Any]) -> ClockRow:
    paused = None if v[7] is not None or v[2] in NEVER_PAUSED else instant(v[8])
    times = (from_millis(v[4]), from_millis(v[5]), from_millis(v[6]))
    return ClockRow(v[0], v[1], v[2], v[3], *times, instant(v[7]), paused)


def pauses_of(store: Store, complaint_id: int) -> tuple[PauseRow, ...]:
    """The pauses of a case in order. One statement."""
    return tuple(
        PauseRow(
            v[0], v[1], v[2], v[3], from_millis(v[4]), from_millis(v[5]), instant(v[6]), v[7]
        )
        for v in store.rows(_PAUSES, (complaint_id,))
    )  # fmt: skip


@dataclass(frozen=True)
class DueReasons:
    """A clock of a case with the reasons for its due time.

    ``reasons`` is ``None`` where nothing promises it any more, as after a change of severity.
    """

    reference: str
    title: str
    clock: ClockRow
    timezone: str
    reasons: Explanation | None

    @property
    def name(self) -> str:
        """The target."""
        return self.clock.name

    @property
    def due(self) -> datetime:
        """When it falls due."""
        return self.clock.due_at


def due_reasons(store: Store, reference: str, name: str | None = None) -> DueReasons:
    """Explain one clock of a case: the named one, its latest round; or the one that the lists show.

    Raises ``Unknown("case")``, ``case.closed`` for the next due time of a closed case, ``case.no_clock``.
    """
    case = _case(store, reference)
    if name is None and case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)
    told = explained(store, case.id)
    found = [one for one in told if one.name == (name or case.next_due_kind)]
    if name is None:
        found = [one for one in found if to_millis(one.due) == to_millis(case.next_due_at)]
    if not found:
        raise UserProblem("case.no_clock", reference=case.reference)
    return found[-1]


def explained(store: Store, complaint_id: int) -> tuple[DueReasons, ...]:
    """Every clock of a case with its reasons, in the order of ``clocks_of``."""
    case = store.get(Complaint, complaint_id)
    if case is None:
        raise Unknown("case", complaint_id)
    rows = clocks_of(store, complaint_id)
    if not rows:
        return ()
    policy = policy_of(store, case)
    clocks = wanted(policy, facts_of(store, case))
    told: list[DueReasons] = []
    for row in rows:
        clock = held(clocks, (row.name, row.round))
        reasons = None
        if clock is not None and to_millis(clock.due) == to_millis(row.due_at):
            reasons = explain(clock.calendar, clock.start, clock.target, clock.pauses)
        told.append(DueReasons(case.reference, case.title, row, policy.office.timezone, reasons))
    return tuple(told)


def _case(store: Store, reference: str) -> Complaint:
    case = store.get(Complaint, case_id(store, reference))
    if case is None:
        raise Unknown("case", reference)
    return case
