"""Who may make a follow-up call, and when the next attempt may be made: pure decisions, and whose work a case is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from models.core.permissions import Permission
from models.core.session import Actor
from models.handling.kinds import ANSWERED, FollowOutcome
from models.handling.rules import HALF_DAY_HOURS, MOST_ATTEMPTS, half_day
from models.store.database import Store


@dataclass(frozen=True)
class CallPlan:
    """What is known before a call is made.

    ``next_at`` is the earliest moment of the next attempt, and ``None`` when no further one is to be made. ``not_by``
    are the people who handled the case: nobody asks about their own work.
    """

    owed: bool
    done: bool
    vain: int
    next_at: datetime | None
    major: bool
    not_by: frozenset[int]

    @property
    def left(self) -> int:
        """How many vain attempts may still be made."""
        return max(0, MOST_ATTEMPTS - self.vain)

    def refusal(self, actor: Actor) -> str | None:
        """Why this person may not call, as the code of a problem, or ``None``."""
        if actor.staff_id in self.not_by:
            return "follow_up.own_work"
        if not actor.may(Permission.FOLLOW_UP) or (self.major and not actor.may(Permission.FOLLOW_UP_MAJOR)):
            return "follow_up.not_you"
        return None


def plan(
    calls: Sequence[tuple[datetime, str]],
    *,
    owed: bool,
    major: bool,
    handlers: frozenset[int],
    now: datetime,
    zone: tzinfo,
) -> CallPlan:
    """The plan from the calls (moment, outcome) about the present resolution.

    An answer or a refusal to answer ends it, and so do three vain attempts. After a vain attempt the next one waits for
    another half of the day: from noon on, or from midnight on.
    """
    vain = [at for at, outcome in calls if outcome == FollowOutcome.NOT_REACHED]
    ended = any(outcome in ANSWERED or outcome == FollowOutcome.DECLINED for _, outcome in calls)
    done = ended or len(vain) >= MOST_ATTEMPTS
    tried = {half_day(at.astimezone(zone)) for at in vain}
    free = now
    while not done and half_day(free.astimezone(zone)) in tried:
        free = next_half_day(free, zone)
    return CallPlan(owed, done, len(vain), None if done else free, major, handlers)


def next_half_day(at: datetime, zone: tzinfo) -> datetime:
    """When the next half of the day begins."""
    local = at.astimezone(zone)
    if local.hour < HALF_DAY_HOURS:
        return datetime.combine(local.date(), time(HALF_DAY_HOURS), zone).astimezone(at.tzinfo)
    return datetime.combine(local.date() + timedelta(days=1), time(), zone).astimezone(at.tzinfo)


# The case, and those that were merged into it: whoever handled one of them handled the matter.
_HANDLED = """WITH RECURSIVE matter(id) AS (
    SELECT ? UNION SELECT c.id FROM complaint c JOIN matter ON c.merged_into_id = matter.id)
    SELECT handler_id FROM complaint WHERE id IN (SELECT id FROM matter)
    UNION SELECT json_extract(facts, '$.before') FROM event
        WHERE complaint_id IN (SELECT id FROM matter) AND kind = 'handler_changed'
    UNION SELECT json_extract(facts, '$.after') FROM event
        WHERE complaint_id IN (SELECT id FROM matter) AND kind = 'handler_changed'"""


def handled_by(store: Store, complaint_id: int) -> frozenset[int]:
    """Everybody who handles or has handled the case: a change of name on it does not wash anybody clean."""
    return frozenset(row[0] for row in store.rows(_HANDLED, (complaint_id,)) if row[0] is not None)
