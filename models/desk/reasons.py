"""Why the next due time of a case is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.complaints.queries import case_id, instant
from models.complaints.tables import Complaint
from models.core.errors import Unknown, UserProblem
from models.handling.clocks import step_basis
from models.store.database import Store
from models.timing.business import explain
from models.timing.kinds import Explanation

_STARTED = "SELECT max(started_at) FROM step_record WHERE complaint_id = ? AND step = ?"


@dataclass(frozen=True)
class DueReasons:
    """A due time with its reasons. ``reasons`` is ``None`` where a person set the time by hand."""

    reference: str
    title: str
    name: str
    due: datetime
    timezone: str
    reasons: Explanation | None


def due_reasons(store: Store, reference: str) -> DueReasons:
    """Explain the next due time of a case. Raises ``Unknown("case")``, ``case.closed`` or ``case.no_clock``."""
    ident = case_id(store, reference)
    case = store.get(Complaint, ident)
    if case is None:
        raise Unknown("case", reference)
    if case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)
    if case.next_due_at is None or not case.step:
        raise UserProblem("case.no_clock", reference=case.reference)
    started = instant(store.rows(_STARTED, (ident, case.step))[0][0]) or case.received_at
    basis = step_basis(store, case, case.step, started)
    if basis is None:
        raise UserProblem("case.no_clock", reference=case.reference)
    reasons = explain(basis.calendar, basis.start, basis.target)
    own = reasons if _same(reasons.due, case.next_due_at) else None
    timezone = basis.calendar.timezone
    return DueReasons(case.reference, case.title, basis.name, case.next_due_at, timezone, own)


def _same(one: datetime, other: datetime) -> bool:
    """Whether two instants are the same to the millisecond, which is what the store keeps."""
    return abs((one - other).total_seconds()) < 0.001
