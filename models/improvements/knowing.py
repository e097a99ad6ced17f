"""Late plans in the inbox of those who were told of them, until they say that they know.

Whoever is told again, higher up the ladder or of another due day, has it there again. What is no longer late is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.complaints.queries import instant
from models.core.session import Session
from models.core.work import Work
from models.directory.rows import today_of
from models.improvements.changing import note
from models.improvements.kinds import ImprovementHappened, ImprovementRow
from models.improvements.queries import LATE, of_ids

# The last time that somebody was told of a plan as it is due now, and that they said that they know.
_TOLD = """(SELECT max(e.id) FROM improvement_event e, json_each(e.facts, '$.to') w WHERE e.improvement_id = i.id
    AND e.kind = 'late' AND w.value = :me AND e.id > COALESCE((SELECT max(m.id) FROM improvement_event m
    WHERE m.improvement_id = i.id AND m.kind = 'due_moved'), 0))"""
_KNOWN = """(SELECT max(e.id) FROM improvement_event e WHERE e.improvement_id = i.id AND e.kind = 'known'
    AND e.staff_id = :me)"""
_FOUND = f"""SELECT * FROM (SELECT i.id, {LATE} AND t.id IS NOT NULL AS told, t.id > COALESCE(k.id, 0) AS anew,
    t.at AS told_at, k.at AS known_at, COALESCE(k.text, '') AS text FROM improvement i
    LEFT JOIN improvement_event t ON t.id = {_TOLD} LEFT JOIN improvement_event k ON k.id = {_KNOWN})"""


@dataclass(frozen=True)
class LatePlan:
    """A late plan as one person was told of it, ``told_at``; ``note`` is what they said when they knew of it, at
    ``known_at``: ``None`` where they have yet to say so, perhaps once more.
    """

    row: ImprovementRow
    told_at: datetime | None
    known_at: datetime | None
    note: str


def late_of(session: Session) -> tuple[ImprovementRow, ...]:
    """Late plans that this person was told of, known or not, the longest first."""
    found = _plans(session, "told")
    return tuple(sorted((one.row for one in found), key=lambda row: (row.due_on, row.id)))


def waiting(session: Session) -> tuple[LatePlan, ...]:
    """Late plans of which this person has yet to say that they know, in the order in which they were told."""
    found = _plans(session, "told AND anew ORDER BY told_at, id")
    return tuple(replace(one, known_at=None, note="") for one in found)  # an earlier word was of another time


def waiting_count(session: Session) -> int:
    """How many those are. One statement."""
    return len(_found(session, "told AND anew"))


def seen(session: Session) -> tuple[LatePlan, ...]:
    """Plans of which this person has said that they know, the latest first."""
    return _plans(
        session, "known_at IS NOT NULL AND NOT COALESCE(told AND anew, 0) ORDER BY known_at DESC, id DESC"
    )


def know(work: Work, ids: Sequence[int], text: str = "") -> int:
    """Inside a running transaction: this person knows of these plans. Of how many they had not known."""
    mine = {one[0] for one in _found(work.session, "told AND anew")}
    taken = [one for one in dict.fromkeys(ids) if one in mine]
    for improvement_id in taken:
        note(work, improvement_id, ImprovementHappened.KNOWN, text=text.strip())
    return len(taken)


def _found(session: Session, which: str) -> list[Any]:
    values = {"me": session.actor.staff_id, "today": today_of(session).isoformat()}
    return session.store.execute(f"{_FOUND} WHERE {which}", values).fetchall()  # type: ignore[no-any-return]


def _plans(session: Session, which: str) -> tuple[LatePlan, ...]:
    found = _found(session, which)
    rows = of_ids(session, [one[0] for one in found]) if found else {}
    return tuple(LatePlan(rows[one[0]], instant(one[3]), instant(one[4]), one[5]) for one in found)
