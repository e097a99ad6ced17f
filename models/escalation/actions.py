"""Saying that one knows. Only people do; the program never does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.escalation.kinds import Level
from models.escalation.queries import Standing, standing
from models.escalation.tables import Escalation
from models.handling import reckoning  # noqa: F401  whatever is written about a case, its clocks follow


@action("escalation.acknowledge", needs=Permission.VIEW)
def acknowledge(work: Work, ids: Sequence[int], note: str = "") -> int:
    """Say of escalations that one knows and will see to it; returns how many were still open.

    It is for whoever was told of them on their way up, and for whoever stands above; a warning, for the handler.
    Whoever knows that a clock is late knows of its lower rungs as well. Raises ``escalation.not_yours`` and writes
    nothing when one of them is not. What somebody else acknowledged meanwhile stays as it is.
    """
    taken = acknowledged(work, ids, note)
    work.fact(acknowledged=taken)
    return taken


def acknowledged(work: Work, ids: Sequence[int], note: str) -> int:
    """The same inside a running transaction."""
    place = standing(work.store, work.actor)
    taken = 0
    for escalation_id in dict.fromkeys(ids):
        found = work.store.get(Escalation, escalation_id)
        if found is None:
            raise Unknown("escalation", escalation_id)
        case = work.store.rows(
            "SELECT handler_id, reference FROM complaint WHERE id = ?", (found.complaint_id,)
        )
        handler_id, reference = case[0]
        if not place.may_take(found, handler_id):
            raise UserProblem(
                "escalation.not_yours", reference=reference, level=("word", "level", found.level)
            )
        if found.acknowledged_at is None:
            _take(work, found, note.strip())
            _tell(work, found, note.strip())
            for lower in _lower_rungs(work, found, place):
                _take(work, lower, note.strip())
            taken += 1
    return taken


def _take(work: Work, found: Escalation, note: str) -> None:
    work.update(
        Escalation,
        found.id,
        None,
        acknowledged_at=work.now,
        acknowledged_by=work.actor.staff_id,
        note=note,
        next_at=None,
    )
    work.touch("escalation", found.id)


_LOWER = """SELECT id FROM escalation WHERE complaint_id = ? AND clock_id = ? AND percent < ? AND level <> 'handler'
    AND acknowledged_at IS NULL ORDER BY id"""


def _lower_rungs(work: Work, found: Escalation, place: Standing) -> Iterator[Escalation]:
    if found.clock_id is None:
        return
    for row in work.store.rows(_LOWER, (found.complaint_id, found.clock_id, found.percent)):
        lower = work.store.get(Escalation, row[0])
        if lower is not None and place.may_take(lower, None):
            yield lower


def _tell(work: Work, found: Escalation, note: str) -> None:
    if found.level == Level.HANDLER and not note:
        return  # a warning that somebody has seen is no event in the life of a case
    facts = {"name": found.name} if found.name else {}
    add_event(
        work, found.complaint_id, "escalation_known", text=note, level=found.level, cause=found.cause, **facts
    )
    if note:
        reindex(work, found.complaint_id)
