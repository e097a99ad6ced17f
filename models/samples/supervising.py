"""Twice a day those whom escalations are for look at them and say that they know; the last hours are left for today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.core.clock import to_millis
from models.core.session import Session
from models.escalation.actions import acknowledge
from models.escalation.kinds import Level
from models.escalation.queries import standing
from models.samples.stories import Cast
from models.sweep.actions import sweep

_LEFT = timedelta(hours=6)
_BETWEEN = (timedelta(hours=7), timedelta(hours=17))  # from the morning's look to the afternoon's, and back
_OPEN = """SELECT e.id, e.level, c.handler_id FROM escalation e JOIN complaint c ON c.id = e.complaint_id
    WHERE e.acknowledged_at IS NULL AND e.at <= ? ORDER BY e.id"""


def supervise(cast: Cast, now: datetime) -> Iterator[datetime]:
    """Each takes what stands at their own level; what is nobody's, whoever stands highest."""
    people = list(cast.people.values())
    levels = {one.actor.login: standing(one.store, one.actor).level for one in people}
    people.sort(key=lambda one: list(Level).index(levels[one.actor.login]))
    turn = 0
    while cast.clock.instant < now - _LEFT:
        sweep(people[-1])  # what nobody answered has climbed by now
        until = to_millis(cast.clock.instant)
        for person in people:
            _take(person, levels[person.actor.login], until, everything=person is people[-1])
        yield cast.clock.instant + _BETWEEN[turn]
        turn = 1 - turn


def _take(person: Session, level: Level, until: int, everything: bool) -> None:
    mine = [
        row[0]
        for row in person.store.rows(_OPEN, (until,))
        if everything
        or (row[1] == level != Level.HANDLER)
        or (row[1] == Level.HANDLER and row[2] == person.actor.staff_id)
    ]
    if mine:
        acknowledge(person, mine)
