"""How much time a clock counted until it stopped: open time of its own calendar, without the pauses.

It is written when a clock stops (``handling.reckoning``). Stopped clocks of stores of an older version have none yet;
the sweep fills them in, a few cases at a time. Nothing else of a closed case is touched by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.complaints.tables import Complaint
from models.core.clock import MILLISECOND, from_millis
from models.core.work import Work
from models.handling.clock_facts import facts_of
from models.handling.clock_rules import Wanted, held, wanted
from models.handling.clocks import policy_of
from models.handling.tables import Clock
from models.store.database import Store
from models.timing.business import open_time
from models.timing.kinds import Calendar, Pause

_UNCOUNTED = "FROM clock WHERE stopped_at IS NOT NULL AND counted IS NULL"
_CASES = f"SELECT DISTINCT complaint_id {_UNCOUNTED} LIMIT ?"
_OF_CASE = f"SELECT id, name, round, started_at, stopped_at {_UNCOUNTED} AND complaint_id = ?"


def counted(clock: Wanted) -> int | None:
    """What a clock counted, in milliseconds; ``None`` while it runs."""
    return None if clock.stop is None else _between(clock.calendar, clock.start, clock.stop, clock.pauses)


def _between(calendar: Calendar, start: datetime, stop: datetime, pauses: Sequence[Pause]) -> int:
    return open_time(calendar, start, max(start, stop), pauses) // MILLISECOND


def uncounted(store: Store) -> bool:
    """Whether there are stopped clocks of which nobody has written down what they counted."""
    return bool(store.rows(f"SELECT EXISTS (SELECT 1 {_UNCOUNTED})")[0][0])


def count_waiting(work: Work, limit: int) -> int:
    """Fill in what the stopped clocks of so many cases counted; returns of how many."""
    found = work.store.rows(_CASES, (limit,))
    for row in found:
        count_in(work, row[0])
    return len(found)


def count_in(work: Work, complaint_id: int) -> None:
    """Fill in what the stopped clocks of a case counted, where it is not known.

    A clock that the case would not have any more, as after a change of severity, counts by its present calendar.
    """
    case = work.store.get(Complaint, complaint_id)
    timed = case is not None and case.policy_version_id is not None
    clocks: tuple[Wanted, ...] = ()
    if case is not None and timed:
        policy, facts = policy_of(work.store, case), facts_of(work.store, case)
        clocks = wanted(policy, facts)
    for ident, name, round_, started, stopped in work.store.rows(_OF_CASE, (complaint_id,)):
        clock, start, stop = held(clocks, (name, round_)), from_millis(started), from_millis(stopped)
        if clock is not None:
            amount = _between(clock.calendar, start, stop, clock.pauses)
        elif timed:
            amount = _between(policy.calendar(facts.severity), start, stop, ())
        else:
            amount = (stop - start) // MILLISECOND
        work.note(Clock, ident, counted=amount)
