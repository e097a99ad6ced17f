"""What may be done with an improvement now: by where it stands, and by who looks."""

from __future__ import annotations

from models.core.permissions import Permission
from models.improvements.kinds import ImprovementDecision, ImprovementRow, ImprovementState
from ui.desk_state import DeskState

_OPEN = frozenset({ImprovementState.PROPOSED, ImprovementState.RUNNING})


def allowed(desk: DeskState, row: ImprovementRow | None, ripe: bool = False) -> frozenset[str]:
    """The deeds by name. ``ripe``: four weeks have passed since it came into force."""
    if row is None:
        return frozenset()
    may, state = desk.may(Permission.IMPROVE), row.state
    dropped, force = state == ImprovementState.DROPPED, state == ImprovementState.IN_FORCE
    free = not row.ask or row.decision == ImprovementDecision.YES
    known = row.effective_on is not None and not dropped
    deeds = {
        "cases": True,
        "edit": may and not dropped,
        "decide": desk.may(Permission.DECIDE_IMPROVEMENTS) and bool(row.ask) and (state in _OPEN or force),
        "start": may and state == ImprovementState.PROPOSED and free,
        "force": may and (state in _OPEN or force) and free,
        "judge": may and ripe and (force or state == ImprovementState.JUDGED),
        "residents": may and known,
        "department": may and known,
        "note": not dropped,
        "attach": may and not dropped,
        "drop": may and (state in _OPEN or force),
    }
    return frozenset(name for name, is_so in deeds.items() if is_so)


def next_deed(deeds: frozenset[str], row: ImprovementRow) -> str:
    """What most likely comes next, besides looking at the cases; empty where there is nothing."""
    if row.state == ImprovementState.JUDGED and "residents" in deeds:
        return "residents"
    wanted = ["judge", "start", "force"]
    if row.decision is None:
        wanted.insert(0, "decide")
    return next((name for name in wanted if name in deeds), "")
