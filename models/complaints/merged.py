"""Where the work on a case goes on once the case has been merged into another."""

from __future__ import annotations

from models.core.work import Work
from models.store.database import Store

# A step of the way is a look-up of its own: joined, the engine would read every case to make a filter first.
_LAST = """WITH RECURSIVE way(id, far) AS (
    SELECT ?, 0 UNION ALL
    SELECT (SELECT c.merged_into_id FROM complaint c WHERE c.id = way.id), way.far + 1 FROM way
    WHERE way.id IS NOT NULL AND way.far < 1000)
    SELECT id FROM way WHERE id IS NOT NULL ORDER BY far DESC LIMIT 1"""


def survivor_of(store: Store, complaint_id: int) -> int:
    """The case into which this one was merged in the end; itself where it never was."""
    return int(store.rows(_LAST, (complaint_id,))[0][0])


def survivor_reference(store: Store, complaint_id: int) -> str:
    """The reference of the case in which this one is carried on, and nothing where it stands for itself."""
    last = survivor_of(store, complaint_id)
    if last == complaint_id:
        return ""
    return str(store.rows("SELECT reference FROM complaint WHERE id = ?", (last,))[0][0])


def landed(work: Work, complaint_id: int) -> int:
    """Where something that is written on a case belongs: a merged one hands it to its survivor.

    Both cases are touched, so that whoever looks at either is told; ``survivor_reference`` says where it went.
    """
    last = survivor_of(work.store, complaint_id)
    if last != complaint_id:
        work.fact(merged=complaint_id, survivor=last)
        work.touch("case", complaint_id)
    return last
