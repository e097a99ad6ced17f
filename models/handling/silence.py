"""Whether silence says anything: a resident who was asked, and did not answer for 14 days."""

from __future__ import annotations

from datetime import datetime

from models.core.clock import to_millis
from models.store.database import Store

_ASKED = """EXISTS (SELECT 1 FROM follow_up f WHERE f.complaint_id = {case} AND f.at BETWEEN {since} AND {until}
        AND NOT f.second_look)
    OR EXISTS (SELECT 1 FROM contact t WHERE t.complaint_id = {case} AND t.at BETWEEN {since} AND {until}
        AND t.reached)"""
# The rule of the 14 days has had its turn and could not close; nobody has been asked anew since, nobody has answered.
# An answer to a call is told by the calls themselves (``rules.record_gaps``).
_HELD = f"""SELECT EXISTS (SELECT 1 FROM complaint c JOIN escalation e ON e.complaint_id = c.id
    WHERE c.id = ? AND c.status = 'resolved' AND c.lapses_at IS NULL AND e.cause = 'lapse' AND e.at >= c.resolved_at
    AND (NOT c.follow_up_owed OR {_ASKED.format(case="c.id", since="c.resolved_at", until="e.at")})
    AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.complaint_id = c.id AND a.asked_at >= c.resolved_at))"""


def was_asked(store: Store, complaint_id: int, since: datetime, until: datetime) -> bool:
    """Whether the resident was rung up about the resolution, or told of it: only then silence says anything."""
    asked = _ASKED.format(case="?1", since="?2", until="?3")
    found = store.rows(f"SELECT {asked}", (complaint_id, to_millis(since), to_millis(until)))
    return bool(found[0][0])


def is_silent(store: Store, complaint_id: int) -> bool:
    """Whether somebody may close for want of an answer: the 14 days are over, but something kept the rule from it."""
    return bool(store.rows(_HELD, (complaint_id,))[0][0])
