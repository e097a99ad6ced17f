"""Raising an escalation inside a running action, once for each occasion. No action of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.complaints.rules import MAJOR_FLAGS, flags_of
from models.complaints.tables import Complaint, Event
from models.core.clock import to_millis
from models.core.work import Work
from models.escalation.kinds import Cause, Level
from models.escalation.rules import climbs, first_level, higher, silence_ends
from models.escalation.tables import Escalation
from models.options.queries import current_policy, policy_version
from models.store.database import Store
from models.timing.policy import Policy


def raise_once(
    work: Work,
    once: str,
    complaint_id: int,
    cause: str,
    level: str,
    at: datetime,
    *,
    severity: str,
    clock_id: int | None = None,
    promise_id: int | None = None,
    name: str = "",
    percent: int = 0,
) -> int | None:
    """Tell ``level`` what was so at ``at``; its id, or ``None`` when this occasion has been raised before.

    A warning is for the handler alone and leaves no line in the history of the case; what goes up the ladder does.
    """
    if work.store.rows("SELECT 1 FROM escalation WHERE once = ?", (once,)):
        return None
    silence = None
    if climbs(cause, percent, 0):
        silence = silence_ends(_policy(work.store, complaint_id), severity, at)
    escalation_id = work.insert(
        Escalation,
        complaint_id=complaint_id,
        once=once,
        cause=cause,
        clock_id=clock_id,
        promise_id=promise_id,
        name=name,
        percent=percent,
        level=level,
        at=at,
        raised_at=work.now,
        next_at=silence,
    )
    work.touch("escalation", escalation_id)
    if level != Level.HANDLER:
        _tell(work, complaint_id, at, cause, name, percent, level)
    return escalation_id


def grave(work: Work, case: Complaint) -> int | None:
    """S1 and major cases: the manager hears at once, of each of the two once.

    What makes a case major is said once: of its own flags for the case, of its incident for all of its cases together.
    """
    found: int | None = None
    for cause, is_so in ((Cause.LIFE_SAFETY, case.severity == "s1"), (Cause.MAJOR, case.major)):
        if is_so:
            level = first_level(cause, 0)
            once = _occasion(case, cause)
            found = raise_once(work, once, case.id, cause, level, work.now, severity=case.severity) or found
    return found


def _occasion(case: Complaint, cause: Cause) -> str:
    """What is raised once: the incident, where a case is major only because it belongs to it."""
    shared = cause is Cause.MAJOR and case.incident_id is not None
    if shared and MAJOR_FLAGS.isdisjoint(flags_of(case.flags)):
        return f"incident:{case.incident_id}"
    return f"grave:{case.id}:{cause.value}"


_TOLD = """
SELECT id, acknowledged_at IS NULL AND level = 'handler' FROM escalation
WHERE complaint_id = ? AND clock_id IN ({})
AND (next_at IS NOT NULL OR (acknowledged_at IS NULL AND level = 'handler'))
"""


def stopped(work: Work, complaint_id: int, clock_ids: Sequence[int]) -> None:
    """The work was done: silence about these clocks climbs no more, and whoever did it has known of the warnings.

    All of them are clocks of one case, so only its escalations are read. The program itself knows of nothing: where it
    stopped the clocks, the warnings wait for a person.
    """
    if not clock_ids:
        return
    for row_id, is_warning in work.store.rows(
        _TOLD.format(", ".join("?" * len(clock_ids))), (complaint_id, *clock_ids)
    ):
        fields: dict[str, object] = {"next_at": None}
        if is_warning and work.actor.staff_id is not None:
            fields |= {"acknowledged_at": work.now, "acknowledged_by": work.actor.staff_id}
        work.update(Escalation, row_id, None, **fields)
        work.touch("escalation", row_id)


_SILENT = """
SELECT e.complaint_id, e.cause, e.name, e.percent, e.level, e.repeats, c.severity,
       c.closed_at IS NULL AND (e.clock_id IS NULL OR k.stopped_at IS NULL)
       AND (e.promise_id IS NULL OR (p.state = 'open' AND p.missed_at = e.at))
FROM escalation e JOIN complaint c ON c.id = e.complaint_id
LEFT JOIN clock k ON k.id = e.clock_id LEFT JOIN promise p ON p.id = e.promise_id
WHERE e.id = ? AND e.next_at = ?
"""


def climb(work: Work, escalation_id: int, at: datetime) -> bool | None:
    """Nobody has said until ``at`` that they know: the next level hears of it.

    At the top it is said again, three times at most. ``False``: it does not matter any more (the clock has stopped,
    the promise is settled or was moved, the case is closed) and is quiet. ``None``: nothing was due at ``at``.
    """
    found = work.store.rows(_SILENT, (escalation_id, to_millis(at)))
    if not found:
        return None
    complaint_id, cause, name, percent, level, repeats, severity, matters = found[0]
    if not matters:
        work.note(Escalation, escalation_id, next_at=None)
        return False
    up, repeats = higher(level), repeats + 1
    again = None
    if climbs(cause, percent, repeats):
        again = silence_ends(_policy(work.store, complaint_id), severity, at)
    work.update(Escalation, escalation_id, None, level=up, repeats=repeats, next_at=again)
    work.touch("escalation", escalation_id)
    if up != level:
        _tell(work, complaint_id, at, cause, name, percent, up, silent=True)
    return True


def _tell(
    work: Work,
    complaint_id: int,
    at: datetime,
    cause: str,
    name: str,
    percent: int,
    level: str,
    *,
    silent: bool = False,
) -> None:
    """A line in the history of the case. It is nobody's deed, whoever's action brought it about."""
    facts: dict[str, object] = {"cause": str(cause), "level": str(level)}
    if name:
        facts |= {"name": name, "percent": percent}
    if silent:
        facts["silent"] = True
    work.touch("case", complaint_id)
    work.insert(Event, complaint_id=complaint_id, at=at, kind="escalated", facts=facts)


def _policy(store: Store, complaint_id: int) -> Policy:
    version = store.rows("SELECT policy_version_id FROM complaint WHERE id = ?", (complaint_id,))[0][0]
    return (current_policy(store) if version is None else policy_version(store, version)).policy
