"""How much waits for the person at the desk, and how many cases are open: what the side bar shows."""

from __future__ import annotations

from collections.abc import Mapping

from models.complaints.queries import side_counts as case_counts
from models.core.session import Session
from models.desk.kinds import DeskScope
from models.desk.queries import tally
from models.desk.rules import horizon
from models.desk.team import team_of
from models.improvements.queries import late_count
from models.options.queries import settings
from models.repairs.queries import side_count
from ui.shell.counts import Count


def side_counts(session: Session) -> Mapping[str, Count]:
    """The figures of the side bar, on the database thread."""
    now = session.clock.now()
    until = horizon(now, settings(session.store).zone)
    team = team_of(session.store, session.actor, now)
    mine = tally(session.store, session.actor, now, until, team)[DeskScope.MINE]
    cases = case_counts(session.store, session.actor.staff_id, now)
    return {
        "today": Count(sum(mine.values())),
        "complaints": Count(cases["open"]),
        "repairs": Count(side_count(session.store)),
        "improvements": Count(late_count(session), urgent=True),
    }
